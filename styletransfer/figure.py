"""One photo in the five styles of figure 2 of Gatys, Ecker and Bethge 2015, laid out as there."""

import string
import time
from collections.abc import Generator, Sequence
from functools import partial

from PIL import Image, ImageDraw, ImageFont

from styletransfer import presets
from styletransfer.features.encoder import Encoder
from styletransfer.images import files
from styletransfer.images.tensors import fitted
from styletransfer.optimise.schedule import Method
from styletransfer.painter import default_encoder, paint
from styletransfer.progress import Progress

# In the order of the figure's panels B to F.
STYLES = (
    "shipwreck-of-the-minotaur",
    "starry-night",
    "the-scream",
    "femme-nue-assise",
    "composition-vii",
)
_COLUMNS = 2
# Parts of a panel's long side: the space between panels, a letter, a style's thumbnail.
_GAP, _LETTER, _THUMBNAIL = 1 / 40, 1 / 12, 1 / 4

_Panel = tuple[Image.Image, Image.Image | None]


def figure(
    photo: Image.Image,
    *,
    size: int = 512,
    method: Method = "statistics",
    encoder: Encoder | None = None,
) -> Generator[Progress, None, None]:
    """Paint the photo in the five styles, yielding the figure as it is after each iteration.

    Panel A is the photo; B to F have the exemplar of their style in the lower left corner, where
    the figure has the painting. By default they are painted as the paper does. Each panel's long
    side is `size` pixels; alpha lies over white.
    `level` of the progress counts the panels that are painted. Close the generator to stop.
    """
    encoder = encoder or default_encoder()
    opaque = files.over_white(photo)
    fit = fitted(*opaque.size, size)
    panels: list[_Panel] = [(opaque.resize(fit, Image.Resampling.LANCZOS), None)]
    started = time.perf_counter()
    for number, name in enumerate(STYLES, start=1):
        exemplar = files.read(presets.find(name).exemplar)
        last = None
        steps = paint(opaque, [(exemplar, 1.0)], size=size, method=method, encoder=encoder)
        for last in steps:
            fraction = (number - 1 + last.fraction) / len(STYLES)
            left = (time.perf_counter() - started) * (1 - fraction) / fraction
            render = partial(_with_next, tuple(panels), last, exemplar)
            yield Progress(fraction, number, last.iteration, left, render)
        if last is not None:
            panels.append((last.preview, exemplar))


def _with_next(done: Sequence[_Panel], step: Progress, exemplar: Image.Image) -> Image.Image:
    return _laid_out([*done, (step.preview.resize(done[0][0].size), exemplar)])


def _laid_out(panels: Sequence[_Panel]) -> Image.Image:
    """Lay panels of one size out in rows of two, each behind its letter."""
    width, height = panels[0][0].size
    side = max(width, height)
    gap, letter, thumbnail = (max(1, round(side * part)) for part in (_GAP, _LETTER, _THUMBNAIL))
    rows = (len(STYLES) + _COLUMNS) // _COLUMNS
    across, down = letter + width + gap, height + gap
    sheet = Image.new("RGB", (_COLUMNS * across + gap, rows * down + gap), "white")
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(letter)
    for number, (picture, exemplar) in enumerate(panels):
        left = gap + number % _COLUMNS * across
        top = gap + number // _COLUMNS * down
        name = string.ascii_uppercase[number]
        draw.text((left + letter * 0.4, top), name, fill="black", font=font, anchor="mt")
        sheet.paste(picture, (left + letter, top))
        if exemplar is not None:
            small = exemplar.resize(
                fitted(*exemplar.size, thumbnail), Image.Resampling.LANCZOS, reducing_gap=3.0
            )
            frame = max(1, gap // 4)
            box = (small.width + frame, small.height + frame)
            corner = (left + letter, top + height - box[1])
            sheet.paste("white", (*corner, corner[0] + box[0], corner[1] + box[1]))
            sheet.paste(small, (corner[0], corner[1] + frame))
    return sheet
