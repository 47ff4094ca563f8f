"""Everything that leads on from a result, pressed by its owner, by strangers, after a restart."""

import re
from typing import Any

from bot.sandbox.client.member import Answered, File, Member
from tests.end_to_end import stage
from tests.end_to_end.conftest import Quick
from tests.end_to_end.stage import PATIENCE_S, BotProcess, Message

_EPHEMERAL = 64


async def _result(member: Member, answered: Answered) -> Message:
    return await member.response(answered, stage.is_result, timeout_s=PATIENCE_S)


async def _painted(member: Member, channel: str, image: File, **options: Any) -> Message:
    answered = await member.slash(channel, "stylize", {"image": image, **options})
    return await _result(member, answered)


async def _told(member: Member, answered: Answered) -> str:
    message = await member.response(answered, lambda m: bool(stage.text(m).strip()))
    assert message["flags"] & _EPHEMERAL
    return stage.text(message)


async def _chosen(member: Member, result: Message, name: str, styles: list[str]) -> Message:
    answered = await stage.go_on(member, result, name)
    offered = await member.response(answered, lambda m: bool(stage.text(m).strip()))
    assert offered["flags"] & _EPHEMERAL
    (select,) = [c for c in stage.components(offered) if c["type"] == 3]
    option = next(o for o in select["options"] if o["value"] == "the-scream")
    assert (option["label"], option["description"]) == ("The Scream", "Edvard Munch, 1893")
    return await _result(member, await member.choose(offered, select["custom_id"], styles))


async def _recipe(member: Member, result: Message) -> str:
    said = await _told(member, await stage.go_on(member, result, "recipe"))
    return re.findall(r"```\n(.+)\n```", said)[0]


async def _seed(member: Member, result: Message) -> str:
    return re.findall(r"seed \d+", await _recipe(member, result))[0]


async def test_each_way_leads_to_another_picture_and_leaves_the_first_alone(
    quick: Quick, photo: bytes
) -> None:
    async with quick.connected("newcomer") as newcomer, quick.connected("artist") as artist:
        await _lead_on(newcomer, artist, photo)


async def _lead_on(newcomer: Member, artist: Member, photo: bytes) -> None:
    first = await _painted(newcomer, "stylize", File("SPOILER_photo.jpg", photo))
    answers = {
        name: await stage.go_on(newcomer, first, name)
        for name in ("stronger", "weaker", "brush", "colors", "faces", "bigger")
    }
    by_stranger = await stage.go_on(artist, first, "stronger")
    results = {name: await _result(newcomer, answered) for name, answered in answers.items()}
    results["other"] = await _chosen(newcomer, first, "other", ["the-kiss"])
    results["blend"] = await _chosen(newcomer, first, "blend", ["the-kiss", "the-scream"])
    said = {name: stage.text(result) for name, result in results.items()}
    assert "strength 70" in said["stronger"]
    assert "strength 30" in said["weaker"]
    assert "colours of the photo kept" in said["colors"]
    assert [name for name, text in said.items() if "faces painted too" in text] == ["faces"]
    assert "96 × 72" in said["bigger"]
    assert "**The Kiss by Gustav Klimt**" in said["other"]
    assert "van Gogh + The Kiss by Gustav Klimt + The Scream" in said["blend"]
    seeds = {name: await _seed(newcomer, result) for name, result in results.items()}
    seed = await _seed(newcomer, first)
    assert [name for name, other in seeds.items() if other != seed] == ["brush"]
    for result in (*results.values(), await _result(artist, by_stranger)):
        assert result["id"] != first["id"]
        (item,) = stage.pictures(result)
        assert item["spoiler"]
        assert item["description"]
    assert newcomer.seen[first["id"]] == first

    compared = await newcomer.response(await stage.go_on(newcomer, first, "compare"))
    before, after = stage.pictures(compared)
    assert await newcomer.download(before["media"]["url"]) == photo
    assert before["spoiler"]
    assert after["spoiler"]
    assert before["description"]
    assert compared["flags"] & _EPHEMERAL
    assert "관리자만 삭제" in await _told(artist, await stage.go_on(artist, first, "delete"))
    await stage.go_on(newcomer, first, "delete")
    await newcomer.wait_for("MESSAGE_DELETE", lambda d: d["id"] == first["id"])
    child = results["brush"]
    assert stage.is_result(await _result(newcomer, await stage.go_on(newcomer, child, "weaker")))


async def test_a_recipe_a_star_and_a_button_outlive_the_bot(quick: Quick, photo: bytes) -> None:
    async with quick.connected("artist") as artist:
        await _outlive(artist, quick.bot, photo)


async def _outlive(artist: Member, bot: BotProcess, photo: bytes) -> None:
    image = File("photo.jpg", photo)
    styles = {"style1": "starry night", "style2": "munch", "weight1": 70, "weight2": 30}
    blended = await _result(
        artist, await artist.slash("stylize", "blend", {"image": image, **styles})
    )
    assert "〈별이 빛나는 밤〉" in stage.text(blended)
    offered = await artist.autocomplete("stylize", "blend", "style2", "뭉크", {"style1": "x"})
    assert [choice["value"] for choice in offered] == ["the-scream"]
    recipe = await _recipe(artist, blended)
    assert recipe.startswith("starry-night 70 + the-scream 30 | 세기 50 | 크기 64 | 시드 ")
    await _told(artist, await stage.go_on(artist, blended, "star"))
    await bot.stop()
    await bot.start()
    stronger = await _result(artist, await stage.go_on(artist, blended, "stronger"))
    assert "세기 70" in stage.text(stronger)
    history = await _opened(artist, "stylize", "history")
    assert history["flags"] & _EPHEMERAL
    assert await artist.download(stage.pictures(history)[0]["media"]["url"])
    assert "세기 70" in stage.text(history)
    assert stronger["id"] in str(history["components"])
    await artist.press(history, stage.way(history, "history"))
    older = await artist.wait_for_message(
        lambda m: m["id"] == history["id"] and "내 그림 2" in stage.text(m)
    )
    assert blended["id"] in str(older["components"])
    favourites = await _opened(artist, "stylize", "favourites")
    assert recipe in stage.text(favourites)
    repainted = await _result(artist, await stage.go_on(artist, favourites, "again"))
    assert "세기 50" in stage.text(repainted)
    await stage.go_on(artist, blended, "delete")
    await artist.wait_for("MESSAGE_DELETE", lambda d: d["id"] == blended["id"])
    said = await _told(artist, await stage.go_on(artist, favourites, "again"))
    assert "지워져서" in said
    await stage.go_on(artist, favourites, "unstar")
    await artist.wait_for_message(
        lambda m: m["id"] == favourites["id"] and "아직 즐겨찾기가 없어요" in stage.text(m)
    )
    again = await _painted(artist, "stylize", image, recipe=recipe)
    assert await _recipe(artist, again) == recipe
    bigger = await _painted(artist, "stylize", image, recipe=recipe, size=80)
    assert await _recipe(artist, bigger) == recipe.replace("크기 64", "크기 80")
    refused = await artist.slash(
        "stylize", "stylize", {"image": image, "recipe": "시드 1 | 시드 2"}
    )
    assert "이해하지 못했어요" in await _told(artist, refused)


async def test_what_comes_from_an_age_restricted_channel_stays_there(
    quick: Quick, photo: bytes
) -> None:
    async with quick.connected("owner") as owner:
        result = await _painted(owner, "after-dark", File("photo.jpg", photo))
        await _told(owner, await stage.go_on(owner, result, "star"))
        for command in ("history", "favourites"):
            here = await _opened(owner, "after-dark", command)
            assert result["id"] in str(here["components"])
            elsewhere = await _opened(owner, "stylize", command)
            assert result["id"] not in str(elsewhere["components"])


async def _opened(member: Member, channel: str, command: str) -> Message:
    answered = await member.slash(channel, command)
    return await member.response(answered, lambda m: bool(stage.text(m).strip()))
