"""JSON as it travels."""

import json
from typing import Any, cast

JsonObject = dict[str, Any]


def encode(value: object) -> str:
    """Write `value` as compact JSON."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def decode(text: str | bytes) -> object:
    """Read JSON; raises ValueError for what is none, NaN and Infinity included."""
    return cast("object", json.loads(text, parse_constant=_refuse_constant))


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is not JSON")
