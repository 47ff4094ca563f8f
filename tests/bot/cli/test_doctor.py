import argparse
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.cli import doctor
from bot.cli.doctor import Mark
from bot.sandbox.server import Sandbox
from bot.settings import Settings

Marks = dict[str, Mark]


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox.started() as started:
        yield started


async def _marks(**values: object) -> Marks:
    chosen = Settings(_env_file=None, devices=("cpu",), **values)  # type: ignore[call-arg]
    return {finding.check: finding.mark async for finding in doctor.examine(chosen)}


def _at(sandbox: Sandbox, token: str) -> dict[str, str]:
    address = sandbox.address
    return {
        "token": token,
        "discord_api": address.api,
        "discord_gateway": address.gateway,
    }


async def test_all_is_well_where_it_can_serve(sandbox: Sandbox, tmp_path: Path) -> None:
    marks = await _marks(data_dir=tmp_path, **_at(sandbox, sandbox.address.bot_token))
    assert set(marks) == {"weights", "device", "memory", "disk", "database", "token", "intents"}
    assert Mark.FAULT not in marks.values()
    assert marks["token"] == marks["intents"] == Mark.WELL


async def test_a_refused_token_is_found(sandbox: Sandbox, tmp_path: Path) -> None:
    marks = await _marks(data_dir=tmp_path, **_at(sandbox, "wrong"))
    assert marks["token"] == marks["intents"] == Mark.FAULT


async def test_what_cannot_be_reached_or_written_is_found(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    marks = await _marks(
        data_dir=blocked,
        token="any",
        discord_api="http://127.0.0.1:9/api/v10",
        discord_gateway="ws://127.0.0.1:9",
    )
    assert [check for check, mark in marks.items() if mark is Mark.FAULT] == [
        "disk",
        "database",
        "token",
    ]


async def test_changed_weights_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_WEIGHTS_SHA256", "0" * 64)
    assert (await _marks(data_dir=tmp_path))["weights"] is Mark.FAULT


def test_without_a_token_it_cannot_serve(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DEEPSTYLE_TOKEN", raising=False)
    assert doctor.main(argparse.Namespace(json=True)) == 1
    findings = {finding["check"]: finding for finding in json.loads(capsys.readouterr().out)}
    assert findings["token"]["mark"] == "✗"
    assert findings["weights"]["mark"] == "✓"
