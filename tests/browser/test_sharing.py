"""What members pass on in the page: forwarded messages and stickers."""

from playwright.async_api import expect

from bot.sandbox.server import Sandbox
from tests.browser.conftest import OpenReader


async def test_a_message_is_forwarded_and_a_sticker_sent(
    studio: Sandbox, visit: OpenReader, photo: bytes
) -> None:
    nova = await visit(studio, "newcomer", "challenge")
    maren = await visit(studio, "moderator", "gallery")
    await nova.page.locator("#composer input[type=file]").first.set_input_files(
        [{"name": "SPOILER_sea.jpg", "mimeType": "image/jpeg", "buffer": photo}]
    )
    await nova.say("The sea at **home**")
    menu = await nova.open_menu(nova.message("The sea at home"))
    await menu.get_by_role("menuitem", name="Forward").click()
    places = nova.page.get_by_role("dialog", name="Forward to")
    await places.get_by_role("button", name="#gallery").click()
    await expect(nova.page.get_by_text("Forwarded to #gallery")).to_be_visible()

    quote = maren.last.locator(".forwarded")
    await expect(quote.locator("strong")).to_have_text("home")
    await expect(maren.last.locator(".above")).to_have_count(0)
    await quote.get_by_role("button", name="hidden as a spoiler").click()
    await expect(quote.locator(".picture img")).to_have_js_property("naturalWidth", 160)
    await quote.get_by_role("button", name="#challenge").click()
    await expect(maren.message("The sea at home")).to_be_visible()

    await maren.page.get_by_role("button", name="Send a sticker").click()
    await maren.sees_nothing_serious()
    await maren.page.get_by_role("button", name="Palette").click()
    await expect(nova.last.get_by_role("img", name="Palette")).to_have_js_property(
        "naturalWidth", 320
    )
    await nova.sees_nothing_serious()
    await expect(maren.page.locator(".message.pending")).to_have_count(0)
    direct = await visit(studio, "newcomer", "dm")
    await expect(direct.page.get_by_role("button", name="Send a sticker")).to_be_disabled()
