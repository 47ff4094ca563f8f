"""The body of a message that is sent or edited."""

from dataclasses import dataclass, field

from bot.sandbox.errors import unsupported
from bot.sandbox.state.model import Attachment, Message, MessageFlag
from bot.sandbox.validate.components import ComponentReader
from bot.sandbox.validate.embeds import read_embeds
from bot.sandbox.validate.field import Field
from bot.sandbox.validate.media import Uploads
from bot.sandbox.validate.polls import read_poll
from bot.sandbox.wire import JsonObject

MOST_CHARACTERS = 2000
MOST_FILES = 10
_LEGACY = ("content", "embeds", "poll", "sticker_ids")
MOST_STICKERS = 3
_REPLY, _FORWARD = 0, 1
_VOICE_MESSAGE = 1 << 13


@dataclass(slots=True)
class AllowedMentions:
    """Which of the mentions in a message ring."""

    kinds: set[str] = field(default_factory=lambda: {"users", "roles", "everyone"})
    users: set[int] = field(default_factory=set[int])
    roles: set[int] = field(default_factory=set[int])
    replied_user: bool = True


@dataclass(slots=True)
class Draft:
    """What a body says about a message; None leaves it as it was."""

    content: str | None = None
    embeds: list[JsonObject] | None = None
    components: list[JsonObject] | None = None
    attachments: list[Attachment] | None = None
    flags: int | None = None
    allowed_mentions: AllowedMentions | None = None
    reply_to: int | None = None
    reply_in: int | None = None
    reply_required: bool = True
    forward_of: tuple[int, int] | None = None
    """Channel and message."""
    sticker_ids: list[int] = field(default_factory=list[int])
    poll: JsonObject | None = None
    nonce: str | int | None = None
    enforce_nonce: bool = False
    tts: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it to see."""
        seen = self.content or self.embeds or self.components or self.attachments
        return not (seen or self.sticker_ids or self.forward_of or self.poll)


def read_message(
    at: Field, attachments: list[Attachment] | None, *, editing: Message | None = None
) -> Draft:
    """Read a message's body; `attachments` are its files, None if an edit leaves them alone."""
    draft = Draft(attachments=attachments)
    if at["poll"].given and editing:
        at["poll"].fail(**unsupported())
    draft.poll = read_poll(at["poll"])
    if at["flags"].given:
        draft.flags = at["flags"].integer(least=0)
        if (draft.flags or 0) & _VOICE_MESSAGE and editing is None:
            at["flags"].fail(**unsupported())
    v2 = bool(((draft.flags or 0) | (editing.flags if editing else 0)) & MessageFlag.COMPONENTS_V2)
    if v2:
        _refuse_legacy_fields(at, editing)
    if "content" in at:
        draft.content = at["content"].string(most=MOST_CHARACTERS).strip()
    files = attachments if attachments is not None else editing.attachments if editing else []
    uploads = Uploads(files)
    if "embeds" in at:
        draft.embeds = read_embeds(at["embeds"], uploads)
    if "components" in at:
        draft.components = ComponentReader(uploads).read(at["components"], v2=v2)
    stickers = [item.snowflake() for item in at["sticker_ids"].items(most=MOST_STICKERS)]
    draft.sticker_ids = [number for number in stickers if number is not None]
    if editing and draft.sticker_ids:
        at["sticker_ids"].fail(**unsupported())
    draft.allowed_mentions = _read_allowed_mentions(at["allowed_mentions"])
    _read_reference(at["message_reference"], draft)
    nonce = at["nonce"]
    draft.nonce = nonce.value if isinstance(nonce.value, int) else nonce.string(most=25) or None
    draft.enforce_nonce = at["enforce_nonce"].boolean()
    draft.tts = at["tts"].boolean()
    return draft


def _refuse_legacy_fields(at: Field, editing: Message | None) -> None:
    for key in _LEGACY:
        left = editing is not None and key not in at and bool(getattr(editing, key, None))
        if at[key].value or left:
            at[key].fail(
                "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
            )


def _read_allowed_mentions(at: Field) -> AllowedMentions | None:
    if not at.given or not at.object():
        return None
    kinds = {item.string() for item in at["parse"].items()}
    for item in at["parse"].items():
        if item.value not in ("users", "roles", "everyone"):
            item.fail("BASE_TYPE_CHOICES", "Value must be one of ('users', 'everyone', 'roles').")
    listed: dict[str, set[int]] = {}
    for key in ("users", "roles"):
        listed[key] = {i for f in at[key].items(most=100) if (i := f.snowflake(required=True))}
        if listed[key] and key in kinds:
            at.fail(
                "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                f'parse:["{key}"] and {key}: [ids...] are mutually exclusive.',
            )
    return AllowedMentions(
        kinds, listed["users"], listed["roles"], at["replied_user"].boolean(default=False)
    )


def _read_reference(at: Field, draft: Draft) -> None:
    if not at.given or not at.object():
        return
    message_id = at["message_id"].snowflake(required=True)
    forwards = at["type"].choice({_REPLY, _FORWARD}, required=False) == _FORWARD
    channel_id = at["channel_id"].snowflake(required=forwards)
    at["guild_id"].snowflake()
    if forwards:
        draft.forward_of = (channel_id or 0, message_id or 0)
        if draft.content or draft.embeds or draft.attachments:
            at.fail("MESSAGE_FORWARD_CANNOT_HAVE_CONTENT", "A forward has no content of its own")
        return
    draft.reply_to, draft.reply_in = message_id, channel_id
    draft.reply_required = at["fail_if_not_exists"].boolean(default=True)
