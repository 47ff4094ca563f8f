"""Create, edit and delete messages, and tell every session of it."""

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from bot.sandbox import errors
from bot.sandbox.events import Events
from bot.sandbox.state.model import (
    Attachment,
    Channel,
    Guild,
    Message,
    MessageFlag,
    MessageKind,
    Reference,
    Sticker,
    User,
)
from bot.sandbox.state.permissions import Permission, in_channel
from bot.sandbox.state.snowflake import created_at
from bot.sandbox.state.world import World
from bot.sandbox.thread_joining import take_mentioned_in
from bot.sandbox.validate.messages import AllowedMentions, Draft
from bot.sandbox.wire import JsonObject

_MENTION = re.compile(r"<@(?P<role>&)?!?(?P<id>\d{1,20})>")
_SETTABLE = (
    MessageFlag.SUPPRESS_EMBEDS | MessageFlag.SUPPRESS_NOTIFICATIONS | MessageFlag.COMPONENTS_V2
)
_EDITABLE = MessageFlag.SUPPRESS_EMBEDS | MessageFlag.COMPONENTS_V2
LATE_AFTER_S = 60 * 60
# Discord does not say how many edits of an old message it takes; this is what it bears for sure.
LATE_EDITS = 3
LATE_WINDOW_S = 60


@dataclass(frozen=True, slots=True)
class Answering:
    """What a message has more if it answers an interaction, by that interaction's webhook."""

    webhook_id: int | None = None
    kind: MessageKind = MessageKind.DEFAULT
    flags: int = 0
    seen_by: User | None = None
    reference: Reference | None = None
    metadata: JsonObject | None = None
    legacy_metadata: JsonObject | None = None


class Poster:
    """Writes messages into channels and tells everybody."""

    def __init__(self, world: World, events: Events) -> None:
        self._world = world
        self._events = events

    def create(
        self,
        channel: Channel,
        author: User,
        draft: Draft,
        *,
        number: int | None = None,
        answering: Answering | None = None,
    ) -> Message:
        """Post a message, under a number of its own unless one is given.

        Raises DiscordError if a message that it refers to is not there.
        """
        answering = answering or Answering()
        kind, flags, reference = answering.kind, answering.flags, answering.reference
        snapshot = self._snapshot(author, draft)
        if snapshot:
            reference = dataclasses.replace(reference_to(snapshot), forward=True)
            flags |= MessageFlag.HAS_SNAPSHOT
        reference = reference or self._reference(channel, author, draft)
        if reference and not snapshot and kind is MessageKind.DEFAULT:
            kind = MessageKind.REPLY
        message = Message(
            number or self._world.snowflakes.next(),
            channel,
            author,
            kind,
            flags=(draft.flags or 0) & _SETTABLE | flags,
            nonce=draft.nonce,
            tts=draft.tts,
            reference=reference,
            webhook_id=answering.webhook_id,
            seen_by=answering.seen_by,
            interaction_metadata=answering.metadata,
            interaction=answering.legacy_metadata,
            stickers=self._stickers(channel, draft),
            snapshot=snapshot,
            poll=draft.poll,
        )
        self._fill(message, draft)
        return self._publish(message)

    def _publish(self, message: Message) -> Message:
        message.channel.messages[message.id] = message
        if not message.ephemeral:
            message.channel.last_message_id = message.id
        self._events.message_created(message)
        take_mentioned_in(self._world, self._events, message)
        return message

    def announce(
        self, channel: Channel, author: User, kind: MessageKind, content: str, reference: Reference
    ) -> Message:
        """Post a message of the system's, such as "pinned a message"."""
        number = self._world.snowflakes.next()
        return self._publish(Message(number, channel, author, kind, content, reference=reference))

    def edit(self, message: Message, draft: Draft, *, silent: bool = False) -> None:
        """Change a message; `silent` leaves no trace of an edit.

        Raises DiscordError 50006 or 50083.
        """
        if message.channel.thread and message.channel.thread.archived:
            raise errors.thread_archived()
        parts = ("content", "embeds", "components", "attachments")
        new = [getattr(draft, part) for part in parts]
        old = [getattr(message, part) for part in parts]
        if not any(old if new is None else new for new, old in zip(new, old, strict=True)):
            raise errors.empty_message()
        message.flags &= ~MessageFlag.LOADING
        if draft.flags is not None:
            # Embeds can be shown again; a layout stays one.
            message.flags &= ~MessageFlag.SUPPRESS_EMBEDS
            message.flags |= draft.flags & _EDITABLE
        self._fill(message, draft)
        if not silent:
            message.edited_at = self._world.clock.now()
        self._events.message_updated(message)
        take_mentioned_in(self._world, self._events, message)

    def count_late_edit(self, message: Message) -> None:
        """Raise DiscordError 30046 if an old message was edited too often of late."""
        now = self._world.clock.time()
        if now - created_at(message.id).timestamp() < LATE_AFTER_S:
            return
        message.late_edits = [at for at in message.late_edits if now - at < LATE_WINDOW_S]
        if len(message.late_edits) >= LATE_EDITS:
            raise errors.old_message_edited_too_often(message.late_edits[0] + LATE_WINDOW_S - now)
        message.late_edits.append(now)

    def delete(self, message: Message) -> None:
        """Remove a message."""
        message.channel.messages.pop(message.id, None)
        self._forget_files(message.attachments, [])
        self._events.message_deleted(message)

    def delete_many(self, channel: Channel, messages: list[Message]) -> None:
        """Remove several messages at once."""
        for message in messages:
            del channel.messages[message.id]
            self._forget_files(message.attachments, [])
        self._events.messages_deleted(channel, [message.id for message in messages])

    def _fill(self, message: Message, draft: Draft) -> None:
        if draft.content is not None:
            message.content = draft.content
        if draft.embeds is not None:
            message.embeds = draft.embeds
        if draft.components is not None:
            message.components = draft.components
        if draft.attachments is not None:
            # A file that an embed or a layout still shows stays, though the list leaves it out.
            shown = {*_shown_files(message.embeds), *_shown_files(message.components)}
            stay = [a for a in message.attachments if str(a.id) in shown]
            kept = list(dict.fromkeys([*draft.attachments, *stay]))
            self._forget_files(message.attachments, kept)
            message.attachments = kept
            self._world.attachments |= {a.id: a for a in kept}
        if not self._may_embed(message):
            message.embeds = []
        self._mention(message, draft.allowed_mentions or AllowedMentions())

    def _forget_files(self, old: list[Attachment], new: list[Attachment]) -> None:
        for attachment in old:
            if attachment not in new and not attachment.forwarded:
                self._world.attachments.pop(attachment.id, None)

    def _snapshot(self, author: User, draft: Draft) -> Message | None:
        """Return a copy of the message that is to be forwarded, as it is now."""
        if draft.forward_of is None:
            return None
        channel_id, message_id = draft.forward_of
        channel = self._world.channel(channel_id, author)
        self._world.demand(author, channel, Permission.READ_MESSAGE_HISTORY)
        original = self._world.message(channel, message_id)
        if original.snapshot:
            original = original.snapshot
        for attachment in original.attachments:
            attachment.forwarded = True
        return dataclasses.replace(original)

    def _stickers(self, channel: Channel, draft: Draft) -> list[Sticker]:
        known = channel.guild.stickers if channel.guild else {}
        if any(number not in known for number in draft.sticker_ids):
            raise errors.unknown("sticker")
        return [known[number] for number in draft.sticker_ids]

    def _may_embed(self, message: Message) -> bool:
        granted = in_channel(message.channel, message.author)
        return message.webhook_id is not None or bool(granted & Permission.EMBED_LINKS)

    def _reference(self, channel: Channel, author: User, draft: Draft) -> Reference | None:
        if draft.reply_to is None:
            return None
        if channel.guild and not in_channel(channel, author) & Permission.READ_MESSAGE_HISTORY:
            raise errors.DiscordError(
                400, 160002, "Cannot reply without permission to read message history"
            )
        elsewhere = draft.reply_in not in (None, channel.id)
        answered = None if elsewhere else channel.messages.get(draft.reply_to)
        if answered is None or answered.ephemeral:
            if not draft.reply_required:
                return None
            raise errors.DiscordError(
                400,
                50035,
                "Invalid Form Body",
                {
                    "message_reference": {
                        "_errors": [
                            {"code": "REPLIES_UNKNOWN_MESSAGE", "message": "Unknown message"}
                        ]
                    }
                },
            )
        return reference_to(answered)

    def _mention(self, message: Message, allowed: AllowedMentions) -> None:
        text = "\n".join([message.content, *_texts(message.components)])
        people: list[User] = []
        roles: list[int] = []
        for found in _MENTION.finditer(text):
            number = int(found["id"])
            if found["role"]:
                if self._role_rings(message, number, allowed) and number not in roles:
                    roles.append(number)
                continue
            person = self._world.users.get(number)
            rings = "users" in allowed.kinds or number in allowed.users
            if person and rings and person not in people:
                people.append(person)
        answered = self._answered(message)
        if answered and allowed.replied_user and answered.author not in people:
            people.append(answered.author)
        message.mentions, message.mention_roles = people, roles
        granted = in_channel(message.channel, message.author)
        message.mention_everyone = (
            "everyone" in allowed.kinds
            and bool(granted & Permission.MENTION_EVERYONE)
            and ("@everyone" in text or "@here" in text)
        )

    def _role_rings(self, message: Message, role_id: int, allowed: AllowedMentions) -> bool:
        guild: Guild | None = message.channel.guild
        role = guild.roles.get(role_id) if guild else None
        return bool(role) and ("roles" in allowed.kinds or role_id in allowed.roles)

    def _answered(self, message: Message) -> Message | None:
        if message.kind is not MessageKind.REPLY or message.reference is None:
            return None
        return message.channel.messages.get(message.reference.message_id or 0)


def reference_to(message: Message) -> Reference:
    """Return a reference to a message."""
    guild = message.channel.guild
    return Reference(message.id, message.channel.id, guild.id if guild else None)


def _texts(components: list[JsonObject]) -> list[str]:
    texts: list[str] = []
    for component in components:
        if component["type"] == 10:
            texts.append(component["content"])
        texts += _texts(component.get("components", []))
    return texts


def _shown_files(node: object) -> Iterator[str]:
    """Go through the files that embeds or components refer to, however deep."""
    if isinstance(node, dict):
        inside = cast("JsonObject", node)
        if "attachment_id" in inside:
            yield inside["attachment_id"]
        node = list(inside.values())
    if isinstance(node, list):
        for item in cast("list[object]", node):
            yield from _shown_files(item)
