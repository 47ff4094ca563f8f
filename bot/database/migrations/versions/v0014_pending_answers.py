"""Write down whom an answer is promised to, from the first word to the job."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "pending_answers",
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=True),
        sa.Column("interaction_token", sa.Text(), nullable=True),
        sa.Column("token_ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("locale", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("message_id", name="pk_pending_answers"),
    )
    op.create_index("ix_pending_answers_user_id", "pending_answers", ["user_id"])


def downgrade() -> None:
    """Drop it."""
    op.drop_table("pending_answers")
