"""Fetch pictures from Discord's file servers, and from nowhere else."""

import asyncio
from http import HTTPStatus
from types import TracebackType
from typing import Self
from weakref import WeakValueDictionary

import aiohttp
from yarl import URL

from bot.intake import declared, kinds
from bot.intake.declared import DeclaredPicture
from bot.intake.purpose import unfit
from bot.storage.picture_store import PictureStore

DISCORD_ORIGINS = frozenset(
    URL.build(scheme="https", host=host)
    for host in (
        "cdn.discordapp.com",
        "media.discordapp.net",
        "images-ext-1.discordapp.net",
        "images-ext-2.discordapp.net",
    )
)

_REDIRECTS = (
    HTTPStatus.MOVED_PERMANENTLY,
    HTTPStatus.FOUND,
    HTTPStatus.SEE_OTHER,
    HTTPStatus.TEMPORARY_REDIRECT,
    HTTPStatus.PERMANENT_REDIRECT,
)
# What the file servers answer to an address whose time is over.
_EXPIRED = (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND)
_MOST_REDIRECTS = 3
_BLOCK_BYTES = 1 << 18
# A member who presses the command a hundred times must not open a hundred connections, and one
# whose pictures come slowly keeps nobody else waiting.
_MOST_AT_ONCE, _MOST_OF_A_MEMBER = 16, 2
_PATIENCE = aiohttp.ClientTimeout(total=60, sock_connect=10, sock_read=20)


class Intake:
    """Fetches pictures into a store. Use it as an asynchronous context manager."""

    def __init__(
        self, store: PictureStore, max_bytes: int, origins: frozenset[URL] = DISCORD_ORIGINS
    ) -> None:
        self._store = store
        self._max_bytes = max_bytes
        self._origins = origins
        self._room = asyncio.Semaphore(_MOST_AT_ONCE)
        self._room_of: WeakValueDictionary[int, asyncio.Semaphore] = WeakValueDictionary()

    @property
    def pictures(self) -> PictureStore:
        """Where fetched pictures are kept."""
        return self._store

    async def __aenter__(self) -> Self:
        # Bodies stay as they come: a compressed one is no picture, and cannot swell up in here.
        self._session = aiohttp.ClientSession(
            auto_decompress=False,
            headers={"Accept-Encoding": "identity"},
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=_PATIENCE,
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._session.close()

    def check(self, picture: DeclaredPicture) -> None:
        """Raise RefusalError if what Discord declares already rules the picture out."""
        declared.check(picture, self._max_bytes)

    async def fetch(self, picture: DeclaredPicture, user_id: int) -> str:
        """Fetch a picture of a member's into the store and return its name there.

        Raises RefusalError.
        """
        self._store.check_room()
        own = self._room_of.setdefault(user_id, asyncio.Semaphore(_MOST_OF_A_MEMBER))
        async with own, self._room:
            try:
                try:
                    return await self._follow(picture)
                except aiohttp.ClientResponseError as error:
                    if error.status not in _EXPIRED or picture.again is None:
                        raise
                    fresh = await picture.again()
                    if fresh is None:
                        raise
                    return await self._follow(fresh)
            except (aiohttp.ClientError, TimeoutError, ValueError) as error:
                raise unfit(picture.role, "gone") from error

    async def _follow(self, picture: DeclaredPicture) -> str:
        url = URL(picture.url)
        for _ in range(_MOST_REDIRECTS + 1):
            if url.user is not None or url.origin() not in self._origins:
                raise unfit(picture.role, "gone")
            async with self._session.get(url, allow_redirects=False) as response:
                if response.status in _REDIRECTS:
                    url = url.join(URL(response.headers.get("Location", "")))
                    continue
                response.raise_for_status()
                return await self._keep(picture, response)
        raise unfit(picture.role, "gone")

    async def _keep(self, picture: DeclaredPicture, response: aiohttp.ClientResponse) -> str:
        announced = response.content_length or 0
        if announced > self._max_bytes:
            raise declared.too_heavy(picture, announced, self._max_bytes)
        head = await _read_head(response.content)
        if not head:
            raise unfit(picture.role, "empty")
        if not kinds.is_picture(head):
            raise unfit(picture.role, "not-a-picture")
        async with self._store.incoming() as incoming:
            await incoming.write(head)
            total = len(head)
            async for block in response.content.iter_chunked(_BLOCK_BYTES):
                total += len(block)
                if total > self._max_bytes:
                    raise declared.too_heavy(picture, total, self._max_bytes)
                await incoming.write(block)
            return await incoming.keep()


async def _read_head(stream: aiohttp.StreamReader) -> bytes:
    try:
        return await stream.readexactly(kinds.HEAD_BYTES)
    except asyncio.IncompleteReadError as error:
        return error.partial
