"""What code and pages refer to is there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "tests").rglob("*.md")]


def test_links_between_pages_lead_somewhere() -> None:
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in PAGES
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text())
        if "://" not in target and not (page.parent / target).exists()
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
