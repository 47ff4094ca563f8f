"""What people type and write, and the style they mean: `queries.tsv`.

The queries of the set "kept" were written down with the others and looked at by nobody while the
finder was tuned.
"""

import csv
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.styles.style_search import meant, search
from styletransfer import presets
from tests.bot.conftest import server_style

OFFERED = presets.catalog()


class Query(NamedTuple):
    """`expected` names what has to come first, one of several; nothing where nobody can know."""

    set: str
    kind: str
    text: str
    expected: frozenset[str]

    def is_answered(self) -> bool:
        sure = meant(OFFERED, self.text)
        if self.kind == "nothing":
            return sure is None
        first = sure if self.kind == "sentence" else next(iter(search(OFFERED, self.text)), None)
        return first is not None and first.name in self.expected


def _queries() -> list[Query]:
    with Path(__file__).with_name("queries.tsv").open(encoding="utf-8") as file:
        rows = list(csv.reader(file, delimiter="\t"))[1:]
    return [Query(*row[:3], frozenset(row[3].split("|"))) for row in rows]


@pytest.mark.parametrize("which", ["tuned", "kept"])
def test_nearly_all_that_people_say_leads_to_what_they_mean(which: str) -> None:
    asked = [query for query in _queries() if query.set == which]
    missed = [query.text for query in asked if not query.is_answered()]
    assert len(asked) >= 60
    assert len(missed) <= 0.05 * len(asked), missed


@given(st.text())
def test_any_text_is_searched(text: str) -> None:
    found = search(OFFERED, text)
    assert len(found) == len(set(found))
    assert meant(OFFERED, text) in (None, *found[:1])


def test_what_a_server_calls_its_own_is_found_among_the_others() -> None:
    mural = server_style("Our Mural", "Wall 7", "담장")
    for text in ("mural our", "muarl", "do it like wall 7 please", "담장처럼 그려줘"):
        assert search([*OFFERED, mural], text)[0] is mural
