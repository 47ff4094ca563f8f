"""The paper's own objective, in the form that `pastiche` gives it, and a fast way to its minimum.

For the race against that program: it paints nothing that a member sees, but says how much of the
speed comes from the optimiser and how much from another objective.
"""

import math
from collections.abc import Generator
from typing import Any

import torch
from torch import Tensor, nn

from styletransfer.devices import default_device, default_dtype
from styletransfer.encoder import Encoder
from styletransfer.lbfgs import LBFGS
from styletransfer.preconditioner import Preconditioner
from styletransfer.schedule import DEEP_CONTENT_LAYER, DEEP_STYLE_LAYERS
from styletransfer.statistics import moments
from styletransfer.tensors import resized

# pastiche 1.6.0's weights: content, and style over the square of a layer's channels.
_CONTENT_WEIGHT = 0.01
_STYLE_WEIGHT = 10.0
# A long side's levels below the full size, and how long each is painted.
_LEVELS = ((0.5, 40),)


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

    def value(self, canvas: Tensor) -> Tensor:
        """Return the objective of a canvas."""
        features = self._encoder(canvas, {*DEEP_STYLE_LAYERS, DEEP_CONTENT_LAYER})
        off = (features[DEEP_CONTENT_LAYER].float() - self._content).square().mean()
        total = _CONTENT_WEIGHT * off
        for name, gram in self._grams.items():
            own = moments(features[name]).second
            total = total + _STYLE_WEIGHT / len(gram) ** 2 * (own - gram).square().mean()
        return total

    def slope(self, canvas: Tensor) -> tuple[float, Tensor]:
        """Return value and gradient."""
        canvas = canvas.detach().requires_grad_()
        value = self.value(canvas)
        (slope,) = torch.autograd.grad(value, canvas)
        return float(value.detach()), slope


def encoder_of_the_paper(dtype: torch.dtype) -> Encoder:
    """Return VGG-19 as pastiche runs it: zeros around the picture, as around all features."""
    encoder = Encoder(device=default_device(), dtype=dtype)
    first = encoder.stages["conv1_1"]
    assert isinstance(first, nn.Conv2d)
    first.padding = (1, 1)
    return encoder


def descend(content: Tensor, style: Tensor) -> Generator[tuple[float, Tensor], None, None]:
    """Minimise the objective from the content, from coarse to fine.

    Yields the value and the canvas at each iteration at the full size, without an end.
    """
    encoder = encoder_of_the_paper(default_dtype(default_device()))
    canvas = content
    for scale, iterations in _LEVELS:
        small = _scaled(content, scale)
        objective = GramObjective(small, _scaled(style, scale), encoder)
        canvas = resized(canvas, small.shape[-1], small.shape[-2])
        optimiser = LBFGS(precondition=Preconditioner(canvas))
        for _ in range(iterations):
            canvas = optimiser.step(canvas, objective.slope(canvas)[1])
    canvas = resized(canvas, content.shape[-1], content.shape[-2])
    objective = GramObjective(content, style, encoder)
    optimiser = LBFGS(history=100, precondition=Preconditioner(canvas))
    while True:
        value, slope = objective.slope(canvas)
        if not math.isfinite(value):
            raise ArithmeticError("the descent has left the finite numbers")
        yield value, canvas
        canvas = optimiser.step(canvas, slope)


def _scaled(picture: Tensor, scale: float) -> Tensor:
    height, width = picture.shape[-2:]
    return resized(picture, round(width * scale), round(height * scale))


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
