"""A challenge in the page, from the form to the podium, in English and Korean."""

from playwright.async_api import expect

from bot.sandbox.server import Sandbox
from tests.browser.conftest import OpenReader
from tests.browser.reader import PAINTING_MS, Reader
from tests.end_to_end.conftest import connected, picture
from tests.end_to_end.stage import BotProcess


async def _enter(reader: Reader, card: str, button: str, seed: int) -> None:
    await reader.message(card).get_by_role("button", name=button).click()
    form = reader.page.get_by_role("dialog")
    file = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": picture(160, 120, seed)}
    await form.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    await form.get_by_role("button").last.click()
    await expect(form).to_have_count(0)


async def _go_on(studio: Sandbox) -> None:
    """Let a moderator end the phase, whatever time it is."""
    async with connected(studio, "moderator") as moderator:
        answered = await moderator.slash("challenge", "challenge close", {"challenge": "Waves"})
        await moderator.response(answered)


async def test_from_the_form_to_the_podium(
    studio: Sandbox, bot: BotProcess, visit: OpenReader
) -> None:
    maren = await visit(studio, "moderator", "challenge")
    nova = await visit(studio, "newcomer", "challenge")
    jiwoo = await visit(studio, "artist", "challenge")
    await maren.command("challenge create")
    await maren.submit()
    form = maren.page.get_by_role("dialog")
    await form.get_by_label("What is it called?").fill("Waves")
    await form.locator("button.select").click()
    await maren.page.get_by_role("option", name="Great Wave").click()
    await form.get_by_role("button", name="Submit").click()
    await expect(nova.message("No entries yet").locator(".picture img")).to_be_visible()
    await nova.sees_nothing_serious()

    await _enter(nova, "Waves", "Upload a photo", 41)
    await _enter(jiwoo, "Waves", "Upload a photo", 42)
    for reader, alone in ((nova, "Only you see this"), (jiwoo, "나에게만 보여요")):
        mine = reader.message(alone)
        await expect(mine.locator(".picture img")).to_be_visible(timeout=PAINTING_MS)
    await expect(maren.message("2 entries so far")).to_be_visible()

    await _go_on(studio)
    for reader, ask in ((nova, "Give a heart"), (jiwoo, "하트를 주세요")):
        await reader.message("has begun").get_by_role("button", name="Vote").click()
        ballot = reader.message(ask)
        heart = ballot.get_by_role("button", name="1")
        if reader is nova:
            await heart.click()
            await expect(ballot).to_contain_text("given 1")
        await expect(ballot.locator(".picture img")).to_be_visible()

    await _go_on(studio)
    results = nova.message("the results")
    await expect(results.locator(".picture img")).to_be_visible(timeout=PAINTING_MS)
    await expect(results).to_contain_text("🥇 @지우 · one heart")
    await expect(results).to_contain_text("Closest to the master")
    await jiwoo.message("the results").get_by_role("button", name="All entries").click()
    await expect(jiwoo.message("하트 1개").locator(".picture img")).to_have_count(2)
    await jiwoo.fits()
