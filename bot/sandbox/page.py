"""The plain page: a channel's messages and pictures, newest first."""

from datetime import datetime
from html import escape
from typing import cast

from aiohttp import web

from bot.sandbox import snowflake
from bot.sandbox.backend import Backend
from bot.sandbox.model import Channel, Message, MessageFlag, User
from bot.sandbox.rendered_messages import history
from bot.sandbox.snowflake import created_at
from bot.sandbox.wire import JsonObject

SHOWN = 100
REFRESH_S = 3
_STYLE = """
:root { color-scheme: light dark; --line: #8883; --soft: #8881; --accent: #5865f2 }
* { box-sizing: border-box }
body { margin: 0; font: 16px/1.45 system-ui, sans-serif }
header { position: sticky; top: 0; padding: .7rem 1rem; border-bottom: 1px solid var(--line);
  background: Canvas; display: flex; flex-wrap: wrap; gap: .4rem 1rem; align-items: baseline }
h1 { font-size: 1rem; margin: 0 }
nav { display: flex; flex-wrap: wrap; gap: .2rem .9rem }
nav a { color: inherit; opacity: .75; text-decoration: none }
nav a[aria-current] { color: var(--accent); opacity: 1; font-weight: 600 }
main { max-width: 60rem; margin: 0 auto; padding: 1rem }
article { padding: .6rem .2rem; border-bottom: 1px solid var(--soft) }
article h2 { font-size: .95rem; margin: 0 }
article time, .badge { font-weight: 400; font-size: .78rem; opacity: .7; margin-left: .4rem }
article p { margin: .2rem 0; white-space: pre-wrap; overflow-wrap: anywhere }
figure { margin: .4rem .4rem 0 0; display: inline-block; max-width: 100% }
img { max-width: min(100%, 32rem); max-height: 32rem; border-radius: .5rem; display: block }
.box { border-left: 3px solid var(--accent); background: var(--soft); border-radius: .3rem;
  padding: .4rem .8rem; margin: .4rem 0 }
.control { display: inline-block; border-radius: .3rem; padding: .2rem .7rem;
  margin: .3rem .3rem 0 0; background: var(--soft); border: 1px solid var(--line);
  font-size: .9rem }
.empty { opacity: .7 }
"""


class Page:
    """Shows the channels of the guild, to one who sees what the owner sees."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of the page."""
        return [web.get("/", self._show), web.get("/channels/{channel}", self._show)]

    async def _show(self, request: web.Request) -> web.Response:
        guild = next(iter(self._backend.world.guilds.values()))
        owner = self._backend.world.users[guild.owner_id]
        channels = list(guild.channels.values())
        wanted = snowflake.parse(request.match_info.get("channel"))
        channel = guild.channels.get(wanted or 0) or channels[0]
        links = "".join(_link(other, current=other is channel) for other in channels)
        messages = history(channel)[-SHOWN:]
        body = "".join(self._message(m, owner) for m in reversed(messages))
        text = (
            '<!doctype html><html lang="en"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width">'
            f'<meta http-equiv="refresh" content="{REFRESH_S}">'
            f"<title>#{escape(channel.name)} · {escape(guild.name)}</title>"
            f"<style>{_STYLE}</style></head><body>"
            f"<header><h1>{escape(guild.name)}</h1>"
            f'<nav aria-label="Channels">{links}</nav></header>'
            f"<main>{body or _EMPTY}</main></body></html>"
        )
        headers = {"Cache-Control": "no-store", "Content-Security-Policy": _POLICY}
        return web.Response(text=text, content_type="text/html", headers=headers)

    def _message(self, message: Message, viewer: User) -> str:
        shown = self._backend.rendered(message, viewer)
        author = message.author.global_name or message.author.username
        badge = '<span class="badge">APP</span>' if message.author.bot else ""
        parts = [_paragraph(message.content)]
        if message.flags & MessageFlag.LOADING:
            parts.append('<p class="empty">is thinking…</p>')
        parts += [_embed(embed) for embed in shown["embeds"]]
        parts += [_component(component) for component in shown["components"]]
        parts += [_attachment(attachment) for attachment in shown["attachments"]]
        return (
            f'<article id="m{message.id}"><h2>{escape(author)}{badge}'
            f"{_time(created_at(message.id))}</h2>{''.join(parts)}</article>"
        )


_EMPTY = '<p class="empty">Nothing has been said here yet.</p>'
_POLICY = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'"


def _link(channel: Channel, *, current: bool) -> str:
    mark = ' aria-current="page"' if current else ""
    return f'<a href="/channels/{channel.id}"{mark}>#{escape(channel.name)}</a>'


def _time(moment: datetime) -> str:
    return f'<time datetime="{moment.isoformat()}">{moment:%Y-%m-%d %H:%M:%S} UTC</time>'


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>" if text else ""


def _picture(url: str, description: str | None) -> str:
    alt = escape(description or "")
    return f'<figure><img src="{escape(url)}" alt="{alt}" loading="lazy"></figure>'


def _attachment(attachment: JsonObject) -> str:
    if attachment.get("width"):
        return _picture(attachment["url"], attachment.get("description") or attachment["filename"])
    name = escape(attachment["filename"])
    return f'<p><a href="{escape(attachment["url"])}">{name}</a></p>'


def _embed(embed: JsonObject) -> str:
    parts = [_paragraph(embed.get("title", "")), _paragraph(embed.get("description", ""))]
    parts += [_paragraph(f"{f['name']}: {f['value']}") for f in embed.get("fields", [])]
    parts += [_picture(embed[k]["url"], embed.get("title")) for k in ("image",) if k in embed]
    parts.append(_paragraph(embed.get("footer", {}).get("text", "")))
    return f'<div class="box">{"".join(parts)}</div>'


def _component(component: JsonObject) -> str:
    children = cast("list[JsonObject]", component.get("components", []))
    inner = "".join(map(_component, children))
    if "accessory" in component:
        inner += _component(component["accessory"])
    if "content" in component:
        inner += _paragraph(component["content"])
    for item in component.get("items", [component] if "media" in component else []):
        inner += _picture(item["media"].get("url", ""), item.get("description"))
    label = component.get("label") or component.get("placeholder")
    if label:
        inner += f'<span class="control">{escape(label)}</span>'
    return f'<div class="box">{inner}</div>' if "accent_color" in component else inner
