"""The CDN: files behind signed links, artwork, and the place where uploads are put."""

import asyncio
import io
from urllib.parse import quote

from aiohttp import web
from PIL import Image

from bot.sandbox.backend import Backend
from bot.sandbox.rest.uploads import UPLOAD_PATH
from bot.sandbox.state import snowflake

_GONE = "This content is no longer available."
_COLOURS = ("#5865F2", "#747F8D", "#3BA55D", "#FAA61A", "#ED4245", "#EB459F")


class Cdn:
    """Serves and takes files."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of the CDN."""
        return [
            web.get("/attachments/{place}/{attachment}/{filename}", self._serve),
            web.get("/ephemeral-attachments/{place}/{attachment}/{filename}", self._serve),
            web.get("/embed/avatars/{number}.png", self._default_avatar),
            web.get("/{path:(?:avatars|emojis|guilds|stickers)/.+}", self._artwork),
            web.put(UPLOAD_PATH + "/{name:.+}", self._take),
        ]

    async def _serve(self, request: web.Request) -> web.Response:
        number = snowflake.parse(request.match_info["attachment"])
        attachment = self._backend.world.attachments.get(number or 0)
        folder = request.path.strip("/").split("/")[0]
        path = f"/{folder}/{request.match_info['place']}/{number}/" + quote(
            request.match_info["filename"]
        )
        query = request.query
        signed = self._backend.signer.holds(
            path, query.get("ex", ""), query.get("is", ""), query.get("hm", "")
        )
        if attachment is None or not signed:
            return web.Response(status=404, text=_GONE)
        kind = (attachment.content_type or "application/octet-stream").split(";")[0]
        inline = "inline" if kind.startswith(("image/", "video/", "audio/")) else "attachment"
        headers = {
            "Cache-Control": "public, max-age=31536000",
            "Content-Disposition": f"{inline}; filename*=UTF-8''{quote(attachment.filename)}",
            "Access-Control-Allow-Origin": "*",
            "X-Content-Type-Options": "nosniff",
            "X-Robots-Tag": "noindex, nofollow, noarchive, nocache, noimageindex, noodp",
        }
        return web.Response(body=attachment.content, content_type=kind, headers=headers)

    async def _artwork(self, request: web.Request) -> web.Response:
        path = request.match_info["path"]
        found = await asyncio.to_thread(self._backend.artwork.file, path)
        if found is None:
            return web.Response(status=404)
        body, kind = found
        return web.Response(
            body=body, content_type=kind, headers={"Cache-Control": "public, max-age=31536000"}
        )

    async def _default_avatar(self, request: web.Request) -> web.Response:
        number = request.match_info["number"]
        if number not in map(str, range(len(_COLOURS))):
            return web.Response(status=404, text=_GONE)
        body = await asyncio.to_thread(_draw_avatar, _COLOURS[int(number)])
        return web.Response(body=body, content_type="image/png")

    async def _take(self, request: web.Request) -> web.Response:
        slot = self._backend.slots.find(request.match_info["name"])
        if slot is None:
            return web.Response(status=404, text="No such upload.")
        limit = self._backend.world.attachment_limit(slot.channel)
        if (request.content_length or 0) > limit:
            return web.Response(status=413, text="Too large.")
        content = await request.read()
        if len(content) > limit:
            return web.Response(status=413, text="Too large.")
        slot.content = content
        return web.Response(status=200)


def _draw_avatar(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (128, 128), colour).save(out, "PNG")
    return out.getvalue()
