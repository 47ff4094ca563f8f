"""Drafts on the way from a command to a picture, drawn by a network that has learned nothing."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from bot.sandbox.member import Answered, File, Member
from bot.sandbox.server import Sandbox
from tests.end_to_end import stage
from tests.end_to_end.conftest import connected
from tests.end_to_end.stage import PATIENCE_S, Message
from tests.styletransfer.samples import untrained_network

# Painting one takes longer than a member needs to press a button.
LARGE = {"size": 512, "style": "starry-night"}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def drafting(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Sandbox]:
    """A sandbox whose bot draws drafts."""
    folder = tmp_path_factory.mktemp("drafting")
    network = folder / "network.safetensors"
    network.write_bytes(untrained_network())
    async with (
        Sandbox.started() as sandbox,
        stage.running(sandbox, folder, draft_network=str(network)),
    ):
        yield sandbox


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def member(drafting: Sandbox) -> AsyncIterator[Member]:
    async with connected(drafting, "newcomer") as member:
        yield member


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def other(drafting: Sandbox) -> AsyncIterator[Member]:
    async with connected(drafting, "artist") as member:
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


async def test_a_draft_is_delivered_and_can_be_painted(member: Member, photo: bytes) -> None:
    drafted = await result(member, await ask(member, photo, quality="draft", size=160))
    assert "draft ·" in stage.text(drafted)
    assert "160 × 120" in stage.text(drafted)
    painted = await result(member, await stage.go_on(member, drafted, "paint"))
    assert "160 × 120" in stage.text(painted)
    assert "draft ·" not in stage.text(painted)


async def test_a_draft_comes_first_and_will_do_if_its_member_says_so(
    member: Member, other: Member, photo: bytes
) -> None:
    first = await ask(member, photo, **LARGE)
    shown = await member.response(first, shows_draft, timeout_s=PATIENCE_S)
    second = await ask(member, photo, **LARGE)
    waiting = await member.response(second, shows_draft, timeout_s=PATIENCE_S)
    assert len(stage.pictures(waiting)) == 1

    refused = await other.press(waiting, take_draft(waiting) or "")
    told = await other.response(refused, stage.is_sentence)
    assert "부탁한 사람만" in stage.text(told)

    await asyncio.gather(
        member.press(waiting, take_draft(waiting) or ""),
        member.press(shown, take_draft(shown) or ""),
    )
    for answered in (second, first):
        assert "draft ·" in stage.text(await result(member, answered))


async def test_a_painting_takes_the_place_of_its_draft(member: Member, photo: bytes) -> None:
    answered = await ask(member, photo, size=256, style="the-scream")
    await member.response(answered, shows_draft, timeout_s=PATIENCE_S)
    painted = await result(member, answered)
    assert "draft" not in stage.text(painted)
    assert "256 × 192" in stage.text(painted)


async def test_a_painting_alone_shows_no_draft(member: Member, photo: bytes) -> None:
    answered = await ask(member, photo, quality="painting", size=192)
    growing = await member.response(answered, stage.is_growing, timeout_s=PATIENCE_S)
    assert take_draft(growing) is None
    assert "draft" not in stage.text(await result(member, answered))
