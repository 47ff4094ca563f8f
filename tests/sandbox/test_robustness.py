"""Whatever a body holds, it is either accepted or refused in Discord's form; nothing breaks."""

import json
import struct
import zlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.clock import Clock
from bot.sandbox.errors import DiscordError
from bot.sandbox.state import snowflake
from bot.sandbox.state.files import clean_name, make_attachment, measure
from bot.sandbox.state.links import Signer
from bot.sandbox.validate.commands import read_command
from bot.sandbox.validate.field import Field, Form
from bot.sandbox.validate.messages import read_message
from bot.sandbox.validate.modals import read_modal

V2_MESSAGE = {
    "flags": 1 << 15,
    "nonce": "n",
    "allowed_mentions": {"parse": ["users"], "roles": ["5"], "replied_user": False},
    "components": [
        {
            "type": 17,
            "accent_color": 1,
            "components": [
                {"type": 10, "content": "text"},
                {"type": 12, "items": [{"media": {"url": "attachment://a.png"}}]},
                {"type": 13, "file": {"url": "attachment://a.png"}},
                {"type": 14, "spacing": 2},
                {
                    "type": 9,
                    "components": [{"type": 10, "content": "text"}],
                    "accessory": {"type": 11, "media": {"url": "https://a.b/c"}},
                },
                {
                    "type": 1,
                    "components": [
                        {"type": 2, "style": 5, "url": "https://a.b", "emoji": {"name": "👍"}}
                    ],
                },
            ],
        }
    ],
}
MESSAGE = {
    "content": "text",
    "embeds": [
        {
            "title": "t",
            "timestamp": "2026-01-01T00:00:00Z",
            "author": {"name": "n"},
            "footer": {"text": "f", "icon_url": "attachment://a.png"},
            "image": {"url": "attachment://a.png"},
            "fields": [{"name": "n", "value": "v"}],
        }
    ],
    "message_reference": {"message_id": "5"},
    "components": [
        {"type": 1, "components": [{"type": 2, "style": 1, "label": "L", "custom_id": "a"}]},
        {"type": 1, "components": [{"type": 8, "custom_id": "b", "channel_types": [0]}]},
        {
            "type": 1,
            "components": [
                {"type": 3, "custom_id": "c", "options": [{"label": "l", "value": "v"}]}
            ],
        },
    ],
}
COMMAND = {
    "name": "paint",
    "name_localizations": {"ko": "그림"},
    "description": "d",
    "contexts": [0, 1],
    "integration_types": [0],
    "default_member_permissions": "8",
    "options": [
        {
            "type": 1,
            "name": "a",
            "description": "d",
            "options": [
                {"type": 4, "name": "n", "description": "d", "min_value": 0, "max_value": 9},
                {"type": 10, "name": "o", "description": "d", "min_value": 0.5},
                {
                    "type": 3,
                    "name": "p",
                    "description": "d",
                    "choices": [{"name": "a", "value": "b", "name_localizations": {"de": "x"}}],
                },
                {"type": 7, "name": "q", "description": "d", "channel_types": [0]},
            ],
        }
    ],
}
MODAL = {
    "title": "t",
    "custom_id": "m",
    "components": [
        {"type": 10, "content": "text"},
        {"type": 1, "components": [{"type": 4, "custom_id": "a", "style": 1, "label": "l"}]},
        {"type": 18, "label": "l", "component": {"type": 19, "custom_id": "b"}},
        {"type": 18, "label": "l", "component": {"type": 4, "custom_id": "c", "style": 2}},
        {
            "type": 18,
            "label": "l",
            "component": {
                "type": 21,
                "custom_id": "d",
                "options": [{"label": "l", "value": "v"}],
            },
        },
    ],
}
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-5, 30)
    | st.integers()
    | st.floats()
    | st.sampled_from(["a", "", "attachment://b.png", "users", "1e999", "9" * 5000, "x" * 4001])
    | st.text(max_size=5)
)
JSON = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner)
)


@st.composite
def spoiled(draw: st.DrawFn, body: Any) -> Any:
    """Return a good body with one of its parts, however deep, replaced or gone."""
    if not isinstance(body, dict | list) or not body or draw(st.integers(0, 9)) == 0:
        return draw(JSON)
    copy = body.copy()
    key = draw(st.sampled_from(sorted(copy))) if isinstance(copy, dict) else 0
    if draw(st.integers(0, 9)) == 0:
        del copy[key]
    else:
        copy[key] = draw(spoiled(body[key]))
    return copy


def refused(read: Any, value: object) -> bool:
    at = Field(value, Form())
    read(at)
    try:
        at.form.check()
    except DiscordError as refusal:
        return refusal.code == 50035 and bool(json.loads(json.dumps(refusal.body()))["errors"])
    return False


FILES = [make_attachment(1, "attachments/2", "a.png", b"")]
READERS = {
    "message": (lambda at: read_message(at, FILES), MESSAGE),
    "layout": (lambda at: read_message(at, FILES), V2_MESSAGE),
    "command": (lambda at: read_command(at, in_guild=False), COMMAND),
    "modal": (read_modal, MODAL),
}


@pytest.mark.parametrize("what", READERS)
def test_a_good_body_is_accepted(what: str) -> None:
    read, body = READERS[what]
    assert not refused(read, body)


@pytest.mark.parametrize("what", READERS)
@given(data=st.data())
@settings(max_examples=400)
def test_a_spoiled_body_is_accepted_or_refused_and_breaks_nothing(
    what: str, data: st.DataObject
) -> None:
    read, body = READERS[what]
    refused(read, data.draw(spoiled(body)))


@given(st.integers(0, 2**64 - 1))
def test_every_snowflake_is_read_back(number: int) -> None:
    assert snowflake.parse(str(number)) == number


@given(st.text(max_size=30) | st.floats() | st.booleans() | st.integers(max_value=-1))
def test_nothing_else_is_a_snowflake(value: object) -> None:
    parsed = snowflake.parse(value)
    assert parsed is None or str(parsed) == value


@given(st.text(max_size=300), st.binary(max_size=50))
def test_every_file_gets_a_name_that_fits_an_address(name: str, content: bytes) -> None:
    attachment = make_attachment(1, "attachments/2", name, content)
    assert attachment.filename == clean_name(attachment.filename) != ""
    assert not set("/\\?#") & set(attachment.filename)
    signer = Signer(Clock())
    path, _, query = signer.sign(attachment).partition("?")
    values = dict(part.split("=") for part in query.strip("&").split("&"))
    assert signer.holds(path, values["ex"], values["is"], values["hm"])
    assert not signer.holds(path + "x", values["ex"], values["is"], values["hm"])


@given(st.binary(max_size=60), st.sampled_from([b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a"]))
def test_measuring_survives_whatever_calls_itself_a_picture(tail: bytes, magic: bytes) -> None:
    measure(magic + tail)


def test_a_picture_too_large_to_decode_is_measured_all_the_same() -> None:
    header = struct.pack(">II5B", 20_000, 30_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    body = struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    assert measure(b"\x89PNG\r\n\x1a\n" + body + struct.pack(">I", 0) + b"IDAT" + b"\0" * 8) == (
        20_000,
        30_000,
    )
