"""The network of the draft: convolutions that every style shares, normalised as the style wants.

After Johnson et al. 2016 ("Perceptual Losses for Real-Time Style Transfer") with the conditional
instance normalisation of Dumoulin et al. 2017 ("A Learned Representation for Artistic Style"); the
scales and shifts are read from a style's traits as by Ghiasi et al. 2017. Each convolution has
several kernels, of which every style has a mixture of its own: many styles need more numbers than
one picture has time for (Yang et al. 2019, "CondConv", with the shares of Chen et al. 2020,
"Dynamic Convolution").
"""

from typing import Any, cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from styletransfer.draft.traits import TRAITS

_HAND = 128  # numbers of a style vector that tell the hand
_STYLE = _HAND + 1  # and the strength
_HIDDEN = 192
# Of the numbers that tell the hand. They act on all channels at once: were they as large as one,
# each step of the training would throw the scales and shifts about; smaller, styles part too
# slowly.
_LENGTH = 1 / 4
_FULL, _HALF, _QUARTER, _EIGHTH = 16, 32, 64, 128  # channels at each size
# Of each convolution, and of those of each block: more would not fit in 8 MiB.
_KERNELS = 3
_KERNELS_AT_EIGHTH = (3, 3, 3, 3, 3, 3, 1, 1)
_KERNELS_AT_QUARTER = (3, 3)
# How large the numbers are that share out the kernels, to begin with: styles differ from the first
# step on, else all kernels would learn the same.
_APART = 0.9
# Outside 0..255 by as much, so that black and white are within easy reach.
_REACH, _MIDDLE = 150.0, 127.5
_EPSILON = 1e-3
# Deviations from the mean beyond which features are cut off. Without an end a network drives one
# smooth place to ten deviations, to press all others down by it: a blotch in the picture (Karras et
# al. 2020, "Analyzing and Improving the Image Quality of StyleGAN", section 2).
_FURTHEST = 2.5
# The strengths that are learned; that which suits a draft in most styles (docs/measurements,
# "Statistics of the whole"); and that which suits a painting in a style of which nothing is known.
STRENGTHS = (30.0, 90.0)
SUITED_STRENGTH = 44
PLAIN_STRENGTH = 50
_STRENGTH_UNIT = 25.0


def draft_strength(strength: float, suits: float) -> float:
    """Return what to ask a network for where a painter is asked for a strength 0..100.

    `suits` is the painter's strength that stands for `SUITED_STRENGTH`: that which suits a painting
    in the style, or a little beside it where a draft in it is best with less or more.
    """
    least, most = STRENGTHS
    return min(most, max(least, SUITED_STRENGTH + strength - suits))


class _Conditional(nn.Module):
    """A convolution, then instance normalisation with the scales and shifts of a style."""

    def __init__(self, inputs: int, outputs: int, stride: int = 1, kernels: int = _KERNELS) -> None:
        super().__init__()
        self._stride = stride
        # No bias: the normalisation takes it away.
        bound = (9 * inputs) ** -0.5
        self.kernels = nn.Parameter(
            torch.empty(kernels, outputs, inputs, 3, 3).uniform_(-bound, bound)
        )
        self.shares = nn.Linear(_STYLE, kernels)
        # Not normal: for normal numbers torch imports for a second, even where a file is loaded.
        nn.init.uniform_(self.shares.weight, -_APART, _APART)
        self.scale_and_shift = nn.Linear(_STYLE, 2 * outputs)

    def forward(self, features: Tensor, style: Tensor) -> Tensor:
        features = self._convolved(features, style)
        scale, shift = self.scale_and_shift(style).float().chunk(2, dim=-1)
        if len(style) == 1:
            # Groups of one channel: the only instance normalisation that keeps channels last.
            even = functional.group_norm(features, features.shape[1], eps=_EPSILON)
            scale, shift = (each.view(1, -1, 1, 1) for each in (1 + scale, shift))
            return torch.addcmul(shift, even.clamp_(-_FURTHEST, _FURTHEST), scale)
        return cast("Tensor", _Normalisation.apply(features, 1 + scale, shift))

    def _convolved(self, features: Tensor, style: Tensor) -> Tensor:
        shares = self.shares(style).float().softmax(-1)
        mixed = (shares @ self.kernels.flatten(1)).view(-1, *self.kernels.shape[1:])
        # Reflection leaves no frame around the picture.
        framed = functional.pad(features, (1, 1, 1, 1), mode="reflect")
        each = [
            functional.conv2d(
                picture,
                kernel[0].contiguous(memory_format=torch.channels_last),
                stride=self._stride,
            )
            for picture, kernel in zip(_each(framed), _each(mixed), strict=True)
        ]
        return torch.cat(each) if len(each) > 1 else each[0]


class _Normalisation(torch.autograd.Function):
    """Instance normalisation of a batch, each picture with scales and shifts of its own.

    The slope of torch's own for channels last takes two to five times as long on a CPU
    (docs/measurements, "Training the draft").
    """

    @staticmethod
    def forward(ctx: Any, features: Tensor, scale: Tensor, shift: Tensor) -> Tensor:
        rows = _rows(features)
        spread, middle = torch.var_mean(rows, 1, correction=0, keepdim=True)
        sharpness = (spread + _EPSILON).rsqrt()
        even = (rows - middle) * sharpness
        ctx.save_for_backward(even.to(features.dtype), sharpness, scale)
        within = even.clamp(-_FURTHEST, _FURTHEST)
        return _like(torch.addcmul(shift.unsqueeze(1), within, scale.unsqueeze(1)), features)

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        even, sharpness, scale = cast("tuple[Tensor, Tensor, Tensor]", ctx.saved_tensors)
        even, slope = even.float(), _rows(gradients[0])
        for_shift = slope.sum(1)
        for_scale = (slope * even.clamp(-_FURTHEST, _FURTHEST)).sum(1)
        slope = slope.masked_fill(even.abs() > _FURTHEST, 0)
        along = (slope * even).mean(1, keepdim=True)
        off = slope - slope.mean(1, keepdim=True) - even * along
        own = _like(off.mul_(sharpness * scale.unsqueeze(1)), gradients[0])
        return own, for_scale, for_shift


def _each(batch: Tensor) -> tuple[Tensor, ...]:
    """Return the parts of a batch, each still a batch."""
    return cast("tuple[Tensor, ...]", batch.split(1))  # pyright: ignore[reportUnknownMemberType]


def _rows(features: Tensor) -> Tensor:
    """Return features in float32, shape (pictures, positions, channels)."""
    return features.permute(0, 2, 3, 1).flatten(1, 2).float()


def _like(rows: Tensor, features: Tensor) -> Tensor:
    """Return rows in the shape and of the type of some features."""
    pictures, channels, height, width = features.shape
    return rows.to(features.dtype).view(pictures, height, width, channels).permute(0, 3, 1, 2)


class _Residual(nn.Module):
    def __init__(self, channels: int, kernels: int) -> None:
        super().__init__()
        self.first = _Conditional(channels, channels, kernels=kernels)
        self.second = _Conditional(channels, channels, kernels=kernels)
        # To begin with it adds nothing (Goyal et al. 2017, "Accurate, Large Minibatch SGD", section
        # 5.1), so that a trained network can be given more blocks.
        nn.init.zeros_(self.second.scale_and_shift.weight)
        bias = self.second.scale_and_shift.bias.data
        bias[:channels], bias[channels:] = -1, 0

    def forward(self, features: Tensor, style: Tensor) -> Tensor:
        inner = functional.relu(self.first(features, style))
        return features + self.second(inner, style)


class DraftNetwork(nn.Module):
    """Repaints photos of shape (n, 3, height, width), red, green, blue, 0..255, in styles.

    Of about 57 thousand multiply-adds a pixel; sides must be multiples of 8 and at least 16. A
    style is a vector: `style` makes it of a picture's traits and a strength, and vectors may be
    mixed. What a preset has beyond its traits is learned with it.
    """

    def __init__(self, presets: int) -> None:
        super().__init__()
        self.register_buffer("middle", torch.zeros(TRAITS))
        self.register_buffer("spread", torch.ones(TRAITS))
        self.middle: Tensor
        self.spread: Tensor
        self.first = nn.Linear(TRAITS + 1, _HIDDEN)
        self.second = nn.Linear(_HIDDEN, _HAND)
        self.own = nn.Parameter(torch.zeros(presets, _HAND))
        self.into_half = _Conditional(12, _HALF)
        self.into_quarter = _Conditional(_HALF, _QUARTER, stride=2)
        self.into_eighth = _Conditional(_QUARTER, _EIGHTH, stride=2)
        self.blocks = nn.ModuleList(_Residual(_EIGHTH, kernels) for kernels in _KERNELS_AT_EIGHTH)
        self.to_quarter = nn.Conv2d(_EIGHTH, _QUARTER, 1)
        self.at_quarter = _Conditional(_QUARTER, _QUARTER)
        self.finer_blocks = nn.ModuleList(
            _Residual(_QUARTER, kernels) for kernels in _KERNELS_AT_QUARTER
        )
        self.to_half = nn.Conv2d(_QUARTER, _HALF, 1)
        self.at_half = _Conditional(_HALF, _HALF)
        self.to_full = nn.Conv2d(_HALF, _FULL, 1)
        self.at_full = _Conditional(_FULL, _FULL)
        self.to_colors = nn.Conv2d(_FULL, 3, 3, padding=1, padding_mode="reflect")

    def style(self, traits: Tensor, strength: float, preset: int | None = None) -> Tensor:
        """Return the style vector (1, numbers) of traits (TRAITS,) for a strength 0..100."""
        even = ((traits - self.middle) / self.spread).clamp(-4, 4)
        asked = even.new_tensor([(strength - PLAIN_STRENGTH) / _STRENGTH_UNIT])
        vector = self.second(functional.gelu(self.first(torch.cat([even, asked]))))
        if preset is not None:
            vector = vector + self.own[preset]
        hand = _LENGTH * functional.layer_norm(vector, (_HAND,))
        return torch.cat([hand, asked]).unsqueeze(0)

    def forward(self, photos: Tensor, styles: Tensor) -> Tensor:
        """Return the drafts; in training they may leave 0..255 a little."""
        photos = ((photos - _MIDDLE) / _MIDDLE).contiguous(memory_format=torch.channels_last)
        halves = functional.pixel_unshuffle(photos, 2)
        half = functional.relu(self.into_half(halves, styles))
        quarter = functional.relu(self.into_quarter(half, styles))
        features = functional.relu(self.into_eighth(quarter, styles))
        for block in self.blocks:
            features = block(features, styles)
        # Enlarging before a convolution, not by a transposed one, leaves no checkerboard (Odena et
        # al. 2016, "Deconvolution and Checkerboard Artifacts"), and a bilinear one no bricks.
        # The photo is handed past the middle here and nowhere finer: with its pixels at hand the
        # network learns its colours anew and no brushwork (docs/measurements).
        features = _doubled(self.to_quarter(features)) + quarter
        features = functional.relu(self.at_quarter(features, styles))
        for block in self.finer_blocks:
            features = block(features, styles)
        features = _doubled(self.to_half(features))
        features = functional.relu(self.at_half(features, styles))
        features = _doubled(self.to_full(features))
        features = functional.relu(self.at_full(features, styles))
        return _MIDDLE + _REACH * torch.tanh(self.to_colors(features).float())


def _doubled(features: Tensor) -> Tensor:
    return functional.interpolate(features, scale_factor=2, mode="bilinear")
