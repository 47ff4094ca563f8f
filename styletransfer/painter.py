"""The painter: the optimiser of Gatys, Ecker and Bethge, from coarse to fine."""

import math
import time
from collections.abc import Callable, Generator, Sequence
from functools import partial
from typing import Literal

import torch
from PIL import Image
from torch import Tensor

from styletransfer.faces.detect import faces_mask, faces_to_keep
from styletransfer.features.allocator import give_back_freed_memory
from styletransfer.features.devices import default_device, default_dtype
from styletransfer.features.encoder import Encoder
from styletransfer.features.weights import Weights
from styletransfer.images import files
from styletransfer.images.colors import ColorMethod, in_colors_of, lit, matched_to
from styletransfer.images.contrast import check_visible, with_contrast
from styletransfer.images.finish import Finish
from styletransfer.images.tensors import enlarged, paintable, resized, to_tensor
from styletransfer.images.texture import texture
from styletransfer.optimise.matching import StructureObjective
from styletransfer.optimise.memory import MemoryFallback
from styletransfer.optimise.objective import Objective
from styletransfer.optimise.schedule import Level, Method, levels_by, work_of
from styletransfer.optimise.steps import Descended, Steps
from styletransfer.optimise.strength import canvas_share, photo_share, style_share, style_weight
from styletransfer.progress import Progress

# From this strength on painting begins in the style's own colours: what has to change its colour
# on the way gets strokes where it should stay smooth (docs/measurements, "The style's colours
# from the beginning").
_RECOLORED_FROM = 10
# Deviation of the noise that a seed adds to the photo at the coarsest level, of 255.
_NOISE = 12.0
# How much of what the coarser photo could not hold each finer canvas begins with: nearer to the
# photo at the same style (docs/measurements, "Fine levels").
_DETAIL = 0.35
# The same where shapes are redrawn: more of it, and the photo's come back.
_STRUCTURE_DETAIL = 0.1
# Long side in pixels up to which styles are scaled: beyond it they hold no more detail, and larger
# pictures get the finer brush.
_LARGEST_STYLE = 2048

# What is kept of a face that is found: how much of its features where shapes are matched, how much
# of its detail, and how many times more than elsewhere its content counts afterwards
# (docs/measurements, "Faces kept").
_FACE_SHARE, _FACE_DETAIL, _FACE_CARE = 0.45, 0.8, 5.0

Faces = Literal["keep", "paint"]


def paint(
    content: Image.Image,
    styles: Sequence[tuple[Image.Image, float]],
    *,
    strength: int = 50,
    size: int = 512,
    style_scale: float = 1.0,
    keep_colors: ColorMethod | bool = False,
    seed: int = 0,
    region: Image.Image | None = None,
    method: Method = "structure",
    faces: Faces = "keep",
    encoder: Encoder | None = None,
) -> Generator[Progress, None, None]:
    """Paint the content image in a weighted mixture of styles, yielding after each iteration.

    The result's long side is `size` pixels, its aspect that of the content image, whose alpha it
    keeps. `strength` 0 gives the photo, 50 what the paper shows, 100 little but the style.
    `style_scale` 0.5..2 is the size of the brush against that of the style image. `keep_colors`
    keeps the photo's: by `luminance`, the default method, or by painting with a `matched` style.
    `method` says how: `structure` first, that is shapes by similar places of the styles, then the
    texture by statistics; or by the `statistics` of the styles alone, as Gatys et al. 2015. Where
    shapes are redrawn, `faces` are kept, people recognisable, or painted like all else.
    Only the white of a `region` of mode L is painted, grey half, whatever its size (`Finish`).
    The same seed gives the same picture on the same machine with as many threads. Close the
    generator to stop. Where the memory is short the result may be half as large (`MemoryFallback`).
    Raises ValueError for a value outside its range, no styles, or weights that are not positive;
    OutOfMemoryError; SpoiledError where nothing can be seen in what was painted.
    """
    if not 0 <= strength <= 100:
        raise ValueError(f"the strength must be between 0 and 100, not {strength}")
    if not 0.5 <= style_scale <= 2:
        raise ValueError(f"the style's scale must be between 0.5 and 2, not {style_scale}")
    if not styles or not all(0 < weight < math.inf for _, weight in styles):
        raise ValueError("there must be at least one style, each with a positive, finite weight")
    opaque, alpha = files.split_alpha(content)
    keep_chroma = keep_colors in (True, "luminance")
    finish = Finish(opaque, alpha, keep_chroma=keep_chroma, region=region)
    if strength == 0:
        yield Progress(1.0, 1, 1, 0.0, partial(finish, opaque, size))
        return
    encoder = encoder or default_encoder()
    device = encoder.mean.device
    photo = to_tensor(opaque, size, device)
    # Divided by the heaviest first: the sum of two finite numbers may be none.
    heaviest = max(weight for _, weight in styles)
    total = sum(weight / heaviest for _, weight in styles)
    sources: list[tuple[Tensor, float]] = []
    for style, weight in styles:
        source = files.split_alpha(style)[0]
        if keep_colors == "matched":
            source = matched_to(opaque, source)
        side = min(_LARGEST_STYLE, round(size * style_scale))
        seen = with_contrast(to_tensor(source, side, device), photo)
        sources.append((seen, weight / heaviest / total))
    found = faces_to_keep(opaque) if faces == "keep" and method == "structure" else []
    weight, memory = style_weight(strength), MemoryFallback(device)
    plan, number, done, fraction = levels_by(method, size), 0, 0.0, 0.0
    detail = _DETAIL if method == "statistics" else _STRUCTURE_DETAIL
    usage: list[Tensor] | None = None
    started = time.perf_counter()
    recolored = in_colors_of(sources, photo, min(1.0, strength / _RECOLORED_FROM))
    if found:
        recolored = lit(recolored, photo, faces_mask(found, photo))
    canvas = _scaled(recolored, plan[0].long_side)
    share = style_share(strength)
    if share:
        canvas = _with_texture(canvas, sources, share, plan[0].long_side, seed)
    canvas = _with_noise(canvas, seed)
    while plan:
        level, number = plan.pop(0), number + 1
        # What waits is of another level's sizes, and would lie beside this one's at the peak.
        give_back_freed_memory()
        scaled = _scaled(photo, level.long_side)
        detailed = _scaled(recolored, level.long_side)
        # Without faces one zero does for all of the picture.
        face = faces_mask(found, detailed) if found else detailed.new_zeros(1, 1, 1, 1)
        canvas = enlarged(canvas, detailed, _at_least(detail * (1 - share), _FACE_DETAIL * face))
        brush = min(_LARGEST_STYLE, round(level.long_side * style_scale))
        at_level = [(_scaled(style, brush), weight) for style, weight in sources]
        if level.matched:
            structure = partial(
                StructureObjective,
                encoder,
                detailed,
                canvas,
                at_level,
                of_canvas=canvas_share(strength),
                of_photo=_at_least(photo_share(strength), _FACE_SHARE * face),
            )
            steps = Steps(_whatever_the_tiles(structure), memory)
        else:
            # Once shapes are redrawn the photo's would only be drawn over them.
            wanted = scaled if usage is None else canvas
            care = 1 + (_FACE_CARE - 1) * face if found else None
            texture_of = partial(
                Objective, encoder, level, wanted, at_level, weight, usage=usage, care=care
            )
            steps = Steps(texture_of, memory)
        for iteration in range(1, level.iterations + 1):
            painted = steps.after(canvas)
            if painted is None:
                plan = _rest_of_the_way(levels_by(method, size // memory.plan.divisor), level)
                break
            canvas = painted
            done += level.cost
            ahead = work_of(plan) + (level.iterations - iteration) * level.cost
            fraction = max(fraction, done / (done + ahead))
            left = (time.perf_counter() - started) * ahead / done
            if not plan and iteration == level.iterations:
                check_visible(canvas, photo)
            render = partial(finish.canvas, canvas, level.long_side)
            yield Progress(fraction, number, iteration, left, render)
        if isinstance(steps.objective, StructureObjective):
            usage = steps.objective.usage


def _whatever_the_tiles(make: Callable[[], StructureObjective]) -> Callable[[int], Descended]:
    """Make the same objective for tiles of any size: no picture needs any where it is small."""
    return lambda _: make()


def _at_least(share: float, mask: Tensor) -> Tensor:
    """Return a share 0..1 everywhere, and more where a mask says so."""
    return share + (1 - share) * mask


def _rest_of_the_way(plan: list[Level], reached: Level) -> list[Level]:
    """Return the levels of a plan that are left, which may end below the level reached."""
    return [level for level in plan if level.long_side >= reached.long_side] or plan[-1:]


def default_encoder(kind: Weights = Weights.ORIGINAL) -> Encoder:
    """Return an encoder for the best device of this machine."""
    device = default_device()
    return Encoder(kind, device=device, dtype=default_dtype(device))


def _scaled(picture: Tensor, long_side: int) -> Tensor:
    return resized(picture, *paintable(picture.shape[-1], picture.shape[-2], long_side))


def _with_texture(
    canvas: Tensor,
    styles: Sequence[tuple[Tensor, float]],
    share: float,
    long_side: int,
    seed: int,
) -> Tensor:
    """Mix into a canvas what the styles are made of, and nothing that they show."""
    height, width = canvas.shape[-2:]
    laid = [
        weight * texture(_scaled(style, long_side), width, height, seed) for style, weight in styles
    ]
    return torch.lerp(canvas, torch.stack(laid).sum(0), share)


def _with_noise(picture: Tensor, seed: int) -> Tensor:
    noise = torch.randn(picture.shape, generator=torch.Generator().manual_seed(seed))
    return picture + _NOISE * noise.to(picture.device)
