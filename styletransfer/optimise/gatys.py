"""The paper's own objective, in the form that `pastiche` gives it, and a fast way to its minimum.

For the race against that program: it paints nothing that a member sees, but says how much of the
speed comes from the optimiser and how much from another objective.
"""

import math
from collections.abc import Collection, Generator
from functools import partial
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn

from styletransfer.features.devices import default_device, default_dtype
from styletransfer.features.encoder import Encoder
from styletransfer.features.moments import moments
from styletransfer.images.tensors import enlarged, resized
from styletransfer.optimise.lbfgs import LBFGS
from styletransfer.optimise.preconditioner import Preconditioner
from styletransfer.optimise.schedule import DEEP_CONTENT_LAYER, DEEP_STYLE_LAYERS

# pastiche 1.6.0's weights: content, and style over the square of a layer's channels.
_CONTENT_WEIGHT = 0.01
_STYLE_WEIGHT = 10.0
# What is descended. The deepest layer is a hundredth of the objective at the end, and a quarter of
# the work (docs/measurements, "Rounding").
_DESCENDED = DEEP_STYLE_LAYERS[:-1]
# How many iterations at half the size come first.
_COARSE_ITERATIONS = 40
# The canvas at the full size begins with all of the detail that the smaller photo could not hold:
# content is half of what is left at the end (docs/measurements, "Detail for the paper's own
# objective").
_DETAIL = 1.0
# Pairs of L-BFGS: 15 take more steps, 40 no fewer (docs/measurements, "Rounding").
_HISTORY = 30


class Descended(NamedTuple):
    """Where a descent is: what it sees of the objective, and a way to ask for the whole of it."""

    canvas: Tensor
    bound: float  # never above the objective
    value: "partial[float]"


class GramObjective:
    """Equation 7 of Gatys et al. 2015: mean squared errors of Gram matrices and of features.

    Pictures are of shape (1, 3, height, width), red, green, blue, 0..255; a Gram matrix is over
    the number of positions. Max pooling and zeros around the picture, as in pastiche.
    """

    def __init__(self, content: Tensor, style: Tensor, encoder: Encoder) -> None:
        self._encoder = encoder
        with torch.no_grad():
            self._content = encoder(content, {DEEP_CONTENT_LAYER})[DEEP_CONTENT_LAYER].float()
            found = encoder(style, DEEP_STYLE_LAYERS)
            self._grams = {name: moments(features).second for name, features in found.items()}

    @torch.no_grad()
    def value(self, canvas: Tensor) -> float:
        """Return the objective of a canvas."""
        return float(self._sum(canvas, DEEP_STYLE_LAYERS))

    def slope(self, canvas: Tensor) -> tuple[float, Tensor]:
        """Return a lower bound of the objective, all but the deepest layer, and its gradient."""
        canvas = canvas.detach().requires_grad_()
        bound = self._sum(canvas, _DESCENDED)
        (slope,) = torch.autograd.grad(bound, canvas)
        return float(bound.detach()), slope

    def _sum(self, canvas: Tensor, style_layers: Collection[str]) -> Tensor:
        features = self._encoder(canvas, {*style_layers, DEEP_CONTENT_LAYER})
        off = (features[DEEP_CONTENT_LAYER].float() - self._content).square().mean()
        total = _CONTENT_WEIGHT * off
        for name in style_layers:
            own, gram = moments(features[name]).second, self._grams[name]
            total = total + _STYLE_WEIGHT / len(gram) ** 2 * (own - gram).square().mean()
        return total


def encoder_of_the_paper(dtype: torch.dtype, *, precise: bool = True) -> Encoder:
    """Return VGG-19 as pastiche runs it: zeros around the picture, as around all features."""
    # A Gram matrix is close to its target at the end, what content sees is not.
    precise_to = _DESCENDED[-1] if precise else None
    encoder = Encoder(device=default_device(), dtype=dtype, precise_to=precise_to)
    first = encoder.stage("conv1_1")
    assert isinstance(first, nn.Conv2d)
    first.padding = (1, 1)
    return encoder


def descend(content: Tensor, style: Tensor) -> Generator[Descended, None, None]:
    """Minimise the objective from the content, from coarse to fine.

    Yields at each iteration at the full size, without an end. Networks and targets are ready when
    it returns, as the peer's are.
    """
    dtype = default_dtype(default_device())
    small = _halved(content)
    # At half the size the objective falls so fast that rounding does not matter.
    rough = GramObjective(small, _halved(style), encoder_of_the_paper(dtype, precise=False))
    precise = GramObjective(content, style, encoder_of_the_paper(dtype))
    return _descended(small, rough, content, precise)


def _descended(
    small: Tensor, rough: GramObjective, content: Tensor, objective: GramObjective
) -> Generator[Descended, None, None]:
    canvas, optimiser = small, _optimiser(small)
    for _ in range(_COARSE_ITERATIONS):
        canvas = optimiser.step(canvas, rough.slope(canvas)[1])
    canvas = enlarged(canvas, content, _DETAIL)
    optimiser = _optimiser(canvas)
    while True:
        bound, slope = objective.slope(canvas)
        if not math.isfinite(bound):
            raise ArithmeticError("the descent has left the finite numbers")
        yield Descended(canvas, bound, partial(objective.value, canvas))
        canvas = optimiser.step(canvas, slope)


def _halved(picture: Tensor) -> Tensor:
    height, width = picture.shape[-2:]
    return resized(picture, round(width / 2), round(height / 2))


def _optimiser(canvas: Tensor) -> LBFGS:
    return LBFGS(_HISTORY, torch.bfloat16, precondition=Preconditioner(canvas))


class Pastiche:
    """The peer, on its own tensors; `content` and `style` are the same ones for `GramObjective`."""

    def __init__(self, photo: str, style: str, size: int) -> None:
        """Begin with files of pictures, scaled to a long side of `size` pixels."""
        # Only here: the race is the one thing for which the package is more than its weights.
        from pastiche import pastiche

        peer: Any = pastiche
        self._means = peer.VGG_MEAN
        self.content = self._colors_of(peer.load_image(photo, size=size))
        self.style = self._colors_of(peer.load_image(style, size=size))
        device = str(default_device())
        self._artist = peer.PasticheArtist(
            photo, [style], size=size, style_size=size, device=device
        )

    @property
    def value(self) -> float:
        """The objective before the last step."""
        return self._artist.loss

    def step(self) -> None:
        """Take one step of its L-BFGS."""
        self._artist.draw()

    def _colors_of(self, prepared: Tensor) -> Tensor:
        """Undo pastiche's preparation: blue, green, red, each minus its mean."""
        blue, green, red = (prepared[:, n] + mean for n, mean in enumerate(self._means))
        return torch.stack([red, green, blue], 1).to(default_device())
