"""What of a challenge is seen away from its channel, and by whom."""

from bot.sandbox.client.member import Member
from bot.sandbox.state.model import Channel, Overwrite
from bot.sandbox.state.permissions import Permission
from tests.end_to_end import stage
from tests.end_to_end.challenges import Calendar, created, custom_id, ids, marked, paint_into, told
from tests.end_to_end.conftest import Quick, picture


def _channel(quick: Quick, name: str) -> Channel:
    return next(c for c in quick.sandbox.backend.world.channels.values() if c.name == name)


async def test_entries_are_seen_where_their_channel_lets_them(quick: Quick) -> None:
    # Who moderates some other channel moderates no challenge.
    me = next(u for u in quick.sandbox.backend.world.users.values() if u.username == "newcomer")
    own = _channel(quick, "gallery")
    own.overwrites[me.id] = Overwrite(me.id, 1, allow=Permission.MANAGE_MESSAGES)
    quick.sandbox.backend.events.channel("CHANNEL_UPDATE", own)
    async with quick.connected("moderator") as moderator, quick.connected("newcomer") as newcomer:

        async def shown(member: Member, channel: str, title: str) -> stage.Message:
            asked = await member.slash(channel, "challenge show", {"challenge": title})
            return await member.response(asked, lambda m: title in stage.text(m))

        for title, place in (("By day", "stylize"), ("By night", "after-dark")):
            channel = str(_channel(quick, place).id)
            card = await created(moderator, title=title, channel=channel, style="starry-night")
            await paint_into(newcomer, newcomer.seen[card["id"]], picture(64, 64, 41))
        assert not ids(await shown(newcomer, "gallery", "By day"), "gallery")

        # What is age-restricted is not seen elsewhere, whoever looks.
        for place, pictures in (("after-dark", 1), ("stylize", 0)):
            page = await shown(moderator, place, "By night")
            assert len(stage.pictures(page)) == pictures
            looked = await moderator.press(page, custom_id(page, "gallery"))
            if pictures:
                gallery = await moderator.wait_for_message(lambda m: bool(ids(m, "hide")))
                assert len(stage.pictures(gallery)) == 1
            else:
                assert "age-restricted" in await told(moderator, looked)
        for title in ("By day", "By night"):
            ended = await moderator.slash("stylize", "challenge cancel", {"challenge": title})
            await told(moderator, ended)
            await newcomer.wait_for_message(marked("cancelled", title))
    del own.overwrites[me.id]
    quick.sandbox.backend.events.channel("CHANNEL_UPDATE", own)


async def test_moderators_hear_of_what_cannot_be_announced(quick: Quick) -> None:
    world, place = quick.sandbox.backend.world, _channel(quick, "challenge")
    bot_role = next(r.id for r in next(iter(world.guilds.values())).roles.values() if r.bot_id)
    async with quick.connected("moderator") as moderator:
        log = {"channel": str(_channel(quick, "gallery").id)}
        chosen = await moderator.slash("stylize", "settings log", log)
        assert "Log: <#" in await told(moderator, chosen)
        # The bot has not heard of it yet.
        place.overwrites[bot_role] = Overwrite(bot_role, 0, deny=Permission.SEND_MESSAGES)
        options = {"title": "Unheard", "style": "free", "channel": str(place.id)}
        await told(moderator, await moderator.slash("stylize", "challenge create", options))
        # It is tried for ten minutes.
        Calendar(quick.sandbox, quick.bot).forward(11 * 60)
        line = await moderator.wait_for_message(lambda m: "“Unheard”" in m["content"])
        assert f"<#{place.id}>" in line["content"]
        del place.overwrites[bot_role]
        listed = await moderator.slash("stylize", "challenge list")
        assert "Unheard" not in await told(moderator, listed)
        await told(moderator, await moderator.slash("stylize", "settings log"))
