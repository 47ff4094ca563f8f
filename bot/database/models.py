"""The tables. A change here needs a new file in `migrations/versions`."""

from datetime import UTC, datetime
from enum import StrEnum

from pydantic import TypeAdapter
from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Enum, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column
from sqlalchemy.types import TypeDecorator

from bot.recipe import Recipe

_SHA256_HEX = 64
_JOB_ID = 22
_PROCESS_NAME = 128
LONGEST_STYLE_NAME = 40

_recipes = TypeAdapter(Recipe)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC; SQLite forgets the time zone, so it is put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return the moment with its time zone."""
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


class RecipeDocument(TypeDecorator[Recipe]):
    """A recipe as JSON, so that one with more to it needs no more columns."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Recipe | None, dialect: Dialect) -> object:  # noqa: ARG002
        """Return what JSON can say."""
        return value and _recipes.dump_python(value, mode="json", exclude_none=True)

    def process_result_value(self, value: object, dialect: Dialect) -> Recipe | None:  # noqa: ARG002
        """Return the recipe."""
        return _recipes.validate_python(value) if value else None


class Base(MappedAsDataclass, DeclarativeBase):
    """The root of all tables."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "pk": "pk_%(table_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
        }
    )


class State(StrEnum):
    """How far a job is. `PAINTED`: the result is kept, its member has not got it yet."""

    QUEUED = "queued"
    PAINTING = "painting"
    PAINTED = "painted"
    DELIVERED = "delivered"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    FAILED = "failed"


def _values(states: type[StrEnum]) -> list[str]:
    return [state.value for state in states]


UNFINISHED = (State.QUEUED, State.PAINTING, State.PAINTED)


class Favourite(Base):
    """A result that somebody keeps in mind; its recipe stays when the job is forgotten."""

    __tablename__ = "favourites"

    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    job_id: Mapped[str] = mapped_column(String(_JOB_ID), primary_key=True)
    recipe: Mapped[Recipe] = mapped_column(RecipeDocument)
    created_at: Mapped[datetime] = mapped_column(Moment)


class Job(Base):
    """One picture that a member asked for.

    An instance is a copy of a row: changes go through `bot.database.jobs.JobRepository`.
    """

    __tablename__ = "jobs"

    id: Mapped[str] = mapped_column(String(_JOB_ID), primary_key=True)

    user_id: Mapped[int] = mapped_column(BigInteger, index=True)
    channel_id: Mapped[int] = mapped_column(BigInteger)
    guild_id: Mapped[int | None] = mapped_column(BigInteger)
    nsfw: Mapped[bool]
    """Whether it may be shown in this channel only, which is age-restricted."""
    message_id: Mapped[int] = mapped_column(BigInteger)
    """The bot's answer, which the result goes into; where the result is, once it is delivered."""
    interaction_token: Mapped[str | None] = mapped_column(Text, repr=False)
    """Edits the answer until `token_ends_at`; None where the answer is an ordinary message."""
    token_ends_at: Mapped[datetime | None] = mapped_column(Moment)
    locale: Mapped[str] = mapped_column(String(16))
    max_bytes: Mapped[int] = mapped_column(BigInteger)
    """How large a file may be where the result goes."""
    spoiler: Mapped[bool]
    description: Mapped[str | None] = mapped_column(Text, repr=False)
    """What the member says is in the photo."""

    content: Mapped[str] = mapped_column(String(_SHA256_HEX))
    recipe: Mapped[Recipe] = mapped_column(RecipeDocument)
    made_from: Mapped[str | None] = mapped_column(String(_JOB_ID))
    """The job whose member, or somebody else, wanted its picture otherwise."""

    created_at: Mapped[datetime] = mapped_column(Moment)
    private: Mapped[bool] = mapped_column(default=False)
    """Whether only its member may see the result, such as an entry before the vote."""
    state: Mapped[State] = mapped_column(
        Enum(
            State,
            native_enum=False,
            length=16,
            values_callable=_values,
        ),
        default=State.QUEUED,
        index=True,
    )
    begun: Mapped[int] = mapped_column(default=0)
    """How often painting was begun."""
    ended_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    deliveries: Mapped[int] = mapped_column(default=0)
    """How often delivery was begun."""
    owner: Mapped[str] = mapped_column(String(_PROCESS_NAME), default="")
    """The process that has it in line, paints or delivers it."""
    attempt: Mapped[int] = mapped_column(default=0)
    """How often a process took it up or began to paint it: only the last attempt may go on."""
    owes_ping: Mapped[bool] = mapped_column(default=False)
    """Whether its member has waited long for a result that pinged nobody, and still is to be."""

    result: Mapped[str | None] = mapped_column(String(_SHA256_HEX), default=None)
    result_extension: Mapped[str | None] = mapped_column(String(8), default=None)
    result_details: Mapped[dict[str, float] | None] = mapped_column(JSON, default=None)
    """`width`, `height` in pixels and `seconds` of painting."""


class ServerSettings(Base):
    """What the moderators of a server have decided; an empty list or None decides nothing."""

    __tablename__ = "server_settings"

    guild_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    channels: Mapped[list[int]] = mapped_column(JSON, default_factory=list[int])
    """Where pictures may be asked for; a thread counts as its channel."""
    roles: Mapped[list[int]] = mapped_column(JSON, default_factory=list[int])
    """Who may ask for pictures: whoever has one of these."""
    hidden_presets: Mapped[list[str]] = mapped_column(JSON, default_factory=list[str])
    member_per_day: Mapped[int | None] = mapped_column(default=None)
    server_per_day: Mapped[int | None] = mapped_column(default=None)
    max_size: Mapped[int | None] = mapped_column(default=None)
    language: Mapped[str | None] = mapped_column(String(16), default=None)
    """The language of the pictures' messages; None: that of whoever asks."""
    default_style: Mapped[str | None] = mapped_column(String(_SHA256_HEX), default=None)
    """What to paint in where a member does not say; None: what the host has first."""
    default_strength: Mapped[int | None] = mapped_column(default=None)
    """How strongly where a member does not say; None: as suits the style."""
    style_approval: Mapped[bool] = mapped_column(default=False)
    """Whether members may propose styles, for moderators to approve."""
    log_channel_id: Mapped[int | None] = mapped_column(BigInteger, default=None)
    ping: Mapped[bool] = mapped_column(default=True)
    """Whether members are pinged at the end of a long wait."""
    time_zone: Mapped[str | None] = mapped_column(String(64), default=None)
    """In which the times of challenges are written; None: UTC."""


class ServerStyle(Base):
    """A picture that is a style of a server, under names of its own, or is proposed as one.

    An instance is a copy of a row: changes go through `bot.database.server_styles.ServerStyles`.
    """

    __tablename__ = "server_styles"

    guild_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    folded: Mapped[str] = mapped_column(String(200), primary_key=True)
    name: Mapped[str] = mapped_column(String(LONGEST_STYLE_NAME))
    picture: Mapped[str] = mapped_column(String(_SHA256_HEX))
    adder_user_id: Mapped[int | None] = mapped_column(BigInteger)
    """Who has added it; None when they had everything about them deleted."""
    id: Mapped[str] = mapped_column(String(_JOB_ID), unique=True)
    """What buttons and selects call it: a name may come back with another picture."""
    aliases: Mapped[list[str]] = mapped_column(JSON)
    preview: Mapped[str | None] = mapped_column(String(_SHA256_HEX))
    """The picture as galleries show it; None where none has been made yet."""
    approved: Mapped[bool]
    """Whether it may be painted in; False: a member has proposed it."""
    pending_channel_id: Mapped[int | None] = mapped_column(BigInteger, default=None)
    """Where a member has proposed it, until moderators have been shown that."""
    spoiler: Mapped[bool] = mapped_column(default=False)
    """Whether that member has hidden it behind a spoiler."""
