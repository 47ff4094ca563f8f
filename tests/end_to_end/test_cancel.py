"""Who may cancel a picture, and what becomes of it."""

import asyncio
from typing import Any

from bot.sandbox.client.member import Answered, File, Member
from tests.end_to_end import stage
from tests.end_to_end.conftest import Quick
from tests.end_to_end.stage import PATIENCE_S


async def _ask(member: Member, photo: bytes, **options: Any) -> Answered:
    return await member.slash("stylize", "stylize", {"image": File("photo.jpg", photo), **options})


async def _cancel(member: Member, message: dict[str, Any]) -> Answered:
    custom_id = stage.button(message)
    assert custom_id
    return await member.press(message, custom_id)


async def test_owner_and_moderators_cancel_and_others_are_told_that_they_cannot(
    quick: Quick, photo: bytes
) -> None:
    async with (
        quick.connected("newcomer") as newcomer,
        quick.connected("artist") as artist,
        quick.connected("moderator") as moderator,
    ):
        await _cancelled_by_turns(newcomer, artist, moderator, photo)


async def _cancelled_by_turns(
    newcomer: Member, artist: Member, moderator: Member, photo: bytes
) -> None:
    painting = await _ask(newcomer, photo, size=512)
    shown = await newcomer.response(painting, stage.is_begun, timeout_s=PATIENCE_S)
    waiting = await _ask(newcomer, photo, size=512)
    in_line = await newcomer.response(waiting, lambda m: "next" in stage.text(m))

    refused = await _cancel(artist, shown)
    told = await artist.response(refused, stage.is_sentence)
    assert "관리자만 취소할 수 있어요" in stage.text(told)

    await _cancel(moderator, in_line)
    ended = await newcomer.response(waiting, stage.is_sentence)
    assert stage.text(ended).strip() == "This picture was cancelled."

    await _cancel(newcomer, shown)
    ended = await newcomer.response(painting, stage.is_sentence)
    assert stage.text(ended).strip() == "This picture was cancelled."

    after = await _ask(newcomer, photo)
    await newcomer.response(after, stage.is_result, timeout_s=PATIENCE_S)


async def test_pressing_twice_leaves_the_painter_alive(
    bot: stage.BotProcess, newcomer: Member, moderator: Member, photo: bytes
) -> None:
    painters = bot.painters()
    painting = await _ask(newcomer, photo, size=256)
    shown = await newcomer.response(painting, stage.is_begun, timeout_s=PATIENCE_S)
    await asyncio.gather(*(_cancel(member, shown) for member in (newcomer, moderator, newcomer)))
    ended = await newcomer.response(painting, stage.is_sentence)
    assert stage.text(ended).strip() == "This picture was cancelled."
    after = await _ask(newcomer, photo)
    await newcomer.response(after, stage.is_result, timeout_s=PATIENCE_S)
    assert bot.painters() == painters
