"""Routes of the REST API, and what a handler gets of a call."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import cast

from aiohttp import web

from bot.sandbox import errors
from bot.sandbox.backend import Backend
from bot.sandbox.limits import Limit
from bot.sandbox.rest.body import Body, Upload
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
    _field: Field = field(init=False)
    _query: Field = field(init=False)
    _took_files: bool = field(init=False, default=False)

    def __post_init__(self) -> None:
        query = dict(self.request.query)
        self._field = Field(self.body.data, Form(self.body.data))
        self._query = Field(query, Form(query))

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
        return self._field

    def object(self) -> JsonObject:
        """Return the body, which must be an object; raises DiscordError 50035."""
        at = self.field()
        at.object()
        at.form.check()
        return cast("JsonObject", at.value)

    def files(self) -> dict[int, Upload]:
        """Return the files that came with the body."""
        self._took_files = True
        return self.body.files

    def query(self) -> Field:
        """Return the query, to be read and checked."""
        return self._query

    def flag(self, name: str) -> bool:
        """Return a truth value out of the query; raises DiscordError 50035 if it is none."""
        at = self._query[name]
        value = at.boolean()
        at.form.check()
        return value

    def close(self) -> None:
        """Raise DiscordError 50035 for faults, and for what was given and nobody has read.

        A handler calls it before it changes anything.
        """
        self._query.form.close()
        for number in () if self._took_files else self.body.files:
            self._field.form.add((f"files[{number}]",), **errors.unsupported())
        self._field.form.close()


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
    reads: bool
    forms: bool


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
        reads: bool = True,
        forms: bool = False,
    ) -> Callable[[Handler], Handler]:
        """Return a decorator that puts a handler at a path.

        What does not read the query or the body must not be given any; a body is JSON unless
        the route takes forms as well.
        """

        def register(handler: Handler) -> Handler:
            self.all.append(Route(method, path, handler, who, limit, counts_globally, reads, forms))
            return handler

        return register
