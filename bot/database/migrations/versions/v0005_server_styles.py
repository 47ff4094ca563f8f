"""Let servers have styles of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table of servers' styles."""
    op.create_table(
        "server_styles",
        sa.Column("guild_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("folded", sa.String(200), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("picture", sa.String(64), nullable=False),
        sa.Column("adder_user_id", sa.BigInteger),
        sa.PrimaryKeyConstraint("guild_id", "folded", name="pk_server_styles"),
    )


def downgrade() -> None:
    """Drop the table of servers' styles."""
    op.drop_table("server_styles")
