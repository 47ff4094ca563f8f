"""Every sentence that a member reads: one Fluent file a language, beside this module."""

import functools
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

FOLDER = Path(__file__).parent
FALLBACK = "en"
LANGUAGES = tuple(sorted(path.stem for path in FOLDER.glob("*.ftl")))


def language(locale: str) -> str:
    """Return the language that a Discord locale such as `ko` or `en-US` is answered in."""
    spoken = locale.partition("-")[0]
    return spoken if spoken in LANGUAGES else FALLBACK


def say(locale: str, key: str, **values: str | int) -> str:
    """Return a sentence in the language of a Discord locale.

    Raises LookupError if there is no such sentence or a placeholder has no value.
    """
    sentence = _translate(language(locale), key, values)
    if sentence is None:
        raise LookupError(f"no sentence is called {key!r}")
    return sentence


@functools.cache
def words(key: str) -> tuple[str, ...]:
    """Return the words that members use, of a list in all languages, the longest first."""
    found = [word.strip() for language in LANGUAGES for word in say(language, key).split(",")]
    return tuple(sorted(found, key=len, reverse=True))


def find(locale: str, key: str) -> str | None:
    """Return a sentence without placeholders if exactly this language has it."""
    spoken = locale.partition("-")[0]
    return _translate(spoken, key, {}) if spoken in LANGUAGES else None


def _translate(spoken: str, key: str, values: dict[str, str | int]) -> str | None:
    bundle = _bundle(spoken)
    if not bundle.has_message(key):
        return None
    message = bundle.get_message(key)
    if message.value is None:
        return None
    sentence, faults = bundle.format_pattern(message.value, values)
    if faults:
        raise LookupError(f"{key}: {faults[0]}")
    return str(sentence)


@functools.cache
def _bundle(spoken: str) -> FluentBundle:
    # Discord shows the marks that isolate placeholders of another direction as boxes on some
    # systems, and neither language here is written from right to left.
    bundle = FluentBundle([spoken], use_isolating=False)
    text = (FOLDER / f"{spoken}.ftl").read_text(encoding="utf-8")
    bundle.add_resource(FluentResource(text))
    return bundle
