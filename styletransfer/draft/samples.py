"""A sheet of drafts, to see what the network has learned."""

from collections.abc import Sequence
from pathlib import Path

import torch
from PIL import Image
from torch import Tensor

from styletransfer.draft.corpus import Studio
from styletransfer.draft.grain import grained
from styletransfer.draft.network import SUITED_STRENGTH, DraftNetwork
from styletransfer.draft.traits import BRUSHES
from styletransfer.images import files
from styletransfer.images.tensors import to_image, to_tensor

_SIDE = 256
_MOST = 8  # styles, and other pictures
_OTHERS = 2


def sheet(network: DraftNetwork, studio: Studio, photos: Sequence[Path]) -> Image.Image:
    """Return a sheet: a row for each photo, after it drafts in styles from all of the studio."""
    device = network.middle.device
    columns: list[Tensor] = []
    with torch.no_grad():
        for number in range(0, len(studio.masters), max(1, len(studio.masters) // _MOST)):
            lesson = studio.of_master(number, BRUSHES.index(512))
            columns.append(network.style(lesson.traits, SUITED_STRENGTH, number))
        others = [studio.of_other(number) for number in range(min(_OTHERS, len(studio.others)))]
        columns += (network.style(lesson.traits, SUITED_STRENGTH) for lesson in others)
    whole = Image.new("RGB", (_SIDE * (len(columns) + 1), _SIDE * len(photos)))
    with torch.no_grad():
        for row, path in enumerate(photos):
            photo = files.split_alpha(files.read(path))[0]
            short = min(photo.size)
            square = photo.crop((0, 0, short, short)).resize((_SIDE, _SIDE))
            canvas = grained(to_tensor(square, _SIDE, device))
            whole.paste(square, (0, row * _SIDE))
            for column, style in enumerate(columns, start=1):
                draft = to_image(network(canvas, style))
                whole.paste(draft, (column * _SIDE, row * _SIDE))
    return whole
