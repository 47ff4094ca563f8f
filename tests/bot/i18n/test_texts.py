"""The sentences in all languages, and whether the code asks for ones that exist."""

import re
from pathlib import Path

import pytest
from discord.app_commands.commands import VALID_SLASH_COMMAND_NAME

import bot
from bot.i18n import texts
from tests.bot.i18n.sentences import sentences

LANGUAGES = texts.LANGUAGES
_FILES = Path(bot.__file__).parent.rglob("*.py")
_KEYS = Path(bot.__file__).with_name("errors.py")
_CODE = "\n".join(path.read_text() for path in _FILES if path != _KEYS)


def _asked() -> set[str]:
    """Return the keys that the code asks for, spelled out."""
    return set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', _CODE)) | {"failed", "cancelled", "spoiled"}


def _is_asked(key: str) -> bool:
    """Say whether the code asks for a key, or puts such a one together of a part and a value."""
    parts = set(re.findall(r'f"((?:challenge|option|quality|vote)(?:-[a-z]+)*-)\{', _CODE))
    return key in _asked() or key.startswith(tuple(parts))


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_languages_say_the_same(language: str) -> None:
    assert sentences(language) == sentences(texts.FALLBACK)


def test_the_code_asks_for_sentences_that_exist_and_uses_them_all() -> None:
    assert [key for key in sentences("en") if not _is_asked(key)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_can_be_said(language: str) -> None:
    for key, placeholders in sentences(language).items():
        said = texts.say(language, key, **dict.fromkeys(placeholders, 2))
        assert said
        assert "{" not in said
        assert len(said) <= 2000


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_and_descriptions_keep_discords_rules(language: str) -> None:
    for key in sentences(language):
        said = texts.find(language, key) if key.startswith(("command-", "option-")) else None
        if said and key.endswith("-name"):
            assert VALID_SLASH_COMMAND_NAME.fullmatch(said)
            assert said == said.lower()
        if said and key.endswith("-description"):
            assert len(said) <= 100


def test_the_locale_chooses_the_language() -> None:
    assert texts.say("ko", "cancel-button") == "취소"
    assert texts.say("en-GB", "cancel-button") == texts.say("fr", "cancel-button") == "Cancel"
    assert texts.say("en-US", "waiting-ahead", ahead=1) == "One picture is ahead of yours."
    assert texts.say("en-US", "waiting-ahead", ahead=3) == "3 pictures are ahead of yours."


def test_a_missing_sentence_or_value_is_an_error() -> None:
    with pytest.raises(LookupError):
        texts.say("en", "no-such-sentence")
    with pytest.raises(LookupError):
        texts.say("en", "unknown-style")
