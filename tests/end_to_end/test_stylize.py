"""From a member's command to the delivered picture."""

import io

from PIL import Image

from bot.sandbox.client.member import File, Member
from bot.sandbox.server import Sandbox
from tests.end_to_end import stage
from tests.end_to_end.stage import PATIENCE_S


def _size(picture: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(picture)) as image:
        image.load()
        return image.size


async def test_a_preset_leads_to_a_painting_that_is_seen_to_grow(
    newcomer: Member, photo: bytes
) -> None:
    answered = await newcomer.slash(
        "stylize",
        "stylize",
        {"image": File("photo.jpg", photo), "style": "starry-night", "strength": 80, "size": 128},
    )
    growing = await newcomer.response(answered, stage.is_growing, timeout_s=PATIENCE_S)
    assert "The Starry Night by Vincent van Gogh" in stage.text(growing)
    assert _size(await newcomer.download(stage.pictures(growing)[0]["media"]["url"]))
    result = await newcomer.response(answered, stage.is_result, timeout_s=PATIENCE_S)
    (item,) = stage.pictures(result)
    assert _size(await newcomer.download(item["media"]["url"])) == (128, 96)
    assert "The Starry Night by Vincent van Gogh" in item["description"]
    assert not item["spoiler"]
    said = stage.text(result)
    assert "strength 80" in said
    assert "128 × 96" in said
    assert "seed" not in said


async def test_a_style_picture_serves_instead_of_a_preset(
    artist: Member, photo: bytes, painting: bytes
) -> None:
    answered = await artist.slash(
        "stylize",
        "stylize",
        {
            "image": File("photo.jpg", photo),
            "style_image": File("style.jpg", painting),
            "keep_colors": True,
            "paint_faces": True,
        },
    )
    result = await artist.response(answered, stage.is_result, timeout_s=PATIENCE_S)
    (item,) = stage.pictures(result)
    assert _size(await artist.download(item["media"]["url"])) == (64, 48)
    assert "직접 올린 그림" in item["description"]
    assert "사진의 색 유지 · 얼굴도 화풍대로" in stage.text(result)


async def test_a_spoiler_stays_a_spoiler(newcomer: Member, photo: bytes) -> None:
    answered = await newcomer.slash("stylize", "stylize", {"image": File("SPOILER_a.jpg", photo)})
    result = await newcomer.response(answered, stage.is_result, timeout_s=PATIENCE_S)
    (item,) = stage.pictures(result)
    assert item["spoiler"]
    assert "/SPOILER_" in item["media"]["url"]


async def test_a_result_over_the_limit_is_made_smaller(
    newcomer: Member, sandbox: Sandbox, photo: bytes, monkeypatch
) -> None:
    guild = next(iter(sandbox.backend.world.guilds.values()))
    answered = await newcomer.slash("stylize", "stylize", {"image": File("photo.jpg", photo)})
    monkeypatch.setattr(guild, "attachment_size_limit", 8000)
    result = await newcomer.response(answered, stage.is_result, timeout_s=PATIENCE_S)
    (item,) = stage.pictures(result)
    picture = await newcomer.download(item["media"]["url"])
    assert len(picture) <= 8000
    assert _size(picture)


async def test_styles_are_offered_in_both_languages(newcomer: Member, artist: Member) -> None:
    async def offered(member: Member, text: str) -> list[tuple[str, str]]:
        choices = await member.autocomplete("stylize", "stylize", "style", text)
        return [(choice["name"], choice["value"]) for choice in choices]

    english = ("The Starry Night by Vincent van Gogh", "starry-night")
    korean = ("빈센트 반 고흐의 〈별이 빛나는 밤〉", "starry-night")
    assert await offered(newcomer, "starry") == await offered(newcomer, "별이 빛") == [english]
    assert await offered(artist, "starry") == await offered(artist, "별이 빛") == [korean]
    assert len(await offered(newcomer, "")) >= 5
    assert await offered(newcomer, "no such style") == []


async def test_the_command_speaks_korean(artist: Member) -> None:
    (command,) = [c for c in await artist.commands("stylize") if c["name"] == "stylize"]
    assert command["name_localizations"]["ko"] == "다시그리기"
    names = {o["name"]: o["name_localizations"]["ko"] for o in command["options"]}
    assert names["style"] == "화풍"
    assert names["keep_colors"] == "색_유지"
    assert names["paint_faces"] == "얼굴도_화풍대로"
