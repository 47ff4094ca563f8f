"""The gallery, looked through and painted from, and the styles that a server adds to it."""

import asyncio
import contextlib
import sqlite3

from sqlalchemy import update

from bot.database.models import ServerStyle
from bot.sandbox.client.member import Answered, File, Member
from bot.sandbox.state.model import Overwrite
from bot.sandbox.state.permissions import Permission
from styletransfer import presets
from tests.databases import open_database
from tests.end_to_end import stage
from tests.end_to_end.conftest import Quick, picture
from tests.end_to_end.stage import PATIENCE_S, Message

_EPHEMERAL = 64
_SILENT = 1 << 12
_CATALOG = presets.catalog()


def _control(message: Message, start: str) -> str:
    found = (c["custom_id"] for c in stage.components(message) if "custom_id" in c)
    return next(custom_id for custom_id in found if custom_id.startswith(start))


def _options(message: Message, start: str) -> list[str]:
    """Return the values that a select offers."""
    found = (c for c in stage.components(message) if c["type"] == 3)
    options = next(c["options"] for c in found if c["custom_id"].startswith(start))
    return [option["value"] for option in options]


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
        suits = f"strength {presets.find('water-lilies').strength}"
        details = await _turned(member, first, f"Suits best: {suits}")
        for fact in ("Water Lilies", "Claude Monet", "Impressionism", "Public domain"):
            assert fact in stage.text(details)
        assert len(stage.pictures(details)) == 1

        user = world.world.users[int(member.user["id"])]
        world.artwork.set_avatar(user, avatar)
        await member.send("stylize", files=[File("a.jpg", newest)])
        for source, painted in (("avatar", None), ("newest", newest)):
            answered = await member.press(details, _control(details, f"styles:{source}:"))
            result = await member.response(answered, stage.is_result, timeout_s=PATIENCE_S)
            assert suits in stage.text(result)
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


def _said(message: Message) -> bool:
    return bool(stage.text(message).strip())


async def _styled(member: Member, command: str, /, **options: File | str) -> str:
    answered = await member.slash("stylize", f"styles {command}", options)
    return stage.text(await member.response(answered, _said))


async def _decide(moderator: Member, name: str, /, **options: str | int | bool) -> str:
    answered = await moderator.slash("stylize", f"settings {name}", options)
    return stage.text(await moderator.response(answered, stage.is_sentence))


async def _painted(member: Member, answered: Answered) -> str:
    return stage.text(await member.response(answered, stage.is_result, timeout_s=PATIENCE_S))


async def test_a_servers_own_style_is_wherever_a_preset_is(quick: Quick) -> None:
    photo, own = File("a.jpg", picture(128, 64, 33)), picture(64, 64, 34)
    async with (
        quick.connected("moderator") as moderator,
        quick.connected("newcomer") as member,
        quick.connected("artist") as artist,
    ):
        image = File("own.jpg", own)
        named = {"image": image, "name": "Our Mural"}
        assert "Only those who manage" in await _styled(member, "add", image=image, name="Ours")
        assert "already" in await _styled(moderator, "add", image=image, name="STARRY night")
        broken = File("own.jpg", b"no picture at all")
        assert "not a picture" in await _styled(moderator, "add", image=broken, name="Ours")
        many = ",".join("abcdef")
        assert "up to 40" in await _styled(moderator, "add", **named, aliases=many)
        assert "Added" in await _styled(moderator, "add", **named, aliases="the *wall*, 담장")
        assert "already" in await _styled(moderator, "add", image=image, name="the  *WALL*")
        for typed in ("mural", "담장"):
            offered = await member.autocomplete("stylize", "stylize", "style", typed)
            assert [(o["name"], o["value"]) for o in offered] == [("★ Our Mural", "Our Mural")]
        await quick.bot.crash()
        engine = await open_database(f"sqlite+aiosqlite:///{quick.bot.data / 'deepstyle.db'}")
        async with engine.begin() as connection:
            # As it is of a style that is older than previews.
            await connection.execute(update(ServerStyle).values(preview=None))
        await engine.dispose()
        await quick.bot.start()

        answered = await member.slash("stylize", "stylize", {"image": photo, "style": "our mural"})
        first = await member.response(answered, stage.is_result, timeout_s=PATIENCE_S)
        assert "**Our Mural**" in stage.text(first)
        assert "strength 50" in stage.text(first)
        assert "Our Mural" in stage.pictures(first)[0]["description"]
        blend = {"image": photo, "style1": "담장", "style2": "munch", "weight1": 30}
        said = await _painted(member, await member.slash("stylize", "blend", blend))
        assert "**Our Mural + The Scream by Edvard Munch**" in said
        bot = f"<@{quick.sandbox.address.application_id}>"
        asked = await artist.send("stylize", f"{bot} 담장풍으로 80% 그려줘", files=[photo])
        reply = await artist.wait_for_message(
            lambda m: (
                m.get("message_reference", {}).get("message_id") == asked["id"]
                and stage.is_result(m)
            ),
            timeout_s=PATIENCE_S,
        )
        assert "**Our Mural**" in stage.text(reply)
        assert "세기 80" in stage.text(reply)

        gallery = await _opened(member)
        assert f"{len(_CATALOG) + 1} styles" in stage.text(gallery)
        assert stage.text(gallery).index("★ Our Mural") < stage.text(gallery).index("Starry")
        item = stage.pictures(gallery)[0]
        assert await member.download(item["media"]["url"]) == own  # this painter hands it back
        assert "Our Mural" in item["description"]
        select = _control(gallery, "styles:show:")
        (value, *_) = _options(gallery, select)
        await member.choose(gallery, select, [value])
        details = await _turned(member, gallery, "A style of this server")
        assert "\\*wall\\*" in stage.text(details)
        avatar = await member.press(details, _control(details, "styles:avatar:"))
        assert "**Our Mural**" in await _painted(member, avatar)

        posted = await member.send("stylize", files=[photo])
        opened = await member.context_menu("stylize", "Repaint this picture", posted)
        panel = await member.response(opened)
        assert value in _options(panel, _control(panel, "panel:paint:"))
        begun = await member.choose(panel, _control(panel, "panel:paint:"), [value])
        assert "**Our Mural**" in await _painted(member, begun)
        starry = await member.slash("stylize", "stylize", {"image": photo, "style": "munch"})
        preset = await member.response(starry, stage.is_result, timeout_s=PATIENCE_S)
        for way, title in (("other", "**Our Mural**"), ("blend", "Munch + Our Mural**")):
            answered = await stage.go_on(member, preset, way)
            shown = await member.response(answered, stage.pictures)
            assert len(stage.pictures(shown)) == len(_options(shown, f"choose:{way}:")) == 9
            chosen = await member.choose(shown, stage.way(shown, way), [value])
            assert title in await _painted(member, chosen)

        # Nobody else's server has it, whatever a client sends.
        private = await member.slash("dm", "stylize", {"image": photo, "style": value})
        assert "no style of that name" in stage.text(await member.response(private, _said))
        wish = {"image": photo, "style": "our mural"}
        private = await member.slash("dm", "stylize", wish)
        assert "I know no style" in stage.text(await member.response(private, _said))

        assert "Only those who manage" in await _styled(member, "remove", name="Our Mural")
        assert "Our Mural" in await _decide(moderator, "default", style=value, strength=66)
        plain = await _painted(member, await member.slash("stylize", "stylize", {"image": photo}))
        assert "**Our Mural**" in plain
        assert "strength 66" in plain
        assert "Removed" in await _styled(moderator, "remove", name="담장")
        assert await member.autocomplete("stylize", "stylize", "style", "mural") == []
        assert "no style of that name" in await _styled(moderator, "remove", name="our mural")
        stale = await member.choose(panel, _control(panel, "panel:paint:"), [value])
        assert "no style of that name" in stage.text(await member.response(stale, _said))
        plain = await _painted(member, await member.slash("stylize", "stylize", {"image": photo}))
        assert "Our Mural" not in plain
        assert "what suits the style" in await _decide(moderator, "default", style="-", strength=0)


async def test_members_propose_styles_and_moderators_decide_once(quick: Quick) -> None:
    channels = quick.sandbox.address.channels
    async with (
        quick.connected("moderator") as moderator,
        quick.connected("newcomer") as member,
        quick.connected("artist") as artist,
    ):

        async def propose(name: str, seed: int) -> Message:
            """Propose a style; returns the message that moderators decide in."""
            image = File("SPOILER_own.jpg", picture(64, 64, seed))
            said = await _styled(member, "add", image=image, name=name)
            assert "The moderators of this server decide" in said
            return await moderator.wait_for_message(
                lambda m: f"**{name}**" in stage.text(m) and stage.button(m) is not None
            )

        async def pressed(who: Member, message: Message, act: str) -> str:
            answered = await who.press(message, _control(message, f"proposal:{act}:"))
            return stage.text(await who.response(answered, _said))

        async def logged(*words: str) -> Message:
            return await moderator.wait_for_message(
                lambda m: (
                    m["channel_id"] == channels["gallery"]
                    and all(word in m["content"] for word in words)
                )
            )

        await _decide(moderator, "approval", active=True)
        here = await propose("Wall", 41)
        assert here["channel_id"] == channels["stylize"]
        assert "Log: <#" in await _decide(moderator, "log", channel=channels["gallery"])
        in_log = await propose("Door", 42)
        assert in_log["channel_id"] == channels["gallery"]
        assert stage.pictures(in_log)[0]["spoiler"]
        await propose("Third", 43)
        fourth = await _styled(member, "add", image=File("o.jpg", picture(64, 64, 44)), name="4th")
        assert "3 styles that you have proposed still wait" in fourth
        assert await member.autocomplete("stylize", "stylize", "style", "wall") == []
        await quick.bot.crash()
        # As it is when the bot dies before moderators have been shown a proposal.
        with contextlib.closing(sqlite3.connect(quick.bot.data / "deepstyle.db")) as database:
            database.execute(
                "UPDATE server_styles SET id = 'never-shown', pending_channel_id = ?"
                " WHERE name = 'Third'",
                (int(channels["stylize"]),),
            )
            database.commit()
        before = set(moderator.seen)
        await quick.bot.start()
        late = await moderator.wait_for_message(
            lambda m: m["id"] not in before and "**Third**" in stage.text(m)
        )
        assert late["channel_id"] == channels["gallery"]
        assert member.user["id"] in stage.text(late)
        assert stage.pictures(late)[0]["spoiler"]

        assert "관리" in await pressed(artist, here, "approve")
        twice = [moderator.press(here, _control(here, "proposal:approve:")) for _ in range(2)]
        await asyncio.gather(*twice)
        await moderator.wait_for_message(lambda m: "decided already" in stage.text(m))
        decided = await moderator.wait_for_message(
            lambda m: m["id"] == here["id"] and "has approved" in stage.text(m)
        )
        assert stage.button(decided) is None
        assert stage.pictures(decided)[0]["spoiler"]
        await moderator.press(in_log, _control(in_log, "proposal:decline:"))
        await moderator.wait_for_message(
            lambda m: m["id"] == in_log["id"] and "has declined" in stage.text(m)
        )
        offered = await member.autocomplete("stylize", "stylize", "style", "wall")
        assert [o["value"] for o in offered] == ["Wall"]
        assert await member.autocomplete("stylize", "stylize", "style", "door") == []
        for name in ("Wall", "Third"):
            assert "Removed" in await _styled(moderator, "remove", name=name)

        wish = {"image": File("SPOILER_a.jpg", picture(64, 64, 45))}
        answered = await member.slash("stylize", "stylize", wish)
        made = await member.response(answered, stage.is_result, timeout_s=PATIENCE_S)
        line = await logged("made a picture", made["id"], member.user["id"])
        assert not line["attachments"]
        assert line["flags"] & _SILENT
        await stage.go_on(moderator, made, "delete")
        await logged("deleted a picture", moderator.user["id"])
        for words in (("approved", "Wall"), ("declined", "Door"), ("removed", "Third")):
            await logged(*words)
        await logged("settings log")

        # A log that cannot be written disturbs nobody.
        channel = quick.sandbox.backend.world.channels[int(channels["gallery"])]
        denied = Overwrite(int(quick.sandbox.address.guild_id), 0, deny=Permission.SEND_MESSAGES)
        channel.overwrites[denied.id] = denied
        await _painted(member, await member.slash("stylize", "stylize", wish))
        assert (await propose("Gate", 46))["channel_id"] == channels["stylize"]
        await stage.until(
            lambda: asyncio.sleep(0), lambda _: any("log cannot be" in x for x in quick.bot.log)
        )
        quick.sandbox.backend.events.channel("CHANNEL_UPDATE", channel)
        await stage.until(
            lambda: _decide(moderator, "log", channel=channels["gallery"]),
            lambda said: "may not write" in said,
        )
        del channel.overwrites[denied.id]
        quick.sandbox.backend.events.channel("CHANNEL_UPDATE", channel)
        await _styled(moderator, "remove", name="Gate")
        await _decide(moderator, "log")
        assert "propose styles: no" in await _decide(moderator, "approval", active=False)
