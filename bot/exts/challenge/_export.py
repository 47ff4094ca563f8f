"""What of a challenge is handed out to moderators."""

from bot.challenges.export import ExportEntry
from bot.challenges.messages import member
from bot.client import DeepStyle
from bot.database.challenges.models import Challenge


async def rows(bot: DeepStyle, challenge: Challenge) -> list[ExportEntry]:
    """Return all entries of a challenge, the best first."""
    entries = await bot.services.challenges.entries.of(challenge.id)
    return [
        ExportEntry(
            entry=entry.id,
            rank=entry.rank,
            name=member(entry, challenge.locale),
            member=entry.user_id,
            score=entry.score,
            voters=entry.voters or 0,
            jury=entry.jury,
            state="hidden" if entry.hidden_because is not None else "entered",
            entered_at=entry.created_at,
            picture=entry.picture,
            extension=entry.extension,
            note=entry.hidden_because or "",
        )
        for entry in sorted(entries, key=lambda one: (one.rank is None, one.rank or 0))
    ]
