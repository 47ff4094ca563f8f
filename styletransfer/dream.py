"""Dreams: a photo in which the encoder's features grow into what they look for.

After Mordvintsev, Olah and Tyka 2015, "Inceptionism: Going Deeper into Neural Networks", and the
program that they published as DeepDream: gradient ascent on a layer, from a small picture to the
full size in octaves, the picture shifted at random before each step.
"""

import random
import time
from collections.abc import Generator
from functools import partial

import torch
from PIL import Image
from torch import Tensor
from torch.nn import functional

from styletransfer.features.encoder import Encoder
from styletransfer.images import files
from styletransfer.images.finish import Finish
from styletransfer.images.tensors import paintable, resized, to_tensor
from styletransfer.moods import MOODS, Mood
from styletransfer.optimise.dream_objectives import Aim, GuideAim, MoodAim, slope
from styletransfer.optimise.memory import MemoryFallback, is_out_of_memory
from styletransfer.painter import default_encoder
from styletransfer.progress import Progress

MOST_OCTAVES = 12
# Between two octaves; this, the steps in each and the largest shift in pixels are DeepDream's.
_RATIO = 1.4
_STEPS = 10
_JITTER = 32
# The coarsest octave's long side is at least this, in pixels, where nobody says how many there
# are: what grows there is a third of the picture, at any size of it.
_COARSEST = 128
# Mean change of a value in one step at strength 50, of 255, and the part of all changes so far
# that each step takes back: by both, what does not grow at every step stays the photo.
_STRIDE = 1.2
_FADE = 0.03
# Octaves of frequency that are made equally strong in a step; what is coarser is left out, for it
# would only make the photo's lights and shadows harder. The finest is halved: it is noise mostly.
_BANDS = 4
_FINEST = 0.6
# Of a photo's colour variance, what directions get in which the photo has none.
_OFF_COLOR = 0.005
# Long side at which a guide is looked at, in pixels.
_GUIDE_SIDE = 256


def dream(
    content: Image.Image,
    *,
    mood: Mood | None = None,
    guide: Image.Image | None = None,
    octaves: int | None = None,
    strength: int = 50,
    size: int = 512,
    seed: int = 0,
    encoder: Encoder | None = None,
) -> Generator[Progress, None, None]:
    """Dream of a mood, or of a guide's features, into the content image, yielding at each step.

    The result's long side is `size` pixels, its aspect that of the content image, whose alpha it
    keeps. `strength` 0 gives the photo, 50 one that can still be read, 100 the dream. More
    `octaves`, 1..12, begin with larger shapes. With neither mood nor guide it is the first mood.
    The same seed gives the same picture on the same machine with as many threads. Close the
    generator to stop. Raises ValueError for a value outside its range, or for both a mood and a
    guide; OutOfMemoryError.
    """
    if not 0 <= strength <= 100:
        raise ValueError(f"the strength must be between 0 and 100, not {strength}")
    if octaves is not None and not 1 <= octaves <= MOST_OCTAVES:
        raise ValueError(f"there must be 1 to {MOST_OCTAVES} octaves, not {octaves}")
    if mood is not None and guide is not None:
        raise ValueError("a dream has either a mood or a guide, not both")
    opaque, alpha = files.split_alpha(content)
    finish = Finish(opaque, alpha, keep_chroma=False)
    if strength == 0:
        yield Progress(1.0, 1, 1, 0.0, partial(finish, opaque, size))
        return
    encoder = encoder or default_encoder()
    device = encoder.mean.device
    photo = to_tensor(opaque, size, device)
    if guide is None:
        aim: Aim = MoodAim(mood or MOODS[0])
    else:
        aim = GuideAim(encoder, to_tensor(files.split_alpha(guide)[0], _GUIDE_SIDE, device))
    memory, sides = MemoryFallback(device), _sides(size, octaves)
    work, done = _STEPS * sum(side**2 for side in sides), 0
    stride, colors = _STRIDE * strength / 50, _colors(photo)
    chance = random.Random(seed)
    detail = torch.zeros_like(photo)
    started = time.perf_counter()
    for number, side in enumerate(sides, start=1):
        base = resized(photo, *paintable(photo.shape[-1], photo.shape[-2], side))
        detail = resized(detail, base.shape[-1], base.shape[-2])
        for step in range(1, _STEPS + 1):
            down, right = chance.randint(-_JITTER, _JITTER), chance.randint(-_JITTER, _JITTER)
            shifted = (base + detail).roll((down, right), (2, 3))
            uphill = _slope_within(memory, encoder, aim, shifted)
            uphill = uphill.roll((-down, -right), (2, 3))
            detail = (1 - _FADE) * detail + stride * _evened(uphill, colors)
            canvas = (base + detail).clamp(0, 255)
            detail = canvas - base
            done += side**2
            left = (time.perf_counter() - started) * (work - done) / done
            yield Progress(done / work, number, step, left, partial(finish.canvas, canvas, side))


def _sides(size: int, octaves: int | None) -> list[int]:
    """Return the octaves' long sides in pixels, the coarsest first."""
    sides = [size]
    while len(sides) < (octaves or MOST_OCTAVES):
        side = round(size / _RATIO ** len(sides))
        if octaves is None and side < _COARSEST:
            break
        sides.append(side)
    return sides[::-1]


def _slope_within(memory: MemoryFallback, encoder: Encoder, aim: Aim, canvas: Tensor) -> Tensor:
    """Return the slope by tiles that fit into memory. Raises OutOfMemoryError."""
    while True:
        try:
            return slope(encoder, aim, canvas, memory.plan.largest_tile)
        except (MemoryError, RuntimeError) as error:
            if not is_out_of_memory(error):
                raise
        # Only here is the error gone, which held on to all that did not fit.
        memory.step_down(max(canvas.shape[-2:]))


def _colors(photo: Tensor) -> Tensor:
    """Return the covariance of the photo's colours, of trace 1.

    A slope times this leads along the photo's own colours: without it dreams come out in the
    colours of a rainbow, with it a grey photo dreams in grey.
    """
    spread = torch.cov(photo[0].flatten(1))
    share = spread / spread.trace().clamp(min=1.0)
    return share + _OFF_COLOR * torch.eye(3, device=photo.device)


def _evened(uphill: Tensor, colors: Tensor) -> Tensor:
    """Turn a slope into a step of mean size 1, of equal strength in each octave of frequency.

    The gradient normalisation by a Laplacian pyramid of DeepDream's second program (Mordvintsev
    2015, TensorFlow's tutorial).
    """
    rest = torch.einsum("ij,bjhw->bihw", colors, uphill)
    bands: list[Tensor] = []
    while len(bands) < _BANDS and min(rest.shape[-2:]) >= 8:
        coarse = functional.avg_pool2d(rest, 2, ceil_mode=True)
        bands.append(rest - _enlarged(coarse, rest))
        rest = coarse
    total = torch.zeros_like(rest)
    for band in reversed(bands):
        weight = _FINEST if band is bands[0] else 1.0
        total = _enlarged(total, band) + weight * band / _least(band.square().mean().sqrt())
    return total / _least(total.abs().mean())


def _enlarged(picture: Tensor, like: Tensor) -> Tensor:
    size = like.shape[-2:]
    return functional.interpolate(picture, size=size, mode="bilinear", align_corners=False)


def _least(size: Tensor) -> Tensor:
    """Where nothing grows the slope is zero, and so is the step."""
    return size.clamp(min=1e-20)
