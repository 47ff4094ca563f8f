"""What a member's client says and is told, and what is refused before the bot hears of it."""

from typing import Any

import pytest

from bot.sandbox.client.member import File, Member, RefusedError
from bot.sandbox.server import Sandbox
from tests.sandbox.conftest import Connect
from tests.sandbox.rest import Rest

STYLIZE: dict[str, Any] = {
    "name": "stylize",
    "name_localizations": {"ko": "화풍"},
    "description": "Paint",
    "options": [
        {"type": 11, "name": "image", "description": "Picture", "required": True},
        {"type": 3, "name": "style", "description": "Style", "autocomplete": True},
        {"type": 4, "name": "strength", "description": "S", "min_value": 0, "max_value": 100},
        {
            "type": 4,
            "name": "size",
            "description": "Size",
            "choices": [{"name": "Small", "value": 256}],
        },
        {"type": 6, "name": "for", "description": "For whom"},
    ],
}


async def register(rest: Rest, command: dict[str, Any]) -> dict[str, Any]:
    app = rest.sandbox.address.application_id
    answer = await rest.post(f"/applications/{app}/commands", command)
    assert answer.status in (200, 201), answer.body
    return answer.body


async def invoke(member: Member, command: dict[str, Any], **data: Any) -> None:
    body = {
        "type": 2,
        "application_id": command["application_id"],
        "guild_id": member.guild_id,
        "channel_id": member.channels["stylize"],
        "session_id": member.session_id,
        "nonce": "77",
        "data": {key: command[key] for key in ("id", "name", "type", "version")} | data,
    }
    await member.call("POST", "/interactions", body)


async def test_the_index_is_what_the_member_may_use_in_their_language(
    rest: Rest, sandbox: Sandbox, newcomer: Member, member: Connect
) -> None:
    await register(rest, STYLIZE)
    await register(
        rest, {"name": "purge", "description": "x", "default_member_permissions": "8192"}
    )
    await register(rest, {"name": "close", "description": "x", "default_member_permissions": "0"})
    await register(rest, {"name": "alone", "description": "x", "contexts": [1]})
    assert [c["name"] for c in await newcomer.commands("stylize")] == ["stylize"]
    assert [c["name"] for c in await newcomer.commands("dm")] == [
        "stylize",
        "purge",
        "close",
        "alone",
    ]
    async with member("moderator") as moderator, member("owner") as owner, member("artist") as ko:
        assert len(await moderator.commands("stylize")) == 2
        assert len(await owner.commands("stylize")) == 3
        found = (await ko.commands("stylize"))[0]
        assert (found["name"], found["name_localized"]) == ("stylize", "화풍")
        assert found["name_localizations"] == {"ko": "화풍"}
    index = await newcomer.call("GET", f"/guilds/{newcomer.guild_id}/application-command-index")
    assert index["applications"][0]["id"] == sandbox.address.application_id


IMAGE = {"type": 11, "name": "image", "value": "0"}


@pytest.mark.parametrize(
    "options",
    [
        [],
        [IMAGE, {"type": 4, "name": "strength", "value": 900}],
        [IMAGE, {"type": 4, "name": "strength", "value": "much"}],
        [IMAGE, {"type": 4, "name": "size", "value": 255}],
        [IMAGE, {"type": 3, "name": "strength", "value": "1"}],
        [IMAGE, {"type": 3, "name": "nonsense", "value": "1"}],
        [IMAGE, IMAGE],
        [IMAGE, {"type": 6, "name": "for", "value": "12345"}],
        [{"type": 11, "name": "image", "value": "1"}],
    ],
)
async def test_wrong_options_never_reach_the_bot(
    rest: Rest, newcomer: Member, options: list[dict[str, Any]]
) -> None:
    command = await register(rest, STYLIZE)
    name = await newcomer.upload("stylize", "a.png", b"a")
    attachments = [{"id": "0", "filename": "a.png", "uploaded_filename": name}]
    with pytest.raises(RefusedError) as refused:
        await invoke(newcomer, command, options=options, attachments=attachments)
    assert refused.value.code == 50035
    assert "options" in refused.value.body["errors"]["data"]


async def test_outdated_and_unknown_commands_are_refused(rest: Rest, newcomer: Member) -> None:
    command = await register(rest, {"name": "try", "description": "a"})
    changed = await register(rest, {"name": "try", "description": "b"})
    assert changed["id"] == command["id"]
    assert changed["version"] != command["version"]
    with pytest.raises(RefusedError) as outdated:
        await invoke(newcomer, command)
    assert "version" in outdated.value.body["errors"]["data"]
    with pytest.raises(RefusedError) as unknown:
        await invoke(newcomer, dict(command, id="5"))
    assert unknown.value.code == 10063


async def test_age_restricted_commands_stay_in_age_restricted_channels(
    rest: Rest, newcomer: Member
) -> None:
    command = await register(rest, {"name": "try", "description": "a", "nsfw": True})
    with pytest.raises(RefusedError) as refused:
        await invoke(newcomer, command)
    assert refused.value.code == 50104


async def test_the_bot_is_given_the_files_of_options(rest: Rest, newcomer: Member) -> None:
    command = await register(rest, STYLIZE)
    async with rest.gateway() as socket:
        name = await newcomer.upload("stylize", "Katze – süß.png", b"not a picture")
        await invoke(
            newcomer,
            command,
            options=[IMAGE, {"type": 6, "name": "for", "value": newcomer.user["id"]}],
            attachments=[{"id": "0", "filename": "Katze – süß.png", "uploaded_filename": name}],
        )
        while (frame := await socket.receive_json())["t"] != "INTERACTION_CREATE":
            pass
    data = frame["d"]["data"]
    number = data["options"][0]["value"]
    attachment = data["resolved"]["attachments"][number]
    assert attachment["ephemeral"] is True
    assert "width" not in attachment
    assert attachment["size"] == 13
    assert "/ephemeral-attachments/" in attachment["url"]
    assert await newcomer.download(attachment["url"]) == b"not a picture"
    assert data["resolved"]["members"][newcomer.user["id"]]["permissions"]


async def test_sub_commands_nest(rest: Rest, newcomer: Member) -> None:
    inner = {"type": 3, "name": "title", "description": "T", "required": True}
    start = {"type": 1, "name": "start", "description": "S", "options": [inner]}
    await register(rest, {"name": "challenge", "description": "C", "options": [start]})
    with pytest.raises(RefusedError):
        await newcomer.slash("stylize", "challenge")
    with pytest.raises(RefusedError) as missing:
        await newcomer.slash("stylize", "challenge start")
    errors = missing.value.body["errors"]["data"]["options"]
    assert errors["0"]["options"]["title"]["_errors"][0]["code"] == "BASE_TYPE_REQUIRED"


async def test_a_component_must_be_there_and_open(rest: Rest, newcomer: Member) -> None:
    select = {
        "type": 3,
        "custom_id": "s",
        "options": [{"label": "l", "value": v} for v in "abc"],
        "max_values": 2,
    }
    buttons = [
        {"type": 2, "style": 1, "label": "L", "custom_id": "open"},
        {"type": 2, "style": 1, "label": "L", "custom_id": "closed", "disabled": True},
    ]
    rows = [{"type": 1, "components": buttons}, {"type": 1, "components": [select]}]
    path = f"/channels/{newcomer.channels['stylize']}/messages"
    message = (await rest.post(path, {"content": "x", "components": rows})).body
    for custom_id in ("closed", "none"):
        with pytest.raises(RefusedError):
            await newcomer.press(message, custom_id)
    for values in (["d"], [], ["a", "b", "c"], ["a", "a"]):
        with pytest.raises(RefusedError):
            await newcomer.choose(message, "s", values)
    plain = await newcomer.send("stylize", "mine")
    with pytest.raises(RefusedError):
        await newcomer.press(plain, "open")


async def test_messages_travel_between_members(newcomer: Member, member: Connect) -> None:
    async with member("artist") as artist:
        posted = await newcomer.send("stylize", "hello", files=[File("a.txt", b"a")])
        seen = await artist.wait_for_message(lambda m: m["content"] == "hello")
        assert seen["id"] == posted["id"]
        assert seen["member"]["roles"] == []
        reply = await artist.send("stylize", "answer", reply_to=seen)
        assert reply["referenced_message"]["id"] == posted["id"]
        assert reply["mentions"][0]["id"] == newcomer.user["id"]
        await newcomer.call("DELETE", f"/channels/{posted['channel_id']}/messages/{posted['id']}")
        deleted = await artist.wait_for("MESSAGE_DELETE")
        assert deleted["id"] == posted["id"]


async def test_ready_tells_a_person_where_they_are(sandbox: Sandbox, newcomer: Member) -> None:
    ready = await newcomer.wait_for("READY")
    assert ready["user"]["username"] == "newcomer"
    assert {c["name"] for c in ready["guilds"][0]["channels"]} == {*sandbox.address.channels}
    assert ready["private_channels"][0]["id"] == sandbox.address.users["newcomer"].direct_message
    assert ready["private_channels"][0]["recipients"][0]["bot"] is True


async def test_people_send_no_embeds_and_no_components(newcomer: Member) -> None:
    buttons = [{"type": 2, "style": 1, "label": "L", "custom_id": "a"}]
    body = {
        "content": "plain",
        "embeds": [{"title": "t"}],
        "components": [{"type": 1, "components": buttons}],
    }
    path = f"/channels/{newcomer.channels['stylize']}/messages"
    posted = await newcomer.call("POST", path, body)
    assert (posted["content"], posted["embeds"], posted["components"]) == ("plain", [], [])
