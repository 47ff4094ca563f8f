"""Drafts: the whole way from a photo and styles to a picture, in one pass of the network."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from PIL import Image
from torch import Tensor
from torch.nn import functional

from styletransfer.draft.grain import grained
from styletransfer.draft.model import Model
from styletransfer.draft.network import PLAIN_STRENGTH, draft_strength
from styletransfer.draft.traits import BRUSHES, read_traits
from styletransfer.images import files
from styletransfer.images.colors import ColorMethod, matched_to
from styletransfer.images.finish import Finish
from styletransfer.images.tensors import to_tensor

if TYPE_CHECKING:
    from styletransfer.features.encoder import Encoder

# Long side in pixels up to which the network draws itself; what is larger is enlarged from there.
_LARGEST = 1024
# Strength from which on a draft is nothing but drawn: the colours of a weak one are the style's at
# once, so below it lies on the way to the photo.
_DRAWN_FROM = 20
_CELL = 8  # pixels: the sides of the network's canvas are multiples of it


@dataclass(frozen=True, slots=True)
class DraftStyle:
    """A style to draft in: its picture, and the name by which a network may know it."""

    picture: Image.Image
    name: str | None = None
    weight: float = 1.0


class Drafter:
    """Draws drafts with a network; an encoder is asked for only where it does not know a style."""

    def __init__(self, model: Model, encoder: "Callable[[], Encoder]") -> None:
        self._model = model
        self._encoder = encoder
        self._device = model.traits.device

    def draft(
        self,
        content: Image.Image,
        styles: Sequence[DraftStyle],
        *,
        strength: int = 50,
        size: int = 512,
        style_scale: float = 1.0,
        keep_colors: ColorMethod | bool = False,
        region: Image.Image | None = None,
    ) -> Image.Image:
        """Return a draft of what `painter.paint` paints with the same arguments.

        Raises ValueError for a value outside its range, no styles, or weights that are not
        positive.
        """
        if not 0 <= strength <= 100:
            raise ValueError(f"the strength must be between 0 and 100, not {strength}")
        if not 0.5 <= style_scale <= 2:
            raise ValueError(f"the style's scale must be between 0.5 and 2, not {style_scale}")
        if not styles or any(style.weight <= 0 for style in styles):
            raise ValueError("there must be at least one style, each with a positive weight")
        opaque, alpha = files.split_alpha(content)
        keep_chroma = keep_colors in (True, "luminance")
        finish = Finish(opaque, alpha, keep_chroma=keep_chroma, region=region)
        if strength == 0:
            return finish(opaque, size)
        if keep_colors == "matched":
            styles = [_matched(opaque, style) for style in styles]
        side = min(size, _LARGEST)
        total = sum(style.weight for style in styles)
        with torch.inference_mode():
            vectors = [
                style.weight / total * self._vector(style, strength, side * style_scale)
                for style in styles
            ]
            photo = to_tensor(opaque, side, self._device)
            drawn = self._drawn(photo, torch.stack(vectors).sum(0))
            drawn = torch.lerp(photo, drawn, min(1.0, strength / _DRAWN_FROM))
        return finish.canvas(drawn, size)

    def _vector(self, style: DraftStyle, strength: float, brush: float) -> Tensor:
        model = self._model
        if style.name in model.names:
            number = model.names.index(style.name)
            traits = _at_brush(model.traits[number], brush)
            asked = draft_strength(strength, model.strengths[number])
            return model.network.style(traits, asked, number)
        side = round(min(BRUSHES[-1], max(BRUSHES[0], brush)))
        picture = to_tensor(files.split_alpha(style.picture)[0], side, self._device)
        asked = draft_strength(strength, PLAIN_STRENGTH)
        return model.network.style(read_traits(self._encoder(), picture), asked)

    def _drawn(self, photo: Tensor, vector: Tensor) -> Tensor:
        height, width = photo.shape[-2:]
        border = (0, -width % _CELL, 0, -height % _CELL)
        whole = functional.pad(photo, border, mode="reflect")
        return self._model.network(grained(whole), vector)[..., :height, :width]


def _matched(photo: Image.Image, style: DraftStyle) -> DraftStyle:
    """Return a style in the photo's colours, by which no network knows it."""
    own = files.split_alpha(style.picture)[0]
    return DraftStyle(matched_to(photo, own), weight=style.weight)


def _at_brush(traits: Tensor, brush: float) -> Tensor:
    """Return the traits for a brush of so many pixels, from those at the BRUSHES around it."""
    brush = min(BRUSHES[-1], max(BRUSHES[0], brush))
    above = next(place for place, side in enumerate(BRUSHES) if side >= brush)
    if above == 0:
        return traits[0]
    least, most = BRUSHES[above - 1], BRUSHES[above]
    return torch.lerp(
        traits[above - 1], traits[above], math.log(brush / least) / math.log(most / least)
    )
