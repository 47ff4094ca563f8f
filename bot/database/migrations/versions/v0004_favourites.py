"""Keep favourites."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table of favourites."""
    op.create_table(
        "favourites",
        sa.Column("user_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("job_id", sa.String(22), nullable=False),
        sa.Column("recipe", sa.JSON, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "job_id", name="pk_favourites"),
    )


def downgrade() -> None:
    """Drop the table of favourites."""
    op.drop_table("favourites")
