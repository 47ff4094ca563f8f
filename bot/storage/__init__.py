"""Pictures on disk: written, found again, deleted when nothing needs them."""
