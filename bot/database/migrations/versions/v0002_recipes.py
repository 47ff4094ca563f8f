"""Keep how to paint in one document, and let answers be ordinary messages."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_KEPT = {
    "strength": sa.Integer(),
    "size": sa.Integer(),
    "keep_colors": sa.Boolean(),
    "seed": sa.BigInteger(),
}
_PAINTING = {"style_preset": sa.String(64), "style_picture": sa.String(64), **_KEPT}
_jobs = sa.table(
    "jobs",
    sa.column("id", sa.String),
    sa.column("interaction_token", sa.Text),
    sa.column("recipe", sa.JSON),
    sa.column("nsfw", sa.Boolean),
    *(sa.column(name, kind) for name, kind in _PAINTING.items()),
)


def upgrade() -> None:
    """Turn the columns of a painting into a recipe."""
    with op.batch_alter_table("jobs") as jobs:
        jobs.add_column(sa.Column("recipe", sa.JSON))
        jobs.add_column(sa.Column("made_from", sa.String(22)))
        jobs.add_column(sa.Column("nsfw", sa.Boolean))
        jobs.alter_column("interaction_token", existing_type=sa.Text, nullable=True)
        jobs.alter_column("token_ends_at", existing_type=sa.DateTime(timezone=True), nullable=True)
    connection = op.get_bind()
    for row in connection.execute(sa.select(_jobs)).mappings().all():
        changed = sa.update(_jobs).where(_jobs.c.id == row["id"])
        connection.execute(changed.values(recipe=_recipe(row), nsfw=False))
    with op.batch_alter_table("jobs") as jobs:
        jobs.alter_column("recipe", existing_type=sa.JSON, nullable=False)
        jobs.alter_column("nsfw", existing_type=sa.Boolean, nullable=False)
        for name in _PAINTING:
            jobs.drop_column(name)


def downgrade() -> None:
    """Keep the first style of each recipe; jobs whose answers are ordinary messages go."""
    with op.batch_alter_table("jobs") as jobs:
        for name, kind in _PAINTING.items():
            jobs.add_column(sa.Column(name, kind))
    connection = op.get_bind()
    connection.execute(sa.delete(_jobs).where(_jobs.c.interaction_token.is_(None)))
    for row in connection.execute(sa.select(_jobs)).mappings().all():
        recipe = row["recipe"]
        style = recipe["styles"][0]
        changed = sa.update(_jobs).where(_jobs.c.id == row["id"])
        connection.execute(
            changed.values(
                style_preset=style.get("preset"),
                style_picture=style.get("picture"),
                **{name: recipe[name] for name in _KEPT},
            )
        )
    with op.batch_alter_table("jobs") as jobs:
        for name, kind in _KEPT.items():
            jobs.alter_column(name, existing_type=kind, nullable=False)
        jobs.alter_column("interaction_token", existing_type=sa.Text, nullable=False)
        jobs.alter_column("token_ends_at", existing_type=sa.DateTime(timezone=True), nullable=False)
        for name in ("recipe", "made_from", "nsfw"):
            jobs.drop_column(name)


def _recipe(row: Any) -> dict[str, object]:
    if row["style_picture"] is None:
        style = {"preset": row["style_preset"]}
    else:
        style = {"picture": row["style_picture"]}
    kept = {name: row[name] for name in _KEPT}
    return {"styles": [style | {"weight": 100}], "style_scale": 1.0, **kept}
