"""Buttons to the page before and the next one."""

from collections.abc import Callable
from typing import TypeVar

from bot.i18n import texts

Button = TypeVar("Button")


def page_buttons(
    page: int, pages: int, locale: str, button: Callable[[int, str], Button]
) -> list[Button]:
    """Return the buttons to the pages before and after one, where there are any.

    Pages count from 0; `button` makes one from the page that it leads to and its label.
    """
    return [
        button(to, texts.say(locale, key))
        for key, to in (("page-before", page - 1), ("page-after", page + 1))
        if 0 <= to < pages
    ]
