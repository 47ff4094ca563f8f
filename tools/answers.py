"""Take a picture of each answer of the bot, in English and in Korean, for somebody to look at.

    .venv/bin/python tools/answers.py FOLDER            # photos instead of paintings; some minutes
    .venv/bin/python tools/answers.py FOLDER --paint    # real paintings, and only where they show

Needs Debian's Chromium and the tests of this repository.
"""

import argparse
import asyncio
import contextlib
import io
import shutil
import tempfile
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from figures import PORTRAIT, sample
from PIL import Image
from playwright.async_api import Browser, Page, ViewportSize, async_playwright

from bot.sandbox.client.member import Answered, File, Member
from bot.sandbox.server import Sandbox
from tests.end_to_end import stage
from tests.end_to_end.stage import Message

SIZE = 256
PATIENCE_S = 900.0
WINDOW: ViewportSize = {"width": 1000, "height": 1200}
LANGUAGES = {"en": ("newcomer", "artist"), "ko": ("artist", "newcomer")}
HOST = "owner"
# As the member's client shows them in the menu of a message.
MENUS = ("Repaint this picture", "Use as a style", "Let it dream")


@dataclass
class Photographer:
    """A member who tries everything, and the page in which they see it."""

    language: str
    member: Member
    other: Member
    page: Page
    folder: Path
    bot_id: str
    photo: File
    paints: bool

    async def shoot(self, name: str, message: Message) -> None:
        """Save a message as the page shows it."""
        item = self.page.locator(f"#message-{message['id']}")
        await item.scroll_into_view_if_needed()
        with contextlib.suppress(Exception):
            await self.page.wait_for_function(
                "number => [...document.querySelectorAll(`#message-${number} img`)]"
                ".every(image => image.complete && image.naturalWidth)",
                arg=message["id"],
                timeout=20_000,
            )
        await self.page.mouse.move(5, 5)
        shot = Image.open(io.BytesIO(await item.screenshot()))
        shot.convert("RGB").save(self.folder / f"{name}.{self.language}.jpg", quality=90)

    async def see(
        self, answered: Answered, check: Callable[[Message], Any] = stage.text
    ) -> Message:
        """Wait for what a command or a press leads to."""
        return await self.member.response(answered, check, timeout_s=PATIENCE_S)

    async def use(self, command: str, **options: Any) -> Answered:
        """Use a command in the channel of the pictures."""
        return await self.member.slash("stylize", command, {"size": SIZE, **options})

    async def plain(self, command: str, **options: Any) -> Answered:
        """Use a command that makes no picture."""
        return await self.member.slash("stylize", command, options)


async def paintings(of: Photographer) -> Message:
    """Show a painting from the line to its end; returns it."""
    first = await of.use("stylize", image=of.photo, style="starry-night")
    again = await of.use("stylize", image=of.photo, style="the-scream")
    shown = await of.see(again)
    await of.shoot("in-line", shown)
    await of.member.press(shown, stage.button(shown) or "")
    await of.shoot("cancelled", await of.see(again, stage.is_sentence))
    await of.shoot("growing", await of.see(first, stage.is_growing))
    result = await of.see(first, stage.is_result)
    await of.shoot("result", result)
    return result


async def ways(of: Photographer, result: Message) -> None:
    """Press what is under a painting."""
    page, item = of.page, of.page.locator(f"#message-{result['id']}")
    await item.locator(".select").last.click()
    await page.wait_for_timeout(300)
    await page.screenshot(path=of.folder / f"more-menu.{of.language}.png")
    await page.keyboard.press("Escape")
    for name in ("other", "blend", "compare", "recipe", "star"):
        answered = await stage.go_on(of.member, result, name)
        await of.shoot(f"way-{name}", await of.see(answered))


async def menus(of: Photographer) -> None:
    """Open the menu of a message, and what its commands lead to."""
    posted = await of.member.send("stylize", files=[of.photo])
    for number, name in enumerate(MENUS):
        opened = await of.member.context_menu("stylize", name, posted)
        await of.shoot(f"panel-{number}", await of.see(opened))
    both = await of.member.send("stylize", files=[of.photo, File("two.jpg", of.photo.content)])
    opened = await of.member.context_menu("stylize", MENUS[0], both)
    await of.shoot("panel-several", await of.see(opened))
    words = await of.member.send("stylize", "…")
    opened = await of.member.context_menu("stylize", MENUS[0], words)
    await of.shoot("refusal-no-picture", await of.see(opened))


async def mention(of: Photographer) -> None:
    """Answer a picture with a mention."""
    said = {"en": "the scream 70%", "ko": "절규 70%"}[of.language]
    posted = await of.other.send("stylize", files=[of.photo])
    asked = await of.member.send("stylize", f"<@{of.bot_id}> {said}", reply_to=posted)
    answer = await of.member.wait_for_message(
        lambda m: (
            m.get("message_reference", {}).get("message_id") == asked["id"] and stage.is_result(m)
        ),
        timeout_s=PATIENCE_S,
    )
    await of.shoot("mention", answer)
    forwarded = await of.member.forward(answer, "stylize")
    await of.shoot("forwarded", forwarded)


async def commands(of: Photographer) -> None:
    """Use every other command."""
    blend = {"style1": "starry-night", "style2": "great-wave", "weight2": 40, "image": of.photo}
    mixed = await of.plain("blend", **blend)
    await of.shoot("blend", await of.see(mixed, stage.is_result))
    dream = await of.use("dream", image=of.photo, mood="feathers")
    await of.shoot("dream", await of.see(dream, stage.is_result))
    for name in ("history", "favourites", "styles show", "privacy"):
        answered = await of.plain(name)
        shown = await of.see(answered)
        await of.shoot(name.replace(" ", "-"), shown)
        if name == "styles show":
            select = next(c["custom_id"] for c in stage.components(shown) if c["type"] == 3)
            await of.member.choose(shown, select, ["great-wave"])
            one = await of.see(answered, lambda m: len(stage.pictures(m)) == 1)
            await of.shoot("styles-details", one)
        if name == "privacy":
            await of.member.press(shown, "privacy:ask")
            asked = await of.see(answered, lambda m: "privacy:erase" in str(m["components"]))
            await of.shoot("privacy-asked", asked)


async def hosting(of: Photographer) -> None:
    """Use what moderators and the host have."""
    for name in ("settings show", "stats"):
        with contextlib.suppress(LookupError):
            await of.shoot(name.replace(" ", "-"), await of.see(await of.plain(name)))


async def refusals(of: Photographer) -> None:
    """Ask for what cannot be had."""
    text = File("notes.txt", b"no picture")
    wanted: dict[str, Callable[[], Awaitable[Answered]]] = {
        "not-a-picture": lambda: of.plain("stylize", image=text),
        "unknown-style": lambda: of.plain("stylize", image=of.photo, style="stary nigt"),
        "style-twice": lambda: of.plain(
            "stylize", image=of.photo, style="the-kiss", style_image=of.photo
        ),
        "bad-recipe": lambda: of.plain("stylize", image=of.photo, recipe="nonsense"),
        "too-large": lambda: of.plain("stylize", image=of.photo, size=4096),
        "no-such-style": lambda: of.plain("styles show", search="zzz"),
    }
    for name, ask in wanted.items():
        await of.shoot(f"refusal-{name}", await of.see(await ask()))


async def look(of: Photographer) -> None:
    """Shoot everything in one language."""
    steps = (ways,) if of.paints else (ways, menus, mention, commands, refusals)
    result = await paintings(of)
    for step in steps:
        try:
            await (step(of, result) if step is ways else step(of))  # type: ignore[call-arg]
        except Exception as error:  # the others are worth a look all the same
            print(of.language, step.__name__, repr(error)[:300])


@contextlib.asynccontextmanager
async def window(browser: Browser, sandbox: Sandbox, who: str, dark: bool) -> AsyncGenerator[Page]:
    """Open the channel as a member."""
    address = sandbox.address
    page = await browser.new_page(
        viewport=WINDOW, color_scheme="dark" if dark else "light", device_scale_factor=1
    )
    await page.goto(f"{address.page}?as={who}#{address.channels['stylize']}")
    await page.locator("#composer textarea").wait_for()
    yield page
    await page.close()


def connected(sandbox: Sandbox, name: str) -> contextlib.AbstractAsyncContextManager[Member]:
    """Return a member's client."""
    address = sandbox.address
    token = address.users[name].token
    return Member.connected(address.api, address.gateway, token, address.application_id)


async def main() -> None:
    """Start the bot in a sandbox of its own, and look at it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--paint", action="store_true")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    out = io.BytesIO()
    sample(PORTRAIT).save(out, "JPEG", quality=92)
    photo = File("astronaut.jpg", out.getvalue())
    quick = None if arguments.paint else 1.5
    with tempfile.TemporaryDirectory() as folder:
        async with (
            Sandbox.started() as sandbox,
            stage.running(sandbox, Path(folder), quick=quick, size=str(SIZE)),
            async_playwright() as playwright,
        ):
            browser = await playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            for language, (who, stranger) in LANGUAGES.items():
                host = sandbox.backend.world.users[int(sandbox.address.users[HOST].id)]
                host.locale = {"en": "en-US"}.get(language, language)
                for name, steps in ((who, look), (HOST, hosting)):
                    async with (
                        window(browser, sandbox, name, dark=language == "en") as page,
                        connected(sandbox, name) as member,
                        connected(sandbox, stranger) as other,
                    ):
                        application = sandbox.address.application_id
                        folder = arguments.folder
                        await steps(
                            Photographer(
                                language,
                                member,
                                other,
                                page,
                                folder,
                                application,
                                photo,
                                arguments.paint,
                            )
                        )
            await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
