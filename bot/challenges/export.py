"""A challenge as a file for moderators: a table of its entries, and their pictures."""

import asyncio
import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime

from bot.storage.picture_store import PictureStore

_TABLE = "entries.csv"
# Excel takes a table for UTF-8 only if this stands before it.
_BYTE_ORDER_MARK = "\ufeff"
# A cell that begins so is a formula to spreadsheets, which may send away what is in the others.
_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# What an archive says of a file, twice, without its name; and of itself.
_MEMBER_BYTES = 30 + 46
_ARCHIVE_BYTES = 22


@dataclass(frozen=True, slots=True)
class ExportEntry:
    """One row; `picture` is the name of the picture in the store, None if there is none."""

    entry: str
    rank: int | None
    name: str
    member: int | None
    score: float | None
    voters: int
    jury: float | None
    state: str
    entered_at: datetime
    picture: str | None
    extension: str | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Export:
    """A zip archive, and how many pictures did not fit into it."""

    archive: bytes
    left_out: int


async def export(entries: Sequence[ExportEntry], pictures: PictureStore, most_bytes: int) -> Export:
    """Pack entries into an archive of at most `most_bytes`, those of the best rank first.

    What does not fit is left out, and so is a picture that is not kept any more; the table says
    of each entry which file its picture is in. Raises OSError if a picture cannot be read.
    """
    packer = _Packer(most_bytes - len(_table((entry, _file(entry)) for entry in entries)))
    rows: list[tuple[ExportEntry, str]] = []
    left_out = 0
    for entry in sorted(entries, key=lambda e: (e.rank is None, e.rank, e.entered_at, e.entry)):
        name = ""
        if entry.picture is not None:
            try:
                size = await pictures.size(entry.picture)
            except FileNotFoundError:
                size = None
            if size is not None and packer.has_room(_file(entry), size):
                name = _file(entry)
                await asyncio.to_thread(packer.add, name, await pictures.read(entry.picture))
            elif size is not None:
                left_out += 1
        rows.append((entry, name))
    return Export(await asyncio.to_thread(packer.close, _table(rows)), left_out)


class _Packer:
    """An archive that is being written; pictures are stored as they are, being compressed."""

    def __init__(self, most_bytes: int) -> None:
        self._room = most_bytes - _ARCHIVE_BYTES - _MEMBER_BYTES - 2 * len(_TABLE)
        self._file = io.BytesIO()
        self._archive = zipfile.ZipFile(self._file, "w")

    def has_room(self, name: str, size: int) -> bool:
        """Say whether a file of so many bytes still fits."""
        return size + _MEMBER_BYTES + 2 * len(name.encode()) <= self._room

    def add(self, name: str, content: bytes) -> None:
        """Add a file."""
        self._archive.writestr(name, content)
        self._room -= len(content) + _MEMBER_BYTES + 2 * len(name.encode())

    def close(self, table: bytes) -> bytes:
        """Add the table and return the whole archive."""
        with self._archive as archive:
            archive.writestr(_TABLE, table, zipfile.ZIP_DEFLATED)
        return self._file.getvalue()


def _file(entry: ExportEntry) -> str:
    rank = "unranked" if entry.rank is None else f"{entry.rank:03}"
    return f"pictures/{rank}-{entry.entry}.{entry.extension or 'png'}"


def _table(rows: Iterable[tuple[ExportEntry, str]]) -> bytes:
    text = io.StringIO(newline="")
    text.write(_BYTE_ORDER_MARK)
    writer = csv.writer(text)
    writer.writerow([*_columns(), "file"])
    for entry, file in rows:
        values = asdict(entry)
        writer.writerow([_cell(values[name]) for name in _columns()] + [file])
    return text.getvalue().encode()


def _columns() -> list[str]:
    hidden = ("picture", "extension")
    return [field.name for field in fields(ExportEntry) if field.name not in hidden]


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return value.isoformat(timespec="seconds")
        case float():
            return f"{value:.4f}"
        case str():
            return f"'{value}" if value.startswith(_FORMULAS) else value
        case _:
            return str(value)
