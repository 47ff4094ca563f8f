"""Request bodies: JSON, or multipart with files and `payload_json`."""

import re
from dataclasses import dataclass, field

from aiohttp import BodyPartReader, web

from bot.sandbox import errors
from bot.sandbox.wire import decode

_FILE_FIELD = re.compile(r"files\[(\d{1,4})\]")


@dataclass(slots=True)
class Upload:
    """A file in a multipart body."""

    name: str
    content: bytes


@dataclass(slots=True)
class Body:
    """What a request carried."""

    data: object = None
    files: dict[int, Upload] = field(default_factory=dict[int, Upload])


async def read_body(request: web.Request, most_bytes: int) -> Body:
    """Read a request's body.

    Raises DiscordError: 413 over `most_bytes`, 400 for what is neither JSON nor a form.
    """
    if request.content_length and request.content_length > most_bytes:
        raise errors.entity_too_large()
    if request.content_type == "multipart/form-data":
        return await _read_form(request, most_bytes)
    try:
        raw = await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise errors.entity_too_large() from None
    if not raw:
        return Body({})
    if request.content_type != "application/json":
        raise errors.DiscordError(
            400,
            50035,
            "Invalid Form Body",
            {
                "_errors": [
                    {
                        "code": "CONTENT_TYPE_INVALID",
                        "message": 'Expected "Content-Type" header to be one of '
                        "{'application/json'}.",
                    }
                ]
            },
        )
    return Body(_parse(raw))


async def _read_form(request: web.Request, most_bytes: int) -> Body:
    body = Body({})
    left = most_bytes
    fields: dict[str, object] = {}
    try:
        reader = await request.multipart()
        while (part := await reader.next()) is not None:
            if not isinstance(part, BodyPartReader):
                raise errors.invalid_json()
            content = bytearray()
            while chunk := await part.read_chunk(1 << 16):
                content += chunk
                left -= len(chunk)
                if left < 0:
                    raise errors.entity_too_large()
            name = part.name or ""
            numbered = _FILE_FIELD.fullmatch(name)
            if name == "payload_json":
                body.data = _parse(bytes(content))
            elif numbered or part.filename:
                number = int(numbered[1]) if numbered else len(body.files)
                body.files[number] = Upload(part.filename or "unknown", bytes(content))
            else:
                fields[name] = content.decode(errors="replace")
    except ValueError:
        raise errors.invalid_json() from None
    if fields and body.data == {}:
        body.data = fields
    return body


def _parse(raw: bytes) -> object:
    try:
        return decode(raw)
    except (ValueError, RecursionError):
        raise errors.invalid_json() from None
