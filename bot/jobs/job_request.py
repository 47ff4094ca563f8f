"""What a member asks for, and where the answer goes."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from discord import ui

from bot.database.models import Job
from bot.intake.declared import DeclaredPicture
from bot.recipe import Recipe


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """A picture that is in the store already, under `name`."""

    name: str
    spoiler: bool
    description: str | None
    nsfw: bool


def stored_content(job: Job) -> StoredPicture:
    """Return the photo of a job, to be painted once more."""
    return StoredPicture(job.content, job.spoiler, job.description, job.nsfw)


@dataclass(frozen=True, slots=True)
class PictureSearch:
    """A picture that takes longer to find than Discord waits for an answer.

    `seek` returns those that may be meant, or raises RefusalError; `ask` returns the question which
    of several it is, for a recipe.
    """

    seek: Callable[[], Awaitable[list[DeclaredPicture]]]
    ask: Callable[[list[DeclaredPicture], Recipe], ui.LayoutView]


@dataclass(frozen=True, slots=True)
class ChallengeEntry:
    """A challenge that the result is for, and the entry there that it replaces."""

    challenge_id: str
    replaced: str | None = None


@dataclass(frozen=True, slots=True)
class JobRequest:
    """What a member asks for; `made_from` is the job whose result they want otherwise.

    `style_pictures` join the styles of the recipe, with their weights, when they are fetched.
    A result that is for a challenge (`entering`) is shown to nobody else. Pictures in a recipe that
    the bot itself has asked a question about are `trusted` to be styles.
    """

    content: DeclaredPicture | StoredPicture | PictureSearch
    recipe: Recipe
    style_pictures: tuple[tuple[DeclaredPicture, int], ...] = ()
    made_from: str | None = None
    entering: ChallengeEntry | None = None
    trusted: bool = False


@dataclass(frozen=True, slots=True)
class ReplyTarget:
    """The bot's message that becomes the result, and for whom it is.

    It is edited with the interaction's token while that lives, as an ordinary message of the bot
    where there is none. `nsfw` says that its channel is age-restricted, `max_bytes` how large a
    file may be there.
    """

    user_id: int
    channel_id: int
    guild_id: int | None
    nsfw: bool
    message_id: int
    locale: str
    max_bytes: int
    interaction_token: str | None = None
    token_ends_at: datetime | None = None
    parent_id: int | None = None
    role_ids: frozenset[int] = frozenset()
