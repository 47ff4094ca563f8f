import argparse
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.cli import doctor
from bot.cli.doctor import Finding, Mark
from bot.inference.process import Patience
from bot.sandbox.server import Sandbox
from bot.settings import Settings

Marks = dict[str, Mark]


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox.started() as started:
        yield started


@pytest.fixture(autouse=True)
def _painters(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Start inference processes only where they are what is looked at: each takes seconds."""
    if getattr(request, "param", False):
        return

    async def none(_: Settings) -> Finding:
        return Finding("painter", Mark.WELL, "not started")

    monkeypatch.setattr(doctor, "_painter", none)


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


@pytest.mark.slow
@pytest.mark.parametrize("_painters", [True], indirect=True)
async def test_all_is_well_where_it_can_serve(sandbox: Sandbox, tmp_path: Path) -> None:
    here = {"data_dir": tmp_path, "status_address": "127.0.0.1:0"}
    marks = await _marks(**here, **_at(sandbox, sandbox.address.bot_token))
    assert list(marks) == [
        *("weights", "device", "painter", "memory", "disk", "database", "port", "token", "intents")
    ]
    assert marks["painter"] == marks["port"] == Mark.WELL
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


@pytest.mark.slow
@pytest.mark.parametrize("_painters", [True], indirect=True)
async def test_a_painter_that_cannot_start_and_a_port_in_use_are_found(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "_PATIENCE", Patience(start=0.5))
    taken = sandbox.address.origin.removeprefix("http://")
    marks = await _marks(
        data_dir=tmp_path, status_address=taken, **_at(sandbox, sandbox.address.bot_token)
    )
    assert marks["painter"] is Mark.FAULT
    assert marks["port"] is Mark.NOTE
