"""How any part of the bot says no to a member."""


class RefusalError(Exception):
    """A request cannot be served, for a reason that the member can change.

    `key` names the sentence in `bot.i18n.texts`, `values` fill its placeholders.
    """

    def __init__(self, key: str, **values: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.values = values
