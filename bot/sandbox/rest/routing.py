"""Routes of the REST API, and what a handler gets of a call."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import cast

from aiohttp import web

from bot.sandbox import errors
from bot.sandbox.backend import Backend
from bot.sandbox.limits import Limit
from bot.sandbox.rest.body import Body
from bot.sandbox.state import snowflake
from bot.sandbox.state.model import User
from bot.sandbox.state.world import World
from bot.sandbox.validate.field import Field, Form
from bot.sandbox.wire import JsonObject


class Who(Enum):
    """Who may call a route."""

    ANYONE = auto()
    ACCOUNT = auto()
    BOT = auto()
    PERSON = auto()


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer with a status other than 200 and 204."""

    status: int
    body: JsonObject | list[JsonObject] | None = None


Answer = JsonObject | list[JsonObject] | Reply | None


@dataclass(slots=True)
class Call:
    """One call of the API."""

    request: web.Request
    backend: Backend
    caller: User | None
    body: Body

    @property
    def user(self) -> User:
        """Who calls."""
        if self.caller is None:
            raise errors.unauthorized()
        return self.caller

    @property
    def world(self) -> World:
        """The world that the call is about."""
        return self.backend.world

    def id(self, name: str) -> int | None:
        """Return an identifier out of the path; raises DiscordError if it is malformed."""
        text = self.request.match_info[name]
        if text == "@me":
            return self.user.id
        number = snowflake.parse(text)
        if number is None:
            form = Form()
            Field(text, form, (name,)).snowflake()
            form.check()
        return number

    def text(self, name: str) -> str:
        """Return a part of the path."""
        return self.request.match_info[name]

    def field(self) -> Field:
        """Return the whole body, to be read and checked."""
        return Field(self.body.data, Form())

    def object(self) -> JsonObject:
        """Return the body, which must be an object; raises DiscordError 50035."""
        at = self.field()
        at.object()
        at.form.check()
        return cast("JsonObject", at.value)

    def query(self) -> Field:
        """Return the query, to be read and checked."""
        return Field(dict(self.request.query), Form())

    def flag(self, name: str) -> bool:
        """Return a truth value out of the query."""
        return self.request.query.get(name, "").lower() in ("1", "true")


Handler = Callable[[Call], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Route:
    """Where a handler is to be found, and who may call it how often."""

    method: str
    path: str
    handler: Handler
    who: Who
    limit: Limit | None
    counts_globally: bool


class Routes:
    """The routes of one resource."""

    def __init__(self) -> None:
        self.all: list[Route] = []

    def add(
        self,
        method: str,
        path: str,
        *,
        who: Who = Who.ACCOUNT,
        limit: Limit | None = None,
        counts_globally: bool = True,
    ) -> Callable[[Handler], Handler]:
        """Return a decorator that puts a handler at a path."""

        def register(handler: Handler) -> Handler:
            self.all.append(Route(method, path, handler, who, limit, counts_globally))
            return handler

        return register
