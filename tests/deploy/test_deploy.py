import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import discord
import pytest

from bot.database.models import State
from bot.monitoring.metrics import Metrics
from bot.settings import PREFIX, Settings
from tests.bot.monitoring.test_monitoring import samples, snapshot

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
README = (ROOT / "README.md").read_text()
HOSTING = (ROOT / "docs" / "hosting.md").read_text()
HOSTING_KOREAN = (ROOT / "docs" / "hosting.ko.md").read_text()
RUNBOOK = (ROOT / "docs" / "runbook.md").read_text()
ALERTS = DEPLOY / "alerts.yaml"
OVERRIDES = sorted(DEPLOY.glob("compose.*.yaml"))


def _shown(default: object) -> str:
    """Return a default as one writes it into the environment."""
    if default is None:
        return ""
    return ",".join(default) if isinstance(default, tuple) else str(default)


DEFAULTS = {
    PREFIX + name.upper(): _shown(field.default) for name, field in Settings.model_fields.items()
}


def test_example_environment_shows_every_setting_with_its_default() -> None:
    lines = (DEPLOY / ".env.example").read_text().splitlines()
    shown = [line.lstrip("#").split("=", 1) for line in lines if re.match(rf"#?{PREFIX}\w+=", line)]
    assert len(shown) == len(DEFAULTS)
    assert dict(shown) == DEFAULTS


def test_example_environment_sets_nothing_but_the_token() -> None:
    lines = (DEPLOY / ".env.example").read_text().splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == [f"{PREFIX}TOKEN="]


@pytest.mark.parametrize("text", [HOSTING, HOSTING_KOREAN], ids=["hosting.md", "hosting.ko.md"])
def test_hosting_lists_every_setting_with_its_default(text: str) -> None:
    rows = re.findall(rf"^\| `({PREFIX}\w+)` \| (.*?) ?\| .+ \|$", text, re.MULTILINE)
    assert len(rows) == len(DEFAULTS)
    # Where there is no default the cell is empty or says in words what happens.
    assert {name: "".join(re.findall("`(.+)`", cell)) for name, cell in rows} == DEFAULTS


@pytest.mark.parametrize(
    "path",
    [*sorted(DEPLOY.iterdir()), ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))],
    ids=lambda path: path.name,
)
def test_settings_that_are_spoken_of_exist(path: Path) -> None:
    spoken_of = set(re.findall(rf"\b{PREFIX}[A-Z]\w*\b", path.read_text()))
    assert spoken_of <= DEFAULTS.keys()


@pytest.mark.parametrize("text", [README, HOSTING], ids=["README.md", "hosting.md"])
def test_invitation_asks_for_what_the_bot_needs_and_no_more(text: str) -> None:
    invitations = re.findall(
        r"oauth2/authorize\?client_id=\w+&scope=([\w.+]+)&permissions=(\d+)", text
    )
    needed = discord.Permissions(
        view_channel=True,
        send_messages=True,
        send_messages_in_threads=True,
        create_public_threads=True,
        attach_files=True,
        read_message_history=True,
    )
    assert invitations == [("bot+applications.commands", str(needed.value))]


def test_dockerfile_passes_its_linter() -> None:
    hadolint = Path(sys.executable).with_name("hadolint")
    if not hadolint.exists():
        pytest.skip("hadolint is not in this environment")
    _passes(str(hadolint), "--failure-threshold=info", str(DEPLOY / "Dockerfile"))


@pytest.mark.parametrize("override", [None, *OVERRIDES], ids=lambda path: path and path.name)
def test_compose_understands_its_files(override: Path | None, tmp_path: Path) -> None:
    if not _compose():
        pytest.skip("docker's compose plugin is not installed")
    # Beside a copy, since compose wants to see the file that holds the token.
    shutil.copytree(DEPLOY, tmp_path / "deploy")
    shutil.copy(DEPLOY / ".env.example", tmp_path / ".env")
    files = [
        tmp_path / "deploy" / path.name for path in (DEPLOY / "compose.yaml", override) if path
    ]
    _passes(
        *("docker", "compose", *(f"--file={file}" for file in files), "config", "--quiet"),
        POSTGRES_PASSWORD="secret",
    )


@pytest.mark.parametrize("gpu", [False, True], ids=["cpu", "gpu"])
def test_unit_is_sound_and_well_enclosed(gpu: bool, tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd-analyze is not installed")
    unit = tmp_path / "deepstyle.service"
    # The checkout that the unit names is a host's; the check wants an interpreter that is there.
    unit.write_text(
        (DEPLOY / unit.name).read_text().replace("/opt/deepstyle/.venv/bin/python", sys.executable)
    )
    if gpu:
        drop_in = tmp_path / "deepstyle.service.d" / "gpu.conf"
        drop_in.parent.mkdir()
        shutil.copy(DEPLOY / "deepstyle-gpu.conf", drop_in)
    # What it only warns of, such as an unknown key, is no less wrong; other units are not ours.
    warnings = _passes(analyze, "verify", str(unit)).splitlines()
    assert [line for line in warnings if unit.name in line] == []
    # Tenths: 10 is the worst; above 2 something has been opened that need not be.
    _passes(analyze, "security", "--offline=true", "--threshold=20", "--no-pager", str(unit))


def test_each_alert_is_raised_by_what_it_is_for_and_by_nothing_less(tmp_path: Path) -> None:
    if shutil.which("promtool") is None:
        pytest.skip("promtool is not installed (Debian's package prometheus)")
    _passes("promtool", "check", "rules", str(ALERTS))
    cases = Path(__file__).with_name("alerts_test.yaml").read_text()
    (tmp_path / "test.yaml").write_text(cases.replace("[ALERTS]", f"[{ALERTS}]"))
    _passes("promtool", "test", "rules", str(tmp_path / "test.yaml"))


def test_each_alert_has_its_place_in_the_runbook_and_asks_for_numbers_that_exist() -> None:
    alerts = ALERTS.read_text()
    names = re.findall(r"- alert: (\w+)", alerts)
    named = re.findall(r"runbook: docs/runbook\.md#(\w+)", alerts)
    assert named == [name.lower() for name in names]
    assert re.findall(r"^## (\w+)$", RUNBOOK, re.MULTILINE) == names
    cases = Path(__file__).with_name("alerts_test.yaml").read_text()
    assert set(re.findall(r"DeepStyle\w+", cases)) == set(names)
    asked = set(re.findall(r"deepstyle_\w+", alerts))
    found = samples(Metrics(), snapshot({1: 1}, dict.fromkeys(State, 0)))
    assert asked <= {name for name, _ in found}


def _compose() -> bool:
    if shutil.which("docker") is None:
        return False
    return subprocess.run(["docker", "compose", "version"], capture_output=True).returncode == 0


def _passes(*command: str, **environment: str) -> str:
    done = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | environment,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout
