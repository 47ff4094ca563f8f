"""The page in the browser: its files, and the one thing it asks that Discord would not tell."""

from pathlib import Path

from aiohttp import web

from bot.sandbox.backend import Backend
from bot.sandbox.rest.api import respond
from bot.sandbox.wire import JsonObject

_FOLDER = Path(__file__).with_name("web")
_FILES = {path.relative_to(_FOLDER).as_posix(): path for path in _FOLDER.rglob("*.*")}
# Nothing from another host, and no script or style but those of the files.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' blob: data:; media-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
_HEADERS = {
    # A contributor who changes a file sees it after a reload.
    "Cache-Control": "no-cache",
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Page:
    """Serves the page, a client of the REST API and the gateway like any other."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of the page."""
        return [
            web.get("/", self._index),
            web.get("/web/{path:.+}", self._file),
            web.get("/sandbox/world", self._world),
        ]

    async def _index(self, _: web.Request) -> web.StreamResponse:
        return web.FileResponse(_FILES["index.html"], headers=_HEADERS)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        path = _FILES.get(request.match_info["path"])
        if path is None:
            return web.Response(status=404, text="There is no such file.")
        return web.FileResponse(path, headers=_HEADERS)

    async def _world(self, _: web.Request) -> web.Response:
        """Tell whom one can be in this sandbox, and which application serves it."""
        world = self._backend.world
        users: list[JsonObject] = [
            {
                "id": str(user.id),
                "username": user.username,
                "name": user.global_name or user.username,
                "locale": user.locale,
                "token": user.token,
            }
            for user in world.users.values()
            if not user.bot
        ]
        return respond(
            200,
            {
                "origin": world.base_url,
                "application_id": str(world.application.id),
                "users": users,
            },
            {"Cache-Control": "no-store"},
        )
