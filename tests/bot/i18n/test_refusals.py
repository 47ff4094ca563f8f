"""Whether each refusal has its sentence, its use, and what the sentence is filled with."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

import bot
from bot.errors import RefusalKey
from bot.i18n import texts
from bot.intake import purpose
from bot.jobs import refusals
from styletransfer.worker.protocol import Reason
from tests.bot.i18n.sentences import sentences

KEYS = set(get_args(RefusalKey))
CODE = {
    path: ast.parse(path.read_text())
    for path in Path(bot.__file__).parent.rglob("*.py")
    if path != Path(bot.__file__).with_name("errors.py")
}


def filled() -> Iterator[tuple[str, set[str], str]]:
    """Yield each key that is spelled in a call, with the values that it gets and where."""
    for path, module in CODE.items():
        for call in (node for node in ast.walk(module) if isinstance(node, ast.Call)):
            values = {keyword.arg for keyword in call.keywords}
            if None not in values:
                where = f"{path.name}:{call.lineno}"
                yield from ((key, values - {None}, where) for key in asked(call))


def asked(call: ast.Call) -> Iterator[str]:
    """Yield the keys of the sentences that a call may ask for, as far as they are spelled."""
    match call:
        case ast.Call(func=ast.Name(id="RefusalError"), args=[key]):
            yield from spelled(key)
        case ast.Call(func=ast.Attribute(value=ast.Name(id="texts"), attr="say"), args=[_, key]):
            yield from spelled(key)
        case ast.Call(func=ast.Name(id="unfit"), args=[_, ast.Constant(value=fault)]):
            yield from (key for (_, why), key in purpose.SENTENCES.items() if why == fault)
        case _:
            pass


def spelled(expression: ast.expr) -> Iterator[str]:
    match expression:
        case ast.Constant(value=str(key)):
            yield key
        case ast.IfExp(body=one, orelse=other):
            yield from spelled(one)
            yield from spelled(other)
        case _:
            pass


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_each_refusal_has_a_sentence(language: str) -> None:
    assert KEYS - set(sentences(language)) == set()


def test_each_refusal_is_used() -> None:
    words = {
        node.value
        for module in CODE.values()
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert KEYS - words == set()


def test_sentences_get_the_values_that_they_have_places_for() -> None:
    places = sentences(texts.FALLBACK)
    found = list(filled())
    assert len(found) > len(KEYS)
    assert [each for each in found if each[1] != places[each[0]]] == []


@pytest.mark.slow
def test_a_refusal_of_the_painter_has_its_sentence() -> None:
    assert set(refusals.SENTENCES) == set(Reason)
    assert all(not sentences(texts.FALLBACK)[key] for key in refusals.SENTENCES.values())


def test_a_picture_of_each_purpose_can_be_refused_for_each_fault() -> None:
    faults = get_args(purpose.PictureFault)
    assert set(purpose.SENTENCES) == {(p, f) for p in purpose.PicturePurpose for f in faults}
