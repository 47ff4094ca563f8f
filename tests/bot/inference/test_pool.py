"""Processes with faults: each ends in an event or an error, never in silence."""

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.errors import PainterDiedError
from bot.inference import devices
from bot.inference.painter import JobEvent
from bot.inference.pool import PainterPool
from bot.inference.process import Patience, ProcessPainter
from styletransfer.worker.protocol import (
    Draft,
    Dream,
    Fingerprint,
    Judge,
    Paint,
    Painted,
    Progress,
    Shrink,
    Style,
)

pytestmark = pytest.mark.slow

REQUEST = Paint(job="job", content=b"photo", styles=[Style(preset="starry-night")])
SOON = Patience(start=20, silence=0.5, cancel=0.5)

Start = Callable[..., PainterPool]


@pytest.fixture
def starts(tmp_path: Path) -> Path:
    return tmp_path / "starts"


@pytest.fixture
async def start(starts: Path) -> AsyncIterator[Start]:
    pools: list[PainterPool] = []

    def started(fault: str, patience: Patience = SOON) -> PainterPool:
        command = (sys.executable, "-m", "tests.bot.inference.faulty_worker", fault, str(starts))
        pools.append(
            PainterPool([ProcessPainter("cpu", command=command, patience=patience).start()])
        )
        return pools[-1]

    yield started
    for pool in pools:
        await pool.close()


async def _paint(pool: PainterPool) -> list[JobEvent]:
    return [event async for event in pool.paint(REQUEST)]


def _count(starts: Path) -> int:
    return len(starts.read_text())


async def test_events_arrive_in_order(start: Start) -> None:
    progress, painted = await _paint(start("none"))
    assert isinstance(progress, Progress)
    assert isinstance(painted, Painted)
    assert painted.picture == b"painted"


async def test_a_dream_is_carried_like_a_painting(start: Start) -> None:
    order = Dream(job="job", content=b"photo", mood="eyes")
    events = [event async for event in start("none").paint(order)]
    assert [type(event) for event in events] == [Progress, Painted]


async def test_the_time_is_known_once_a_painter_is_ready_and_corrected_by_it(start: Start) -> None:
    pool = start("none")
    assert pool.expected_seconds(512) is None
    await _paint(pool)
    first = pool.expected_seconds(512)
    await _paint(pool)
    second = pool.expected_seconds(512)
    assert first is not None
    assert second is not None
    assert second < first  # each took 0.1 s, as it says


async def test_a_picture_is_made_smaller(start: Start) -> None:
    smaller = await start("none").shrink(Shrink(job="job", picture=b"large", max_bytes=1))
    assert smaller is not None
    assert smaller.picture == b"smaller"


async def test_an_aside_is_answered_while_a_job_of_the_same_name_is_painted(start: Start) -> None:
    pool = start("heeds")
    question = Fingerprint(job="job", picture=b"painting")
    async with contextlib.aclosing(pool.paint(REQUEST)) as events:
        assert isinstance(await anext(events), Progress)
        asked = [pool.fingerprint(question) for _ in range(3)]
        assert await asyncio.gather(*asked) == ["0123456789abcdef"] * 3
    judged = await pool.judge(
        Judge(job="job", photo=b"photo", picture=b"painting", style=Style(preset="the-kiss"))
    )
    assert judged is not None
    assert judged.score == 0.5


async def test_who_waits_behind_other_asides_is_not_late(start: Start, starts: Path) -> None:
    pool = start("slow-asides")  # each takes .2 s, and .5 s is too long
    asked = [pool.fingerprint(Fingerprint(job="job", picture=b"painting")) for _ in range(5)]
    assert await asyncio.gather(*asked) == ["0123456789abcdef"] * 5
    assert _count(starts) == 1


async def test_a_painter_that_dies_of_an_aside_says_so_to_all_who_wait(start: Start) -> None:
    pool = start("dies-of-asides")
    async with contextlib.aclosing(pool.paint(REQUEST)) as events:
        while not isinstance(await anext(events), Painted):
            pass
    asked = [pool.fingerprint(Fingerprint(job="job", picture=b"bomb")) for _ in range(2)]
    answers = await asyncio.gather(*asked, return_exceptions=True)
    assert [type(answer) for answer in answers] == [PainterDiedError] * 2


async def test_a_job_whose_painter_dies_is_begun_once_more(start: Start, starts: Path) -> None:
    events = await _paint(start("dies-once"))
    assert isinstance(events[-1], Painted)
    assert _count(starts) == 2


async def test_a_job_that_ends_two_painters_has_failed(start: Start, starts: Path) -> None:
    with pytest.raises(PainterDiedError):
        await _paint(start("dies"))
    assert _count(starts) == 2


async def test_a_silent_painter_is_ended(start: Start) -> None:
    with pytest.raises(PainterDiedError):
        await _paint(start("falls-silent"))


async def test_a_painter_that_speaks_nonsense_never_paints(start: Start) -> None:
    with pytest.raises(PainterDiedError):
        await _paint(start("speaks-nonsense", Patience(start=1)))


async def test_a_painter_that_cannot_start_is_not_waited_for_for_ever(start: Start) -> None:
    with pytest.raises(PainterDiedError):
        await _paint(start("never-ready", Patience(start=1)))


async def test_a_painter_is_started_again(start: Start) -> None:
    events = await _paint(start("first-start-fails"))
    assert isinstance(events[-1], Painted)


@pytest.mark.parametrize(("fault", "processes"), [("heeds", 1), ("slow", 1), ("deaf", 2)])
async def test_a_cancelled_job_leaves_the_painter_to_the_next(
    start: Start, starts: Path, fault: str, processes: int
) -> None:
    pool = start(fault, Patience(start=20, silence=5, cancel=0.2))
    async with contextlib.aclosing(pool.paint(REQUEST)) as events:
        assert isinstance(await anext(events), Progress)
    smaller = await pool.shrink(Shrink(job="next", picture=b"large", max_bytes=1))
    assert smaller is not None
    assert smaller.picture == b"smaller"
    assert _count(starts) == processes


async def test_the_process_is_not_told_the_bots_settings(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEEPSTYLE_TOKEN", "secret")
    monkeypatch.setenv("SOMETHING_ELSE", "1")
    painted = (await _paint(start("environment")))[-1]
    assert isinstance(painted, Painted)
    names = painted.picture.decode().splitlines()
    assert "SOMETHING_ELSE" in names
    assert not [name for name in names if name.startswith("DEEPSTYLE_")]


@pytest.mark.parametrize(
    ("visible", "found"), [("0,1", ("cuda:0", "cuda:1")), ("", ("cpu",)), ("-1", ("cpu",))]
)
async def test_devices_follow_what_is_visible(
    monkeypatch: pytest.MonkeyPatch, visible: str, found: tuple[str, ...]
) -> None:
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", visible)
    assert await devices.resolve(("auto",)) == found
    assert await devices.resolve(("cuda:3",)) == ("cuda:3",)


async def test_devices_are_those_that_the_driver_lists(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert await devices.resolve(("auto",)) == ("cpu",)
    tool = tmp_path / "nvidia-smi"
    tool.write_text("#!/bin/sh\necho 'GPU 0: X (UUID: 1)'\necho '  MIG 1g'\necho 'GPU 1: X'\n")
    tool.chmod(0o755)
    assert await devices.resolve(("auto",)) == ("cuda:0", "cuda:1")


async def test_a_painter_can_be_closed_while_it_starts(start: Start) -> None:
    for pause in (0.0, 0.001, 0.01, 0.1):
        pool = start("none")
        await asyncio.sleep(pause)
        async with asyncio.timeout(10):
            await pool.close()


async def test_a_draft_that_hangs_ends_its_painter_and_no_other_job(
    start: Start, starts: Path
) -> None:
    pool = start("ignores-drafts")
    draft = Draft(job="draft", content=b"photo", styles=[Style(preset="starry-night")])
    painting = asyncio.create_task(_paint(pool))
    with pytest.raises(PainterDiedError):
        _ = [event async for event in pool.paint(draft)]
    assert isinstance((await painting)[-1], Painted)
    assert _count(starts) == 3
