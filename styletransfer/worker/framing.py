"""Messages as frames on a pipe.

A frame is the message's length as an unsigned 32-bit big-endian number, then the message as JSON,
pictures in base64.
"""

import asyncio
import struct
from typing import Annotated, BinaryIO

from pydantic import Field, TypeAdapter, ValidationError

from styletransfer.worker.protocol import Event, Request

_LENGTH = struct.Struct(">I")
_LONGEST_FRAME = 1 << 30

_requests: TypeAdapter[Request] = TypeAdapter(Annotated[Request, Field(discriminator="type")])
_events: TypeAdapter[Event] = TypeAdapter(Annotated[Event, Field(discriminator="type")])


class ProtocolError(Exception):
    """A frame does not follow the protocol; the pipe is of no use any more."""


def frame(message: Request | Event) -> bytes:
    """Encode a message as one frame."""
    body = message.model_dump_json().encode()
    return _LENGTH.pack(len(body)) + body


def read_request(stream: BinaryIO) -> Request | None:
    """Read one request, or None where the client has closed the pipe.

    Raises ProtocolError if the frame is cut off, too long or not a request.
    """
    head = stream.read(_LENGTH.size)
    if not head:
        return None
    body = stream.read(_body_length(head))
    try:
        return _requests.validate_json(body)
    except ValidationError as error:
        raise ProtocolError(f"not a request: {error.error_count()} faults") from error


async def read_event(stream: asyncio.StreamReader) -> Event | None:
    """Read one event, or None where the worker has gone, mid-frame included.

    Raises ProtocolError if the frame is too long or not an event.
    """
    try:
        head = await stream.readexactly(_LENGTH.size)
        body = await stream.readexactly(_body_length(head))
    except asyncio.IncompleteReadError:
        return None
    try:
        return _events.validate_json(body)
    except ValidationError as error:
        raise ProtocolError(f"not an event: {error.error_count()} faults") from error


def _body_length(head: bytes) -> int:
    if len(head) < _LENGTH.size:
        raise ProtocolError("the frame ends within its length")
    (length,) = _LENGTH.unpack(head)
    if length > _LONGEST_FRAME:
        raise ProtocolError(f"a frame of {length} bytes is too long")
    return length
