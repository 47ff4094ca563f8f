"""What the page shows and lets members do, with a bot that uses everything there is."""

import io

import pytest
from PIL import Image
from playwright.async_api import expect

from bot.sandbox.client.member import File, Member
from bot.sandbox.server import Sandbox
from tests.browser.conftest import OpenReader
from tests.end_to_end.conftest import connected

PHONE = {"viewport": {"width": 390, "height": 780}, "has_touch": True, "is_mobile": True}
HOSTILE = "<img src=x onerror=alert(1)> **bold** [x](javascript:alert(1)) <script>1</script>"


async def _show(reader, kind: str) -> None:
    await reader.command("show")
    await reader.page.keyboard.type(kind)
    await reader.page.keyboard.press("Enter")
    await reader.submit()


async def test_two_browsers_see_the_same_channel(
    showroom: Sandbox, visit: OpenReader, photo: bytes
) -> None:
    nova, maren = await visit(showroom, "newcomer"), await visit(showroom, "moderator")
    await nova.page.locator("#composer input[type=file]").first.set_input_files(
        [{"name": "SPOILER_sea.jpg", "mimeType": "image/jpeg", "buffer": photo}]
    )
    await nova.say("Look at the sea")
    seen = maren.message("Look at the sea")
    await expect(seen.locator(".picture img")).to_have_js_property("naturalWidth", 160)
    await seen.get_by_role("button", name="hidden as a spoiler").click()
    await expect(seen.locator(".covered")).to_have_count(0)
    await seen.hover()
    await seen.get_by_role("button", name="Reply").click()
    await maren.say("Beautiful")
    answer = nova.message("Beautiful")
    await expect(nova.page.get_by_role("log")).to_contain_text("Maren: Beautiful")
    await expect(answer.locator(".above")).to_contain_text("Look at the sea")
    await answer.locator(".above").click()
    sea = nova.message("Look at the sea")
    await expect(sea).to_be_focused()
    await seen.hover()
    await seen.get_by_role("button", name="Add reaction").first.click()
    await maren.page.get_by_role("button", name="🎨").click()
    reaction = sea.get_by_role("button", name="🎨, 1")
    await reaction.click()
    await expect(maren.page.get_by_role("button", name="🎨, 2")).to_be_visible()


async def test_what_members_say_is_never_markup(showroom: Sandbox, visit: OpenReader) -> None:
    nova = await visit(showroom, "newcomer", "gallery")
    await nova.say(HOSTILE)
    text = nova.last.locator(".markup")
    await expect(text).to_have_text(HOSTILE.replace("**", ""))
    assert await text.locator("*").evaluate_all("all => all.map((e) => e.tagName)") == [
        "DIV",
        "STRONG",
    ]


async def test_message_commands_by_mouse_keys_and_long_press(
    showroom: Sandbox, visit: OpenReader
) -> None:
    nova = await visit(showroom, "newcomer")
    await nova.say("a quiet lake")
    lake = nova.message("a quiet lake")
    menu = await nova.open_menu(lake)
    await menu.get_by_role("menuitem", name="Look closely").click()
    await expect(nova.message("I see a quiet lake.").locator(".above")).to_contain_text("Nova")
    for key in ("ContextMenu", "Enter"):
        await lake.focus()
        await nova.page.keyboard.press(key)
        await expect(nova.page.get_by_role("menuitem", name="Reply")).to_be_focused()
        await nova.page.keyboard.press("Escape")
        await expect(nova.page.get_by_role("menu")).to_have_count(0)
        await expect(lake).to_be_focused()

    phone = await visit(showroom, "artist", **PHONE)
    target = phone.message("a quiet lake").locator(".markup").first
    await target.scroll_into_view_if_needed()
    box = await target.bounding_box()
    assert box
    at = {"clientX": box["x"] + 5, "clientY": box["y"] + 5, "pointerType": "touch"}
    await target.dispatch_event("pointerdown", at)
    await expect(phone.page.get_by_role("menu")).to_be_visible()


async def test_a_modal_with_text_choice_and_files(
    showroom: Sandbox, visit: OpenReader, photo: bytes
) -> None:
    nova = await visit(showroom, "newcomer", "challenge")
    await nova.command("enter")
    await nova.submit()
    modal = nova.page.get_by_role("dialog", name="Enter the challenge")
    await modal.get_by_role("button", name="Submit").click()
    await expect(modal.get_by_text("This option is required")).to_have_count(3)
    await modal.get_by_label("Title").fill("Night")
    await modal.locator(".select").click()
    await modal.get_by_role("option", name="512 px").click()
    await nova.drop("night.jpg", photo, on=".modal .file-drop")
    await nova.paste("more.png", photo, into=modal.get_by_label("Title"))
    await modal.get_by_role("button", name="Submit").click()
    await expect(modal).to_have_count(0)
    await expect(nova.message("Night · 512 · night.jpg, more.png")).to_be_visible()


async def test_selects_and_the_buttons_of_others(showroom: Sandbox, visit: OpenReader) -> None:
    nova, jiwoo = await visit(showroom, "newcomer"), await visit(showroom, "artist")
    await _show(nova, "buttons")
    hers = nova.message("Look at this!")
    select = hers.get_by_role("button", name="How do you like it?")
    await select.click()
    for name in ("The colours", "The frame"):
        await nova.page.get_by_role("option", name=name).click()
    await nova.page.keyboard.press("Escape")
    await expect(nova.message("Liked: colours, frame")).to_be_visible()

    his = jiwoo.message("Look at this!")
    await his.get_by_role("button", name="Take down").click()
    await expect(jiwoo.page.locator(".ephemeral")).to_contain_text("This is not yours.")
    await expect(nova.page.locator(".ephemeral")).to_have_count(0)
    await his.get_by_role("button", name="Applaud").click()
    await expect(nova.message("artist applauds.")).to_be_visible()
    await hers.get_by_role("button", name="Take down").click()
    await expect(jiwoo.message("Taken down.")).to_be_visible()


async def test_a_bot_that_keeps_silent(showroom: Sandbox, visit: OpenReader) -> None:
    nova = await visit(showroom, "newcomer")
    await _show(nova, "buttons")
    message = nova.message("Look at this!")
    await message.get_by_role("button", name="Say nothing").click()
    showroom.backend.clock.forward(4)
    await expect(message.get_by_role("alert")).to_have_text("This interaction failed")
    await nova.command("sulk")
    await nova.submit()
    await expect(nova.last).to_contain_text("Sending command")
    showroom.backend.clock.forward(4)
    await expect(nova.last).to_contain_text("The application did not respond")
    await nova.last.get_by_role("button", name="Dismiss message").click()
    await expect(nova.page.locator(".message.pending")).to_have_count(0)


async def test_a_press_that_reaches_nobody_says_why(showroom: Sandbox, visit: OpenReader) -> None:
    nova = await visit(showroom, "newcomer")
    await _show(nova, "buttons")
    message = nova.message("Look at this!")
    await nova.page.route("**/interactions", lambda route: route.abort())
    await message.get_by_role("button", name="Applaud").click()
    why = "This interaction failed: Failed to fetch"
    await expect(message.get_by_role("alert")).to_have_text(why)


async def test_layouts_embeds_and_hidden_things(showroom: Sandbox, visit: OpenReader) -> None:
    nova = await visit(showroom, "newcomer", "gallery")
    await _show(nova, "layout")
    layout = nova.message("The week's challenge").locator(".container")
    assert "rgb(217, 164, 65)" in await layout.evaluate("e => getComputedStyle(e).borderLeft")
    await expect(layout.get_by_role("link", name="Rules")).to_have_attribute(
        "href", "https://example.org/rules"
    )
    await expect(layout.get_by_role("button", name="Closed")).to_be_disabled()
    word, picture = layout.locator(".text-spoiler"), layout.locator(".cover-button")
    await word.click()
    await expect(layout.locator(".hidden-text.shown")).to_have_text("hidden")
    await picture.click()
    await expect(layout.locator(".covered")).to_have_count(0)
    await layout.locator(".picture").nth(1).click()
    await nova.page.keyboard.press("ArrowRight")
    await expect(nova.page.locator(".lightbox-caption")).to_have_text("Secret")
    await nova.page.keyboard.press("Escape")
    await _show(nova, "embed")
    embed = nova.message("Oil on canvas").locator(".embed")
    await expect(embed).to_contain_text("73.7 cm")
    await expect(embed.locator("img")).to_have_js_property("naturalWidth", 160)


async def test_limits_are_told_and_nothing_is_lost(showroom: Sandbox, visit: OpenReader) -> None:
    nova = await visit(showroom, "newcomer")
    page = nova.page
    await page.locator(".me-bar").get_by_role("button", name="Sandbox").click()
    await page.get_by_label("Upload limit").select_option(str(100 << 10))
    await page.keyboard.press("Escape")
    await page.locator("#composer input[type=file]").first.set_input_files(
        [{"name": "heavy.png", "mimeType": "image/png", "buffer": bytes(200 << 10)}]
    )
    await nova.box.press("Enter")
    await expect(page.get_by_role("dialog")).to_contain_text("Your files are too powerful")
    await page.get_by_role("dialog").get_by_role("button", name="Close").click()
    await expect(nova.last).to_contain_text("100 kB")
    await page.locator(".me-bar").get_by_role("button", name="Sandbox").click()
    await page.get_by_label("Upload limit").select_option(str(10 << 20))
    await page.keyboard.press("Escape")
    await nova.last.get_by_role("button", name="Try again").click()
    await expect(page.locator(".message[data-id]").last).to_contain_text("heavy.png")

    await nova.command("club join")
    await page.keyboard.type("far too long a name")
    await page.keyboard.press("Enter")
    await expect(page.locator(".option-problem")).to_have_text(
        "Must be between 1 and 10 in length."
    )
    await page.locator("#inspect").click()
    refused = page.locator(".entry.refused").first
    await expect(refused).to_contain_text("BASE_TYPE_BAD_LENGTH")
    await expect(refused).to_contain_text("/interactions")


async def test_files_are_pasted_hidden_and_taken_back(
    showroom: Sandbox, visit: OpenReader, photo: bytes
) -> None:
    nova = await visit(showroom, "newcomer", "challenge")
    await nova.paste("one.png", photo, into=nova.box)
    await nova.paste("two.png", photo, into=nova.box)
    await nova.page.get_by_role("button", name="Remove one.png").click()
    await nova.page.get_by_role("button", name="Mark two.png as a spoiler").click()
    await nova.say("Two of two")
    message = nova.message("Two of two")
    await expect(message.locator(".spoiler-box.covered")).to_have_count(1)


async def test_places_where_one_may_not(showroom: Sandbox, visit: OpenReader) -> None:
    nova = await visit(showroom, "newcomer", "text-only")
    await expect(nova.page.get_by_role("button", name="Attach files")).to_be_disabled()
    await nova.drop("a.png", b"a")
    await expect(nova.page.locator(".composer-problem")).to_contain_text("permission to attach")


async def test_threads_and_time(showroom: Sandbox, visit: OpenReader) -> None:
    nova = await visit(showroom, "newcomer", "challenge")
    await nova.say("Who paints with me?")
    menu = await nova.open_menu(nova.message("Who paints with me?"))
    await menu.get_by_role("menuitem", name="Create thread").click()
    await nova.page.get_by_label("Name of the thread").fill("Painters")
    await nova.page.keyboard.press("Enter")
    await expect(nova.page.locator(".place-name")).to_contain_text("Painters")
    seconds = int(showroom.backend.clock.time()) + 3600
    await nova.say(f"We meet <t:{seconds}:R>")
    await expect(nova.last).to_contain_text("in 1 hour")
    await nova.page.locator(".me-bar").get_by_role("button", name="Sandbox").click()
    await nova.page.get_by_role("button", name="+1 hour").click()
    await nova.page.keyboard.press("Escape")
    await expect(nova.last).not_to_contain_text("in 1 hour")
    await nova.page.get_by_role("link", name="challenge", exact=True).first.click()
    await expect(nova.page.get_by_role("button", name="Open the thread Painters")).to_be_visible()


@pytest.mark.parametrize(
    ("who", "scheme", "size"), [("newcomer", "dark", PHONE), ("artist", "light", {})]
)
async def test_both_themes_fit_and_hide_nothing_from_anybody(
    showroom: Sandbox, visit: OpenReader, who: str, scheme: str, size: dict[str, object]
) -> None:
    reader = await visit(showroom, who, "gallery", color_scheme=scheme, **size)
    page = reader.page
    dark = scheme == "dark"
    assert (await reader.color("body") == "rgb(49, 51, 56)") is dark
    await _show(reader, "layout")
    await expect(reader.page.locator(".container").last).to_be_visible()
    await reader.command("secret")
    await reader.submit()
    await expect(page.locator(".ephemeral")).to_be_visible()
    await reader.fits()
    await reader.sees_nothing_serious()
    await reader.open_menu(reader.last)
    await reader.sees_nothing_serious()
    await page.keyboard.press("Escape")
    await reader.command("enter")
    await reader.submit()
    await page.get_by_role("dialog").wait_for()
    await reader.sees_nothing_serious()
    await page.keyboard.press("Escape")
    await page.locator("#inspect").click()
    await page.locator(".entry").first.wait_for()
    await reader.command("show")
    await reader.fits()
    await reader.sees_nothing_serious()


async def test_the_reader_can_choose_the_theme(showroom: Sandbox, visit: OpenReader) -> None:
    nova = await visit(showroom, "newcomer", color_scheme="dark")
    await nova.page.locator(".me-bar").get_by_role("button", name="Sandbox").click()
    await nova.page.get_by_label("Theme").select_option("light")
    assert await nova.color("body") == "rgb(255, 255, 255)"
    await nova.page.reload()
    await expect(nova.box).to_be_editable()
    assert await nova.color("body") == "rgb(255, 255, 255)"


async def test_a_phone_has_the_channels_behind_a_button(
    showroom: Sandbox, visit: OpenReader
) -> None:
    phone = await visit(showroom, "newcomer", **PHONE)
    link = phone.page.get_by_role("link", name="gallery")
    await expect(link).not_to_be_visible()
    await phone.page.get_by_role("button", name="Show channels").tap()
    await link.tap()
    await expect(phone.page.locator(".place-name")).to_have_text("gallery")
    await expect(link).not_to_be_visible()


async def test_the_page_finds_its_way_when_the_sandbox_is_started_anew(
    visit: OpenReader,
) -> None:
    async with Sandbox.started() as first:
        nova = await visit(first, "newcomer")
        await nova.say("Before")
        port = int(first.address.origin.rpartition(":")[2])
    await expect(nova.page.get_by_role("status").first).to_contain_text("connection is lost")
    async with Sandbox.started(port=port):
        await expect(nova.page.locator(".message")).to_have_count(0)
        await nova.say("After")
        await expect(nova.last).to_contain_text("After")


async def test_a_long_history_is_loaded_as_one_scrolls(
    showroom: Sandbox, visit: OpenReader
) -> None:
    async with connected(showroom, "newcomer") as member:
        await _fill(member, showroom)
    nova = await visit(showroom, "newcomer", "after-dark")
    messages = nova.page.locator(".message[data-id]")
    assert await messages.count() == 50
    while await nova.page.locator(".intro").is_hidden():
        await nova.page.locator(".scroller").evaluate("e => e.scrollTo(0, -e.scrollHeight)")
        await nova.page.wait_for_timeout(20)
    assert await messages.count() == 400
    order = await messages.evaluate_all("all => all.map((e) => e.dataset.id)")
    assert order == sorted(order, key=int)
    await expect(messages.first).to_contain_text("message 0")


async def _fill(member: Member, sandbox: Sandbox) -> None:
    """Put four hundred messages and eight pictures into a channel, past the rate limits."""
    out = io.BytesIO()
    Image.new("RGB", (400, 300), "teal").save(out, "PNG")
    for number in range(400):
        files = [File(f"{number}.png", out.getvalue())] if number % 50 == 49 else []
        await member.send("after-dark", f"message {number}", files=files)
        sandbox.backend.clock.forward(2)
