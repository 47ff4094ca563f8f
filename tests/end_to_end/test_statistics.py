"""What a host sees of a running bot: metrics and `/stats`."""

from bot.sandbox.client.member import File, Member
from bot.sandbox.server import Sandbox
from tests.end_to_end import stage
from tests.end_to_end.conftest import connected
from tests.end_to_end.stage import PATIENCE_S, BotProcess

_EPHEMERAL = 64


async def test_metrics_follow_a_job(newcomer: Member, bot: BotProcess, photo: bytes) -> None:
    delivered = ("deepstyle_jobs_ended_total", "delivered")
    before = await bot.metrics()
    answered = await newcomer.slash("stylize", "stylize", {"image": File("photo.jpg", photo)})
    await newcomer.response(answered, stage.is_result, timeout_s=PATIENCE_S)
    now = await stage.until(bot.metrics, lambda m: m[delivered] == before[delivered] + 1)
    for name in ("waiting_seconds_count", "painting_seconds_count", "deliveries_total"):
        assert now[f"deepstyle_{name}",] == before[f"deepstyle_{name}",] + 1
    assert now["deepstyle_painter_memory_bytes", "cpu"] > 100 << 20
    assert now["deepstyle_up", "gateway"] == 1


async def test_only_the_host_sees_the_statistics(newcomer: Member, sandbox: Sandbox) -> None:
    async with connected(sandbox, "owner") as host:
        for channel in ("stylize", "dm"):
            message = await host.response(await host.slash(channel, "stats"), stage.is_sentence)
            assert "Painter cpu" in stage.text(message)
            assert "In line 0" in stage.text(message)
        assert message["flags"] & _EPHEMERAL
    message = await newcomer.response(await newcomer.slash("dm", "stats"), stage.is_sentence)
    assert stage.text(message) == "Only the host of this bot can look at its statistics."
