"""Take the README's pictures of the page, as `make demo` shows it to a newcomer.

    .venv/bin/python docs/screenshots.py

Needs Debian's Chromium; takes a minute or two on two cores.
"""

import io
import shutil
import subprocess
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

IMAGES = Path(__file__).parent / "images"
PORT = 8499
PAINTING_MS = 300_000


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
            browser.close()
    finally:
        demo.terminate()
        demo.wait()


def shoot(
    browser: Browser, who: str, name: str, theme: str, size: tuple[int, int], scale: int
) -> None:
    """Wait as a member until the painting is there, and save what they see."""
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
    page.locator(".message", has_text="seed").wait_for(timeout=PAINTING_MS)
    page.wait_for_timeout(1500)
    shot = Image.open(io.BytesIO(page.screenshot()))
    shot.convert("RGB").save(IMAGES / f"{name}.jpg", quality=88)
    page.close()


if __name__ == "__main__":
    main()
