"""Drafts on the way from a command to a picture."""

import asyncio
from typing import Any

from bot.sandbox.member import Answered, File, Member
from tests.end_to_end import stage
from tests.end_to_end.stage import PATIENCE_S, Message

# Painting one takes longer than a member needs to press a button.
LARGE = {"size": 512, "style": "starry-night"}


def ask(member: Member, photo: bytes, **options: Any) -> Any:
    return member.slash("stylize", "stylize", {"image": File("photo.jpg", photo), **options})


def take_draft(message: Message) -> str | None:
    """Return the custom_id of the button that takes the draft."""
    ids = [c["custom_id"] for c in stage.components(message) if c["type"] == 2]
    return next((i for i in ids if i.startswith("draft:")), None)


def shows_draft(message: Message) -> bool:
    return take_draft(message) is not None and "This is a draft" in stage.text(message)


async def result(member: Member, answered: Answered) -> Message:
    return await member.response(answered, stage.is_result, timeout_s=PATIENCE_S)


async def test_a_draft_is_delivered_and_can_be_painted(newcomer: Member, photo: bytes) -> None:
    drafted = await result(newcomer, await ask(newcomer, photo, quality="draft", size=160))
    assert "draft ·" in stage.text(drafted)
    assert "160 × 120" in stage.text(drafted)
    painted = await result(newcomer, await stage.go_on(newcomer, drafted, "paint"))
    assert "160 × 120" in stage.text(painted)
    assert "draft ·" not in stage.text(painted)


async def test_a_draft_comes_first_and_will_do_if_its_member_says_so(
    newcomer: Member, artist: Member, photo: bytes
) -> None:
    first = await ask(newcomer, photo, **LARGE)
    shown = await newcomer.response(first, shows_draft, timeout_s=PATIENCE_S)
    second = await ask(newcomer, photo, **LARGE)
    waiting = await newcomer.response(second, shows_draft, timeout_s=PATIENCE_S)
    assert len(stage.pictures(waiting)) == 1

    refused = await artist.press(waiting, take_draft(waiting) or "")
    told = await artist.response(refused, stage.is_sentence)
    assert "부탁한 사람만" in stage.text(told)

    await asyncio.gather(
        newcomer.press(waiting, take_draft(waiting) or ""),
        newcomer.press(shown, take_draft(shown) or ""),
    )
    for answered in (second, first):
        assert "draft ·" in stage.text(await result(newcomer, answered))


async def test_a_painting_takes_the_place_of_its_draft(newcomer: Member, photo: bytes) -> None:
    answered = await ask(newcomer, photo, size=256, style="the-scream")
    await newcomer.response(answered, shows_draft, timeout_s=PATIENCE_S)
    painted = await result(newcomer, answered)
    assert "draft" not in stage.text(painted)
    assert "256 × 192" in stage.text(painted)


async def test_a_painting_alone_shows_no_draft(newcomer: Member, photo: bytes) -> None:
    answered = await ask(newcomer, photo, quality="painting", size=192)
    growing = await newcomer.response(answered, stage.is_growing, timeout_s=PATIENCE_S)
    assert take_draft(growing) is None
    assert "draft" not in stage.text(await result(newcomer, answered))
