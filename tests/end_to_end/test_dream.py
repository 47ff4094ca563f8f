"""Dreams: by the command and by the menu, what leads on from them, in both languages."""

import re
from typing import Any

from bot.sandbox.client.member import Answered, File, Member
from tests.end_to_end import stage
from tests.end_to_end.stage import PATIENCE_S, Message


async def _result(member: Member, answered: Answered) -> Message:
    return await member.response(answered, stage.is_result, timeout_s=PATIENCE_S)


async def _dreamt(member: Member, **options: Any) -> Message:
    return await _result(member, await member.slash("stylize", "dream", options))


async def _told(member: Member, answered: Answered) -> Message:
    return await member.response(answered, lambda m: bool(stage.text(m).strip()))


async def _recipe(member: Member, result: Message) -> str:
    told = stage.text(await _told(member, await stage.go_on(member, result, "recipe")))
    return re.findall(r"```\n(.+)\n```", told)[0]


async def test_a_dream_goes_the_way_of_a_painting(newcomer: Member, photo: bytes) -> None:
    image = File("SPOILER_photo.jpg", photo)
    first = await _dreamt(newcomer, image=image, mood="Feathers", strength=40, size=64)
    said = stage.text(first)
    assert "**Dream: Feathers**" in said
    assert "strength 40" in said
    assert "64 × 48" in said
    (item,) = stage.pictures(first)
    assert item["spoiler"]
    assert item["description"] == "A picture in which a dream has grown: Feathers."
    assert await newcomer.download(item["media"]["url"]) != photo
    (more,) = [c for c in stage.components(first) if c["type"] == 3]
    ways = {option["value"] for option in more["options"]}
    assert ways == {"bigger", "compare", "recipe", "star", "enter", "delete"}

    stronger = await _result(newcomer, await stage.go_on(newcomer, first, "stronger"))
    assert "strength 60" in stage.text(stronger)
    offered = await _told(newcomer, await stage.go_on(newcomer, first, "other"))
    (select,) = [c for c in stage.components(offered) if c["type"] == 3]
    other = await newcomer.choose(offered, select["custom_id"], ["ripples"])
    assert "**Dream: Ripples**" in stage.text(await _result(newcomer, other))

    recipe = await _recipe(newcomer, first)
    assert re.fullmatch(r"dream:feathers \| strength 40 \| size 64 \| seed \d+", recipe)
    assert await _recipe(newcomer, stronger) == recipe.replace("40", "60", 1)
    options = {"image": image, "recipe": recipe}
    again = await _result(newcomer, await newcomer.slash("stylize", "stylize", options))
    assert "**Dream: Feathers**" in stage.text(again)
    assert await _recipe(newcomer, again) == recipe


async def test_a_picture_guides_a_dream_and_the_menu_offers_moods(
    artist: Member, photo: bytes, painting: bytes
) -> None:
    image, guide = File("photo.jpg", photo), File("guide.jpg", painting)
    guided = await _dreamt(artist, image=image, guide=guide)
    assert "**꿈: 직접 올린 그림**" in stage.text(guided)
    weaker = await _result(artist, await stage.go_on(artist, guided, "weaker"))
    assert "세기 30" in stage.text(weaker)
    choices = await artist.autocomplete("stylize", "dream", "mood", "깃")
    assert [(c["name"], c["value"]) for c in choices] == [("깃털", "feathers")]
    for options, sentence in (
        ({"image": image, "mood": "깃털", "guide": guide}, "하나만"),
        ({"image": image, "mood": "nightmares"}, "그런 이름의 꿈은 없어요"),
        ({"image": image, "guide": File("guide.jpg", b"no picture")}, "꿈에 담을 파일"),
    ):
        refused = await artist.slash("stylize", "dream", options)
        assert sentence in stage.text(await _told(artist, refused))

    message = await artist.send("stylize", files=[image, File("second.jpg", painting)])
    panel = await _told(artist, await artist.context_menu("stylize", "Let it dream", message))
    which = next(c["custom_id"] for c in stage.components(panel) if c["type"] == 3)
    await artist.choose(panel, which, ["1"])
    chosen = await artist.wait_for_message(
        lambda m: m["id"] == panel["id"] and "무엇이 피어나면" in stage.text(m)
    )
    mood = next(c["custom_id"] for c in stage.components(chosen) if c["type"] == 3)
    result = await _result(artist, await artist.choose(chosen, mood, ["eyes"]))
    assert "**꿈: 눈동자**" in stage.text(result)
    assert "64 × 64" in stage.text(result)
