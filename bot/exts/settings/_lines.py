"""The settings of a server as its moderators read them."""

from bot.database.models import ServerSettings
from bot.errors import RefusalError
from bot.i18n import texts
from bot.styles.catalog import StyleCatalog, title_of
from bot.styles.presets import preset_name
from styletransfer import presets


def lines(rules: ServerSettings, catalog: StyleCatalog) -> list[str]:
    """Return all settings, a line each, in the language of its member."""
    locale = catalog.locale

    def say(key: str) -> str:
        return texts.say(locale, key)

    def line(key: str, *values: str | int | None, otherwise: str = "settings-no-limit") -> str:
        shown = ", ".join(str(value) for value in values if value is not None)
        return texts.say(locale, key, value=shown or say(otherwise))

    def switch(key: str, *, on: bool) -> str:
        return line(key, say("settings-on" if on else "settings-off"))

    hidden = [preset_name(presets.find(name), locale) for name in rules.hidden_presets]
    log = rules.log_channel_id and f"<#{rules.log_channel_id}>"
    return [
        "### " + say("settings-title"),
        line("settings-channels", *(f"<#{channel}>" for channel in rules.channels)),
        line("settings-roles", *(f"<@&{role}>" for role in rules.roles)),
        line("settings-member-quota", rules.member_per_day),
        line("settings-server-quota", rules.server_per_day),
        line("settings-size", rules.max_size),
        line("settings-default-style", _default(rules, catalog), otherwise="settings-default-none"),
        line("settings-default-strength", rules.default_strength, otherwise="settings-as-suits"),
        line("settings-hidden", *hidden, otherwise="settings-none"),
        switch("settings-approval", on=rules.style_approval),
        switch("settings-ping", on=rules.ping),
        line("settings-log", log, otherwise="settings-none"),
        line("settings-language", rules.language, otherwise="settings-language-auto"),
        line("settings-time-zone", rules.time_zone or "UTC"),
    ]


def _default(rules: ServerSettings, catalog: StyleCatalog) -> str | None:
    if rules.default_style is None:
        return None
    try:
        return title_of(catalog.named(rules.default_style), catalog.locale)
    except RefusalError:  # it has been removed since
        return None
