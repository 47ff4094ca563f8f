"""Painters: processes that paint, behind a small interface that knows nothing of pixels."""
