"""Exemplars: pictures by the same hand as a painting that are not the same picture.

A texture after Gatys, Ecker and Bethge 2015 ("Texture Synthesis Using Convolutional Neural
Networks") that has the painting's brushwork, shapes and palette and none of its composition: it
begins with circular padding, so that no statistic depends on a position, and with layers that see
no more than half of it. Halves and quarters of the picture have to match the painting at these
sizes too, so that the large shapes are its own and it serves every brush size.

A painter reads a style as it is, with zeros around: a painting's borders are in its statistics. So
the whole size has to match what a painter reads at its levels, by the painter's own encoder, and
at the finer of those the means and deviations of layers in between, where pictures that agree in
what a painter matches may still differ. And as it is read from a file, its last iterations look at
what the file gives back.
"""

import time
from collections.abc import Generator
from dataclasses import dataclass
from functools import partial

import torch
from PIL import Image
from torch import Tensor

from styletransfer.features.devices import default_device, default_dtype
from styletransfer.features.encoder import Encoder, Padding, cell_side, reach
from styletransfer.features.moments import Moments, moments, relative_distance
from styletransfer.images import files
from styletransfer.images.tensors import fitted, resized, to_image, to_tensor
from styletransfer.optimise.lbfgs import LBFGS
from styletransfer.optimise.objective import style_distance, style_targets
from styletransfer.optimise.preconditioner import Preconditioner
from styletransfer.optimise.schedule import DEEP_STYLE_LAYERS, SHALLOW_STYLE_LAYERS, levels
from styletransfer.progress import Progress

# Sizes below a stage's own are matched jointly, each half of the one above, down to this.
_SMALLEST_SIDE = 90
# From this long side on only the shallow layers are matched: the deep ones see the halves.
_SHALLOW_FROM = 600
# Weight of the mean square of what lies outside 0..255, against a style distance of about 1.
_OUTSIDE_WEIGHT = 1.0
_SCALE = 1e5
_NOISE = 60.0  # deviation of the noise at the start, of 255
_HISTORY = 40  # pairs of L-BFGS (docs/measurements, "Exemplars by the painter's own encoder")
# Where means and deviations have to be right, and how much their relative distance weighs
# (docs/measurements, "Exemplars by means and deviations").
_SPREAD_LAYERS = ("relu2_1", "relu3_1", "relu3_2", "relu3_4", "relu4_1", "relu4_2", "relu4_4")
_SPREAD_WEIGHT = 60.0
# An exemplar's file: bytes at most, to ship two dozen, and qualities of WebP, the best first.
_MOST_BYTES, _QUALITIES = 195_000, (97, 94, 91, 88, 85, 80, 75, 70)
# How often it is encoded anew while it is painted, in iterations: more often is no nearer
# (docs/measurements, "Exemplars as their files give them back").
_ENCODED_EVERY = 10


@dataclass(frozen=True, slots=True)
class _Stage:
    """One size of the exemplar: by which layers it is matched at which long sides, and how long."""

    matched: dict[int, tuple[str, ...]]
    spread_at: int | None  # of those sides, where means and deviations of more layers count
    iterations: int
    encoded: int  # of them at the end, in which it is seen as its file gives it back
    reads: Padding
    paints: Padding
    cost: float  # of an iteration, against the first stage's


@dataclass(frozen=True, slots=True)
class _Match:
    """The statistics that the picture has to have at one size."""

    width: int
    height: int
    targets: dict[str, Moments]
    spreads: dict[str, Tensor]


def synthesise(
    painting: Image.Image, *, size: int = 768, seed: int = 0
) -> Generator[Progress, None, None]:
    """Synthesise an exemplar of a painting, yielding after each iteration.

    The long side is `size` pixels. Close the generator to stop.
    """
    device = default_device()
    dtype = default_dtype(device)
    source = to_tensor(files.split_alpha(painting)[0], size, device)
    encoders: dict[Padding, Encoder] = {
        padding: Encoder(padding=padding, device=device, dtype=dtype)
        for padding in ("replicate", "circular", "zeros")
    }
    stages = _stages(size)
    work = sum(stage.cost * stage.iterations for stage in stages)
    noise = torch.Generator().manual_seed(seed)
    canvas = None
    done, started = 0.0, time.perf_counter()
    for number, stage in enumerate(stages, start=1):
        reader, encoder = encoders[stage.reads], encoders[stage.paints]
        matches = [
            _match(reader, source, side, layers, _SPREAD_LAYERS if side == stage.spread_at else ())
            for side, layers in stage.matched.items()
        ]
        width, height = matches[0].width, matches[0].height
        if canvas is None:
            mean = source.mean((2, 3), keepdim=True)
            canvas = mean + _NOISE * torch.randn((1, 3, height, width), generator=noise).to(device)
        else:
            canvas = resized(canvas, width, height)
        optimiser = LBFGS(_HISTORY, dtype, precondition=Preconditioner(canvas))
        lost = torch.zeros_like(canvas)
        for iteration in range(1, stage.iterations + 1):
            left = stage.iterations - iteration + 1
            if left <= stage.encoded and left % _ENCODED_EVERY == 0:
                lost = _from_file(canvas) - canvas
                optimiser.change_objective()
            canvas = optimiser.step(canvas, _gradient(encoder, matches, canvas + lost))
            done += stage.cost
            seconds_left = (time.perf_counter() - started) * (work - done) / done
            yield Progress(done / work, number, iteration, seconds_left, partial(to_image, canvas))


def encoded(picture: Image.Image) -> bytes:
    """Encode an exemplar as WebP, as well as its size allows."""
    return files.webp_within(picture, _MOST_BYTES, _QUALITIES)


def _stages(size: int) -> list[_Stage]:
    """Return a quarter, a half and the whole of the size.

    Iterations: docs/measurements, "Exemplars by the painter's own encoder" and "Exemplars as
    their files give them back".
    """
    # What members paint most, 512 px, takes its style from an exemplar of 768 px at these levels.
    finest, *coarser = reversed(levels(size * 2 // 3))
    painted = {level.long_side: level.style_layers for level in (finest, *coarser)}
    whole = {size: SHALLOW_STYLE_LAYERS, **painted}
    return [
        _Stage(_halves(size // 4), None, 70, 0, "replicate", "circular", 1.0),
        _Stage(_halves(size // 2), None, 56, 0, "replicate", "circular", 4.0),
        _Stage(whole, finest.long_side, 100, 40, "zeros", "zeros", 10.0),
    ]


def _halves(side: int) -> dict[int, tuple[str, ...]]:
    """Return what is matched at a long side, a half of it, a quarter and so on."""
    found: dict[int, tuple[str, ...]] = {}
    while not found or side >= _SMALLEST_SIDE:
        candidates = SHALLOW_STYLE_LAYERS if side >= _SHALLOW_FROM else DEEP_STYLE_LAYERS
        # What sees more than half of the painting knows its composition.
        found[side] = tuple(
            name for name in candidates if 2 * (cell_side(name) + 2 * reach(name)) <= side
        )
        side //= 2
    return found


def _match(
    reader: Encoder,
    source: Tensor,
    long_side: int,
    layers: tuple[str, ...],
    spread_layers: tuple[str, ...],
) -> _Match:
    width, height = fitted(source.shape[-1], source.shape[-2], long_side)
    found = style_targets(
        reader, [(resized(source, width, height), 1.0)], {*layers, *spread_layers}
    )
    targets = {name: found[name] for name in layers}
    return _Match(width, height, targets, {name: found[name].spread for name in spread_layers})


def _from_file(canvas: Tensor) -> Tensor:
    """Return a canvas as it would be read from the file of its exemplar."""
    picture = files.read(encoded(to_image(canvas)))
    return to_tensor(picture, max(picture.size), canvas.device)


def _gradient(encoder: Encoder, matches: list[_Match], canvas: Tensor) -> Tensor:
    canvas = canvas.detach().requires_grad_()
    outside = (canvas - canvas.clamp(0, 255)).square().mean() / 255
    total = _OUTSIDE_WEIGHT * outside
    for match in matches:
        scaled = resized(canvas, match.width, match.height)
        features = encoder(scaled, {*match.targets, *match.spreads})
        total = total + style_distance(features, match.targets)
        for name, spread in match.spreads.items():
            off = relative_distance(moments(features[name]).spread, spread)
            total = total + _SPREAD_WEIGHT / len(match.spreads) * off
    (slope,) = torch.autograd.grad(_SCALE * total, canvas)
    return slope
