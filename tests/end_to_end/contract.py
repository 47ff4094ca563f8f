"""Everything that the bot sends while it is tested, held against Discord's description."""

import contextlib
from collections.abc import Iterator
from typing import Any

import pytest
from aiohttp import web

from bot.sandbox.rest import api
from bot.sandbox.rest.body import Body
from tests.sandbox.openapi import DESCRIPTION, request_faults

_LEAST_SNOWFLAKE = 1 << 42
_API = "/api/v{version}"
# An interaction's own token is enough for these; everything else a bot signs with its own.
_BY_INTERACTION = ("/interactions/{interaction_id}", "/webhooks/")


@contextlib.contextmanager
def kept() -> Iterator[None]:
    """Look on, and complain at the end if something is not as Discord wants it."""
    sent: dict[str, tuple[str, str, object]] = {}
    read_body = api.read_body

    async def read(request: web.Request, most_bytes: int, **options: Any) -> Body:
        body = await read_body(request, most_bytes, **options)
        resource = request.match_info.route.resource
        assert resource
        path = resource.canonical.removeprefix(_API)
        by_bot = request.headers.get("Authorization", "").startswith("Bot ")
        if body.data and (by_bot or path.startswith(_BY_INTERACTION)):
            # One of each shape is enough: what differs is what members wrote.
            shape = f"{request.method} {path} {_shape(body.data)}"
            sent.setdefault(shape, (request.method, path, _named(body.data)))
        return body

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(api, "read_body", read)
        yield
    if DESCRIPTION.exists():
        faults = [fault for call in sent.values() for fault in request_faults(*call)]
        assert not faults, "\n".join(faults)


def _named(node: object) -> object:
    """Write identifiers as the description does; discord.py sends some of them as numbers."""
    if isinstance(node, list):
        return [_named(value) for value in node]
    if isinstance(node, int) and node >= _LEAST_SNOWFLAKE:
        return str(node)
    if not isinstance(node, dict):
        return node
    named = {key: _named(value) for key, value in node.items()}
    for attachment in named.get("attachments", []):
        attachment["id"] = str(attachment["id"])
    return named


def _shape(node: object) -> object:
    if isinstance(node, dict):
        return {key: _shape(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_shape(value) for value in node]
    return node if isinstance(node, bool | int) and node < 100 else type(node).__name__
