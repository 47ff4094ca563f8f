"""The draft: a small network that repaints a photo in one pass, in any style."""

from pathlib import Path

SHIPPED = Path(__file__).with_name("draft.safetensors")
"""The network that ships."""
