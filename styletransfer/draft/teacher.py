"""What the draft is taught by: the painter's distance to style and content, at two scales."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import torch
from torch import Tensor

from styletransfer.draft.traits import LAYERS, halved, traits_of
from styletransfer.features.encoder import Encoder
from styletransfer.features.moments import Moments, mixture, moments, relative_distance
from styletransfer.optimise.objective import moments_distance
from styletransfer.optimise.strength import style_weight

# Colours and brushwork are judged at full scale, shapes at half scale.
_COLORS = "relu1_1"
_BRUSHWORK = ("relu2_1", "relu3_1", "relu4_1")
# What is there, not how it is drawn: content at relu3_1 as well keeps a draft from its brushwork
# (docs/measurements, "Several kernels, and shapes at full scale").
_CONTENT = "relu4_1"
# One pass cannot come as near to a style as many steps: it has to be asked for more.
_EMPHASIS = 5.0
# Share of the style at full scale. That at half scale is half as far again from any style, for a
# crop has few features there, and would outweigh what is looked at.
_FULL_SCALE = 2 / 3


@dataclass(frozen=True, slots=True)
class Lesson:
    """A style to learn: moments at full and at half scale, and the traits that announce it."""

    fine: dict[str, Moments]
    coarse: dict[str, Moments]
    traits: Tensor


@dataclass(frozen=True, slots=True)
class Grade:
    """The distances of one draft, and what is minimised."""

    loss: Tensor
    style: float
    content: float


class Teacher:
    """Judges drafts by the features of VGG-19."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.device = encoder.mean.device

    def lesson(self, style: Tensor) -> Lesson:
        """Return what there is to learn of a style image (1, 3, height, width), 0..255."""
        with torch.no_grad():
            fine = self._encoder(style, (_COLORS, *_BRUSHWORK))
            coarse = self._encoder(halved(style), LAYERS)
            at_half = {name: moments(features) for name, features in coarse.items()}
            return Lesson(
                {name: moments(features) for name, features in fine.items()},
                at_half,
                traits_of(at_half),
            )

    def grade(
        self,
        photos: Tensor,
        drafts: Tensor,
        lessons: Sequence[tuple[Lesson, float]],
        corner: tuple[int, int],
    ) -> list[Grade]:
        """Judge drafts (n, 3, side, side) of photos, each by its lesson and a strength.

        Content is looked at in a window of half the side, with its upper left at `corner`, and at
        half scale. Brushwork is looked at everywhere, and mended in the window.
        """
        side = drafts.shape[-1] // 2
        top, left = corner
        window = (..., slice(top, top + side), slice(left, left + side))
        with torch.no_grad():
            wanted_coarse = self._encoder(halved(photos), {_CONTENT})[_CONTENT].float()
            wanted_fine = self._encoder(photos[window], {_CONTENT})[_CONTENT].float()
            each_whole = _apart(self._encoder(drafts, _BRUSHWORK))
        colors = self._encoder(drafts, (_COLORS,))
        brushwork = self._encoder(drafts[window], _BRUSHWORK)
        each_fine = _apart({**colors, **brushwork})
        each_coarse = _apart(self._encoder(halved(drafts), LAYERS))
        grades: list[Grade] = []
        for number, (lesson, strength) in enumerate(lessons):
            fine, coarse = each_fine[number], each_coarse[number]
            own = _moments(fine)
            for name, whole in _moments(each_whole[number]).items():
                own[name] = _of_whole(whole, own[name])
            at_full = moments_distance(own, lesson.fine)
            at_half = moments_distance(_moments(coarse), lesson.coarse)
            style = _FULL_SCALE * at_full + (1 - _FULL_SCALE) * at_half
            one = slice(number, number + 1)
            content = (
                relative_distance(fine[_CONTENT].float(), wanted_fine[one])
                + relative_distance(coarse[_CONTENT].float(), wanted_coarse[one])
            ) / 2
            weight = _EMPHASIS * style_weight(round(strength))
            # As the root far away: from a style of little contrast a photo is a hundred times as
            # far as from others, and nothing else would be learned.
            near = (torch.sqrt(1 + 4 * style) - 1) / 2
            loss = (weight * near + content) / (weight + 1)
            grades.append(Grade(loss, float(style.detach()), float(content.detach())))
        return grades


def _of_whole(whole: Moments, window: Moments) -> Moments:
    """Return the moments of a whole picture, with the slope of those of a window in it.

    The window lies anywhere: in the mean its slope is the whole's, at a quarter of the cost.
    """
    return Moments(
        whole.mean + (window.mean - window.mean.detach()),
        whole.second + (window.second - window.second.detach()),
    )


def mixed(first: Lesson, second: Lesson, share: float) -> Lesson:
    """Return the lesson of a style between two, with a share 0..1 of the second.

    Styles that no picture has fill the gaps between those that are learned, as mixtures of examples
    do for classifiers (Zhang et al. 2018, "mixup").
    """
    fine = _between(first.fine, second.fine, share)
    coarse = _between(first.coarse, second.coarse, share)
    return Lesson(fine, coarse, traits_of(coarse))


def _between(
    first: dict[str, Moments], second: dict[str, Moments], share: float
) -> dict[str, Moments]:
    return {
        name: mixture([(each, 1 - share), (second[name], share)]) for name, each in first.items()
    }


def _apart(features: dict[str, Tensor]) -> list[dict[str, Tensor]]:
    """Return the features of each picture of a batch.

    Split all at once: the slope of a slice is a whole batch of zeros with one picture in it.
    """
    parts = [cast("tuple[Tensor, ...]", each.split(1)) for each in features.values()]  # pyright: ignore[reportUnknownMemberType]
    return [dict(zip(features, picture, strict=True)) for picture in zip(*parts, strict=True)]


def _moments(features: dict[str, Tensor]) -> dict[str, Moments]:
    return {name: moments(each) for name, each in features.items()}
