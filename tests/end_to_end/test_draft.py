"""Drafts on the way from a command to a picture."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from bot.sandbox.client.member import Answered, File, Member
from bot.sandbox.server import Sandbox
from tests.end_to_end import stage
from tests.end_to_end.conftest import connected
from tests.end_to_end.stage import PATIENCE_S, Message

# Painting one takes longer than a member needs to press a button.
LARGE = {"size": 512, "style": "starry-night"}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def atelier(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Sandbox]:
    """A sandbox whose bot shows a painting's first step as late as it does for a host.

    In the others that may be before the draft is drawn, and there is no more use for it then.
    """
    folder = tmp_path_factory.mktemp("atelier")
    async with Sandbox.started() as sandbox, stage.running(sandbox, folder, edit_seconds="2"):
        yield sandbox


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def newcomer(atelier: Sandbox) -> AsyncIterator[Member]:
    async with connected(atelier, "newcomer") as member:
        yield member


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def artist(atelier: Sandbox) -> AsyncIterator[Member]:
    async with connected(atelier, "artist") as member:
        yield member


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
    drafted = await result(newcomer, await ask(newcomer, photo, quality="draft", size=96))
    assert "draft ·" in stage.text(drafted)
    assert "96 × 72" in stage.text(drafted)
    painted = await result(newcomer, await stage.go_on(newcomer, drafted, "paint"))
    assert "96 × 72" in stage.text(painted)
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
    assert "부탁하신 분만" in stage.text(told)

    await asyncio.gather(
        newcomer.press(waiting, take_draft(waiting) or ""),
        newcomer.press(shown, take_draft(shown) or ""),
    )
    for answered in (second, first):
        assert "draft ·" in stage.text(await result(newcomer, answered))


async def test_a_painting_takes_the_place_of_its_draft(newcomer: Member, photo: bytes) -> None:
    answered = await ask(newcomer, photo, size=96, style="the-scream")
    await newcomer.response(answered, shows_draft, timeout_s=PATIENCE_S)
    painted = await result(newcomer, answered)
    assert "draft" not in stage.text(painted)
    assert "96 × 72" in stage.text(painted)


async def test_a_painting_alone_shows_no_draft(newcomer: Member, photo: bytes) -> None:
    since = len(newcomer.events)
    answered = await ask(newcomer, photo, quality="painting", size=192)
    painted = await result(newcomer, answered)
    assert "draft" not in stage.text(painted)
    shown = [m for name, m in newcomer.events[since:] if name == "MESSAGE_UPDATE"]
    assert painted["id"] in {m["id"] for m in shown}
    assert not any(take_draft(message) for message in shown)
