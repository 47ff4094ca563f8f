"""A trained draft network as a file: weights, and what is known of the styles it has by name."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import torch
from pydantic import TypeAdapter
from safetensors import SafetensorError, safe_open
from safetensors.torch import load as read
from safetensors.torch import save
from torch import Tensor

from styletransfer.draft import SHIPPED
from styletransfer.draft.network import DraftNetwork

_TRAITS = "traits"
# Most of a network are kernels and weights: a byte for each number, with a unit for each channel
# that they make. Kernels have a dimension more before it: of one convolution there are several.
_DIMENSION_OF_CHANNELS = {"kernels": 1, "weight": 0}
_UNIT, _LARGEST = ".unit", 127
_SMALLEST_UNIT = 1e-6  # that half precision tells from nothing
_names = TypeAdapter(tuple[str, ...])
_strengths = TypeAdapter(tuple[int, ...])


class ModelError(RuntimeError):
    """The file of a network is missing or not one of ours."""


@dataclass(frozen=True, slots=True)
class Model:
    """A network and the styles that it knows by name.

    For each the strength for which it is drafted with `SUITED_STRENGTH`, and its traits at each of
    the brushes. `steps` of training made it.
    """

    network: DraftNetwork
    names: tuple[str, ...]
    strengths: tuple[int, ...]
    traits: Tensor
    steps: int

    def encoded(self) -> bytes:
        """Return a file of it, in half precision.

        Kernels and weights are rounded to a 127th of the largest number of each channel.
        """
        tensors = {**self.network.state_dict(), _TRAITS: self.traits}
        packed: dict[str, Tensor] = {}
        for name, each in tensors.items():
            channels = _DIMENSION_OF_CHANNELS.get(name.rpartition(".")[2])
            if channels is not None:
                most = each.abs().amax(dim=tuple(range(channels + 1, each.ndim)), keepdim=True)
                unit = (most / _LARGEST).clamp(min=_SMALLEST_UNIT).half()
                counts = (each / unit).round().clamp(-_LARGEST, _LARGEST)
                packed |= {name: counts.to(torch.int8), name + _UNIT: unit}
            else:
                packed[name] = each.half()
        on_cpu = {name: each.cpu().contiguous() for name, each in packed.items()}
        about = {"names": json.dumps(self.names), "strengths": json.dumps(self.strengths)}
        return save(on_cpu, metadata={**about, "steps": str(self.steps)})


def load(path: Path = SHIPPED, device: torch.device | None = None) -> Model:
    """Load a network to draft with. Raises ModelError."""
    try:
        with safe_open(path, framework="pt") as file:  # pyright: ignore[reportUnknownVariableType]
            about = cast("dict[str, str]", file.metadata())  # pyright: ignore[reportUnknownMemberType]
        names = _names.validate_json(about["names"])
        strengths = _strengths.validate_json(about["strengths"])
        steps = int(about["steps"])
        tensors = _unpacked(read(path.read_bytes()))
        with torch.device("meta"):
            network = DraftNetwork(len(names))
        traits = tensors.pop(_TRAITS)
        network.load_state_dict(tensors, assign=True)
    except (OSError, SafetensorError) as error:
        raise ModelError(f"the draft's network cannot be read from {path.name}") from error
    except (KeyError, TypeError, ValueError, RuntimeError) as error:
        raise ModelError(f"{path.name} is not a network that drafts") from error
    if not len(names) == len(strengths) == len(traits):
        raise ModelError(f"{path.name} does not know as much of each of its styles")
    network.to(device=device)
    network.requires_grad_(False).eval()
    return Model(network, names, strengths, traits.to(device=device), steps)


def _unpacked(packed: dict[str, Tensor]) -> dict[str, Tensor]:
    units = {name: packed.pop(name) for name in list(packed) if name.endswith(_UNIT)}
    tensors = {name: each.float() for name, each in packed.items()}
    for name, unit in units.items():
        tensors[name.removesuffix(_UNIT)] *= unit.float()
    return tensors
