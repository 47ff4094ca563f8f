"""What code and pages refer to is there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "tests").rglob("*.md")]


def test_links_between_pages_lead_somewhere() -> None:
    links = [
        (page, found[1] or found[2])
        for page in PAGES
        for found in re.finditer(r'\]\(([^)\s]+)|src="([^"]+)"', page.read_text())
    ]
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page, target in links
        if "://" not in target and not _leads_somewhere(page, target)
    ]
    assert broken == []


def test_measurements_that_comments_name_are_there() -> None:
    titles = {
        title
        for page in (ROOT / "docs" / "measurements").glob("*.md")
        for title in re.findall(r"(?m)^## (.*?)(?: \(20.*)?$", page.read_text())
    }
    named: set[str] = set()
    for folder in ("bot", "styletransfer", "tools"):
        for path in (ROOT / folder).rglob("*.py"):
            text = re.sub(r"\s*\n\s*(# )?", " ", path.read_text())
            for titled in re.findall(r'docs/measurements((?:, "[^"]+"(?: and "[^"]+")?)+)', text):
                named.update(re.findall(r'"([^"]+)"', titled))
    assert len(named) > 20
    assert named - titles == set()


def _leads_somewhere(page: Path, target: str) -> bool:
    """Return whether the file of a link is there, and the heading where it names one."""
    name, _, anchor = target.partition("#")
    path = page.parent / name if name else page
    return path.exists() and (not anchor or anchor in _anchors(path.read_text()))


def _anchors(text: str) -> set[str]:
    """Return what GitHub names the headings of a page."""
    headings: list[str] = re.findall(r"(?m)^#+ (.+)$", text)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
