"""Names and descriptions of commands, in the language of whoever looks at them."""

from discord.app_commands import locale_str

from bot.i18n import texts


def localised(key: str) -> locale_str:
    """Return a text that Discord is given in every language; `key` names it in `bot.i18n.texts`."""
    return locale_str(texts.say(texts.FALLBACK, key), key=key)
