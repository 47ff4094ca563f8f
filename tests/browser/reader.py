"""Somebody in front of the page: what they open, type, drop and see."""

import base64
from collections.abc import Callable

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Locator, Page, expect

from bot.sandbox.server import Sandbox

# For a machine that does a good deal else at the same time.
PATIENCE_MS = 20_000
PAINTING_MS = 120_000
expect.set_options(timeout=PATIENCE_MS)
_AXE = Axe()
_AS_TRANSFER = """([name, type, content]) => {
    const transfer = new DataTransfer();
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    transfer.items.add(new File([bytes], name, { type }));
    return transfer;
}"""

_PASTE = """(element, clipboardData) => element.dispatchEvent(
    new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }))"""


class Reader:
    """A member in a browser window of their own."""

    def __init__(self, page: Page, sandbox: Sandbox) -> None:
        self.page = page
        self._sandbox = sandbox
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.set_default_timeout(PATIENCE_MS)

    async def open(self, who: str, channel: str) -> None:
        """Open a channel as a member, and wait until its messages are there."""
        address = self._sandbox.address
        number = address.channels.get(channel) or address.users[who].direct_message
        await self.page.goto(f"{address.page}?as={who}#{number}")
        await expect(self.box).to_be_editable()
        await expect(self.page.locator(".messages.loading")).to_have_count(0)

    @property
    def box(self) -> Locator:
        return self.page.locator("#composer textarea")

    @property
    def last(self) -> Locator:
        return self.page.locator(".message").last

    def message(self, text: str) -> Locator:
        """Return the newest message with a text."""
        body = self.page.locator(".body", has_text=text)
        return self.page.locator(".message[data-id]").filter(has=body).last

    async def say(self, text: str) -> None:
        await self.box.fill(text)
        await self.page.keyboard.press("Enter")
        await expect(self.page.locator(".message.pending")).to_have_count(0)

    async def command(self, name: str) -> None:
        """Type a command as far as its options."""
        await self.box.press_sequentially(f"/{name}")
        await self.page.get_by_role("option").filter(has_text=f"/{name}").first.wait_for()
        await self.page.keyboard.press("Enter")
        await expect(self.page.locator(".invocation")).to_be_visible()

    async def add_option(self, name: str, value: str) -> None:
        await self.page.locator(".chip", has_text=name).first.click()
        await self.page.keyboard.type(value)

    async def submit(self) -> None:
        await self.page.locator("#composer .send:visible").click()
        await expect(self.page.locator(".invocation")).to_have_count(0)

    async def drop(self, name: str, content: bytes, *, on: str = "body") -> None:
        """Drop a file from outside of the browser."""
        kind = "image/jpeg" if name.endswith("jpg") else "image/png"
        file = [name, kind, base64.b64encode(content).decode()]
        transfer = await self.page.evaluate_handle(_AS_TRANSFER, file)
        for event in ("dragenter", "dragover", "drop"):
            await self.page.dispatch_event(on, event, {"dataTransfer": transfer})

    async def paste(self, name: str, content: bytes, *, into: Locator) -> None:
        """Paste a file out of the clipboard."""
        file = [name, "image/png", base64.b64encode(content).decode()]
        transfer = await self.page.evaluate_handle(_AS_TRANSFER, file)
        await into.evaluate(_PASTE, transfer)

    async def open_menu(self, message: Locator) -> Locator:
        await message.locator(".markup").first.click(button="right")
        menu = self.page.get_by_role("menu")
        await menu.wait_for()
        return menu

    async def color(self, selector: str) -> str:
        script = "element => getComputedStyle(element).backgroundColor"
        return await self.page.locator(selector).evaluate(script)

    async def sees_nothing_serious(self) -> None:
        """Let axe look at the page as it is."""
        found = (await _AXE.run(self.page)).response["violations"]
        serious = [
            f"{one['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:300]}"
            for one in found
            if one["impact"] in ("serious", "critical")
            for node in one["nodes"]
        ]
        assert serious == []

    async def fits(self) -> None:
        """Check that nothing has to be scrolled sideways."""
        width = await self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert width <= 0


async def new_reader(
    browser: Browser, sandbox: Sandbox, keep: Callable[[Reader], None], **how: object
) -> Reader:
    """Return a reader in a context of their own."""
    context = await browser.new_context(**how)  # type: ignore[arg-type]
    reader = Reader(await context.new_page(), sandbox)
    keep(reader)
    return reader
