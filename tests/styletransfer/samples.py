"""Pictures that come in scikit-image's wheel, and files made for one test."""

import importlib.util
import io
from pathlib import Path
from typing import Any

import torch
from PIL import Image

from styletransfer.draft.model import Model
from styletransfer.draft.network import DraftNetwork
from styletransfer.draft.traits import BRUSHES, TRAITS


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


def untrained_network() -> bytes:
    """Return the file of a network for drafts that has learned nothing."""
    return Model(DraftNetwork(0), (), torch.zeros(0, len(BRUSHES), TRAITS)).encoded(0)
