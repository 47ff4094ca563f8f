"""Add the table of jobs."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the table of jobs."""
    op.create_table(
        "jobs",
        sa.Column("id", sa.String(22), nullable=False),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("guild_id", sa.BigInteger),
        sa.Column("message_id", sa.BigInteger, nullable=False),
        sa.Column("interaction_token", sa.Text, nullable=False),
        sa.Column("token_ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("locale", sa.String(16), nullable=False),
        sa.Column("max_bytes", sa.BigInteger, nullable=False),
        sa.Column("spoiler", sa.Boolean, nullable=False),
        sa.Column("description", sa.Text),
        sa.Column("content", sa.String(64), nullable=False),
        sa.Column("style_preset", sa.String(64)),
        sa.Column("style_picture", sa.String(64)),
        sa.Column("strength", sa.Integer, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("keep_colors", sa.Boolean, nullable=False),
        sa.Column("seed", sa.BigInteger, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("begun", sa.Integer, nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("deliveries", sa.Integer, nullable=False),
        sa.Column("result", sa.String(64)),
        sa.Column("result_extension", sa.String(8)),
        sa.Column("result_details", sa.JSON),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
    )
    op.create_index("ix_jobs_user_id", "jobs", ["user_id"])
    op.create_index("ix_jobs_state", "jobs", ["state"])


def downgrade() -> None:
    """Drop the table of jobs."""
    op.drop_table("jobs")
