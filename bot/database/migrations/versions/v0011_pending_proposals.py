"""Write down which proposals moderators have not been shown yet."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the columns; what has been proposed until now has been shown."""
    with op.batch_alter_table("server_styles") as styles:
        styles.add_column(sa.Column("pending_channel_id", sa.BigInteger))
        styles.add_column(
            sa.Column("spoiler", sa.Boolean, nullable=False, server_default=sa.false())
        )


def downgrade() -> None:
    """Drop them."""
    with op.batch_alter_table("server_styles") as styles:
        styles.drop_column("spoiler")
        styles.drop_column("pending_channel_id")
