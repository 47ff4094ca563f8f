"""The panels of the menu of a message, held against Discord's description and limits."""

import pytest

from bot.exts.stylize._panel import panel
from bot.i18n import texts
from bot.intake.declared import DeclaredPicture
from bot.intake.purpose import PicturePurpose
from tests.bot.conftest import catalog, server_style
from tests.sandbox.openapi import faults, needs_description

_FLAGS = 1 << 15 | 1 << 6


@needs_description
@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("role", PicturePurpose)
@pytest.mark.parametrize("count", [1, 2, 30])
@pytest.mark.parametrize("dream", [False, True])
async def test_a_panel_is_what_discord_takes(
    language: str, role: PicturePurpose, count: int, dream: bool
) -> None:
    address = "https://cdn.discordapp.com/attachments/1/2/"
    pictures = [
        DeclaredPicture(f"{address}{'n' * 300}{i}.png?ex=1", role, description="d" * 1024)
        for i in range(count)
    ]
    own = [server_style("★" * 40, *["m" * 40] * 5) for _ in range(count)]
    view = panel(pictures, catalog(*own, locale=language), dream=dream, page=count)
    body = {"type": 4, "data": {"flags": _FLAGS, "components": view.to_components()}}
    assert faults("CreateMessageInteractionCallbackRequest", body) == []
