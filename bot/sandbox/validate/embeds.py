"""Embeds: the rich boxes under a message."""

from datetime import datetime

from bot.sandbox.validate.field import Field
from bot.sandbox.validate.media import Uploads
from bot.sandbox.wire import JsonObject

MOST_EMBEDS = 10
MOST_CHARACTERS = 6000


def read_embeds(at: Field, uploads: Uploads) -> list[JsonObject]:
    """Read all embeds of a message; their text counts together."""
    embeds = [_read_embed(e, uploads) for e in at.items(most=MOST_EMBEDS) if e.object()]
    if sum(map(_characters, embeds)) > MOST_CHARACTERS:
        at.fail("MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {MOST_CHARACTERS}")
    return embeds


def _read_embed(at: Field, uploads: Uploads) -> JsonObject:
    embed: JsonObject = {
        "type": "rich",
        "title": at["title"].string(most=256),
        "description": at["description"].string(most=4096),
        "url": at["url"].url(),
        "color": at["color"].integer(least=0, most=0xFFFFFF),
        "timestamp": _read_timestamp(at["timestamp"]),
        "footer": _read_part(at["footer"], uploads, text=2048),
        "author": _read_part(at["author"], uploads, name=256),
        "fields": [_read_field(f) for f in at["fields"].items(most=25) if f.object()],
    }
    for key in ("image", "thumbnail"):
        if at[key].given and at[key].object():
            embed[key] = uploads.picture(at[key])
            embed[key].pop("id", None)
    # Discord sets these itself, whatever a bot says.
    at.skip("type", "provider", "video", "flags")
    filled = {key: value for key, value in embed.items() if value or value == 0}
    if len(filled) == 1:
        at["description"].require()
    return filled


def _read_part(at: Field, uploads: Uploads, **texts: int) -> JsonObject:
    if not at.given or not at.object():
        return {}
    part: JsonObject = {
        key: at[key].string(most=most, required=True) for key, most in texts.items()
    }
    if "name" in texts and at["url"].given:
        part["url"] = at["url"].url()
    at.skip("proxy_icon_url")
    if at["icon_url"].given:
        part["icon_url"] = uploads.media(at["icon_url"]).get("url", "")
    return part


def _read_field(at: Field) -> JsonObject:
    return {
        "name": at["name"].string(least=1, most=256, required=True),
        "value": at["value"].string(least=1, most=1024, required=True),
        "inline": at["inline"].boolean(),
    }


def _read_timestamp(at: Field) -> str | None:
    if not at.given:
        return None
    try:
        return datetime.fromisoformat(at.string()).isoformat()
    except ValueError:
        at.fail("DATE_TIME_TYPE_PARSE", f"Could not parse {at.value}. Should be ISO8601.")
        return None


def _characters(embed: JsonObject) -> int:
    texts = [embed.get("title", ""), embed.get("description", "")]
    texts += [embed.get("footer", {}).get("text", ""), embed.get("author", {}).get("name", "")]
    texts += [field[key] for field in embed.get("fields", []) for key in ("name", "value")]
    return sum(map(len, texts))
