"""Commands as a bot registers them."""

from typing import Any

import pytest

from tests.sandbox.rest import Rest

LONG = [
    {
        "type": 3,
        "name": f"o{number}",
        "description": "d",
        "choices": [{"name": f"{i:02}" + "n" * 98, "value": "v" * 100} for i in range(25)],
    }
    for number in range(2)
]


def option(**fields: Any) -> dict[str, Any]:
    return {"name": "n", "description": "d", "options": [{"description": "d"} | fields]}


REFUSED: dict[str, dict[str, Any]] = {
    "capital letters": {"name": "Paint", "description": "d"},
    "a space": {"name": "paint it", "description": "d"},
    "33 characters": {"name": "p" * 33, "description": "d"},
    "no description": {"name": "n"},
    "a menu's description": {"name": "n", "type": 3, "description": "d"},
    "an unknown locale": {"name": "n", "description": "d", "name_localizations": {"xx": "n"}},
    "26 options": {
        "name": "n",
        "description": "d",
        "options": [{"type": 3, "name": f"o{i}", "description": "d"} for i in range(26)],
    },
    "required after optional": {
        "name": "n",
        "description": "d",
        "options": [
            {"type": 3, "name": "a", "description": "d"},
            {"type": 3, "name": "b", "description": "d", "required": True},
        ],
    },
    "two options of a name": {
        "name": "n",
        "description": "d",
        "options": [{"type": 3, "name": "a", "description": "d"}] * 2,
    },
    "choices and autocomplete": option(
        type=3, name="a", autocomplete=True, choices=[{"name": "a", "value": "a"}]
    ),
    "26 choices": option(
        type=3, name="a", choices=[{"name": str(i), "value": "a"} for i in range(26)]
    ),
    "a number for a text": option(type=4, name="a", choices=[{"name": "a", "value": "a"}]),
    "bounds the wrong way": option(type=4, name="a", min_value=2, max_value=1),
    "more than 8000 characters": {"name": "n", "description": "d", "options": LONG},
    "groups in groups": option(
        type=2,
        name="a",
        options=[{"type": 2, "name": "b", "description": "d", "options": []}],
    ),
    "no contexts": {"name": "n", "description": "d", "contexts": []},
}


@pytest.mark.parametrize("command", REFUSED.values(), ids=REFUSED.keys())
async def test_a_wrong_command_is_refused(rest: Rest, command: dict[str, Any]) -> None:
    path = f"/applications/{rest.sandbox.address.application_id}/commands"
    answer = await rest.post(path, command)
    assert (answer.status, answer.code) == (400, 50035)
    assert (await rest.get(path)).body == []


async def test_commands_are_replaced_changed_and_deleted(rest: Rest) -> None:
    app, guild = rest.sandbox.address.application_id, rest.sandbox.address.guild_id
    path = f"/applications/{app}/commands"
    first = {"name": "first", "description": "1"}
    menu = {"name": "Stylize This", "type": 3}
    put = (await rest.put(path, [first, menu])).body
    assert [c["name"] for c in put] == ["first", "Stylize This"]
    assert put[1]["description"] == ""
    again = (await rest.put(path, [first, {"name": "second", "description": "2"}])).body
    assert again[0] == put[0]
    twice = await rest.put(path, [first, first])
    assert twice.body["errors"]["1"]["name"]["_errors"]
    one = f"{path}/{again[0]['id']}"
    changed = (await rest.patch(one, {"description": "changed"})).body
    assert (changed["name"], changed["description"]) == ("first", "changed")
    assert (await rest.patch(one, {"name": "second"})).code == 50035
    assert (await rest.delete(one)).status == 204
    assert (await rest.get(one)).code == 10063
    local = f"/applications/{app}/guilds/{guild}/commands"
    assert (await rest.post(local, first)).body["guild_id"] == guild
    assert [c["name"] for c in (await rest.get(path)).body] == ["second"]
    assert (await rest.get("/applications/5/commands")).status == 403
    renamed = {"name": "그림", "description": "d", "name_localizations": {"de": "größe"}}
    assert (await rest.post(path, renamed)).status == 201
