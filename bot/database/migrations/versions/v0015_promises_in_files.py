"""Promises are files from now on: a locked database must not delay them."""

from bot.database.migrations.versions import v0014_pending_answers

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Drop the table."""
    v0014_pending_answers.downgrade()


def downgrade() -> None:
    """Make it again, empty."""
    v0014_pending_answers.upgrade()
