"""Find what people mean by their words: in any order, with a slip or two, inside a sentence.

What they type is compared word by word with what each style is called, in all languages at once.
A word weighs the more the fewer styles it stands for (inverse document frequency), so that "hokusai
wave" and "could you do her as a hokusai?" lead to the same picture.
"""

import functools
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

_WORD = re.compile(r"[^\W_]+")
_HANGUL = re.compile(r"[가-힣]")
# Longer texts are not about styles, and each word takes time.
_MOST_WORDS = 40
# So many words may stand together where a name has a space, or the other way round.
_LONGEST_RUN = 4
# What the pieces of a match are worth, found by trying on the queries of the tests.
_BEGINNING, _WITH_ENDING, _SLIP, _SHORT_SLIP, _FILLER = 0.85, 0.92, 0.75, 0.5, 0.1
# Shorter names are too often a slip of something else, and so are those that are hardly longer.
_LEAST_LETTERS, _ENOUGH_LETTERS = 4, 6
# One slip in four letters, one more for five more; Korean letters are counted singly.
_LETTERS_A_SLIP = 5
_MOST_SLIPS = 2
# From so much of a name on it is meant.
_SURE_NAME, _SURE_QUERY = 0.6, 0.75
# Below both it is chance: "good morning" is no slip of "gold".
_FAINT_NAME, _FAINT_QUERY = 0.5, 0.3
# By so much the best has to be ahead of the next, unless both are of the same kind.
_AHEAD = 1.1


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to be found: what it is called, and what kind it is of, such as its painter."""

    names: tuple[str, ...]
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """How well an entry fits.

    `weight` of the words that speak for it, above 0; `name` 0..1 how much of one of its names or
    kinds they are; `query` 0..1 how much they are of what was said.
    """

    index: int
    weight: float
    name: float
    query: float


class Finder:
    """Ranks entries; `fillers` are words that say nothing of what is looked for."""

    def __init__(self, entries: Sequence[Entry], fillers: frozenset[str]) -> None:
        self._fillers = fillers
        self._names = [tuple(words_of(n) for n in (*e.names, *e.kinds)) for e in entries]
        self._words = [frozenset(w for name in names for w in name) for names in self._names]
        self._in = Counter(word for words in self._words for word in words)

    def ranked(self, text: str) -> list[Match]:
        """Return the entries for which anything speaks, the best first, equals in their order."""
        said = words_of(text)[:_MOST_WORDS]
        heaviest = math.log(1 + len(self._names))
        in_all = sum(_FILLER if word in self._fillers else heaviest for word in said)
        found: list[Match] = []
        for index in range(len(self._names)):
            if (weight := self._weight(said, index)) > 0:
                name, query = self._share_of_name(said, index), min(1.0, weight / in_all)
                if name > _FAINT_NAME or query > _FAINT_QUERY:
                    found.append(Match(index, weight, name, query))
        return sorted(found, key=lambda m: (-round(m.weight, 6), -round(m.name, 6), m.index))

    def is_sure(self, found: Sequence[Match]) -> bool:
        """Say whether the best of some matches is meant, so that nobody has to be asked."""
        if not found:
            return False
        best = found[0]
        if best.name >= _SURE_NAME:
            return True
        alone = len(found) == 1 or best.weight >= _AHEAD * found[1].weight
        return alone and best.query >= _SURE_QUERY

    def _weight(self, said: tuple[str, ...], index: int) -> float:
        """Return what speaks for an entry: the best way to read the words one after the other."""
        best = [0.0]
        for end in range(1, len(said) + 1):
            choices = [best[end - 1]]
            for begin in range(max(0, end - _LONGEST_RUN), end):
                is_last = end == len(said)
                worth = self._worth(said[begin:end], index, is_last=is_last)
                choices.append(best[begin] + worth)
            best.append(max(choices))
        return best[-1]

    def _worth(self, run: tuple[str, ...], index: int, *, is_last: bool) -> float:
        joined = "".join(run)
        fills = all(word in self._fillers for word in run)
        worth = 0.0
        if len(run) == 1:
            for word in self._words[index]:
                if like := _likeness(joined, word, begun=is_last):
                    worth = max(worth, like * self._idf(word))
        for name in self._names[index]:
            if len(name) > 1 or len(run) > 1:
                like = _likeness("".join(run), "".join(name), begun=is_last)
                worth = max(worth, like * sum(self._idf(word) for word in name))
        return worth * _FILLER if fills else worth

    def _idf(self, word: str) -> float:
        weight = math.log(1 + len(self._names) / self._in[word])
        return weight * _FILLER if word in self._fillers else weight

    def _share_of_name(self, said: tuple[str, ...], index: int) -> float:
        return max(self._share(said, name) for name in self._names[index])

    def _share(self, said: tuple[str, ...], name: tuple[str, ...]) -> float:
        whole = sum(map(self._idf, name))
        if not whole:
            return 0.0
        runs = (said[i : i + n] for n in range(1, _LONGEST_RUN + 1) for i in range(len(said)))
        joined = max((_likeness("".join(r), "".join(name), begun=False) for r in runs), default=0)
        heard = (max((_likeness(w, v, begun=False) for w in said), default=0) for v in name)
        apart = sum(like * self._idf(word) for like, word in zip(heard, name, strict=True)) / whole
        return max(joined, apart)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text without case, accents and signs."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    bare = "".join(letter for letter in plain if not _is_accent(letter))
    return tuple(_WORD.findall(unicodedata.normalize("NFC", bare)))


@functools.lru_cache(maxsize=1 << 16)
def _likeness(said: str, name: str, *, begun: bool) -> float:
    """Return 0..1 how much a word is another; `begun`: whoever types it may not have finished."""
    if said == name:
        return 1.0
    korean = bool(_HANGUL.search(name))
    if begun and name.startswith(said) and len(said) >= (1 if korean else 2):
        return _BEGINNING
    # Korean particles are written together with what they belong to.
    if korean and len(name) > 1 and said.startswith(name):
        return _WITH_ENDING
    if korean and len(said) > len(name):
        said = said[: len(name)]
    # Whoever types Latin letters rarely misses the first; Korean ones sound alike.
    elif not korean and said[0] != name[0]:
        return 0.0
    if not _is_slip(_letters(said), letters := _letters(name)):
        return 0.0
    return _SLIP if len(letters) >= _ENOUGH_LETTERS else _SHORT_SLIP


def _is_slip(said: str, name: str) -> bool:
    if len(name) < _LEAST_LETTERS or len(said) < _LEAST_LETTERS - 1:
        return False
    slips = min(_MOST_SLIPS, 1 + (len(name) - _LEAST_LETTERS) // _LETTERS_A_SLIP)
    return OSA.distance(said, name, score_cutoff=slips) <= slips


def _letters(word: str) -> str:
    return unicodedata.normalize("NFD", word)


def _is_accent(letter: str) -> bool:
    return unicodedata.combining(letter) > 0
