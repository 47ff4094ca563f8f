"""Every way in without a file beside `/stylize`; a painting's shape tells of which picture."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from bot.sandbox.client.member import Answered, File, Member
from bot.sandbox.server import Sandbox
from bot.sandbox.state.model import Guild, Overwrite, User
from bot.sandbox.state.permissions import Permission
from bot.sandbox.state.seed import add_guild_without_bot
from styletransfer.images import files
from tests.end_to_end import stage
from tests.end_to_end.conftest import Quick, connected, picture
from tests.end_to_end.stage import PATIENCE_S, BotProcess, Message
from tests.heic import HEIC

_TOKEN_LIFE_S = 15 * 60
_EPHEMERAL = 64
WIDE_SIZE, TALL_SIZE, FLAT_SIZE = (128, 64), (64, 128), (128, 32)
# Turned upright.
HEIC_SIZE = (32, 48)
WIDE, TALL, FLAT = picture(*WIDE_SIZE, 3), picture(*TALL_SIZE, 4), picture(*FLAT_SIZE, 5)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def place(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Quick]:
    """A sandbox in whose channels nobody has posted a picture, and a bot with a quick painter."""
    folder = tmp_path_factory.mktemp("ways-in")
    async with Sandbox.started() as sandbox:
        sandbox.backend.handshake.identify_interval_s = 0
        async with stage.running(sandbox, folder, quick=0.1) as bot:
            yield Quick(sandbox, bot)


@pytest.fixture(scope="module")
def sandbox(place: Quick) -> Sandbox:
    return place.sandbox


@pytest.fixture(scope="module")
def bot(place: Quick) -> BotProcess:
    return place.bot


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def newcomer(place: Quick) -> AsyncIterator[Member]:
    async with place.connected("newcomer") as member:
        yield member


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def artist(place: Quick) -> AsyncIterator[Member]:
    async with place.connected("artist") as member:
        yield member


@pytest.fixture(scope="module")
def guild(sandbox: Sandbox) -> Guild:
    return sandbox.backend.world.guilds[int(sandbox.address.guild_id)]


def _user(sandbox: Sandbox, name: str) -> User:
    return sandbox.backend.world.users[int(sandbox.address.users[name].id)]


async def _shape(member: Member, result: Message) -> tuple[int, int]:
    (item,) = stage.pictures(result)
    return files.read(await member.download(item["media"]["url"])).size


async def _painted(member: Member, answered: Answered) -> tuple[int, int]:
    result = await member.response(answered, stage.is_result, timeout_s=PATIENCE_S)
    return await _shape(member, result)


async def _replied(member: Member, asked: Message, check: Any = stage.is_result) -> Message:
    """Return the bot's reply to a message, once it fits."""
    return await member.wait_for_message(
        lambda m: m.get("message_reference", {}).get("message_id") == asked["id"] and check(m),
        timeout_s=PATIENCE_S,
    )


def _control(message: Message, start: str) -> str:
    """Return the custom_id of a panel's control."""
    found = (c["custom_id"] for c in stage.components(message) if "custom_id" in c)
    return next(custom_id for custom_id in found if custom_id.startswith(start))


async def test_without_a_file_the_newest_picture_is_meant_or_an_avatar(
    newcomer: Member, sandbox: Sandbox, guild: Guild
) -> None:
    artwork, user = sandbox.backend.artwork, _user(sandbox, "artist")
    artwork.set_avatar(user, WIDE)
    artwork.set_avatar(user, TALL, guild)
    nothing = await newcomer.slash("gallery", "stylize")
    told = await newcomer.response(nothing, stage.is_sentence)
    assert "no picture among the newest 50" in stage.text(told)
    await newcomer.send("gallery", files=[File("a.jpg", TALL)])
    await newcomer.send("gallery", files=[File("b.jpg", FLAT)])
    await newcomer.send("gallery", "look")
    newest = await newcomer.slash("gallery", "stylize")
    avatar = await newcomer.slash("gallery", "stylize", {"user": str(user.id)})
    assert await _painted(newcomer, newest) == FLAT_SIZE
    assert await _painted(newcomer, avatar) == TALL_SIZE
    # The bot's own paintings are newer now, and are not what is meant.
    again = await newcomer.slash("gallery", "stylize")
    assert await _painted(newcomer, again) == FLAT_SIZE


async def test_a_poll_or_a_thread_above_a_picture_does_not_hide_it(
    newcomer: Member, sandbox: Sandbox
) -> None:
    posted = await newcomer.send("gallery", files=[File("a.heic", HEIC)])
    answers = [{"poll_media": {"text": text}} for text in ("cat", "dog")]
    poll = {"question": {"text": "Which one next?"}, "answers": answers, "duration": 1}
    gallery = sandbox.address.channels["gallery"]
    await newcomer.call("POST", f"/channels/{gallery}/messages", {"poll": poll})
    newest = await newcomer.slash("gallery", "stylize")
    assert await _painted(newcomer, newest) == HEIC_SIZE

    begun = f"/channels/{gallery}/messages/{posted['id']}/threads"
    thread = (await newcomer.call("POST", begun, {"name": "This one"}))["id"]
    within = await newcomer.slash(thread, "stylize")
    assert await _painted(newcomer, within) == HEIC_SIZE
    bot = f"<@{sandbox.address.application_id}>"
    asked = await newcomer.send(thread, f"{bot} munch")
    assert await _shape(newcomer, await _replied(newcomer, asked)) == HEIC_SIZE


async def test_of_several_newest_pictures_the_member_says_which(
    newcomer: Member, artist: Member, painting: bytes
) -> None:
    files = [File("SPOILER_a.jpg", WIDE), File("b.jpg", TALL), File("c.jpg", FLAT)]
    await artist.send("gallery", files=files)
    options = {"style_image": File("own.jpg", painting), "strength": 73, "size": 96}
    asked = await newcomer.slash("gallery", "stylize", options)
    question = await newcomer.response(asked, lambda m: len(stage.pictures(m)) == 3)
    assert "strength 73" in stage.text(question)
    which = _control(question, "newest:")
    seen = artist.seen[question["id"]]
    refused = await artist.choose(seen, which, ["0"])
    assert "부탁하신 분만" in stage.text(await artist.response(refused, stage.is_sentence))
    twice = (newcomer.choose(question, which, ["2"]) for _ in range(2))
    await asyncio.gather(*twice, return_exceptions=True)
    result = await newcomer.wait_for_message(
        lambda m: m["id"] == question["id"] and stage.is_result(m), timeout_s=PATIENCE_S
    )
    assert await _shape(newcomer, result) == FLAT_SIZE
    assert "strength 73" in stage.text(result)
    assert "Picture 3" not in stage.pictures(result)[0]["description"]
    # One picture, and the bot's own, ask nothing.
    await newcomer.send("gallery", files=[File("b.jpg", TALL)])
    assert await _painted(newcomer, await newcomer.slash("gallery", "stylize")) == TALL_SIZE


async def test_what_may_not_be_read_is_not_guessed_at(
    newcomer: Member, sandbox: Sandbox, guild: Guild, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def said() -> str:
        answered = await newcomer.slash("gallery", "stylize")
        return stage.text(await newcomer.response(answered, stage.is_sentence))

    application = sandbox.backend.world.application
    await newcomer.send("gallery", files=[File("b.jpg", FLAT)])
    with monkeypatch.context() as patch:
        patch.setattr(application, "message_content_granted", False)
        assert "may not read messages here" in await said()
    channel = sandbox.backend.world.channels[int(newcomer.channels["gallery"])]
    bot_role = next(role.id for role in guild.roles.values() if role.bot_id)
    denied = Overwrite(bot_role, 0, deny=Permission.READ_MESSAGE_HISTORY)
    with monkeypatch.context() as patch:
        patch.setitem(channel.overwrites, bot_role, denied)
        sandbox.backend.events.channel("CHANNEL_UPDATE", channel)
        assert "may not read the history" in await said()
        own = f"<@{sandbox.address.application_id}> the scream 71%"
        await newcomer.send("gallery", own, files=[File("c.jpg", WIDE)])
        await newcomer.wait_for_message(
            lambda m: stage.is_result(m) and "strength 71" in stage.text(m), timeout_s=PATIENCE_S
        )
    sandbox.backend.events.channel("CHANNEL_UPDATE", channel)
    both = {"image": File("a.jpg", WIDE), "user": newcomer.user["id"]}
    answered = await newcomer.slash("gallery", "stylize", both)
    assert "not both" in stage.text(await newcomer.response(answered, stage.is_sentence))


async def test_the_menu_of_a_message_repaints_its_picture(newcomer: Member) -> None:
    files = [File("a.jpg", WIDE), File("b.jpg", TALL)]
    posted = await newcomer.send("stylize", files=files)
    opened = await newcomer.context_menu("stylize", "Repaint this picture", posted)
    panel = await newcomer.response(opened)
    assert panel["flags"] & _EPHEMERAL
    assert len(stage.pictures(panel)) == 2
    await newcomer.choose(panel, _control(panel, "panel:which"), ["1"])
    panel = await newcomer.response(opened, lambda m: len(stage.pictures(m)) == 1)
    begun = await newcomer.choose(panel, _control(panel, "panel:paint"), ["the-scream"])
    result = await newcomer.response(begun, stage.is_result, timeout_s=PATIENCE_S)
    assert await _shape(newcomer, result) == TALL_SIZE
    assert "The Scream" in stage.text(result)
    assert not result["flags"] & _EPHEMERAL
    plain = await newcomer.send("stylize", "words")
    refused = await newcomer.context_menu("stylize", "Repaint this picture", plain)
    told = await newcomer.response(refused)
    assert "no picture in this message" in stage.text(told)


async def test_the_menu_of_a_message_lends_its_sticker_as_a_style(
    artist: Member, newcomer: Member, sandbox: Sandbox, guild: Guild
) -> None:
    sticker = sandbox.backend.artwork.add_sticker(guild, "blob", picture(64, 64, 6))
    posted = await newcomer.send("stylize", stickers=[str(sticker.id)])
    await artist.send("stylize", files=[File("mine.jpg", FLAT)])
    await newcomer.send("stylize", files=[File("theirs.jpg", TALL)])
    opened = await artist.context_menu("stylize", "Use as a style", posted)
    panel = await artist.response(opened)
    assert "이 그림처럼" in stage.text(panel)
    newest = await artist.press(panel, "panel:like:newest")
    sandbox.backend.artwork.set_avatar(_user(sandbox, "artist"), TALL)
    avatar = await artist.press(panel, "panel:like:avatar")
    form = await artist.press(panel, "panel:like:upload")
    assert form.modal
    (upload,) = [c["component"]["custom_id"] for c in form.modal["components"]]
    uploaded = await artist.submit_modal(form, {upload: [File("new.jpg", WIDE)]})
    result = await artist.response(newest, stage.is_result, timeout_s=PATIENCE_S)
    assert await _shape(artist, result) == FLAT_SIZE
    assert await _painted(artist, avatar) == TALL_SIZE
    assert await _painted(artist, uploaded) == WIDE_SIZE


async def test_a_reply_that_mentions_the_bot_grows_into_the_painting(
    artist: Member, newcomer: Member, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    bot = f"<@{sandbox.address.application_id}>"
    posted = await newcomer.send("challenge", files=[File("a.jpg", FLAT)])
    unheard = [
        await artist.send("challenge", "@everyone munch", reply_to=posted),
        await artist.send("challenge", "munch", reply_to=posted),
    ]
    asked = await artist.send("challenge", f"{bot} 별이 빛나는 밤 80% 색 유지", reply_to=posted)
    result = await _replied(artist, asked)
    assert await _shape(artist, result) == FLAT_SIZE
    assert "별이 빛나는 밤" in stage.text(result)
    assert "세기 80" in stage.text(result)
    assert "사진의 색 유지" in stage.text(result)
    unheard.append(await artist.send("challenge", "great", reply_to=result))

    alone = await newcomer.send("stylize", f"{bot}")
    assert "mention me" in stage.text(await _replied(newcomer, alone, stage.is_sentence))

    monkeypatch.setattr(sandbox.backend.world.application, "message_content_granted", False)
    unseen = await newcomer.send("challenge", f"{bot} munch", reply_to=posted)
    assert "may not read" in stage.text(await _replied(newcomer, unseen, stage.is_sentence))
    own = await newcomer.send("challenge", f"munch {bot}!", files=[File("b.jpg", WIDE)])
    again = await newcomer.send("challenge", f"{bot} brush 1.5", reply_to=result)
    assert await _shape(newcomer, await _replied(newcomer, own)) == WIDE_SIZE
    assert "brush 1.5" in stage.text(await _replied(newcomer, again))
    answered = {m.get("message_reference", {}).get("message_id") for m in artist.seen.values()}
    assert not answered & {message["id"] for message in unheard}


async def test_who_mentions_the_bot_with_several_pictures_is_asked_which(
    newcomer: Member, artist: Member, sandbox: Sandbox
) -> None:
    bot = f"<@{sandbox.address.application_id}>"
    files = [File("SPOILER_a.jpg", WIDE), File("b.jpg", TALL), File("c.jpg", FLAT)]
    posted = await artist.send("challenge", files=files)
    asked = await newcomer.send("challenge", f"{bot} munch 70%", reply_to=posted)
    question = await _replied(newcomer, asked, lambda m: len(stage.pictures(m)) == 3)
    assert [item["spoiler"] for item in stage.pictures(question)] == [True, False, False]
    assert all(item["description"] for item in stage.pictures(question))
    which = _control(question, "which:")
    refused = await artist.choose(question, which, ["0"])
    assert "부탁하신 분만" in stage.text(await artist.response(refused, stage.is_sentence))
    twice = (newcomer.choose(question, which, ["1"]) for _ in range(2))
    await asyncio.gather(*twice, return_exceptions=True)
    result = await _replied(newcomer, asked, lambda m: "strength 70" in stage.text(m))
    assert result["id"] == question["id"]
    assert await _shape(newcomer, result) == TALL_SIZE
    assert "The Scream" in stage.text(result)
    # Whoever answers that painting means it alone, and has nothing to choose.
    again = await newcomer.send("challenge", f"{bot} munch 71%", reply_to=result)
    await _replied(newcomer, again, lambda m: "strength 71" in stage.text(m))
    edits = [data for name, data in newcomer.events if name == "MESSAGE_UPDATE"]
    assert sum(m["id"] == question["id"] and "strength 70" in stage.text(m) for m in edits) == 1


async def test_who_says_what_may_be_several_styles_is_asked_which(
    newcomer: Member, artist: Member, sandbox: Sandbox
) -> None:
    bot = f"<@{sandbox.address.application_id}>"

    def asks(message: stage.Message) -> bool:
        return (stage.button(message) or "").startswith("meant:")

    own = [File("a.jpg", TALL)]
    asked = await newcomer.send("challenge", f"{bot} a klimmt at 70% please", files=own)
    question = await _replied(newcomer, asked, asks)
    assert "not sure which style" in stage.text(question)
    kiss = stage.button(question) or ""
    assert kiss.endswith(":the-kiss")
    refused = await artist.press(question, kiss)
    assert "부탁하신 분만" in stage.text(await artist.response(refused, stage.is_sentence))
    twice = (newcomer.press(question, kiss) for _ in range(2))
    await asyncio.gather(*twice, return_exceptions=True)
    result = await _replied(newcomer, asked, stage.is_result)
    assert result["id"] == question["id"]
    assert all(said in stage.text(result) for said in ("The Kiss", "strength 70"))

    # First the picture, then the style.
    two = [File("a.jpg", WIDE), File("b.jpg", FLAT)]
    asked = await artist.send("challenge", f"{bot} 아무거나 멋지게", files=two)
    question = await _replied(artist, asked, lambda m: len(stage.pictures(m)) == 2)
    await artist.choose(question, _control(question, "which:"), ["1"])
    question = await _replied(artist, asked, asks)
    assert "화풍을 찾지 못했어요" in stage.text(question)
    await artist.press(question, stage.button(question) or "")
    assert await _shape(artist, await _replied(artist, asked, stage.is_result)) == FLAT_SIZE


async def test_a_picture_in_a_direct_message_is_repainted(newcomer: Member) -> None:
    posted = await newcomer.send("stylize", files=[File("SPOILER_a.jpg", TALL)])
    told = await _replied(newcomer, await newcomer.send("dm", "hello"), stage.is_sentence)
    assert "Send me a picture" in stage.text(told)
    forwarded = await newcomer.forward(posted, "dm")
    worded = await newcomer.send("dm", "the scream 40%", files=[File("b.jpg", FLAT)])
    result = await _replied(newcomer, forwarded)
    assert await _shape(newcomer, result) == TALL_SIZE
    assert stage.pictures(result)[0]["spoiler"]
    newest = await newcomer.slash("dm", "stylize")
    result = await _replied(newcomer, worded)
    assert await _shape(newcomer, result) == FLAT_SIZE
    assert await _painted(newcomer, newest) == FLAT_SIZE
    assert "strength 40" in stage.text(result)


@pytest_asyncio.fixture(loop_scope="session")
async def traveller(sandbox: Sandbox, bot: BotProcess) -> Any:
    """Somebody who installed the app for themselves, in a server that does not have the bot."""
    user = _user(sandbox, "owner")
    guild = add_guild_without_bot(sandbox.backend.world, [user])
    user.has_installed_app = True
    async with connected(sandbox, "owner") as member:
        yield member
    user.has_installed_app = False
    del sandbox.backend.world.guilds[guild.id]


async def test_a_member_who_installed_the_app_takes_it_along(
    traveller: Member, sandbox: Sandbox, bot: BotProcess
) -> None:
    logged = len(bot.log)
    posted = await traveller.send("elsewhere", files=[File("a.jpg", WIDE)])
    refused = await traveller.slash("elsewhere", "stylize")
    told = await traveller.response(refused, stage.is_sentence)
    assert "may not read the history" in stage.text(told)
    opened = await traveller.context_menu("elsewhere", "Repaint this picture", posted)
    panel = await traveller.response(opened)
    begun = await traveller.press(panel, "panel:paint:starry-night")
    assert await _painted(traveller, begun) == WIDE_SIZE

    late = await traveller.slash(
        "elsewhere", "stylize", {"image": File("b.jpg", TALL), "size": 384}
    )
    await traveller.response(late, stage.is_begun, timeout_s=PATIENCE_S)
    sandbox.backend.clock.forward(_TOKEN_LIFE_S + 60)
    async with asyncio.timeout(PATIENCE_S):
        while not any("painted but not delivered" in line for line in bot.log):  # noqa: ASYNC110
            await asyncio.sleep(0.1)
    assert not any("[error" in line for line in bot.log[logged:])
