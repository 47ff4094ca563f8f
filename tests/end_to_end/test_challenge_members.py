"""What members and moderators do in a challenge, kind and unkind, one after the other."""

import asyncio
import io
import zipfile
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest_asyncio

from bot.sandbox.client.member import File, Member
from bot.sandbox.state.model import Channel, ChannelKind
from bot.sandbox.state.seed import add_guild_without_bot
from tests.end_to_end import stage
from tests.end_to_end.challenges import created, custom_id, form, ids, marked, paint_into, told
from tests.end_to_end.conftest import Quick, picture
from tests.end_to_end.stage import PATIENCE_S, Message

_EPHEMERAL = 64


@dataclass
class People:
    moderator: Member
    newcomer: Member
    artist: Member


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def people(quick: Quick) -> AsyncIterator[People]:
    world = quick.sandbox.backend.world
    guild = next(iter(world.guilds.values()))
    guests = [user for user in world.users.values() if user.username == "newcomer"]
    add_guild_without_bot(world, guests)
    guests[0].has_installed_app = True
    world.add_channel(Channel(world.snowflakes.next(), ChannelKind.FORUM, "forum", guild))
    async with (
        quick.connected("moderator") as moderator,
        quick.connected("newcomer") as newcomer,
        quick.connected("artist") as artist,
    ):
        yield People(moderator, newcomer, artist)


async def _said(member: Member, message: Message, act: str) -> str:
    return await told(member, await member.press(message, custom_id(message, act)))


async def _command(member: Member, name: str, channel: str = "challenge", **options: str) -> str:
    return await told(member, await member.slash(channel, f"challenge {name}", options))


async def _page(member: Member, message: Message, act: str, shows: str) -> Message:
    """Press a button; return the page that it opens, once it has buttons for something."""
    answered = await member.press(message, custom_id(message, act))
    return await member.response(
        answered, lambda m: bool(ids(m, shows)) and bool(stage.pictures(m)), timeout_s=PATIENCE_S
    )


async def test_what_a_moderator_cannot_ask_for(people: People) -> None:
    options = {"title": "Nope", "style": "free"}
    answered = await people.newcomer.slash("challenge", "challenge create", options)
    assert "Only moderators" in await told(people.newcomer, answered)
    for wrong, sentence in (
        ({"closes": "in 3 days", "ends": "in 2 days"}, "a minute in between"),
        ({"closes": "when the moon is full"}, "do not understand"),
        ({"channel": people.moderator.channels["no-attachments"]}, "messages with files"),
        ({"subject": "photo"}, "give the photo"),
        ({"title": "🎨"}, "letters or digits"),
    ):
        answered = await people.moderator.slash("challenge", "challenge create", options | wrong)
        assert sentence in await told(people.moderator, answered)


async def test_entries_come_go_and_are_hidden(people: People) -> None:
    moderator, newcomer, artist = people.moderator, people.newcomer, people.artist
    await created(moderator, title="Hearts", style="starry-night")
    card = await newcomer.wait_for_message(marked("announced", "Hearts"))
    assert "The Starry Night" in stage.pictures(card)[0]["description"]

    # Many forms at once are one entry, and nobody else sees it.
    opened = [await newcomer.press(card, custom_id(card, "enter")) for _ in range(4)]
    photo = picture(160, 120, 21)
    sent = await asyncio.gather(*(newcomer.submit_modal(one, form(one, photo)) for one in opened))
    ends = [
        await newcomer.response(
            one, lambda m: stage.is_result(m) or stage.is_sentence(m), timeout_s=PATIENCE_S
        )
        for one in sent
    ]
    assert sum(map(stage.is_result, ends)) == 1
    assert all(message["flags"] & _EPHEMERAL for message in ends)

    # A result of one's own fits if its style does; nobody enters with somebody else's.
    image = File("photo.jpg", picture(160, 120, 22))
    for style, sentence in (("great-wave", "맞지 않아요"), ("starry-night", "출품했어요")):
        asked = await artist.slash("stylize", "stylize", {"image": image, "style": style})
        result = await artist.response(asked, stage.is_result, timeout_s=PATIENCE_S)
        assert sentence in await told(artist, await stage.go_on(artist, result, "enter"))
    stolen = await newcomer.wait_for_message(lambda m: m["id"] == result["id"])
    assert "Only whoever" in await told(newcomer, await stage.go_on(newcomer, stolen, "enter"))

    # Replaced by its member; hidden and shown again by a moderator, who alone sees all of it.
    mine = await _page(newcomer, card, "mine", "replace")
    form_again = await newcomer.press(mine, custom_id(mine, "replace"))
    other = picture(160, 120, 23)
    submitted = await newcomer.submit_modal(form_again, form(form_again, other))
    await newcomer.response(submitted, stage.is_result, timeout_s=PATIENCE_S)
    about = await moderator.slash("challenge", "challenge show", {"challenge": "Hearts"})
    shown = await moderator.response(about, lambda m: bool(ids(m, "gallery")))
    await moderator.press(shown, custom_id(shown, "gallery"))
    gallery = await moderator.wait_for_message(lambda m: len(ids(m, "hide")) == 2)
    kept = [await moderator.download(item["media"]["url"]) for item in stage.pictures(gallery)]
    assert other in kept
    assert photo not in kept
    hiding = await moderator.press(gallery, ids(gallery, "hide")[1])
    assert hiding.modal is not None
    reason = {hiding.modal["components"][0]["component"]["custom_id"]: "not *yours*"}
    await moderator.submit_modal(hiding, reason)
    hidden = await moderator.wait_for_message(lambda m: bool(ids(m, "unhide")))
    assert "not \\*yours\\*" in stage.text(hidden)
    await moderator.press(hidden, custom_id(hidden, "unhide"))
    await moderator.wait_for_message(lambda m: m["id"] == hidden["id"] and not ids(m, "unhide"))

    # The vote begins and ends early; what was on the screen before says so.
    await _command(moderator, "close", challenge="Hearts")
    notice = await newcomer.wait_for_message(marked("voting", "Hearts"), timeout_s=PATIENCE_S)
    assert "no more entries" in await _said(newcomer, mine, "withdraw")
    page = await _page(newcomer, notice, "vote", "heart")
    assert len(ids(page, "heart")) == 1  # one's own is not there
    await newcomer.press(page, custom_id(page, "heart"))
    page = await newcomer.wait_for_message(
        lambda m: m["id"] == page["id"] and "given 1" in stage.text(m)
    )
    assert len(stage.pictures(page)) == 1
    await _command(moderator, "close", challenge="Hearts")
    await newcomer.wait_for_message(marked("ended", "Hearts"), timeout_s=PATIENCE_S)
    assert "takes no votes" in await _said(newcomer, page, "heart")
    assert "over already" in await _command(moderator, "cancel", challenge="Hearts")

    # A file for moderators, and nothing for other servers.
    answered = await moderator.slash("challenge", "challenge export", {"challenge": "Hearts"})
    sent_file = await moderator.response(answered, lambda m: bool(m["attachments"]))
    archive = await moderator.download(sent_file["attachments"][0]["url"])
    assert len(zipfile.ZipFile(io.BytesIO(archive)).namelist()) == 3
    number = custom_id(notice, "vote").split(":")[2]
    elsewhere = await _command(newcomer, "show", channel="elsewhere", challenge=number)
    assert "no such challenge" in elsewhere


async def test_stars_and_duels_in_a_forum(people: People) -> None:
    moderator, newcomer, artist = people.moderator, people.newcomer, people.artist
    forum = moderator.channels["forum"]
    for ballot, act in (("stars", "star"), ("duels", "duel")):
        title = f"In {ballot}"
        card = await created(moderator, title=title, voting=ballot, channel=forum)
        for seed, member in enumerate((newcomer, artist, moderator), start=30):
            seen = await member.wait_for_message(marked("announced", title))
            await paint_into(member, seen, picture(64, 64, seed))
        await _command(moderator, "close", challenge=title)
        notice = await newcomer.wait_for_message(marked("voting", title), timeout_s=PATIENCE_S)
        assert notice["channel_id"] == card["channel_id"]  # in the post of the forum
        page = await _page(newcomer, notice, "vote", act)
        last = ids(page, act)[-1]
        await asyncio.gather(
            *(newcomer.press(page, last) for _ in range(2)), return_exceptions=True
        )
        done = "rated 1" if ballot == "stars" else "seen them all"
        await newcomer.wait_for_message(
            lambda m, page=page, done=done: m["id"] == page["id"] and done in stage.text(m)
        )
        await _command(moderator, "close", challenge=title)
        results = await newcomer.wait_for_message(marked("ended", title), timeout_s=PATIENCE_S)
        assert "one member has voted · one vote" in stage.text(results)
        first = stage.text(results).split("🥇")[1]
        assert ("★ 5.00 from one member" if ballot == "stars" else "stronger than") in first
