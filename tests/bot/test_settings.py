import subprocess
import sys
from pathlib import Path

import pytest

from bot import settings
from bot.errors import HostError


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def test_nothing_has_to_be_set() -> None:
    chosen = settings.load()
    assert chosen.token is None
    assert chosen.devices == ("auto",)
    assert chosen.database_address == "sqlite+aiosqlite:///data/deepstyle.db"


def test_environment_and_file_are_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DEEPSTYLE_TOKEN=secret\nDEEPSTYLE_SIZE=256\nOTHER=1\n")
    monkeypatch.setenv("DEEPSTYLE_DEVICES", "cuda:0, cuda:1")
    monkeypatch.setenv("DEEPSTYLE_HIDDEN_PRESETS", "picasso")
    chosen = settings.load()
    assert chosen.token is not None
    assert chosen.token.get_secret_value() == "secret"
    assert "secret" not in repr(chosen)
    assert (chosen.size, chosen.devices) == (256, ("cuda:0", "cuda:1"))
    assert chosen.hidden_presets == ("femme-nue-assise",)


@pytest.mark.parametrize("token", ["hunter2\n", "hun ter2"])
def test_a_token_is_one_word(monkeypatch: pytest.MonkeyPatch, token: str) -> None:
    monkeypatch.setenv("DEEPSTYLE_TOKEN", token)
    with pytest.raises(HostError, match="DEEPSTYLE_TOKEN: it should be one word") as refused:
        settings.load()
    assert "ter2" not in str(refused.value)


def test_a_misspelt_name_in_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DEEPSTYLE_TOKNE=hunter2\n")
    with pytest.raises(HostError, match="DEEPSTYLE_TOKNE: there is no such setting"):
        settings.load()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SIZE", "huge"),
        ("SIZE", "2000"),
        ("DEVICES", "gpu"),
        ("DEVICES", ","),
        ("HIDDEN_PRESETS", "nobody"),
        ("DATABASE_URL", "mysql://somebody:hunter2@host/db"),
        ("DATABASE_URL", "hunter2"),
        ("DISCORD_API", "http://127.0.0.1/api/v10"),
        ("DISCORD_API", "localhost"),
        ("EDIT_SECONDS", "0"),
        ("LOG_LEVEL", "LOUD"),
        ("STATUS_ADDRESS", "127.0.0.1:70000"),
        ("TOKENS", "hunter2"),
    ],
)
def test_a_wrong_value_is_one_line_that_names_it_and_no_secret(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"DEEPSTYLE_{name}", value)
    monkeypatch.setenv("DEEPSTYLE_TOKEN", "secret")
    with pytest.raises(HostError) as refused:
        settings.load()
    said = str(refused.value)
    assert "\n" not in said
    assert f"DEEPSTYLE_{name}" in said
    assert "hunter2" not in said
    assert "secret" not in said


@pytest.mark.slow
@pytest.mark.parametrize(
    "environment", [{}, {"DEEPSTYLE_TOKEN": "secret", "DEEPSTYLE_SIZE": "huge"}]
)
def test_the_bot_ends_with_one_line_for_the_host(environment: dict[str, str]) -> None:
    outcome = subprocess.run(
        [sys.executable, "-m", "bot", "run"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 2
    assert outcome.stderr.count("\n") == 1
    assert "DEEPSTYLE_" in outcome.stderr
