"""The gallery: looked through, searched in both languages, and painted from."""

from bot.sandbox.member import File, Member
from styletransfer import presets
from tests.end_to_end import stage
from tests.end_to_end.conftest import Quick, picture
from tests.end_to_end.stage import PATIENCE_S, Message

_EPHEMERAL = 64
_CATALOG = presets.catalog()


def _control(message: Message, start: str) -> str:
    found = (c["custom_id"] for c in stage.components(message) if "custom_id" in c)
    return next(custom_id for custom_id in found if custom_id.startswith(start))


async def _opened(member: Member, search: str | None = None) -> Message:
    options = {"search": search} if search else {}
    answered = await member.slash("stylize", "styles show", options)
    shown = await member.response(answered, lambda m: bool(stage.text(m).strip()))
    assert shown["flags"] & _EPHEMERAL
    return shown


async def _turned(member: Member, message: Message, said: str) -> Message:
    return await member.wait_for_message(
        lambda m: m["id"] == message["id"] and said in stage.text(m), timeout_s=PATIENCE_S
    )


async def test_the_gallery_shows_every_style_and_paints_in_it(quick: Quick) -> None:
    world = quick.sandbox.backend
    avatar, newest = picture(128, 64, 31), picture(64, 128, 32)
    async with quick.connected("newcomer") as member:
        first = await _opened(member)
        assert f"{len(_CATALOG)} styles" in stage.text(first)
        shown = stage.pictures(first)
        for preset, item in zip(_CATALOG, shown, strict=False):
            assert await member.download(item["media"]["url"]) == preset.preview.read_bytes()
            assert preset.title in item["description"]
        await member.press(first, _control(first, "styles:page:1:"))
        second = await _turned(member, first, _CATALOG[len(shown)].title)
        await member.press(second, _control(second, "styles:page:2:"))
        third = await _turned(member, first, _CATALOG[2 * len(shown)].title)
        await member.choose(third, _control(third, "styles:show:2:"), ["water-lilies"])
        details = await _turned(member, first, "Suits best: strength 35")
        for fact in ("Water Lilies", "Claude Monet", "Impressionism", "Public domain"):
            assert fact in stage.text(details)
        assert len(stage.pictures(details)) == 1

        user = world.world.users[int(member.user["id"])]
        world.artwork.set_avatar(user, avatar)
        await member.send("stylize", files=[File("a.jpg", newest)])
        for source, painted in (("avatar", None), ("newest", newest)):
            answered = await member.press(details, _control(details, f"styles:{source}:"))
            result = await member.response(answered, stage.is_result, timeout_s=PATIENCE_S)
            assert "strength 35" in stage.text(result)
            (item,) = stage.pictures(result)
            # This painter hands the photo back; an avatar comes as a PNG of it.
            assert painted in (None, await member.download(item["media"]["url"]))
        await member.press(details, _control(details, "styles:page:2:"))
        assert stage.pictures(await _turned(member, first, _CATALOG[2 * len(shown)].title))


async def test_a_search_finds_painters_titles_and_periods(quick: Quick) -> None:
    async with quick.connected("artist") as korean, quick.connected("newcomer") as english:
        for member, search, title in (
            (english, "expressionism", "The Scream"),
            (korean, "표현주의", "절규"),
            (korean, "뭉크", "절규"),
            (english, "절규", "The Scream"),
        ):
            assert title in stage.text(await _opened(member, search))
        found = await _opened(korean, "고흐")
        await korean.choose(found, _control(found, "styles:show:0:고흐"), ["starry-night"])
        details = await _turned(korean, found, "뉴욕 현대 미술관")
        assert "어디에서나" in stage.text(details)
        answered = await english.slash("stylize", "styles show", {"search": "no *such* style"})
        assert "No style here" in stage.text(await english.response(answered, stage.is_sentence))


async def test_a_server_has_styles_of_its_own(quick: Quick) -> None:
    photo, own = picture(128, 64, 33), picture(64, 64, 34)

    async def said(member: Member, command: str, **options: File | str) -> str:
        answered = await member.slash("stylize", f"styles {command}", options)
        return stage.text(await member.response(answered, lambda m: bool(stage.text(m).strip())))

    async with quick.connected("moderator") as moderator, quick.connected("newcomer") as member:
        image = File("own.jpg", own)
        assert "Only those who manage" in await said(member, "add", image=image, name="Ours")
        assert "already" in await said(moderator, "add", image=image, name="STARRY night")
        assert "Added" in await said(moderator, "add", image=image, name="Our Mural")
        assert "already" in await said(moderator, "add", image=image, name="our  MURAL")
        offered = await member.autocomplete("stylize", "stylize", "style", "mural")
        assert [(o["name"], o["value"]) for o in offered] == [("★ Our Mural", "Our Mural")]
        await quick.bot.crash()
        await quick.bot.start()
        wish = {"image": File("a.jpg", photo), "style": "our mural"}
        answered = await member.slash("stylize", "stylize", wish)
        result = await member.response(answered, stage.is_result, timeout_s=PATIENCE_S)
        assert "strength 50" in stage.text(result)
        assert "Only those who manage" in await said(member, "remove", name="Our Mural")
        assert "Removed" in await said(moderator, "remove", name="our mural")
        assert await member.autocomplete("stylize", "stylize", "style", "mural") == []
        assert "no style of that name" in await said(moderator, "remove", name="our mural")
