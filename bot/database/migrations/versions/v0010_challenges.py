"""Add the tables of challenges."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0007"

_ID = sa.String(22)
_PICTURE = sa.String(64)
_MOMENT = sa.DateTime(timezone=True)


def _required(name: str, kind: Any) -> "sa.Column[Any]":
    return sa.Column(name, kind, nullable=False)


def _number(name: str) -> "sa.Column[Any]":
    return sa.Column(name, sa.BigInteger, nullable=False, autoincrement=False)


def upgrade() -> None:
    """Make the tables of challenges, and what jobs and servers need for them."""
    op.add_column(
        "jobs", sa.Column("private", sa.Boolean, nullable=False, server_default=sa.false())
    )
    op.add_column("server_settings", sa.Column("time_zone", sa.String(64)))
    _make_challenges()
    _make_entries()
    _make_votes()
    _make_what_is_still_to_do()


def _make_challenges() -> None:
    op.create_table(
        "challenges",
        _required("id", _ID),
        _required("guild_id", sa.BigInteger),
        _required("channel_id", sa.BigInteger),
        _required("in_forum", sa.Boolean),
        _required("nsfw", sa.Boolean),
        sa.Column("creator_user_id", sa.BigInteger),
        _required("locale", sa.String(16)),
        _required("title", sa.String(80)),
        _required("theme", sa.Text),
        sa.Column("preset", sa.String(64)),
        sa.Column("style_picture", _PICTURE),
        sa.Column("style_name", sa.String(64)),
        _required("surprise", sa.Boolean),
        _required("subject", sa.String(16)),
        sa.Column("photo", _PICTURE),
        _required("ballot", sa.String(16)),
        _required("per_member", sa.Integer),
        _required("anonymous", sa.Boolean),
        _required("roles", sa.JSON),
        _required("account_days", sa.Integer),
        _required("member_days", sa.Integer),
        sa.Column("prize_role_id", sa.BigInteger),
        _required("prize_days", sa.Integer),
        _required("wants_event", sa.Boolean),
        _required("created_at", _MOMENT),
        _required("opens_at", _MOMENT),
        _required("closes_at", _MOMENT),
        _required("ends_at", _MOMENT),
        _required("phase", sa.String(16)),
        sa.Column("series_id", _ID),
        sa.Column("thread_id", sa.BigInteger),
        sa.Column("announcement_id", sa.BigInteger),
        sa.Column("event_id", sa.BigInteger),
        sa.PrimaryKeyConstraint("id", name="pk_challenges"),
    )
    op.create_index("ix_challenges_guild_id", "challenges", ["guild_id"])
    op.create_index("ix_challenges_phase", "challenges", ["phase"])
    op.create_table(
        "challenge_series",
        _required("id", _ID),
        _required("guild_id", sa.BigInteger),
        sa.Column("creator_user_id", sa.BigInteger),
        _required("plan", sa.JSON),
        _required("presets", sa.JSON),
        _required("edition", sa.Integer),
        sa.Column("next_at", _MOMENT),
        _required("time_zone", sa.String(64)),
        _required("entry_seconds", sa.Integer),
        _required("vote_seconds", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_challenge_series"),
    )
    op.create_index("ix_challenge_series_guild_id", "challenge_series", ["guild_id"])
    op.create_index("ix_challenge_series_next_at", "challenge_series", ["next_at"])


def _make_entries() -> None:
    op.create_table(
        "challenge_entries",
        _required("id", _ID),
        _required("challenge_id", _ID),
        sa.Column("user_id", sa.BigInteger),
        _required("slot", sa.Integer),
        _required("created_at", _MOMENT),
        sa.Column("pending_job_id", _ID),
        sa.Column("job_id", _ID),
        sa.Column("content", _PICTURE),
        sa.Column("picture", _PICTURE),
        sa.Column("extension", sa.String(8)),
        _required("spoiler", sa.Boolean),
        sa.Column("description", sa.Text),
        sa.Column("hidden_because", sa.Text),
        _required("appraised", sa.Boolean),
        sa.Column("fingerprint", sa.String(16)),
        sa.Column("jury", sa.Double),
        sa.Column("rank", sa.Integer),
        sa.Column("score", sa.Double),
        sa.Column("voters", sa.Integer),
        _required("points", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_challenge_entries"),
        sa.UniqueConstraint(
            "challenge_id", "user_id", "slot", name="uq_challenge_entries_challenge_id"
        ),
    )
    op.create_index("ix_challenge_entries_pending_job_id", "challenge_entries", ["pending_job_id"])


def _make_votes() -> None:
    op.create_table(
        "challenge_votes",
        _required("entry_id", _ID),
        _number("user_id"),
        _required("challenge_id", _ID),
        _required("value", sa.Integer),
        _required("cast_at", _MOMENT),
        sa.PrimaryKeyConstraint("entry_id", "user_id", name="pk_challenge_votes"),
    )
    op.create_index("ix_challenge_votes_challenge_id", "challenge_votes", ["challenge_id"])
    op.create_table(
        "challenge_duels",
        _required("first_id", _ID),
        _required("second_id", _ID),
        _number("user_id"),
        _required("challenge_id", _ID),
        _required("first_wins", sa.Boolean),
        _required("cast_at", _MOMENT),
        sa.PrimaryKeyConstraint("first_id", "second_id", "user_id", name="pk_challenge_duels"),
    )
    op.create_index("ix_challenge_duels_challenge_id", "challenge_duels", ["challenge_id"])


def _make_what_is_still_to_do() -> None:
    op.create_table(
        "challenge_followers",
        _required("challenge_id", _ID),
        _number("user_id"),
        sa.PrimaryKeyConstraint("challenge_id", "user_id", name="pk_challenge_followers"),
    )
    op.create_table(
        "challenge_notices",
        _required("challenge_id", _ID),
        _required("kind", sa.String(24)),
        _required("created_at", _MOMENT),
        _required("begun", sa.Integer),
        sa.Column("done_at", _MOMENT),
        sa.Column("message_id", sa.BigInteger),
        sa.PrimaryKeyConstraint("challenge_id", "kind", name="pk_challenge_notices"),
    )
    op.create_table(
        "challenge_prizes",
        _required("challenge_id", _ID),
        _number("user_id"),
        _number("guild_id"),
        _number("role_id"),
        _required("until", _MOMENT),
        _required("given", sa.Boolean),
        _required("tries", sa.Integer),
        sa.PrimaryKeyConstraint("challenge_id", "user_id", name="pk_challenge_prizes"),
    )


def downgrade() -> None:
    """Drop them."""
    for table in (
        "challenge_prizes",
        "challenge_notices",
        "challenge_followers",
        "challenge_duels",
        "challenge_votes",
        "challenge_entries",
        "challenge_series",
        "challenges",
    ):
        op.drop_table(table)
    op.drop_column("server_settings", "time_zone")
    op.drop_column("jobs", "private")
