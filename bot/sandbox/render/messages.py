"""Messages and attachments as JSON, for the eyes of one viewer."""

from datetime import timedelta
from typing import cast

from bot.sandbox.render import channels, users
from bot.sandbox.state.links import Signer
from bot.sandbox.state.model import Attachment, Channel, Message, User
from bot.sandbox.state.snowflake import created_at
from bot.sandbox.state.world import World
from bot.sandbox.wire import JsonObject

ATTACHMENT_IS_SPOILER = 1 << 5


class MessageRenderer:
    """Renders messages with links that are signed afresh each time."""

    def __init__(self, world: World, signer: Signer) -> None:
        self._world = world
        self._signer = signer

    def url(self, attachment: Attachment) -> str:
        """Return a link to a file that works for a day."""
        return self._world.base_url + self._signer.sign(attachment)

    def attachment(self, what: Attachment) -> JsonObject:
        """Return an attachment."""
        url = self.url(what)
        body: JsonObject = {
            "id": str(what.id),
            "filename": what.filename,
            "size": len(what.content),
            "url": url,
            "proxy_url": url,
        }
        if what.content_type:
            body["content_type"] = what.content_type
        if what.width is not None:
            body |= {"width": what.width, "height": what.height}
        if what.title:
            body["title"] = what.title
        if what.description:
            body["description"] = what.description
        if what.ephemeral:
            body["ephemeral"] = True
        if what.spoiler:
            body["flags"] = ATTACHMENT_IS_SPOILER
        return body

    def message(self, what: Message, viewer: User, *, content: bool = True) -> JsonObject:
        """Return a message; without what its author wrote if `content` is withheld."""
        shown = content or exempt_from_content_intent(what, viewer)
        used: set[int] = set()
        embeds = [self._media(e, used) for e in what.embeds]
        components = [self._media(c, used) for c in what.components]
        listed = [a for a in what.attachments if a.id not in used]
        body: JsonObject = {
            "id": str(what.id),
            "type": int(what.kind),
            "channel_id": str(what.channel.id),
            "author": users.user(what.author),
            "content": what.content if shown else "",
            "embeds": embeds if shown else [],
            "components": components if shown else [],
            "attachments": [self.attachment(a) for a in listed] if shown else [],
            "timestamp": created_at(what.id).isoformat(),
            "edited_timestamp": what.edited_at.isoformat() if what.edited_at else None,
            "flags": what.flags,
            "mentions": [users.user(u) for u in what.mentions],
            "mention_roles": [str(role_id) for role_id in what.mention_roles],
            "mention_everyone": what.mention_everyone,
            "pinned": what.pinned_at is not None,
            "tts": what.tts,
        }
        if what.nonce is not None and what.author is viewer:
            body["nonce"] = what.nonce
        if what.webhook_id:
            body["webhook_id"] = str(what.webhook_id)
        if what.webhook_id or what.author.bot:
            body["application_id"] = str(self._world.application.id)
        if what.interaction_metadata:
            body["interaction_metadata"] = what.interaction_metadata
        if what.interaction:
            body["interaction"] = what.interaction
        if what.reactions:
            body["reactions"] = [_reaction(e, ids, viewer) for e, ids in what.reactions.items()]
        if what.stickers:
            body["sticker_items"] = _sticker_items(what)
        if what.poll and shown:
            body["poll"] = _poll(what, what.poll)
        if what.snapshot:
            body["message_snapshots"] = [{"message": self._snapshot(what, viewer, content)}]
        if what.thread:
            body["thread"] = channels.thread(what.thread, viewer)
        if what.channel.thread:
            body["position"] = sum(1 for number in what.channel.messages if number < what.id)
        return body | self._reference(what, viewer, content=content)

    def event(self, what: Message, viewer: User, *, content: bool = True) -> JsonObject:
        """Return a message as its gateway event has it, with guild and member."""
        body = self.message(what, viewer, content=content)
        body["channel_type"] = int(what.channel.kind)
        guild = what.channel.guild
        if guild is None:
            return body
        body["guild_id"] = str(guild.id)
        author = guild.members.get(what.author.id)
        if author and not what.webhook_id:
            body["member"] = users.member(author, with_user=False)
        for mention, mentioned in zip(body["mentions"], what.mentions, strict=True):
            if mentioned.id in guild.members:
                mention["member"] = users.member(guild.members[mentioned.id], with_user=False)
        return body

    def _snapshot(self, what: Message, viewer: User, content: bool) -> JsonObject:
        """Return what a forward has of its original, which neither author nor place is."""
        shown = content or exempt_from_content_intent(what, viewer)
        whole = self.message(what.snapshot or what, self._world.bot)
        part = {key: whole[key] for key in _OF_A_SNAPSHOT if key in whole}
        if not shown:
            part |= {"content": "", "embeds": [], "components": [], "attachments": []}
        return part

    def _reference(self, what: Message, viewer: User, *, content: bool) -> JsonObject:
        if what.reference is None:
            return {}
        origin: JsonObject = {
            "type": int(what.reference.forward),
            "channel_id": str(what.reference.channel_id),
        }
        if what.reference.message_id is not None:
            origin["message_id"] = str(what.reference.message_id)
        if what.reference.guild_id:
            origin["guild_id"] = str(what.reference.guild_id)
        channel = self._world.channels.get(what.reference.channel_id)
        if what.reference.message_id is None or what.snapshot:
            return {"message_reference": origin}
        answered = channel.messages.get(what.reference.message_id) if channel else None
        if answered is None:
            return {"message_reference": origin, "referenced_message": None}
        # Discord nests one message deep only.
        inner = self.message(answered, viewer, content=content)
        inner.pop("referenced_message", None)
        return {"message_reference": origin, "referenced_message": inner}

    def _media(self, node: JsonObject, used: set[int]) -> JsonObject:
        """Fill in what the CDN knows about media that a message uploaded itself."""
        return {key: self._filled(key, value, used) for key, value in node.items()}

    def _filled(self, key: str, value: object, used: set[int]) -> object:
        if isinstance(value, list):
            return [self._filled(key, item, used) for item in cast("list[object]", value)]
        if not isinstance(value, dict):
            return value
        node = cast("JsonObject", value)
        number = node.get("attachment_id")
        if number is None or key not in _MEDIA_KEYS:
            return self._media(node, used)
        attachment = self._world.attachments[int(number)]
        used.add(attachment.id)
        facts = self._facts(attachment)
        # Embeds do not say which attachment they show; components do.
        if key in _EMBED_KEYS:
            return facts
        return facts | {"id": number, "attachment_id": number}

    def _facts(self, attachment: Attachment) -> JsonObject:
        url = self.url(attachment)
        facts: JsonObject = {"url": url, "proxy_url": url}
        if attachment.width is not None:
            facts |= {"width": attachment.width, "height": attachment.height}
        if attachment.content_type:
            facts["content_type"] = attachment.content_type
        return facts


_OF_A_SNAPSHOT = (
    *("type", "content", "embeds", "components", "attachments", "timestamp"),
    *("edited_timestamp", "flags", "mentions", "mention_roles", "sticker_items"),
)
_EMBED_KEYS = frozenset({"image", "thumbnail"})
_MEDIA_KEYS = _EMBED_KEYS | {"media", "file"}


def exempt_from_content_intent(message: Message, viewer: User) -> bool:
    """Say whether a bot sees a message's content also without the intent for it."""
    return (
        not viewer.bot
        or message.author is viewer
        or message.channel.guild is None
        or viewer in message.mentions
    )


def visible(message: Message, viewer: User) -> bool:
    """Say whether a viewer gets to see a message at all."""
    return message.seen_by is None or viewer in (message.seen_by, message.author)


def history(channel: Channel) -> list[Message]:
    """Return a channel's messages, oldest first; ephemeral ones are in no history."""
    return [message for message in channel.messages.values() if not message.ephemeral]


def _sticker_items(message: Message) -> list[JsonObject]:
    return [
        {"id": str(sticker.id), "name": sticker.name, "format_type": int(sticker.format)}
        for sticker in message.stickers
    ]


def _reaction(emoji: str, user_ids: list[int], viewer: User) -> JsonObject:
    return {
        "emoji": {"id": None, "name": emoji},
        "count": len(user_ids),
        "count_details": {"burst": 0, "normal": len(user_ids)},
        "burst_colors": [],
        "me": viewer.id in user_ids,
        "me_burst": False,
        "burst_me": False,
        "burst_count": 0,
    }


def _poll(what: Message, poll: JsonObject) -> JsonObject:
    shown = {key: value for key, value in poll.items() if key != "duration"}
    ends = created_at(what.id) + timedelta(hours=poll["duration"])
    return {**shown, "expiry": ends.isoformat()}
