"""Index what is still to be said and looked at, among all that ever was."""

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Make the indices."""
    op.create_index("ix_challenge_entries_appraised", "challenge_entries", ["appraised"])
    op.create_index("ix_challenge_notices_done_at", "challenge_notices", ["done_at"])


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_challenge_notices_done_at", "challenge_notices")
    op.drop_index("ix_challenge_entries_appraised", "challenge_entries")
