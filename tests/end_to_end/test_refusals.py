"""Each kind of bad input is one clear sentence, and the next job runs."""

import struct
import zlib
from typing import Any

import pytest

from bot.sandbox.client.member import File, Member, RefusedError
from bot.sandbox.faults import Fault, FaultKind
from bot.sandbox.server import Sandbox
from tests.end_to_end import stage
from tests.end_to_end.stage import PATIENCE_S, BotProcess

_EPHEMERAL = 64


def _huge_png(side: int) -> bytes:
    """Return a true picture of side x side black pixels, 1 bit each."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    pixels = zlib.compress(bytes(side * (side // 8 + 1)), 1)
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


async def _sentence(member: Member, channel: str, options: dict[str, Any]) -> str:
    answered = await member.slash(channel, "stylize", options)
    message = await member.response(answered, stage.is_sentence, timeout_s=PATIENCE_S)
    said = stage.text(message).strip()
    assert "\n" not in said
    assert "Traceback" not in said
    return said


@pytest.fixture
def roomy(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let members upload large files."""
    guild = next(iter(sandbox.backend.world.guilds.values()))
    monkeypatch.setattr(guild, "attachment_size_limit", 100 << 20)


async def test_files_that_are_no_pictures(newcomer: Member, photo: bytes) -> None:
    async def said_of(content: bytes) -> str:
        return await _sentence(newcomer, "stylize", {"image": File("photo.jpg", content)})

    assert "not a picture" in await said_of(b"I am a letter, and a rather long one.")
    assert "empty" in await said_of(b"")
    assert "damaged" in await said_of(photo[: len(photo) // 2])
    assert "damaged" in await said_of(photo[:40])


@pytest.mark.usefixtures("roomy")
async def test_files_that_are_too_large(newcomer: Member) -> None:
    heavy = File("heavy.png", b"\x89PNG\r\n\x1a\n" + bytes((60 << 20) - 8))
    said = await _sentence(newcomer, "stylize", {"image": heavy})
    assert "60 MB" in said
    assert "32 MB" in said
    wide = File("wide.png", _huge_png(20_000))
    assert "too many pixels" in await _sentence(newcomer, "stylize", {"image": wide})


async def test_styles_that_cannot_be_had(
    newcomer: Member, artist: Member, photo: bytes, painting: bytes
) -> None:
    image = File("photo.jpg", photo)
    said = await _sentence(newcomer, "stylize", {"image": image, "style": "klimmt"})
    assert "Did you mean The Kiss" in said
    said = await _sentence(newcomer, "stylize", {"image": image, "style": "zzz **@everyone**"})
    assert "I know no style" in said
    assert "**" not in said.replace("\\*\\*", "")
    said = await _sentence(artist, "stylize", {"image": image, "style": "zzz"})
    assert "화풍은 없어요" in said
    broken = File("style.jpg", painting[: len(painting) // 2])
    said = await _sentence(newcomer, "stylize", {"image": image, "style_image": broken})
    assert "style picture is damaged" in said
    both = {"image": image, "style": "munch", "style_image": File("style.jpg", painting)}
    assert "not both" in await _sentence(newcomer, "stylize", both)


async def test_numbers_out_of_range(newcomer: Member, photo: bytes) -> None:
    image = File("photo.jpg", photo)
    with pytest.raises(RefusedError) as refused:
        await newcomer.slash("stylize", "stylize", {"image": image, "strength": 900})
    assert refused.value.status == 400
    said = await _sentence(newcomer, "stylize", {"image": image, "size": 2000})
    assert "from 64 to 1024" in said


async def test_a_place_where_the_result_could_not_be_posted(newcomer: Member, photo: bytes) -> None:
    options = {"image": File("photo.jpg", photo)}
    answered = await newcomer.slash("no-attachments", "stylize", options)
    message = await newcomer.response(answered, stage.is_sentence)
    assert "Attach Files" in stage.text(message)
    assert message["flags"] & _EPHEMERAL


async def test_a_folder_that_is_away_is_a_word_for_the_member_and_a_line_for_the_host(
    newcomer: Member, bot: BotProcess, photo: bytes
) -> None:
    pictures, away = bot.data / "pictures", bot.data / "away"
    pictures.rename(away)
    pictures.touch()
    said = await _sentence(newcomer, "stylize", {"image": File("photo.jpg", photo)})
    pictures.unlink()
    away.rename(pictures)
    assert "My machine is not well" in said
    assert any("the machine is ill" in line for line in bot.log)


async def test_a_first_word_whose_answer_is_lost_was_said(
    newcomer: Member, sandbox: Sandbox, photo: bytes
) -> None:
    sandbox.backend.faults.add(
        Fault("POST /interactions/.*/callback", FaultKind.ANSWER_LOST, times=1)
    )
    answered = await newcomer.slash("stylize", "stylize", {"image": File("photo.jpg", photo)})
    await newcomer.response(answered, stage.is_result, timeout_s=PATIENCE_S)
    assert sandbox.backend.faults.all == []


async def test_nor_is_it_lost_when_nobody_can_be_asked_for_a_moment(
    newcomer: Member, sandbox: Sandbox, photo: bytes
) -> None:
    for calls, kind in (
        ("POST /interactions/.*/callback", FaultKind.ANSWER_LOST),
        ("GET /webhooks/.*/@original", FaultKind.RESET),
    ):
        sandbox.backend.faults.add(Fault(calls, kind, times=1))
    answered = await newcomer.slash("stylize", "stylize", {"image": File("photo.jpg", photo)})
    await newcomer.response(answered, stage.is_result, timeout_s=PATIENCE_S)
    assert sandbox.backend.faults.all == []


async def test_the_next_job_runs(newcomer: Member, photo: bytes) -> None:
    answered = await newcomer.slash("stylize", "stylize", {"image": File("photo.jpg", photo)})
    await newcomer.response(answered, stage.is_result, timeout_s=PATIENCE_S)
