"""Pictures that come in scikit-image's wheel, and files made for one test."""

import importlib.util
import io
from pathlib import Path
from typing import Any

from PIL import Image


def sample_path(name: str) -> Path:
    found = importlib.util.find_spec("skimage")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "data" / name


def sample(name: str) -> Image.Image:
    return Image.open(sample_path(name)).convert("RGB")


def as_file(picture: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()
