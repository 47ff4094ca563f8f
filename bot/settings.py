"""What a host can set: environment variables `DEEPSTYLE_…`, or the same names in `.env`."""

import os
import re
from pathlib import Path
from typing import Annotated, Literal

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import HostError
from styletransfer import presets
from styletransfer.optimise.schedule import LEAST_SIZE, MOST_SIZE
from styletransfer.worker.logs import LogFormat

PREFIX = "DEEPSTYLE_"
_ENV_FILE = ".env"
_HIGHEST_PORT = 65535
_TOKEN = re.compile(r"\S+")

_Words = Annotated[tuple[str, ...], NoDecode]


class Settings(BaseSettings):
    """The settings of one bot."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=_ENV_FILE, env_ignore_empty=True, extra="ignore", frozen=True
    )

    token: SecretStr | None = None
    """The bot's token from Discord's developer portal."""
    discord_api: Annotated[str, Field(pattern=r"^https?://[^/]+/.*[^/]$")] | None = None
    """The REST address of a stand-in for Discord, such as the sandbox; unset: Discord."""
    discord_gateway: Annotated[str, Field(pattern=r"^wss?://[^/]+")] | None = None
    """The gateway of that stand-in."""
    data_dir: Path = Path("data")
    """Where pictures and the SQLite database are kept."""
    database_url: SecretStr | None = None
    """An SQLAlchemy address; unset: SQLite in `data_dir`."""
    devices: _Words = ("auto",)
    """What paints: `auto`, `cpu`, or a list such as `cuda:0,cuda:1`."""
    draft_network: Path | None = None
    """A network of the host's own training that draws the drafts; unset: what ships."""
    size: Annotated[int, Field(ge=LEAST_SIZE, le=MOST_SIZE)] = 512
    """The long side of a result in pixels, where a member does not say."""
    max_size: Annotated[int, Field(ge=LEAST_SIZE, le=MOST_SIZE)] = 1024
    """The longest side a member may ask for."""
    max_picture_mb: Annotated[int, Field(ge=1, le=500)] = 32
    """The largest file that is fetched, in MiB."""
    min_free_mb: Annotated[int, Field(ge=0)] = 512
    """How much of the disk stays free, in MiB: below it no new picture is taken."""
    member_mb: Annotated[int, Field(ge=1)] = 512
    """How much the kept pictures of one member may take, in MiB."""
    max_waiting: Annotated[int, Field(ge=1)] = 10
    """How many pictures of one member may wait at once."""
    keep_days: Annotated[int, Field(ge=1, le=3650)] = 7
    """How many days jobs and their pictures are kept after their end."""
    server_styles: Annotated[int, Field(ge=0, le=1000)] = 25
    """How many styles of its own a server may have."""
    edit_seconds: Annotated[float, Field(ge=0.1)] = 4.0
    """The least time between two edits of a message."""
    hidden_presets: _Words = ()
    """Presets that are not offered, such as those not free in the host's country."""
    status_address: (
        Annotated[str, Field(pattern=r"^(\[[0-9a-f:.]+\]|[^:/\s]+):\d{1,5}$")] | None
    ) = None
    """Where `/healthz` and `/metrics` are answered, such as `127.0.0.1:9464`; unset: nowhere."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    """How much is logged on standard error."""
    log_format: LogFormat = "text"
    """How: `text` for eyes, `json` for machines, an object a line."""

    @field_validator("token")
    @classmethod
    def _in_one_piece(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not _TOKEN.fullmatch(value.get_secret_value()):
            raise ValueError("it should be one word, without spaces or line breaks")
        return value

    @field_validator("status_address")
    @classmethod
    def _port_in_range(cls, value: str | None) -> str | None:
        if value is not None and int(value.rsplit(":", 1)[1]) > _HIGHEST_PORT:
            raise ValueError(f"the port should be at most {_HIGHEST_PORT}")
        return value

    @field_validator("devices", "hidden_presets", mode="before")
    @classmethod
    def _words(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(word for part in value.split(",") if (word := part.strip()))
        return value

    @field_validator("devices")
    @classmethod
    def _known_devices(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        named = all(word == "cpu" or word.removeprefix("cuda:").isdecimal() for word in value)
        if not value or not (named or value == ("auto",)):
            raise ValueError("it should be auto, cpu, or a list such as cuda:0,cuda:1")
        return value

    @field_validator("draft_network")
    @classmethod
    def _readable(cls, value: Path | None) -> Path | None:
        if value is not None and not value.is_file():
            raise ValueError("there is no such file")
        return value

    @field_validator("hidden_presets")
    @classmethod
    def _known_presets(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        try:
            return tuple(presets.find(word).name for word in value)
        except presets.UnknownStyleError as error:
            raise ValueError(str(error)) from error

    @field_validator("database_url")
    @classmethod
    def _asynchronous(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            try:
                driver = make_url(value.get_secret_value()).drivername
            except ArgumentError:
                driver = ""
            if driver not in ("sqlite+aiosqlite", "postgresql+asyncpg"):
                raise ValueError(
                    "it should begin with postgresql+asyncpg:// or sqlite+aiosqlite://"
                )
        return value

    @model_validator(mode="after")
    def _consistent(self) -> "Settings":
        if self.size > self.max_size:
            raise ValueError(f"{PREFIX}SIZE is above {PREFIX}MAX_SIZE")
        if (self.discord_api is None) != (self.discord_gateway is None):
            raise ValueError(f"{PREFIX}DISCORD_API and {PREFIX}DISCORD_GATEWAY go together")
        return self

    @property
    def max_picture_bytes(self) -> int:
        """The largest file that is fetched, in bytes."""
        return self.max_picture_mb << 20

    @property
    def database_address(self) -> str:
        """The address of the database, its password included."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite+aiosqlite:///{self.data_dir / 'deepstyle.db'}"


def load() -> Settings:
    """Read the settings of this environment.

    Raises HostError, whose message names the settings and repeats no value: it could be a secret.
    """
    if unknown := _unknown_names():
        raise HostError("; ".join(f"{name}: there is no such setting" for name in unknown))
    try:
        return Settings()
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False, include_context=False)
        raise HostError("; ".join(_sentence(f["loc"], f["msg"]) for f in faults)) from None


def _unknown_names() -> list[str]:
    """Return what is set with our prefix and means nothing: most likely it is misspelt."""
    given = {name.upper() for name in (*os.environ, *dotenv_values(_ENV_FILE))}
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    return sorted(name for name in given - known if name.startswith(PREFIX))


def _sentence(location: tuple[int | str, ...], message: str) -> str:
    said = message.removeprefix("Value error, ")
    said = said.replace("Input should", "it should")
    return f"{PREFIX}{str(location[0]).upper()}: {said}" if location else said
