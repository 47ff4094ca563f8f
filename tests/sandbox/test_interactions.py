"""Answers to interactions: in time, once, of the right type, to the right eyes."""

import pytest

from bot.sandbox.client.member import Member, RefusedError
from bot.sandbox.server import Sandbox
from tests.sandbox.conftest import Connect
from tests.sandbox.pictures import png
from tests.sandbox.rest import Rest

LOADING, EPHEMERAL = 1 << 7, 1 << 6


async def test_an_interaction_is_answered_once(rest: Rest, newcomer: Member) -> None:
    async with rest.interaction(newcomer) as interaction:
        assert interaction["guild_locale"] == "en-US"
        assert interaction["context"] == 0
        assert interaction["member"]["user"]["username"] == "newcomer"
        wrong = dict(interaction, token="wrong")
        assert (await rest.answer(wrong, {"type": 5})).code == 10062
        assert (await rest.post(rest.webhook(interaction), {"content": "early"})).code == 10015
        assert (await rest.answer(interaction, {"type": 7, "data": {}})).code == 50035
        assert (await rest.answer(interaction, {"type": 8, "data": {"choices": []}})).code == 50035
        assert (await rest.answer(interaction, {"type": 4, "data": {}})).code == 50006
        answer = await rest.answer(interaction, {"type": 5})
        assert answer.body["interaction"]["response_message_loading"] is True
        assert answer.body["resource"]["message"]["flags"] == LOADING
        assert (await rest.answer(interaction, {"type": 5})).code == 40060


async def test_without_with_response_the_answer_is_empty(rest: Rest, newcomer: Member) -> None:
    async with rest.interaction(newcomer) as interaction:
        path = f"/interactions/{interaction['id']}/{interaction['token']}/callback"
        assert (await rest.post(path, {"type": 5})).status == 204


async def test_the_first_follow_up_takes_the_place_of_thinking(
    rest: Rest, newcomer: Member
) -> None:
    async with rest.interaction(newcomer) as interaction:
        await rest.answer(interaction, {"type": 5, "data": {"flags": EPHEMERAL | 1 << 15}})
        webhook = rest.webhook(interaction)
        first = await rest.post(webhook, {"content": "first"})
        second = await rest.post(webhook, {"content": "second"})
        original = await rest.get(f"{webhook}/messages/@original")
        assert first.body["id"] == original.body["id"]
        assert original.body["content"] == "first"
        assert original.body["flags"] == EPHEMERAL
        assert second.body["flags"] == 0
        assert second.body["message_reference"]["message_id"] == first.body["id"]
        assert (await rest.delete(f"{webhook}/messages/{second.body['id']}")).status == 204
        assert (await rest.get(f"{webhook}/messages/{second.body['id']}")).code == 10008


async def test_an_ephemeral_answer_reaches_its_member_only(
    rest: Rest, newcomer: Member, member: Connect
) -> None:
    async with member("artist") as artist, rest.interaction(newcomer) as interaction:
        data = {
            "content": "for you",
            "flags": EPHEMERAL,
            "components": [
                {
                    "type": 1,
                    "components": [{"type": 2, "style": 1, "label": "L", "custom_id": "b"}],
                }
            ],
        }
        await rest.answer(interaction, {"type": 4, "data": data})
        message = await newcomer.wait_for_message(lambda m: m["content"] == "for you")
        await rest.post(rest.webhook(interaction), {"content": "for all"})
        await artist.wait_for_message(lambda m: m["content"] == "for all")
        assert message["id"] not in artist.seen
        assert message["id"] not in [m["id"] for m in await newcomer.messages("stylize")]
        path = f"/channels/{message['channel_id']}/messages/{message['id']}"
        assert (await rest.get(path)).code == 10008
        with pytest.raises(RefusedError) as not_theirs:
            await artist.press(message, "b")
        assert not_theirs.value.code == 10008


async def test_the_token_ends_after_15_minutes(rest: Rest, newcomer: Member) -> None:
    async with rest.interaction(newcomer) as interaction:
        await rest.answer(interaction, {"type": 5})
        webhook = f"{rest.webhook(interaction)}/messages/@original"
        rest.sandbox.backend.clock.forward(14 * 60)
        assert (await rest.patch(webhook, {"content": "in time"})).status == 200
        rest.sandbox.backend.clock.forward(61)
        ended = await rest.patch(webhook, {"content": "too late"})
        assert (ended.status, ended.code) == (401, 50027)


async def test_after_3_seconds_the_member_is_told_of_the_failure(
    rest: Rest, newcomer: Member
) -> None:
    async with rest.interaction(newcomer) as interaction:
        rest.sandbox.backend.clock.forward(3.1)
        failure = await newcomer.wait_for("INTERACTION_FAILURE")
        assert (failure["id"], failure["nonce"]) == (interaction["id"], "1234")
        late = await rest.answer(interaction, {"type": 5})
        assert (late.status, late.code) == (404, 10062)


async def test_files_need_permission_and_the_interaction_says_so(
    rest: Rest, newcomer: Member
) -> None:
    async with rest.interaction(newcomer, "no-attachments") as interaction:
        assert not int(interaction["app_permissions"]) & 1 << 15
        await rest.answer(interaction, {"type": 5})
        refused = await rest.send_files(rest.webhook(interaction), "{}", ("a.png", png()))
        assert (refused.status, refused.code) == (403, 50013)


async def test_in_a_direct_message_there_is_a_user_and_no_member(
    rest: Rest, newcomer: Member
) -> None:
    async with rest.interaction(newcomer, "dm") as interaction:
        assert interaction["user"]["id"] == newcomer.user["id"]
        assert "member" not in interaction
        assert "guild_id" not in interaction
        assert interaction["context"] == 1
        assert (
            await rest.answer(interaction, {"type": 4, "data": {"content": "hi"}})
        ).status == 200
    assert await newcomer.wait_for_message(lambda m: m["content"] == "hi")


async def test_answers_have_their_own_bucket_and_not_the_global_one(
    rest: Rest, newcomer: Member
) -> None:
    async with rest.interaction(newcomer) as interaction:
        await rest.answer(interaction, {"type": 5})
        webhook = f"{rest.webhook(interaction)}/messages/@original"
        answers = [await rest.get(webhook) for _ in range(6)]
        assert [a.status for a in answers] == [200] * 5 + [429]
        assert answers[0].headers["X-RateLimit-Limit"] == "5"


async def test_50_calls_a_second_are_the_most(rest: Rest) -> None:
    statuses = [(await rest.get("/users/@me")) for _ in range(51)]
    limited = next(a for a in statuses if a.status == 429)
    assert limited.body["global"] is True
    assert limited.headers["X-RateLimit-Global"] == "true"


async def test_the_journal_tells_what_was_refused_and_no_secret(
    rest: Rest, sandbox: Sandbox, newcomer: Member
) -> None:
    async with rest.interaction(newcomer) as interaction:
        await rest.answer(interaction, {"type": 4, "data": {"content": "x" * 2001}})
        journal = await rest.get(f"{sandbox.address.origin}/sandbox/journal")
    refused = [e for e in journal.body["entries"] if "refused" in e]
    assert refused[-1]["refused"]["code"] == 50035
    assert interaction["token"] not in str(journal.body)
