"""The bot that ships, as members see it in the page."""

from playwright.async_api import Locator, expect

from bot.sandbox.server import Sandbox
from tests.browser.conftest import OpenReader
from tests.browser.reader import PAINTING_MS, Reader
from tests.end_to_end.stage import BotProcess


async def _ask(reader: Reader, photo: bytes, *, size: int) -> Locator:
    """Ask for a picture that takes a while; return the message with its button to cancel."""
    before = await reader.page.locator(".message[data-id]").count()
    await reader.command("stylize")
    await reader.drop("photo.jpg", photo)
    await reader.add_option("size", str(size))
    await reader.submit()
    await expect(reader.page.locator(".message[data-id]")).to_have_count(before + 1)
    item = reader.page.locator(".message[data-id]").last
    number = await item.get_attribute("id")
    return reader.page.locator(f"#{number}")


async def test_a_dropped_picture_becomes_a_painting_that_is_seen_to_grow(
    studio: Sandbox, bot: BotProcess, visit: OpenReader, photo: bytes
) -> None:
    nova = await visit(studio, "newcomer")
    page = nova.page
    await nova.command("stylize")
    await nova.drop("photo.jpg", photo)
    await expect(page.locator(".dropped")).to_contain_text("photo.jpg")
    await nova.add_option("style", "starry")
    starry = page.get_by_role("option", name="The Starry Night by Vincent van Gogh", selected=True)
    await starry.wait_for()
    await page.keyboard.press("Enter")
    await nova.add_option("size", "192")
    await page.keyboard.press("Enter")
    await expect(nova.last).to_contain_text("/stylize")
    growing = nova.message("Painting in the style of")
    await expect(growing.get_by_role("button", name="Cancel")).to_be_visible(timeout=PAINTING_MS)
    image = growing.locator(".picture img")
    await expect(image).to_be_visible(timeout=PAINTING_MS)
    result = nova.message("192 × 144")
    await expect(result).to_be_visible(timeout=PAINTING_MS)
    await expect(result.get_by_role("button", name="Cancel")).to_have_count(0)
    await result.locator(".picture").click()
    slider = page.get_by_role("slider")
    await slider.fill("20")
    await expect(page.locator(".compare")).to_have_attribute("style", "--cut: 20%;")
    await page.keyboard.press("Escape")
    await expect(page.locator("dialog")).to_have_count(0)
    await expect(result.locator(".picture")).to_be_focused()


async def test_styles_are_offered_in_korean(
    studio: Sandbox, bot: BotProcess, visit: OpenReader
) -> None:
    jiwoo = await visit(studio, "artist")
    await jiwoo.command("다시그리기")
    await jiwoo.add_option("화풍", "고흐")
    await expect(jiwoo.page.get_by_role("option").first).to_contain_text("별이 빛나는 밤")
    assert await jiwoo.page.locator("html").get_attribute("lang") == "ko"


async def test_only_its_owner_cancels_a_picture_and_a_stranger_alone_is_told_so(
    studio: Sandbox, bot: BotProcess, visit: OpenReader, photo: bytes
) -> None:
    nova, jiwoo = await visit(studio, "newcomer"), await visit(studio, "artist")
    asked = await _ask(nova, photo, size=512)
    number = await asked.get_attribute("id")
    same = jiwoo.page.locator(f"#{number}")
    await same.get_by_role("button").filter(has_text="Cancel").click(timeout=PAINTING_MS)
    told = jiwoo.page.locator(".message.ephemeral")
    await expect(told).to_contain_text("나만 볼 수 있어요")
    await expect(nova.page.locator(".message.ephemeral")).to_have_count(0)
    await told.get_by_role("button", name="메시지 닫기").click()
    await expect(told).to_have_count(0)
    await asked.get_by_role("button", name="Cancel").click()
    for message in (asked, same):
        await expect(message).to_contain_text("This picture was cancelled.")


async def test_buttons_outlive_the_bot(
    studio: Sandbox, bot: BotProcess, visit: OpenReader, photo: bytes
) -> None:
    nova = await visit(studio, "newcomer")
    asked = await _ask(nova, photo, size=512)
    cancel = asked.get_by_role("button", name="Cancel")
    await expect(cancel).to_be_visible(timeout=PAINTING_MS)
    await bot.crash()
    await cancel.click()
    studio.backend.clock.forward(4)
    await expect(asked.get_by_role("alert")).to_have_text("This interaction failed")
    await bot.start()
    await cancel.click()
    await expect(asked).to_contain_text("This picture was cancelled.")
