"""The file for moderators as a spreadsheet and an archiver see it."""

import csv
import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.challenges.export import ExportEntry, export
from bot.storage.picture_store import PictureStore

NOW = datetime(2026, 11, 25, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> PictureStore:
    store = PictureStore(tmp_path)
    store.open()
    return store


def _entry(name: str, rank: int | None, picture: str | None) -> ExportEntry:
    return ExportEntry(
        entry=f"e{rank}",
        rank=rank,
        name=name,
        member=4_242_424_242_424_242,
        score=4.5,
        voters=3,
        jury=None,
        state="shown",
        entered_at=NOW,
        picture=picture,
        extension="webp",
    )


def _rows(archive: bytes) -> list[dict[str, str]]:
    table = zipfile.ZipFile(io.BytesIO(archive)).read("entries.csv")
    assert table.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline="")))


async def test_each_entry_is_a_row_and_its_picture_a_file(store: PictureStore) -> None:
    names = ["김민준", '=HYPERLINK("http://x")', "-1+1", 'a "quoted",\nname']
    kept = [await store.add(name.encode()) for name in names[:3]]
    entries = [
        _entry(n, 4 - i, p) for i, (n, p) in enumerate(zip(names, [*kept, None], strict=True))
    ]
    made = await export([*entries, _entry("gone", None, "0" * 64)], store, 1_000_000)
    rows = _rows(made.archive)
    assert [row["name"] for row in rows] == [
        names[3],
        "'" + names[2],
        "'" + names[1],
        names[0],
        "gone",
    ]
    assert [row["rank"] for row in rows] == ["1", "2", "3", "4", ""]
    assert [row["file"] for row in rows] == [
        "",
        "pictures/002-e2.webp",
        "pictures/003-e3.webp",
        "pictures/004-e4.webp",
        "",
    ]
    assert rows[3]["member"] == "4242424242424242"
    packed = zipfile.ZipFile(io.BytesIO(made.archive))
    assert packed.read("pictures/004-e4.webp") == names[0].encode()
    assert made.left_out == 0


async def test_what_does_not_fit_is_left_out_from_the_last_rank_on(store: PictureStore) -> None:
    entries = [_entry("m", rank, await store.add(bytes([rank]) * 10_000)) for rank in range(1, 9)]
    made = await export(entries[::-1], store, 45_000)
    assert len(made.archive) <= 45_000
    assert [bool(row["file"]) for row in _rows(made.archive)] == [True] * 4 + [False] * 4
    assert made.left_out == 4
