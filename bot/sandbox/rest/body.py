"""Request bodies: JSON, or a form with `payload_json` or the fields themselves, and files."""

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from bot.sandbox import errors
from bot.sandbox.wire import decode

_JSON = "application/json"
_URL_ENCODED = "application/x-www-form-urlencoded"
_MULTIPART = "multipart/form-data"
_FORMS = (_URL_ENCODED, _MULTIPART)
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


def demand_json(request: web.Request) -> None:
    """Raise DiscordError 50035 for a form."""
    if request.content_type in _FORMS:
        raise _wrong_type(_JSON)


async def read_body(request: web.Request, most_bytes: int) -> Body:
    """Read a request's body.

    Raises DiscordError: 413 over `most_bytes`, 400 for what is neither JSON nor a form.
    """
    if request.content_length and request.content_length > most_bytes:
        raise errors.entity_too_large()
    if request.content_type == _MULTIPART:
        return await _read_multipart(request, most_bytes)
    try:
        raw = await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise errors.entity_too_large() from None
    if not raw:
        return Body({})
    if request.content_type == _URL_ENCODED:
        fields = dict(parse_qsl(raw.decode(errors="replace"), keep_blank_values=True))
        return Body(_of_form(fields))
    if request.content_type != _JSON:
        raise _wrong_type(_JSON, *_FORMS)
    return Body(_parse(raw))


def _wrong_type(*taken: str) -> errors.DiscordError:
    listed = ", ".join(f"'{each}'" for each in taken)
    message = f'Expected "Content-Type" header to be one of {{{listed}}}.'
    fault = {"code": "CONTENT_TYPE_INVALID", "message": message}
    return errors.DiscordError(400, 50035, "Invalid Form Body", {"_errors": [fault]})


def _of_form(fields: dict[str, str]) -> object:
    """Return what a form says: `payload_json` alone, or the fields if there is none."""
    return _parse(fields["payload_json"].encode()) if "payload_json" in fields else fields


async def _read_multipart(request: web.Request, most_bytes: int) -> Body:
    body = Body({})
    left = most_bytes
    fields: dict[str, str] = {}
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
            if name != "payload_json" and (numbered or part.filename):
                number = int(numbered[1]) if numbered else len(body.files)
                body.files[number] = Upload(part.filename or "unknown", bytes(content))
            else:
                fields[name] = content.decode(errors="replace")
    except ValueError:
        raise errors.invalid_json() from None
    body.data = _of_form(fields)
    return body


def _parse(raw: bytes) -> object:
    try:
        return decode(raw)
    except (ValueError, RecursionError):
        raise errors.invalid_json() from None
