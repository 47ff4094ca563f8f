"""Discord's own description of its API, to check payloads against."""

import functools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from jsonschema import Draft202012Validator, ValidationError
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

DESCRIPTION = Path(__file__).parents[3] / "shared" / "facts" / "discord-openapi.json"
needs_description = pytest.mark.skipif(
    not DESCRIPTION.exists(), reason="Discord's OpenAPI description is not beside the checkout"
)


@functools.cache
def _registry() -> Registry[Any]:
    description = json.loads(DESCRIPTION.read_text("utf-8"))
    _close_empty(description)
    resource = Resource.from_contents(description, default_specification=DRAFT202012)
    return Registry().with_resource("urn:discord", resource)


def _close_empty(node: object) -> None:
    """Make alternatives exclusive where the description leaves them open to anything."""
    if isinstance(node, dict):
        if "oneOf" in node:
            # Several alternatives may fit, since none of them forbids additional properties.
            node.setdefault("anyOf", node.pop("oneOf"))
        for value in list(node.values()):
            _close_empty(value)
    elif isinstance(node, list):
        for value in node:
            _close_empty(value)


@functools.cache
def _paths() -> dict[str, str]:
    """Return the description's paths by what they are without the names of their parts."""
    paths = _registry().contents("urn:discord")["paths"]
    return {_nameless(path): path for path in paths}


def _nameless(path: str) -> str:
    return re.sub(r"\{\w+\}", "{}", path)


def described_calls() -> list[tuple[str, str]]:
    """Return method and path of everything that Discord's API answers."""
    items = _registry().contents("urn:discord")["paths"].items()
    return [(m.upper(), path) for path, item in items for m in item if m != "parameters"]


def request_faults(method: str, path: str, payload: object) -> list[str]:
    """Return what is wrong with the body of a call; `path` with its parts in braces."""
    described = _paths()[_nameless(path)].replace("/", "~1")
    inside = f"paths/{described}/{method.lower()}/requestBody/content/application~1json/schema"
    return [f"{method} {path} {fault}" for fault in _faults(inside, payload)]


def faults(schema: str, payload: object) -> list[str]:
    """Return what is wrong with a payload by a schema of the description."""
    return _faults(f"components/schemas/{schema}", payload)


def _faults(inside: str, payload: object) -> list[str]:
    reference = {"$ref": f"urn:discord#/{quote(inside)}"}
    validator = Draft202012Validator(reference, registry=_registry())
    return [
        f"{leaf.json_path}: {leaf.message[:200]}"
        for error in validator.iter_errors(payload)
        for leaf in _leaves(error)
    ]


def _leaves(error: ValidationError) -> Iterator[ValidationError]:
    if not error.context:
        yield error
    for cause in error.context or ():
        yield from _leaves(cause)
