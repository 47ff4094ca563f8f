"""Files on their way into messages: upload slots, and the attachments that bodies describe."""

import asyncio
import secrets
from dataclasses import dataclass

from bot.sandbox import errors
from bot.sandbox.clock import Clock
from bot.sandbox.rest.body import Upload
from bot.sandbox.state.files import clean_name, make_attachment
from bot.sandbox.state.model import Attachment, Channel, User
from bot.sandbox.state.world import World
from bot.sandbox.validate.field import Field

MOST_FILES = 10
SLOT_LASTS_S = 60 * 60.0
_KNOWN_OF_A_FILE = (
    *("filename", "title", "size", "url", "proxy_url", "content_type", "width", "height"),
    *("ephemeral", "spoiler", "flags"),
)


@dataclass(slots=True, eq=False)
class Slot:
    """A place that a member's client asked for, to put one file into."""

    name: str
    user: User
    channel: Channel
    filename: str
    content: bytes | None = None


class UploadSlots:
    """The slots of all members, by their name."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._slots: dict[str, Slot] = {}

    def open(self, user: User, channel: Channel, filename: str) -> Slot:
        """Make a slot for a file."""
        name = f"{secrets.token_hex(16)}/{clean_name(filename)}"
        slot = self._slots[name] = Slot(name, user, channel, filename)
        self._clock.call_later(SLOT_LASTS_S, lambda: self._slots.pop(name, None))
        return slot

    def find(self, name: str) -> Slot | None:
        """Return a slot that is still open."""
        return self._slots.get(name)

    def take(self, name: str, user: User) -> Slot | None:
        """Return a user's filled slot and close it."""
        slot = self._slots.get(name)
        if slot is None or slot.user is not user or slot.content is None:
            return None
        return self._slots.pop(name)


class FileIntake:
    """Makes attachments of the files that a body brings or refers to."""

    def __init__(self, world: World, slots: UploadSlots) -> None:
        self._world = world
        self._slots = slots

    async def read(
        self,
        at: Field,
        files: dict[int, Upload],
        *,
        author: User,
        folder: str,
        limit: int,
        existing: list[Attachment] | None = None,
    ) -> list[Attachment] | None:
        """Return the attachments that a body asks for; None if it says nothing of any.

        `at` is the body's `attachments`. Without it an edit adds to what there is.
        Raises DiscordError 413 for a file over `limit` bytes.
        """
        if not at.given and not files:
            return None
        attachments: list[Attachment] = []
        described: set[int] = set()
        kept = {attachment.id: attachment for attachment in existing or []}
        if not at.given:
            attachments += kept.values()
        for item in at.items(most=MOST_FILES):
            if not item.object():
                continue
            number = item["id"].snowflake(required="uploaded_filename" not in item)
            description = item["description"].string(most=1024) or None
            if number in kept:
                kept[number].description = description or kept[number].description
                # A client sends back what it was told of the file; that cannot be changed.
                item.skip(*_KNOWN_OF_A_FILE)
                attachments.append(kept[number])
                continue
            upload = self._upload(item, files, number, author)
            if upload is None:
                item.fail("ATTACHMENT_NOT_FOUND", "The attachment was not found")
                continue
            if number is not None:
                described.add(number)
            name = item["filename"].string(most=1024) or upload.name
            made = await self._make(folder, Upload(name, upload.content), description, limit)
            made.spoiler = made.spoiler or item["is_spoiler"].boolean()
            attachments.append(made)
        for number in sorted(files.keys() - described):
            attachments.append(await self._make(folder, files[number], None, limit))
        if len(attachments) > MOST_FILES:
            at.fail("BASE_TYPE_MAX_LENGTH", f"Must be {MOST_FILES} or fewer in length.")
        return attachments

    def _upload(
        self, item: Field, files: dict[int, Upload], number: int | None, author: User
    ) -> Upload | None:
        if item["uploaded_filename"].given and not author.bot:
            slot = self._slots.take(item["uploaded_filename"].string(), author)
            return Upload(slot.filename, slot.content or b"") if slot else None
        return files.get(number) if number is not None else None

    async def _make(
        self, folder: str, upload: Upload, description: str | None, limit: int
    ) -> Attachment:
        if len(upload.content) > limit:
            raise errors.entity_too_large()
        number = self._world.snowflakes.next()
        return await asyncio.to_thread(
            make_attachment, number, folder, upload.name, upload.content, description=description
        )
