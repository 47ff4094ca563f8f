"""Add the settings of servers."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table of servers' settings."""
    op.create_table(
        "server_settings",
        sa.Column("guild_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("channels", sa.JSON, nullable=False),
        sa.Column("roles", sa.JSON, nullable=False),
        sa.Column("hidden_presets", sa.JSON, nullable=False),
        sa.Column("member_per_day", sa.Integer),
        sa.Column("server_per_day", sa.Integer),
        sa.Column("max_size", sa.Integer),
        sa.Column("language", sa.String(16)),
        sa.PrimaryKeyConstraint("guild_id", name="pk_server_settings"),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("server_settings")
