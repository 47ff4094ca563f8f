"""Let moderators decide more, and write down who is still to be pinged."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_DECISIONS = ("default_style", "default_strength", "style_approval", "log_channel_id", "ping")

_settings = sa.table(
    "server_settings", sa.column("style_approval", sa.Boolean), sa.column("ping", sa.Boolean)
)
_jobs = sa.table("jobs", sa.column("owes_ping", sa.Boolean))


def upgrade() -> None:
    """Add the columns; whoever decided nothing is pinged, and approves no styles."""
    with op.batch_alter_table("server_settings") as settings:
        settings.add_column(sa.Column("default_style", sa.String(64)))
        settings.add_column(sa.Column("default_strength", sa.Integer))
        settings.add_column(sa.Column("style_approval", sa.Boolean))
        settings.add_column(sa.Column("log_channel_id", sa.BigInteger))
        settings.add_column(sa.Column("ping", sa.Boolean))
    with op.batch_alter_table("jobs") as jobs:
        jobs.add_column(sa.Column("owes_ping", sa.Boolean))
    op.execute(_settings.update().values(style_approval=False, ping=True))
    op.execute(_jobs.update().values(owes_ping=False))
    with op.batch_alter_table("server_settings") as settings:
        settings.alter_column("style_approval", existing_type=sa.Boolean, nullable=False)
        settings.alter_column("ping", existing_type=sa.Boolean, nullable=False)
    with op.batch_alter_table("jobs") as jobs:
        jobs.alter_column("owes_ping", existing_type=sa.Boolean, nullable=False)


def downgrade() -> None:
    """Drop them."""
    with op.batch_alter_table("jobs") as jobs:
        jobs.drop_column("owes_ping")
    with op.batch_alter_table("server_settings") as settings:
        for name in _DECISIONS:
            settings.drop_column(name)
