"""Who may import whom, and how large a file, a folder and a list of parameters may be.

A folder may import those that stand below it here, and none above it.
"""

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

MOST_LINES, FEWEST_LINES = 300, 15
MOST_PARAMETERS = 8
# Of a constructor that is called elsewhere than in `bot/app.py`, which puts the parts together.
MOST_PARTS = 5
MOST_MODULES = {"bot": 9, "styletransfer": 8}
# What is short because nothing else belongs to its idea.
SHORT = {
    "bot/challenges/likeness.py": "the one rule by which two photos are taken for the same",
    "bot/cli/complaint.py": "how every command tells the host why it ends",
    "bot/database/changes.py": "what SQLAlchemy's types do not say of a change",
    "bot/database/process_name.py": "what both locks and each job's lease call a process",
    "bot/database/migrations/env.py": "Alembic asks for a file of this name",
    "bot/i18n/commands.py": "how discord.py is told of names in all languages",
    "bot/ui/links.py": "the address of a message",
    "styletransfer/cli/errors.py": "all commands may import it, so that it imports nothing",
}
# A caller names each option that it wants otherwise.
MANY_OPTIONS = {"styletransfer/painter.py: paint": "the public function of the library"}


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


def modules() -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each module of both packages."""
    for package in MOST_MODULES:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), path.read_text()


def functions() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef, list[str]]]:
    """Yield the file, the function and its parameters, but for `self` and `cls`."""
    for file, text in modules():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                taken = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
                yield file, node, [each.arg for each in taken if each.arg not in ("self", "cls")]


def is_command(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Say whether discord.py makes a command's options from the parameters."""
    return any("app_commands.command(" in ast.unparse(each) for each in function.decorator_list)


def test_a_file_holds_one_idea() -> None:
    lengths = {file: len(text.splitlines()) for file, text in modules()}
    assert [file for file, lines in lengths.items() if lines > MOST_LINES] == []
    entrances = ("__init__.py", "__main__.py")
    short = {file for file, lines in lengths.items() if lines < FEWEST_LINES}
    assert {file for file in short if not file.endswith(entrances)} <= set(SHORT)


def test_the_top_of_a_package_can_be_taken_in_at_a_glance() -> None:
    for package, most in MOST_MODULES.items():
        loose = {path.stem for path in (ROOT / package).glob("*.py")} - {"__init__", "__main__"}
        assert len(loose) <= most, loose


def test_no_function_takes_more_than_one_can_keep_in_mind() -> None:
    many = {
        f"{file}: {function.name}"
        for file, function, taken in functions()
        if len(taken) > MOST_PARAMETERS and not is_command(function)
    }
    assert many == set(MANY_OPTIONS)


def test_only_the_app_puts_many_parts_together() -> None:
    """The sandbox stands for itself: what it puts together is in its `backend`."""
    of_bot = [(file, ast.parse(text)) for file, text in modules() if file.startswith("bot/")]
    of_bot = [(file, tree) for file, tree in of_bot if not file.startswith("bot/sandbox/")]
    classes = [
        (node.name, each)
        for _, tree in of_bot
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        for each in node.body
    ]
    demanding = {
        name
        for name, each in classes
        if isinstance(each, ast.FunctionDef)
        and each.name == "__init__"
        and len([*each.args.args, *each.args.kwonlyargs]) - 1 > MOST_PARTS
    }
    assert "JobRunner" in demanding
    elsewhere = [
        f"{file} makes a {node.func.id}"
        for file, tree in of_bot
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id in demanding and file != "bot/app.py"
    ]
    assert elsewhere == []
