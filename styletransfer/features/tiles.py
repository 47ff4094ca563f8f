"""Tiles: a picture of any size through the encoder in a bounded memory, as if it were whole.

A tile overlaps its neighbours by as much as its features see, so features and gradients are those
of the whole picture and no seam can arise. Nothing needs to be rolled to and fro to hide one.
"""

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

import torch
from torch import Tensor
from torch.nn import functional

from styletransfer.features.encoder import Encoder, cell_side, reach
from styletransfer.features.moments import Moments, moments

# Sides, in pixels, up to which a picture is not cut (docs/measurements, "Any size").
LARGEST_TILE = 1024
_TINY = 1e-12
# Weighted so many positions at a time, so that no copy of all of them is made.
_COLUMNS = 1 << 14


@dataclass(frozen=True, slots=True)
class Span:
    """A part of the rows, or columns, of a picture in pixels, and the window that it sees."""

    start: int
    stop: int
    window: slice

    def inside(self, cell: int, positions: int) -> slice:
        """Return the span's own positions among those of its window's features."""
        at_end = self.stop == self.window.stop
        stop = positions if at_end else (self.stop - self.window.start) // cell
        return slice((self.start - self.window.start) // cell, stop)


@dataclass(frozen=True, slots=True)
class Tile:
    """A rectangle of a picture."""

    rows: Span
    columns: Span

    def of(self, picture: Tensor) -> Tensor:
        """View the tile and what it sees of its neighbours, for a picture (1, 3, height, width)."""
        return picture[..., self.rows.window, self.columns.window]

    def own(self, name: str, features: Tensor) -> Tensor:
        """View the tile's own positions among the features of its window at a layer."""
        cell = cell_side(name)
        height, width = features.shape[-2:]
        return features[..., self.rows.inside(cell, height), self.columns.inside(cell, width)]


def tiles(picture: Tensor, layers: Collection[str], longest: int) -> list[Tile]:
    """Cut a picture into the fewest even tiles of sides of at most about `longest` pixels."""
    cell = max(map(cell_side, layers))
    margin = math.ceil(max(map(reach, layers)) / cell) * cell
    height, width = picture.shape[-2:]
    return [
        Tile(rows, columns)
        for rows in _spans(height, longest, cell, margin)
        for columns in _spans(width, longest, cell, margin)
    ]


def _spans(length: int, longest: int, cell: int, margin: int) -> list[Span]:
    # The last span takes what is left over; a span may not be left with less than a cell.
    count = max(1, min(math.ceil(length / longest), length // cell))
    edges = [length * number // count // cell * cell for number in range(count)] + [length]
    return [
        Span(start, stop, slice(max(0, start - margin), min(length, stop + margin)))
        for start, stop in pairwise(edges)
    ]


def tiled_moments(
    encoder: Encoder,
    picture: Tensor,
    layers: Collection[str],
    longest: int,
    weights: Tensor | None = None,
) -> dict[str, Moments]:
    """Return the moments of a picture's features, computed tile by tile, without gradient.

    `weights` of shape (1, 1, height, width), none negative, say how much each pixel counts.
    """
    found: list[Mapping[str, tuple[Moments, float]]] = []
    with torch.no_grad():
        for tile in tiles(picture, layers, longest):
            of_tile: dict[str, tuple[Moments, float]] = {}
            for name, features in encoder.layer_by_layer(tile.of(picture), layers):
                own = tile.own(name, features)
                if weights is None:
                    of_tile[name] = moments(own), _positions(own)
                else:
                    counted = functional.avg_pool2d(tile.of(weights), cell_side(name))
                    of_tile[name] = _weighted(own, tile.own(name, counted))
            found.append(of_tile)
    return {name: _together(each[name] for each in found) for name in layers}


def _weighted(features: Tensor, weights: Tensor) -> tuple[Moments, float]:
    """Return the moments of weighted positions, and the sum of the weights."""
    columns, counted = features.flatten(2)[0], weights.flatten()
    shares = counted / counted.sum().clamp(min=_TINY)
    mean, second = columns.new_zeros(()).float(), columns.new_zeros(()).float()
    for start in range(0, len(counted), _COLUMNS):
        part = columns[:, start : start + _COLUMNS].float()
        weighed = part * shares[start : start + _COLUMNS]
        mean = mean + weighed.sum(1)
        second = second + weighed @ part.t()
    return Moments(mean, second), float(counted.sum())


def _positions(features: Tensor) -> float:
    return features.shape[-2] * features.shape[-1]


def _together(parts: Iterable[tuple[Moments, float]]) -> Moments:
    """Return the moments over all positions of parts with so many each."""
    found = list(parts)
    total = sum(count for _, count in found)
    mean = torch.stack([part.mean * (count / total) for part, count in found]).sum(0)
    second = torch.stack([part.second * (count / total) for part, count in found]).sum(0)
    return Moments(mean, second)
