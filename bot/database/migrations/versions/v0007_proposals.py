"""Give servers' styles aliases and previews, and let members propose some."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_ID_BYTES = 16
_styles = sa.table(
    "server_styles",
    sa.column("guild_id", sa.BigInteger),
    sa.column("folded", sa.String),
    sa.column("id", sa.String),
    sa.column("aliases", sa.JSON),
    sa.column("approved", sa.Boolean),
)


def upgrade() -> None:
    """Add the columns; what is there already is approved."""
    with op.batch_alter_table("server_styles") as styles:
        styles.add_column(sa.Column("id", sa.String(22)))
        styles.add_column(sa.Column("aliases", sa.JSON))
        styles.add_column(sa.Column("preview", sa.String(64)))
        styles.add_column(sa.Column("approved", sa.Boolean))
    connection = op.get_bind()
    for row in connection.execute(sa.select(_styles.c.guild_id, _styles.c.folded)).all():
        changed = sa.update(_styles).where(
            _styles.c.guild_id == row.guild_id, _styles.c.folded == row.folded
        )
        new_id = secrets.token_urlsafe(_ID_BYTES)
        connection.execute(changed.values(id=new_id, aliases=[], approved=True))
    with op.batch_alter_table("server_styles") as styles:
        styles.alter_column("id", existing_type=sa.String(22), nullable=False)
        styles.alter_column("aliases", existing_type=sa.JSON, nullable=False)
        styles.alter_column("approved", existing_type=sa.Boolean, nullable=False)
        styles.create_unique_constraint("uq_server_styles_id", ["id"])


def downgrade() -> None:
    """Drop them, and what nobody has approved."""
    op.execute(sa.delete(_styles).where(_styles.c.approved.is_(False)))
    with op.batch_alter_table("server_styles") as styles:
        styles.drop_constraint("uq_server_styles_id", type_="unique")
        for name in ("id", "aliases", "preview", "approved"):
            styles.drop_column(name)
