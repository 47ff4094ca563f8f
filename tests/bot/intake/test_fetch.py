"""The intake against a server over TCP that does what hostile servers do."""

import asyncio
import gzip
import hashlib
from collections.abc import AsyncIterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from bot.errors import RefusalError
from bot.intake import kinds
from bot.intake.declared import MOST_NARROW, MOST_PIXELS, DeclaredPicture, check
from bot.intake.fetch import DISCORD_ORIGINS, Intake
from bot.intake.purpose import PicturePurpose
from bot.storage.picture_store import PictureStore
from styletransfer.images import files
from styletransfer.worker import pictures as worker_pictures

PNG = b"\x89PNG\r\n\x1a\n" + bytes(1000)
MOST = 1 << 20


class Cdn:
    """A file server with tricks; `asked` are the paths that were fetched."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.origin = URL()
        self.elsewhere = URL()
        self.sent = 0

    async def serve(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request.path)
        match request.path:
            case "/picture":
                return web.Response(body=PNG)
            case "/text":
                return web.Response(body=b"<html>not a picture, long enough</html>")
            case "/empty":
                return web.Response(body=b"")
            case "/missing":
                return web.Response(status=404, body=PNG)
            case "/forbidden":
                return web.Response(status=403, body=PNG)
            case "/bomb":
                return web.Response(
                    body=gzip.compress(PNG + bytes(50 << 20)), headers={"Content-Encoding": "gzip"}
                )
            case "/announced":
                return web.Response(body=PNG + bytes(MOST))
            case "/endless":
                response = web.StreamResponse()
                await response.prepare(request)
                await response.write(PNG)
                for _ in range(1000):
                    await response.write(bytes(1 << 16))
                    self.sent += 1 << 16
                return response
            case "/cut-off":
                response = web.StreamResponse(headers={"Content-Length": "5000"})
                await response.prepare(request)
                await response.write(PNG)
                assert request.transport
                request.transport.close()
                return response
            case "/slow":
                await asyncio.sleep(60)
                return web.Response(body=PNG)
            case "/near":
                raise web.HTTPFound("/picture")
            case "/far":
                raise web.HTTPFound(str(self.elsewhere / "picture"))
            case "/scheme":
                raise web.HTTPFound("file:///etc/passwd")
            case "/user":
                raise web.HTTPFound(str((self.origin / "picture").with_user("somebody")))
            case _:
                raise web.HTTPFound("/circle")


@pytest.fixture
async def cdn() -> AsyncIterator[Cdn]:
    cdn = Cdn()
    app = web.Application()
    app.router.add_get("/{path:.*}", cdn.serve)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    for host in ("127.0.0.1", "127.0.0.2"):
        await web.TCPSite(runner, host, 0).start()
    cdn.origin, cdn.elsewhere = (URL(f"http://{h}:{p}") for h, p in runner.addresses)
    yield cdn
    await runner.cleanup()


@pytest.fixture
async def store(tmp_path: Path) -> PictureStore:
    store = PictureStore(tmp_path / "pictures")
    store.open()
    return store


@pytest.fixture
async def intake(cdn: Cdn, store: PictureStore) -> AsyncIterator[Intake]:
    async with Intake(store, MOST, frozenset({cdn.origin})) as intake:
        yield intake


def _declared(url: URL, role: PicturePurpose = PicturePurpose.CONTENT) -> DeclaredPicture:
    return DeclaredPicture(str(url), role, size=1)


@pytest.mark.parametrize("path", ["picture", "near"])
async def test_a_picture_is_kept_under_its_hash(
    cdn: Cdn, store: PictureStore, intake: Intake, path: str
) -> None:
    name = await intake.fetch(_declared(cdn.origin / path), 1)
    assert name == hashlib.sha256(PNG).hexdigest()
    assert await store.read(name) == PNG


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("text", "content-not-a-picture"),
        ("empty", "content-empty"),
        ("missing", "content-gone"),
        ("bomb", "content-not-a-picture"),
        ("announced", "content-too-heavy"),
        ("endless", "content-too-heavy"),
        ("cut-off", "content-gone"),
        ("far", "content-gone"),
        ("scheme", "content-gone"),
        ("user", "content-gone"),
        ("circle", "content-gone"),
    ],
)
async def test_what_is_no_picture_leaves_nothing_behind(
    cdn: Cdn, tmp_path: Path, intake: Intake, path: str, key: str
) -> None:
    with pytest.raises(RefusalError) as refused:
        await intake.fetch(_declared(cdn.origin / path), 1)
    assert refused.value.key == key
    assert list((tmp_path / "pictures").iterdir()) == []


@pytest.mark.parametrize("path", ["missing", "forbidden"])
async def test_an_address_that_has_expired_is_asked_for_anew_once(
    cdn: Cdn, intake: Intake, path: str
) -> None:
    async def found(fresh: DeclaredPicture | None) -> DeclaredPicture | None:
        return fresh

    def expired(fresh: DeclaredPicture | None) -> DeclaredPicture:
        return replace(_declared(cdn.origin / path), again=partial(found, fresh))

    fresh = _declared(cdn.origin / "picture")
    assert await intake.fetch(expired(fresh), 1) == hashlib.sha256(PNG).hexdigest()
    for hopeless in (None, expired(fresh), _declared(cdn.elsewhere / "picture")):
        with pytest.raises(RefusalError, match="content-gone"):
            await intake.fetch(expired(hopeless), 1)


async def test_an_endless_body_is_not_read_to_its_end(cdn: Cdn, intake: Intake) -> None:
    with pytest.raises(RefusalError):
        await intake.fetch(_declared(cdn.origin / "endless"), 1)
    await asyncio.sleep(0.1)
    assert cdn.sent < 20 * MOST


async def test_other_hosts_are_never_asked(cdn: Cdn, intake: Intake) -> None:
    for url in (cdn.elsewhere / "picture", cdn.origin / "far"):
        with pytest.raises(RefusalError):
            await intake.fetch(_declared(url), 1)
    assert cdn.asked == ["/far"]


@pytest.mark.parametrize(
    "url",
    [
        "http://cdn.discordapp.com/a.png",
        "https://cdn.discordapp.com:8443/a.png",
        "https://cdn.discordapp.com.example.com/a.png",
        "https://me@cdn.discordapp.com/a.png",
        "https://example.com/cdn.discordapp.com/a.png",
        "https://127.0.0.1/a.png",
        "ftp://cdn.discordapp.com/a.png",
        "",
    ],
)
async def test_only_discords_own_addresses_are_fetched(store: PictureStore, url: str) -> None:
    assert URL("https://cdn.discordapp.com/a.png").origin() in DISCORD_ORIGINS
    async with Intake(store, MOST) as intake:
        with pytest.raises(RefusalError, match="style-gone"):
            await intake.fetch(DeclaredPicture(url, PicturePurpose.STYLE, size=1), 1)


@pytest.mark.parametrize(
    ("picture", "key"),
    [
        (DeclaredPicture("", PicturePurpose.CONTENT, size=0), "content-empty"),
        (DeclaredPicture("", PicturePurpose.STYLE, size=MOST + 1), "style-too-heavy"),
        (DeclaredPicture("", PicturePurpose.CONTENT, 1, 20_000, 20_000), "content-too-large"),
        (DeclaredPicture("", PicturePurpose.CONTENT, None, 20_000, 20_000), "content-too-large"),
    ],
)
def test_what_is_declared_can_rule_a_picture_out(picture: DeclaredPicture, key: str) -> None:
    with pytest.raises(RefusalError) as refused:
        check(picture, MOST)
    assert refused.value.key == key


def test_what_is_declared_can_be_all_right() -> None:
    check(DeclaredPicture("", PicturePurpose.CONTENT, MOST, 8000, MOST_PIXELS // 8000), MOST)
    assert MOST_PIXELS == files.MOST_PIXELS


def test_what_would_be_a_line_is_refused_before_it_is_fetched() -> None:
    assert MOST_NARROW == worker_pictures.MOST_NARROW
    check(DeclaredPicture("", PicturePurpose.CONTENT, MOST, 3200, 100), MOST)
    for width, height in ((3201, 100), (100, 3201)):
        check(DeclaredPicture("", PicturePurpose.STYLE, MOST, width, height), MOST)
        with pytest.raises(RefusalError, match="content-too-narrow"):
            check(DeclaredPicture("", PicturePurpose.CONTENT, MOST, width, height), MOST)


async def test_a_member_whose_pictures_come_slowly_keeps_nobody_waiting(
    intake: Intake, cdn: Cdn
) -> None:
    slow = _declared(cdn.origin / "slow")
    waiting = [asyncio.create_task(intake.fetch(slow, user_id=1)) for _ in range(40)]
    await asyncio.sleep(0.1)
    async with asyncio.timeout(10):
        await intake.fetch(_declared(cdn.origin / "picture"), user_id=2)
    assert cdn.asked.count("/slow") == 2
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)


async def test_nothing_is_fetched_while_the_disk_is_full(cdn: Cdn, tmp_path: Path) -> None:
    store = PictureStore(tmp_path / "full", least_free=1 << 60)
    store.open()
    async with Intake(store, MOST, frozenset({cdn.origin})) as intake:
        with pytest.raises(RefusalError, match="no-room"):
            await intake.fetch(_declared(cdn.origin / "picture"), 1)
    assert list((tmp_path / "full").iterdir()) == []


@given(st.binary(max_size=kinds.HEAD_BYTES))
def test_any_head_is_judged(head: bytes) -> None:
    assert kinds.is_picture(head) in (True, False)


async def test_old_files_go_unless_they_are_needed(store: PictureStore, tmp_path: Path) -> None:
    kept, gone = await store.add(b"kept"), await store.add(b"gone")
    await store.delete_unreferenced({kept}, seconds=3600)
    assert await store.read(gone) == b"gone"
    await store.delete_unreferenced({kept}, seconds=-1)
    assert [path.name for path in (tmp_path / "pictures").iterdir()] == [kept]
