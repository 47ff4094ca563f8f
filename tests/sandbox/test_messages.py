"""Messages over REST: what is refused, and with which status and code."""

import json

import pytest

from bot.sandbox.client.member import File, Member, RefusedError
from bot.sandbox.server import Sandbox
from tests.sandbox.conftest import Connect
from tests.sandbox.pictures import png
from tests.sandbox.rest import Rest

MIB = 1024 * 1024
V2 = 1 << 15


def text(content: str) -> dict[str, object]:
    return {"type": 10, "content": content}


def button(custom_id: str, **more: object) -> dict[str, object]:
    return {"type": 2, "style": 1, "label": "L", "custom_id": custom_id} | more


def row(*components: object) -> dict[str, object]:
    return {"type": 1, "components": list(components)}


def gallery(url: str) -> dict[str, object]:
    return {"type": 12, "items": [{"media": {"url": url}}]}


REFUSED = {
    "nothing in it": ({"content": "  "}, 50006, None),
    "content too long": ({"content": "x" * 2001}, 50035, "content"),
    "six buttons": (
        {"components": [row(*[button(str(i)) for i in range(6)])]},
        50035,
        "components.0.components",
    ),
    "same custom_id twice": (
        {"components": [row(button("a"), button("a"))]},
        50035,
        "components.0.components.1.custom_id",
    ),
    "custom_id too long": (
        {"components": [row(button("a" * 101))]},
        50035,
        "components.0.components.0.custom_id",
    ),
    "a select beside a button": (
        {
            "components": [
                row(
                    button("a"),
                    {"type": 3, "custom_id": "b", "options": [{"label": "l", "value": "v"}]},
                )
            ]
        },
        50035,
        "components.0.components.1",
    ),
    "26 options": (
        {
            "components": [
                row(
                    {
                        "type": 3,
                        "custom_id": "b",
                        "options": [{"label": "l", "value": str(i)} for i in range(26)],
                    }
                )
            ]
        },
        50035,
        "components.0.components.0.options",
    ),
    "a layout without the flag": ({"components": [text("a")]}, 50035, "components.0.type"),
    "content beside a layout": (
        {"flags": V2, "content": "x", "components": [text("a")]},
        50035,
        "content",
    ),
    "an embed beside a layout": (
        {"flags": V2, "embeds": [{"title": "t"}], "components": [text("a")]},
        50035,
        "embeds",
    ),
    "too much text in a layout": (
        {"flags": V2, "components": [text("x" * 2001), text("x" * 2000)]},
        50035,
        "components",
    ),
    "41 components": ({"flags": V2, "components": [text("x")] * 41}, 50035, "components"),
    "41 components nested": (
        {
            "flags": V2,
            "components": [{"type": 17, "components": [text("x")] * 20}] * 2,
        },
        50035,
        "components",
    ),
    "a file that was not sent": (
        {"flags": V2, "components": [gallery("attachment://cat.png")]},
        50035,
        "components.0.items.0.media.url",
    ),
    "an embed too large": (
        {"embeds": [{"description": "x" * 4000}, {"description": "x" * 2001}]},
        50035,
        "embeds",
    ),
    "an embed field without value": (
        {"embeds": [{"title": "t", "fields": [{"name": "n", "value": ""}]}]},
        50035,
        "embeds.0.fields.0.value",
    ),
    "an answer to nothing": (
        {"content": "x", "message_reference": {"message_id": "5"}},
        50035,
        "message_reference",
    ),
    "mentions both ways": (
        {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["5"]}},
        50035,
        "allowed_mentions",
    ),
}


@pytest.mark.parametrize(("body", "code", "where"), REFUSED.values(), ids=REFUSED.keys())
async def test_a_wrong_message_is_refused_where_it_is_wrong(
    rest: Rest, sandbox: Sandbox, body: dict[str, object], code: int, where: str | None
) -> None:
    channel = sandbox.address.channels["stylize"]
    answer = await rest.post(f"/channels/{channel}/messages", body)
    assert (answer.status, answer.code) == (400, code)
    if where:
        node = answer.body["errors"]
        for step in where.split("."):
            node = node[step]
        assert node["_errors"][0]["code"]
    assert (await rest.get(f"/channels/{channel}/messages")).body == []


async def test_the_size_limit_holds_for_each_file_and_can_be_changed(
    rest: Rest, sandbox: Sandbox, newcomer: Member
) -> None:
    path = f"/channels/{sandbox.address.channels['stylize']}/messages"
    exact, over = b"x" * (10 * MIB), b"x" * (10 * MIB + 1)
    assert (await rest.send_files(path, "{}", ("a.bin", exact), ("b.bin", exact))).status == 200
    refused = await rest.send_files(path, "{}", ("a.bin", over))
    assert (refused.status, refused.code) == (413, 40005)
    with pytest.raises(RefusedError) as too_large:
        await newcomer.upload("stylize", "a.bin", over)
    assert (too_large.value.status, too_large.value.code) == (413, 40005)
    settings = f"{sandbox.address.origin}/sandbox/settings"
    await rest.patch(settings, {"attachment_size_limit": 25 * MIB})
    assert (await rest.send_files(path, "{}", ("a.bin", over))).status == 200


async def test_permissions_are_asked_for(rest: Rest, sandbox: Sandbox, newcomer: Member) -> None:
    closed = f"/channels/{sandbox.address.channels['no-attachments']}/messages"
    refused = await rest.send_files(closed, "{}", ("a.png", png()))
    assert (refused.status, refused.code) == (403, 50013)
    assert (await rest.post(closed, {"content": "words are free"})).status == 200
    with pytest.raises(RefusedError) as no_files:
        await newcomer.upload("text-only", "a.png", png())
    assert (no_files.value.status, no_files.value.code) == (403, 50013)
    posted = await newcomer.send("stylize", "mine")
    path = f"/channels/{posted['channel_id']}/messages/{posted['id']}"
    assert (await rest.patch(path, {"content": "yours"})).code == 50005
    assert (await rest.delete(path)).code == 50013
    assert (await rest.get("/channels/5")).code == 10003
    assert (await rest.get(f"/channels/{posted['channel_id']}/messages/5")).code == 10008
    theirs = sandbox.address.users["artist"].direct_message
    with pytest.raises(RefusedError) as not_mine:
        await newcomer.messages(theirs)
    assert not_mine.value.code == 50001


async def test_tokens_and_routes(rest: Rest, sandbox: Sandbox, newcomer: Member) -> None:
    stranger = Rest(sandbox, rest._session, "Bot wrong")
    assert (await stranger.get("/users/@me")).status == 401
    assert (await rest.get("/nonsense")).body == {"message": "404: Not Found", "code": 0}
    assert (await rest.post("/interactions", {})).code == 20001
    with pytest.raises(RefusedError) as refused:
        await newcomer.call("GET", "/gateway/bot")
    assert refused.value.code == 20002
    channel = sandbox.address.channels["stylize"]
    broken = await rest.call("POST", f"/channels/{channel}/messages", data=b"{")
    assert broken.status == 400


async def test_attachments_are_kept_added_and_removed(rest: Rest, sandbox: Sandbox) -> None:
    path = f"/channels/{sandbox.address.channels['stylize']}/messages"
    described = json.dumps({"attachments": [{"id": 0, "description": "first"}]})
    sent = (await rest.send_files(path, described, ("a.png", png(3, 2)), ("b.txt", b"b"))).body
    first, second = sent["attachments"]
    assert (first["width"], first["height"], first["description"]) == (3, 2, "first")
    assert second["content_type"].startswith("text/plain")
    one = f"{path}/{sent['id']}"
    kept = await rest.patch(one, {"attachments": [{"id": second["id"]}]})
    assert [a["filename"] for a in kept.body["attachments"]] == ["b.txt"]
    assert kept.body["edited_timestamp"] is not None
    async with rest._session.get(first["url"]) as response:
        assert response.status == 404
    emptied = await rest.patch(one, {"attachments": []})
    assert (emptied.status, emptied.code) == (400, 50006)


async def test_a_layout_shows_its_files_and_stays_a_layout(rest: Rest, sandbox: Sandbox) -> None:
    path = f"/channels/{sandbox.address.channels['stylize']}/messages"
    layout = {"flags": V2, "components": [gallery("attachment://a.png")]}
    sent = (await rest.send_files(path, json.dumps(layout), ("a.png", png()))).body
    media = sent["components"][0]["items"][0]["media"]
    assert sent["attachments"] == []
    assert media["attachment_id"] in media["url"]
    one = f"{path}/{sent['id']}"
    unlisted = await rest.patch(one, {"attachments": []})
    assert unlisted.body["components"][0]["items"][0]["media"]["id"] == media["id"]
    again = await rest.patch(one, {"flags": 0, "components": [text("words")]})
    assert again.body["flags"] & V2
    assert (await rest.patch(one, {"content": "x"})).code == 50035


async def test_links_end_after_a_day_and_cannot_be_made_up(
    rest: Rest, sandbox: Sandbox, newcomer: Member
) -> None:
    message = await newcomer.send("stylize", files=[File("a.png", png())])
    url = message["attachments"][0]["url"]
    assert await newcomer.download(url) == png()
    made_up = url.replace("ex=", "ex=f")
    with pytest.raises(RefusedError):
        await newcomer.download(made_up)
    await rest.post(f"{sandbox.address.origin}/sandbox/clock", {"forward_seconds": 86_500})
    with pytest.raises(RefusedError) as ended:
        await newcomer.download(url)
    assert "no longer available" in str(ended.value)
    fresh = (await newcomer.messages("stylize"))[0]["attachments"][0]["url"]
    assert await newcomer.download(fresh) == png()


async def test_old_messages_take_few_edits(rest: Rest, sandbox: Sandbox) -> None:
    path = f"/channels/{sandbox.address.channels['stylize']}/messages"
    sent = (await rest.post(path, {"content": "old"})).body
    await rest.post(f"{sandbox.address.origin}/sandbox/clock", {"forward_seconds": 3601})
    answers = [await rest.patch(f"{path}/{sent['id']}", {"content": str(i)}) for i in range(4)]
    assert [a.status for a in answers] == [200, 200, 200, 429]
    assert answers[-1].code == 30046


async def test_history_is_read_in_parts(rest: Rest, sandbox: Sandbox) -> None:
    path = f"/channels/{sandbox.address.channels['stylize']}/messages"
    ids = []
    for number in range(6):
        sandbox.backend.clock.forward(2)
        ids.append((await rest.post(path, {"content": str(number)})).body["id"])

    async def read(query: str) -> list[int]:
        return [ids.index(m["id"]) for m in (await rest.get(f"{path}?{query}")).body]

    assert await read("limit=2") == [5, 4]
    assert await read(f"before={ids[3]}&limit=2") == [2, 1]
    assert await read(f"after={ids[1]}&limit=2") == [3, 2]
    assert await read(f"around={ids[3]}&limit=3") == [4, 3, 2]
    assert (await rest.get(f"{path}?limit=101")).code == 50035
    assert (await rest.post(f"{path}/bulk-delete", {"messages": ids[:2]})).code == 50013


async def test_without_the_grant_a_bot_reads_no_content(
    rest: Rest, sandbox: Sandbox, newcomer: Member, member: Connect
) -> None:
    settings = f"{sandbox.address.origin}/sandbox/settings"
    await rest.patch(settings, {"message_content_granted": False})
    await newcomer.send("stylize", "secret", files=[File("a.png", png())])
    await newcomer.send("stylize", f"<@{sandbox.address.application_id}> hello")
    path = f"/channels/{sandbox.address.channels['stylize']}/messages"
    mention, plain = (await rest.get(path)).body
    assert mention["content"].endswith("hello")
    assert (plain["content"], plain["attachments"]) == ("", [])
    async with member("artist") as artist:
        assert (await artist.messages("stylize"))[1]["content"] == "secret"


async def test_reactions_threads_and_pins(rest: Rest, sandbox: Sandbox, member: Connect) -> None:
    async with member("moderator") as moderator:
        posted = await moderator.send("stylize", "look")
        one = f"/channels/{posted['channel_id']}/messages/{posted['id']}"
        assert (await rest.put(f"{one}/reactions/👍/@me")).status == 204
        sandbox.backend.clock.forward(1)
        assert (await rest.put(f"{one}/reactions/nonsense/@me")).code == 10014
        seen = await moderator.wait_for("MESSAGE_REACTION_ADD")
        assert seen["emoji"]["name"] == "👍"
        thread = (await rest.post(f"{one}/threads", {"name": "About it"})).body
        assert thread["id"] == posted["id"]
        assert (await rest.post(f"{one}/threads", {"name": "Again"})).code == 160004
        in_thread = f"/channels/{thread['id']}/messages"
        assert (await rest.post(in_thread, {"content": "inside"})).status == 200
        assert (await moderator.wait_for("THREAD_CREATE"))["name"] == "About it"
        pinning = f"/channels/{posted['channel_id']}/messages/pins/{posted['id']}"
        assert (await rest.put(pinning)).code == 50013
        await moderator.call("PUT", pinning)
        pins = await rest.get(f"/channels/{posted['channel_id']}/messages/pins")
        assert [item["message"]["id"] for item in pins.body["items"]] == [posted["id"]]
        assert (await rest.get(one)).body["reactions"][0]["me"] is True


async def test_roles_below_ones_own_are_given_by_those_who_may(
    rest: Rest, sandbox: Sandbox, member: Connect
) -> None:
    guild, newcomer = sandbox.address.guild_id, sandbox.address.users["newcomer"].id
    roles = (await rest.get(f"/guilds/{guild}/roles")).body
    artist = next(role["id"] for role in roles if role["name"] == "Artist")
    path = f"/guilds/{guild}/members/{newcomer}/roles/{artist}"
    assert (await rest.put(path)).code == 50013
    async with member("owner") as owner:
        await owner.call("PUT", path)
        changed = await owner.wait_for("GUILD_MEMBER_UPDATE")
    assert changed["roles"] == [artist]
    assert (await rest.get(f"/guilds/{guild}/members/{newcomer}")).body["roles"] == [artist]
