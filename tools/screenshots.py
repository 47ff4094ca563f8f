"""Take the READMEs' pictures of the page, as `make demo` shows it to a newcomer and to a Korean.

    .venv/bin/python tools/screenshots.py

Needs Debian's Chromium; takes some minutes on two cores.
"""

import io
import shutil
import subprocess
import sys
from pathlib import Path

from figures import PORTRAIT, sample
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from styletransfer.images import files

IMAGES = Path(__file__).parents[1] / "docs" / "images"
PORT = 8499
PAINTING_MS = 300_000
# What a member types and looks for, in their own language.
ENGLISH = {
    "language": "en",
    "paint": "stylize",
    "image": "image",
    "style": "style",
    "wave": "The Great Wave",
    "gallery": "styles show",
    "painted": "Stronger",
}
KOREAN = {
    "language": "ko",
    "paint": "다시그리기",
    "image": "사진",
    "style": "화풍",
    "wave": "가나가와",
    "gallery": "화풍목록 보기",
    "painted": "더 강하게",
}


def main() -> None:
    """Start the demo and look at it with two pairs of eyes."""
    demo = subprocess.Popen(
        [sys.executable, "-m", "bot", "demo", "--port", str(PORT)], stdout=subprocess.DEVNULL
    )
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            shoot(browser, "newcomer", "sandbox-desktop-dark", "dark", (1280, 860), 1)
            shoot(browser, "artist", "sandbox-phone-light", "light", (390, 844), 2)
            in_words(browser, "newcomer", "dark", ENGLISH)
            in_words(browser, "artist", "light", KOREAN)
            browser.close()
    finally:
        demo.terminate()
        demo.wait()


def shoot(
    browser: Browser, who: str, name: str, theme: str, size: tuple[int, int], scale: int
) -> None:
    """Wait as a member until the painting is there, and save what they see."""
    page = opened(browser, who, theme, size, scale)
    page.locator(".message", has_text="Stronger").first.wait_for(timeout=PAINTING_MS)
    page.wait_for_timeout(1500)
    save(page.screenshot(), name)
    page.close()


def in_words(browser: Browser, who: str, theme: str, words: dict[str, str]) -> None:
    """Paint and open the gallery as a member, and save the bot's answers."""
    page = opened(browser, who, theme, (1000, 1100), 1)
    page.locator(".message", has_text="Stronger").first.wait_for(timeout=PAINTING_MS)
    type_command(page, words["paint"])
    page.locator(".chip", has_text=words["image"]).first.click()
    photo = files.encode(sample(PORTRAIT), "png")
    page.locator(".invocation input[type=file]").set_input_files(
        {"name": PORTRAIT, "mimeType": "image/png", "buffer": photo}
    )
    page.locator(".chip", has_text=words["style"]).first.click()
    page.keyboard.type("great wave")
    page.get_by_role("option", selected=True).filter(has_text=words["wave"]).wait_for()
    page.keyboard.press("Enter")
    page.locator("#composer .send:visible").click()
    painted = page.locator(".message").last.filter(has_text=words["wave"])
    painted = painted.filter(has_text=words["painted"])
    painted.wait_for(timeout=PAINTING_MS)
    page.mouse.move(0, 0)  # over a message its buttons would show
    page.wait_for_timeout(1500)
    save(painted.screenshot(), f"result-{words['language']}")
    type_command(page, words["gallery"])
    page.locator("#composer .send:visible").click()
    gallery = page.locator(".message.ephemeral").last
    gallery.locator("img").nth(5).wait_for()
    page.wait_for_timeout(1500)
    save(gallery.screenshot(), f"gallery-{words['language']}")
    gallery.locator("button.select").click()
    page.get_by_role("option").nth(5).click()
    page.wait_for_timeout(3000)
    save(gallery.screenshot(), f"details-{words['language']}")
    page.close()


def opened(browser: Browser, who: str, theme: str, size: tuple[int, int], scale: int) -> Page:
    """Open the channel as a member, in a window of this size."""
    page = browser.new_page(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if theme == "dark" else "light",
        device_scale_factor=scale,
    )
    for _ in range(60):
        try:
            page.goto(f"http://127.0.0.1:{PORT}/?as={who}")
            break
        except Exception:  # the demo is still starting
            page.wait_for_timeout(500)
    return page


def type_command(page: Page, name: str) -> None:
    """Type a command as far as its options."""
    page.locator("#composer textarea").press_sequentially(f"/{name}")
    page.get_by_role("option").filter(has_text=f"/{name}").first.wait_for()
    page.keyboard.press("Enter")
    page.locator(".invocation").wait_for()


def save(shot: bytes, name: str) -> None:
    """Write a screenshot among the pictures of the docs."""
    Image.open(io.BytesIO(shot)).convert("RGB").save(IMAGES / f"{name}.jpg", quality=88)


if __name__ == "__main__":
    main()
