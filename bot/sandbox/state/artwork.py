"""Pictures that anybody may fetch: avatars, stickers and custom emoji."""

import hashlib
import io

from PIL import Image, ImageDraw

from bot.sandbox.state.files import measure
from bot.sandbox.state.model import Guild, Sticker, StickerFormat, User
from bot.sandbox.state.snowflake import Snowflakes

_FORMATS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "webp": "WEBP", "gif": "GIF"}
_LOTTIE = "json"
_STICKER_PX = 320


class Artwork:
    """The files behind unsigned addresses, by their path without its ending."""

    def __init__(self, snowflakes: Snowflakes) -> None:
        self._snowflakes = snowflakes
        self._files: dict[str, bytes] = {}

    def set_avatar(self, user: User, picture: bytes, guild: Guild | None = None) -> None:
        """Give a user an avatar, or one for a guild alone."""
        mark = hashlib.md5(picture, usedforsecurity=False).hexdigest()
        if guild:
            guild.members[user.id].avatar = mark
            self._files[f"guilds/{guild.id}/users/{user.id}/avatars/{mark}"] = picture
        else:
            user.avatar = mark
            self._files[f"avatars/{user.id}/{mark}"] = picture

    def add_sticker(
        self, guild: Guild, name: str, content: bytes, kind: StickerFormat = StickerFormat.PNG
    ) -> Sticker:
        """Give a guild a sticker; `content` is a picture, or JSON for Lottie."""
        sticker = Sticker(self._snowflakes.next(), name, kind)
        guild.stickers[sticker.id] = sticker
        self._files[f"stickers/{sticker.id}"] = content
        return sticker

    def add_emoji(self, name: str, picture: bytes) -> str:
        """Keep a custom emoji; returns how messages write it."""
        number = self._snowflakes.next()
        self._files[f"emojis/{number}"] = picture
        return f"<:{name}:{number}>"

    def file(self, path: str) -> tuple[bytes, str] | None:
        """Return a file in the format of its path's ending, and its content type."""
        stem, _, ending = path.rpartition(".")
        content = self._files.get(stem)
        if content is None:
            return None
        picture = measure(content)[0] is not None
        if ending == _LOTTIE:
            return None if picture else (content, "application/json")
        if not picture or ending not in _FORMATS:
            return None
        return _converted(content, _FORMATS[ending]), f"image/{_FORMATS[ending].lower()}"


def palette() -> bytes:
    """Draw the sticker that the guild begins with: a painter's palette."""
    large = 2 * _STICKER_PX
    picture = Image.new("RGBA", (large, large))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((20, 100, 620, 560), "#c89b5a", "#7a5427", 14)
    draw.ellipse((390, 400, 500, 490), (0, 0, 0, 0), "#7a5427", 14)
    colours = ("#d9402f", "#f2b632", "#4f9d52", "#2f6fb7", "#7a4a9c", "#f4f1ea")
    places = ((90, 330), (110, 200), (220, 130), (360, 130), (470, 210), (230, 430))
    for colour, (x, y) in zip(colours, places, strict=True):
        draw.ellipse((x, y, x + 96, y + 84), colour)
    out = io.BytesIO()
    picture.resize((_STICKER_PX, _STICKER_PX), Image.Resampling.LANCZOS).save(out, "PNG")
    return out.getvalue()


def _converted(content: bytes, wanted: str) -> bytes:
    with Image.open(io.BytesIO(content)) as picture:
        if picture.format == wanted:
            return content
        out = io.BytesIO()
        picture.convert("RGB" if wanted == "JPEG" else "RGBA").save(out, wanted)
        return out.getvalue()
