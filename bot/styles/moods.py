"""The moods that members choose from."""

from discord import app_commands

from bot.errors import RefusalError
from bot.i18n import texts
from styletransfer import moods


def find(text: str) -> moods.Mood:
    """Return the mood that a member means.

    Raises RefusalError.
    """
    try:
        return moods.find(text)
    except moods.UnknownMoodError as error:
        found = search(text)
        if len(found) == 1:
            return found[0]
        raise RefusalError("unknown-mood") from error


def search(text: str) -> list[moods.Mood]:
    """Return the moods that a part of a name or a title finds, in any language."""
    part = text.strip().casefold()
    names = {mood: (mood.name, mood.title.casefold(), mood.title_ko) for mood in moods.MOODS}
    return [mood for mood, called in names.items() if any(part in name for name in called)]


def title(mood: moods.Mood, locale: str) -> str:
    """Return what a mood is called in the language of a locale."""
    return mood.title_ko if texts.language(locale) == "ko" else mood.title


def choices(text: str, locale: str) -> list[app_commands.Choice[str]]:
    """Return what to offer while a member types."""
    return [app_commands.Choice(name=title(mood, locale), value=mood.name) for mood in search(text)]
