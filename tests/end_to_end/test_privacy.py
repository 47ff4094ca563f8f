"""`/privacy`: what a member has deleted is gone, from the database and from the disk."""

import hashlib

from bot.sandbox.client.member import File, Member
from tests.end_to_end import stage
from tests.end_to_end.conftest import Quick, picture
from tests.end_to_end.stage import PATIENCE_S

_EPHEMERAL = 64


def _name(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


async def test_what_a_member_deletes_is_gone(quick: Quick) -> None:
    mine, ours = (picture(160, 120, seed=seed) for seed in (11, 12))

    def kept() -> set[str]:
        return {path.name for path in (quick.bot.data / "pictures").iterdir()}

    before = kept()

    async def ask(member: Member, content: bytes, size: int = 64) -> None:
        options = {"image": File("a.jpg", content), "size": size}
        answered = await member.slash("stylize", "stylize", options)
        await member.response(answered, stage.is_result, timeout_s=PATIENCE_S)

    async with quick.connected("newcomer") as me, quick.connected("artist") as other:
        await ask(me, mine)
        await ask(me, ours)
        await ask(other, ours)
        waiting = [
            await me.slash("stylize", "stylize", {"image": File("a.jpg", picture(160, 120, seed))})
            for seed in (13, 14, 15)
        ]
        for one in waiting:
            await me.response(one, lambda m: bool(stage.text(m).strip()))
        shown = await me.response(await me.slash("stylize", "privacy"), stage.button)
        assert shown["flags"] & _EPHEMERAL
        assert "7 days" in stage.text(shown)
        await me.press(shown, stage.button(shown) or "")
        asked = await me.wait_for_message(lambda m: "cannot be undone" in stage.text(m))
        assert (quick.bot.data / "pictures" / _name(mine)).exists()
        await me.press(asked, stage.button(asked) or "")
        await me.wait_for_message(
            lambda m: m["id"] == asked["id"] and "nothing of you" in stage.text(m),
            timeout_s=PATIENCE_S,
        )
        for one in waiting:
            await me.response(one, lambda m: stage.is_result(m) or "cancelled" in stage.text(m))
        written = b"".join(path.read_bytes() for path in quick.bot.data.glob("deepstyle.db*"))
        assert me.user["id"].encode() not in written
        assert int(me.user["id"]).to_bytes(8, "big") not in written
        assert int(other.user["id"]).to_bytes(8, "big") in written
        assert kept() - before == {_name(ours)}
        again = await me.response(await me.slash("stylize", "privacy"), stage.is_sentence)
        assert "I keep nothing of you" in stage.text(again)
