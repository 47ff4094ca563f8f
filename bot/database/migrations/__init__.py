"""Alembic's changes of the tables, in order; the wheel carries them."""
