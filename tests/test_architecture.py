"""Who may import whom. A folder may import those that stand below it here, and none above it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]

# From the top to the bottom. What stands in one row does not know each other.
BOT = (
    ("cli", "__main__"),
    ("app", "sandbox"),
    ("exts",),
    ("client",),
    ("services",),
    ("challenges",),
    ("jobs",),
    ("monitoring",),
    ("delivery",),
    ("styles",),
    ("ui",),
    ("intake",),
    ("inference", "storage", "command_sync"),
    ("database",),
    ("i18n", "recipe", "settings", "clock"),
    ("errors", "discord_limits"),
)
STYLETRANSFER = (
    ("__main__",),
    ("cli", "worker"),
    ("figure",),
    ("warmup",),
    ("exemplar", "speed", "dream"),
    ("painter",),
    ("draft",),
    ("optimise", "evaluate"),
    ("faces",),
    ("images",),
    ("features",),
    ("moods", "presets", "progress"),
)


def imports(package: str) -> Iterator[tuple[str, str, str]]:
    """Yield file, room and imported room for each import between rooms of a package."""
    for path in sorted((ROOT / package).rglob("*.py")):
        inside = path.relative_to(ROOT / package)
        own = inside.parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(path.read_text())):
            match node:
                case ast.ImportFrom(module=str(module), names=names):
                    named = [f"{module}.{each.name}" for each in names]
                case ast.Import(names=names):
                    named = [each.name for each in names]
                case _:
                    continue
            for name in named:
                top, _, rest = name.partition(".")
                other = rest.partition(".")[0]
                if top == package and other not in ("", own):
                    yield str(inside), own, other


def climbing(package: str, rows: tuple[tuple[str, ...], ...]) -> list[str]:
    """Return the imports of a package that do not lead downwards."""
    level = {room: number for number, row in enumerate(rows) for room in row}
    return [
        f"{file} imports {other}"
        for file, own, other in imports(package)
        if level[other] <= level[own]
    ]


def test_the_sandbox_knows_nothing_of_the_bot_nor_the_painter_of_either() -> None:
    assert {other for _, own, other in imports("bot") if own == "sandbox"} == set()
    painter = [path.read_text() for path in (ROOT / "styletransfer").rglob("*.py")]
    assert not [text for text in painter if re.search(r"^\s*(from|import) bot\b", text, re.M)]


def test_imports_lead_one_way() -> None:
    assert climbing("bot", BOT) == []
    assert climbing("styletransfer", STYLETRANSFER) == []


def test_no_feature_reaches_into_another_one() -> None:
    """A module of a feature that begins with an underscore is its own."""
    reached: list[str] = []
    for path in sorted((ROOT / "bot" / "exts").rglob("*.py")):
        feature = path.parent.name
        for other, named in re.findall(
            r"^from bot\.exts\.(\w+)(?:\.(_\w+) import| import _\w+)", path.read_text(), re.M
        ):
            if other != feature:
                reached.append(f"{feature}/{path.name}: {other} {named}")
    assert reached == []
