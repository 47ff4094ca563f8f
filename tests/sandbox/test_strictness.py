"""What the sandbox does not read it refuses, and forms that Discord takes it takes."""

import json
from typing import Any

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.client.member import Member
from bot.sandbox.errors import DiscordError
from bot.sandbox.server import Sandbox
from bot.sandbox.validate.field import Field, Form
from tests.sandbox.rest import Answer, Rest
from tests.sandbox.test_robustness import READERS

HELLO = {"content": "hello"}


def unsupported(answer: Answer) -> list[str]:
    """Return the fields that the sandbox says it does not have."""
    return sorted(_unsupported(answer.body.get("errors", {}))) if answer.status == 400 else []


def _unsupported(node: Any, path: str = "") -> list[str]:
    own = [each["code"] for each in node.get("_errors", [])]
    found = [path.removeprefix(".")] if "SANDBOX_UNSUPPORTED" in own else []
    for key, inner in node.items():
        if key != "_errors":
            found += _unsupported(inner, f"{path}.{key}")
    return found


def messages(sandbox: Sandbox) -> str:
    return f"/channels/{sandbox.address.channels['stylize']}/messages"


LEFT_OUT = {
    "a theme": ({"shared_client_theme": {"colors": ["ff0000"]}}, ["shared_client_theme"]),
    "a poll's emoji": (
        {
            "poll": {
                "question": {"text": "?"},
                "answers": [{"poll_media": {"text": "a", "emoji": {"name": "x"}}}],
            }
        },
        ["poll.answers.0.poll_media.emoji"],
    ),
    "a voice message": ({"flags": 1 << 13}, ["flags"]),
    "deep inside": (
        {"embeds": [{"title": "t", "fields": [{"name": "n", "value": "v", "odd": 1}]}], "x": [0]},
        ["embeds.0.fields.0.odd", "x"],
    ),
}


@pytest.mark.parametrize(("body", "fields"), LEFT_OUT.values(), ids=LEFT_OUT.keys())
async def test_a_field_that_nothing_comes_of_is_refused_by_name(
    rest: Rest, sandbox: Sandbox, body: dict[str, object], fields: list[str]
) -> None:
    assert unsupported(await rest.post(messages(sandbox), HELLO | body)) == fields
    assert (await rest.get(messages(sandbox))).body == []


async def test_a_field_that_says_nothing_is_passed_over(rest: Rest, sandbox: Sandbox) -> None:
    nothing = {"poll": None, "shared_client_theme": {}, "odd": False, "x": [], "y": ""}
    assert (await rest.post(messages(sandbox), HELLO | nothing)).status == 200


async def test_the_types_of_files_are_refused_where_they_are_asked_for(
    rest: Rest, sandbox: Sandbox, newcomer: Member
) -> None:
    option = {"type": 11, "name": "image", "description": "d", "file_types": ["png"]}
    command = {"name": "paint", "description": "d", "options": [option]}
    path = f"/applications/{sandbox.address.application_id}/commands"
    assert unsupported(await rest.post(path, command)) == ["options.0.file_types"]
    assert unsupported(await rest.put(path, [command])) == ["0.options.0.file_types"]
    assert (await rest.get(path)).body == []
    upload = {"type": 19, "custom_id": "b", "file_types": ["png"]}
    label = {"type": 18, "label": "l", "component": upload}
    modal = {"title": "t", "custom_id": "m", "components": [label]}
    async with rest.interaction(newcomer) as interaction:
        refused = await rest.answer(interaction, {"type": 9, "data": modal})
        assert unsupported(refused) == ["data.components.0.component.file_types"]
        assert (await rest.answer(interaction, {"type": 4, "data": HELLO})).status == 200


async def test_an_edit_of_a_command_names_only_what_was_sent(rest: Rest, sandbox: Sandbox) -> None:
    path = f"/applications/{sandbox.address.application_id}/commands"
    made = (await rest.post(path, {"name": "paint", "description": "d"})).body
    one = f"{path}/{made['id']}"
    assert unsupported(await rest.patch(one, {"description": "e", "handler": 1})) == ["handler"]
    assert (await rest.patch(one, {"description": "e"})).body["description"] == "e"


async def test_a_command_that_is_registered_again_may_say_its_number(
    rest: Rest, sandbox: Sandbox
) -> None:
    path = f"/applications/{sandbox.address.application_id}/commands"
    command = {"name": "paint", "description": "d"}
    number = (await rest.post(path, command)).body["id"]
    (again,) = (await rest.put(path, [command | {"id": number}])).body
    assert again["id"] == number
    renamed = await rest.put(path, [command | {"id": number, "name": "draw"}])
    assert unsupported(renamed) == ["0.id"]


async def test_a_file_that_nobody_takes_is_refused(rest: Rest, newcomer: Member) -> None:
    async with rest.interaction(newcomer) as interaction:
        path = f"/interactions/{interaction['id']}/{interaction['token']}/callback"
        late = await rest.send_files(path, json.dumps({"type": 5}), ("a.txt", b"a"))
        assert unsupported(late) == ["files[0]"]
        both = json.dumps({"type": 4, "data": HELLO})
        assert (await rest.send_files(path, both, ("a.txt", b"a"))).status == 204


async def test_what_libraries_always_send_is_taken(
    rest: Rest, sandbox: Sandbox, newcomer: Member
) -> None:
    commands = f"/applications/{sandbox.address.application_id}/commands"
    assert (await rest.get(f"{commands}?with_localizations=true")).body == []
    events = f"/guilds/{sandbox.address.guild_id}/scheduled-events"
    assert (await rest.get(f"{events}?with_user_count=0")).body == []
    of_disnake = {"name": "paint", "description": "d", "default_permission": True}
    assert (await rest.post(commands, of_disnake)).status == 201
    async with rest.interaction(newcomer) as interaction:
        of_hikari = {"allowed_mentions": {"parse": ["everyone"]}, "flags": 64}
        assert (await rest.answer(interaction, {"type": 5, "data": of_hikari})).status == 200


async def test_a_query_that_nothing_comes_of_is_refused(rest: Rest, sandbox: Sandbox) -> None:
    posted = (await rest.post(messages(sandbox), HELLO)).body
    one = f"{messages(sandbox)}/{posted['id']}"
    assert unsupported(await rest.get(f"{messages(sandbox)}?author=5&limit=2")) == ["author"]
    assert unsupported(await rest.delete(f"{one}?thread_id=5")) == ["thread_id"]
    assert unsupported(await rest.put(f"{one}/reactions/👍/@me", {"a": 1})) == ["a"]
    deep: list[object] = []
    for _ in range(500):
        deep = [deep]
    typing = messages(sandbox).replace("messages", "typing")
    assert unsupported(await rest.post(typing, deep)) == ["0"]
    seen = (await rest.get(one)).body
    assert "reactions" not in seen
    assert (await rest.get(f"/guilds/{sandbox.address.guild_id}?with_counts=odd")).code == 50035


async def test_an_answer_by_the_webhook_of_an_interaction_stays_in_its_channel(
    rest: Rest, newcomer: Member
) -> None:
    async with rest.interaction(newcomer) as interaction:
        await rest.answer(interaction, {"type": 4, "data": HELLO})
        webhook = rest.webhook(interaction)
        assert unsupported(await rest.post(f"{webhook}?wait=1&thread_id=5", HELLO)) == ["thread_id"]
        named = await rest.post(f"{webhook}?wait=1", HELLO | {"username": "Someone"})
        assert unsupported(named) == ["username"]
        assert (await rest.post(f"{webhook}?wait=1&with_components=1", HELLO)).status == 200


async def test_a_schedule_with_a_misspelt_field_is_refused(rest: Rest, sandbox: Sandbox) -> None:
    address = f"{sandbox.address.origin}/sandbox/faults"
    refused = await rest.post(address, {"calls": ".*", "kind": "refused", "time": 1})
    assert unsupported(refused) == ["time"]


async def test_a_route_that_only_discord_has_is_told_from_a_wrong_address(
    rest: Rest, sandbox: Sandbox
) -> None:
    for method, path in (("GET", "/channels/1/invites"), ("PATCH", "/applications/@me")):
        answer = await rest.call(method, path)
        assert (answer.status, answer.code) == (400, 50035)
        assert "route" in answer.body["message"]
        assert unsupported(answer) == [""]
    for method, path in (("PUT", "/channels/1/invites"), ("GET", "/channels/1/2/invites")):
        assert (await rest.call(method, path)).status == 404
    origin = sandbox.address.origin
    assert (await rest.get(f"{origin}/api/v3/channels/1/invites")).status == 404


async def test_lists_come_in_parts(rest: Rest, sandbox: Sandbox, newcomer: Member) -> None:
    guild = f"/guilds/{sandbox.address.guild_id}"
    found = (await rest.get(f"{guild}/members/search?query=NEW&limit=5")).body
    assert [each["user"]["id"] for each in found] == [newcomer.user["id"]]
    assert (await rest.get(f"{guild}/members/search")).code == 50035
    (own,) = (await rest.get("/users/@me/guilds?with_counts=true")).body
    assert own["approximate_member_count"] == 5
    assert (await rest.get(f"/users/@me/guilds?after={own['id']}")).body == []
    assert (await rest.get(f"/users/@me/guilds?before={own['id']}")).body == []
    owner = Rest(sandbox, rest._session, sandbox.address.users["owner"].token)
    pins = f"{messages(sandbox)}/pins"
    for _ in range(2):
        posted = (await rest.post(messages(sandbox), HELLO)).body
        assert (await owner.put(f"{pins}/{posted['id']}")).status == 204
    first = (await rest.get(f"{pins}?limit=1")).body
    assert first["has_more"]
    at = first["items"][0]["pinned_at"].replace("+", "%2B")
    second = (await rest.get(f"{pins}?limit=1&before={at}")).body
    assert not second["has_more"]
    assert second["items"][0]["message"]["id"] < first["items"][0]["message"]["id"]


async def test_a_reply_refers_to_a_message_of_its_own_channel(rest: Rest, sandbox: Sandbox) -> None:
    posted = (await rest.post(messages(sandbox), HELLO)).body
    reference = {"message_id": posted["id"], "channel_id": sandbox.address.channels["gallery"]}
    refused = await rest.post(messages(sandbox), HELLO | {"message_reference": reference})
    assert refused.code == 50035
    reference["channel_id"] = posted["channel_id"]
    answer = await rest.post(messages(sandbox), HELLO | {"message_reference": reference})
    assert answer.body["referenced_message"]["id"] == posted["id"]


def multipart(fields: dict[str, str]) -> aiohttp.FormData:
    form = aiohttp.FormData(default_to_multipart=True)
    for name, value in fields.items():
        form.add_field(name, value)
    return form


@pytest.mark.parametrize("kind", [aiohttp.FormData, multipart], ids=["url-encoded", "multipart"])
async def test_a_form_says_it_in_json_or_field_by_field(
    rest: Rest, sandbox: Sandbox, kind: Any
) -> None:
    async def post(fields: dict[str, str], path: str = messages(sandbox)) -> Answer:
        return await rest.call("POST", path, data=kind(fields))

    plain = await post({"content": "by field", "tts": "false", "flags": "4", "nonce": "17"})
    assert (plain.body["content"], plain.body["flags"]) == ("by field", 4)
    payload = json.dumps({"content": "in JSON"})
    wins = await post({"content": "by field", "payload_json": payload, "odd": "1"})
    assert wins.body["content"] == "in JSON"
    nested = await post({"content": "a", "embeds": "[]"})
    assert nested.body["errors"]["embeds"]["_errors"][0]["code"] == "LIST_TYPE_CONVERT"
    assert unsupported(await post({"content": "a", "odd": "1"})) == ["odd"]
    assert (await post({"payload_json": "{"})).code == 50109
    command = f"/applications/{sandbox.address.application_id}/commands"
    refused = await post({"name": "paint", "description": "d"}, command)
    assert refused.body["errors"]["_errors"][0]["code"] == "CONTENT_TYPE_INVALID"


def _places(body: Any) -> list[tuple[str | int, ...]]:
    """Return the paths of all objects in a body."""
    pairs = body.items() if isinstance(body, dict) else enumerate(body)
    inside = [(k, path) for k, v in pairs if isinstance(v, dict | list) for path in _places(v)]
    return [()] * isinstance(body, dict) + [(key, *path) for key, path in inside]


@pytest.mark.parametrize("what", READERS)
@given(data=st.data())
def test_whatever_is_added_to_a_body_is_named(what: str, data: st.DataObject) -> None:
    read, body = READERS[what]
    body = json.loads(json.dumps(body))
    place = data.draw(st.sampled_from(_places(body)))
    node = body
    for step in place:
        node = node[step]
    node["odd"] = data.draw(st.integers() | st.text(min_size=1) | st.just([0]) | st.just(True))
    at = Field(body, Form(body))
    read(at)
    with pytest.raises(DiscordError) as refused:
        at.form.close()
    named = refused.value.errors or {}
    for step in (*place, "odd"):
        named = named[str(step)]
    assert named["_errors"]
