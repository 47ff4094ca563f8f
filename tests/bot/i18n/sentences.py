"""What the files of sentences say, read without the bot."""

from fluent.syntax import ast, parse, visitor

from bot.i18n import texts


class _Placeholders(visitor.Visitor):
    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.found.add(node.id.name)


def sentences(language: str) -> dict[str, set[str]]:
    """Return the placeholders of each sentence."""
    resource = parse((texts.FOLDER / f"{language}.ftl").read_text(encoding="utf-8"))
    found: dict[str, set[str]] = {}
    for entry in resource.body:
        assert not isinstance(entry, ast.Junk), entry.content
        if isinstance(entry, ast.Message):
            placeholders = _Placeholders()
            placeholders.visit(entry)
            assert entry.id.name not in found
            found[entry.id.name] = placeholders.found
    return found
