import asyncio

from bot.ui.live_message import LiveMessage


async def test_only_the_newest_of_many_states_is_shown() -> None:
    shown: list[int] = []
    caught_up = asyncio.Event()

    async def edit(state: int) -> None:
        shown.append(state)
        if state == 99:
            caught_up.set()

    live = LiveMessage(edit, seconds=0.3)
    for state in range(100):
        live.show(state)
        await asyncio.sleep(0.001)
    await caught_up.wait()
    assert len(shown) < 10
    assert shown == sorted(shown)
    await live.close()


async def test_closing_waits_for_the_edit_under_way_and_allows_no_other() -> None:
    events: list[str] = []
    begun = asyncio.Event()

    async def edit(state: str) -> None:
        events.append(f"begin {state}")
        begun.set()
        await asyncio.sleep(0.05)
        events.append(f"end {state}")

    live = LiveMessage(edit, seconds=0.01)
    live.show("first")
    await begun.wait()
    live.show("second")
    await live.close()
    events.append("closed")
    await asyncio.sleep(0.3)
    assert events == ["begin first", "end first", "closed"]


async def test_an_edit_that_fails_does_not_end_the_message() -> None:
    done = asyncio.Event()

    async def edit(state: str) -> None:
        if state == "bad":
            raise OSError
        done.set()

    live = LiveMessage(edit, seconds=0.01)
    live.show("bad")
    await asyncio.sleep(0.1)
    live.show("good")
    await asyncio.wait_for(done.wait(), 5)
    await live.close()
