"""Exemplars: pictures by the same hand as a painting that are not the same picture.

A texture after Gatys, Ecker and Bethge 2015 ("Texture Synthesis Using Convolutional Neural
Networks") that has the painting's brushwork, shapes and palette and none of its composition:
all padding is circular, so that no statistic depends on a position, and no layer is matched that
sees the whole. Halves and quarters of the picture have to match the painting at these sizes too,
so that the large shapes are its own and it serves every brush size.
"""

import time
from collections.abc import Generator
from dataclasses import dataclass
from functools import partial

import torch
from PIL import Image
from torch import Tensor

from styletransfer import pictures
from styletransfer.devices import default_device, default_dtype
from styletransfer.encoder import Encoder, cell_side, reach
from styletransfer.lbfgs import LBFGS
from styletransfer.objective import style_distance, style_targets
from styletransfer.preconditioner import Preconditioner
from styletransfer.progress import Progress
from styletransfer.schedule import DEEP_STYLE_LAYERS, SHALLOW_STYLE_LAYERS
from styletransfer.statistics import Moments
from styletransfer.tensors import fitted, resized, to_image, to_tensor

# Iterations at a quarter, a half and the whole of the size (docs/measurements.md, "Exemplars").
_ITERATIONS = (70, 56, 28)
# Sizes below a level's own are matched jointly, each half of the one above, down to this.
_SMALLEST_SIDE = 90
# From this long side on only the shallow layers are matched: the deep ones see the halves.
_SHALLOW_FROM = 600
# Weight of the mean square of what lies outside 0..255, against a style distance of about 1.
_OUTSIDE_WEIGHT = 1.0
_SCALE = 1e5
_NOISE = 60.0  # deviation of the noise at the start, of 255


@dataclass(frozen=True, slots=True)
class _Match:
    """The statistics that the picture has to have at one size."""

    width: int
    height: int
    targets: dict[str, Moments]


def synthesise(
    painting: Image.Image, *, size: int = 768, seed: int = 0
) -> Generator[Progress, None, None]:
    """Synthesise an exemplar of a painting, yielding after each iteration.

    The long side is `size` pixels; opposite borders fit together. Close the generator to stop.
    """
    device = default_device()
    dtype = default_dtype(device)
    source = to_tensor(pictures.split_alpha(painting)[0], size, device)
    reader = Encoder(padding="replicate", device=device, dtype=dtype)
    encoder = Encoder(padding="circular", device=device, dtype=dtype)
    sides = (size // 4, size // 2, size)
    # A picture of twice the side takes about four times as long an iteration.
    costs = (1.0, 4.0, 16.0)
    work = sum(cost * count for cost, count in zip(costs, _ITERATIONS, strict=True))
    noise = torch.Generator().manual_seed(seed)
    canvas = None
    done, started = 0.0, time.perf_counter()
    plan = zip(sides, costs, _ITERATIONS, strict=True)
    for number, (side, cost, iterations) in enumerate(plan, start=1):
        matches = _matches(reader, source, side)
        width, height = matches[0].width, matches[0].height
        if canvas is None:
            mean = source.mean((2, 3), keepdim=True)
            canvas = mean + _NOISE * torch.randn((1, 3, height, width), generator=noise).to(device)
        else:
            canvas = resized(canvas, width, height)
        optimiser = LBFGS(precondition=Preconditioner(canvas))
        for iteration in range(1, iterations + 1):
            canvas = optimiser.step(canvas, _gradient(encoder, matches, canvas))
            done += cost
            left = (time.perf_counter() - started) * (work - done) / done
            yield Progress(done / work, number, iteration, left, partial(to_image, canvas))


def _matches(reader: Encoder, source: Tensor, long_side: int) -> list[_Match]:
    """Return what has to match at a long side, a half of it, a quarter and so on."""
    found: list[_Match] = []
    side = long_side
    while not found or side >= _SMALLEST_SIDE:
        width, height = fitted(source.shape[-1], source.shape[-2], side)
        candidates = SHALLOW_STYLE_LAYERS if side >= _SHALLOW_FROM else DEEP_STYLE_LAYERS
        # What sees more than half of the painting knows its composition.
        layers = [name for name in candidates if 2 * (cell_side(name) + 2 * reach(name)) <= side]
        scaled = resized(source, width, height)
        found.append(_Match(width, height, style_targets(reader, [(scaled, 1.0)], layers)))
        side //= 2
    return found


def _gradient(encoder: Encoder, matches: list[_Match], canvas: Tensor) -> Tensor:
    canvas = canvas.detach().requires_grad_()
    outside = (canvas - canvas.clamp(0, 255)).square().mean() / 255
    total = _OUTSIDE_WEIGHT * outside
    for match in matches:
        scaled = resized(canvas, match.width, match.height)
        total = total + style_distance(encoder(scaled, match.targets), match.targets)
    (slope,) = torch.autograd.grad(_SCALE * total, canvas)
    return slope
