"""A trained draft network as a file: weights, the styles it knows by name, and their traits."""

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
_names = TypeAdapter(tuple[str, ...])


class ModelError(RuntimeError):
    """The file of a network is missing or not one of ours."""


@dataclass(frozen=True, slots=True)
class Model:
    """A network and, for each style that it knows by name, its traits at each of the brushes."""

    network: DraftNetwork
    names: tuple[str, ...]
    traits: Tensor

    def encoded(self, steps: int) -> bytes:
        """Return a file of it, in half precision, with the steps of training it stands for."""
        tensors = {**self.network.state_dict(), _TRAITS: self.traits}
        halves = {name: each.half().cpu().contiguous() for name, each in tensors.items()}
        return save(halves, metadata={"names": json.dumps(self.names), "steps": str(steps)})


def load(path: Path = SHIPPED, device: torch.device | None = None) -> Model:
    """Load a network to draft with. Raises ModelError."""
    try:
        with safe_open(path, framework="pt") as file:  # pyright: ignore[reportUnknownVariableType]
            about = cast("dict[str, str]", file.metadata())  # pyright: ignore[reportUnknownMemberType]
        names = _names.validate_json(about["names"])
        tensors = {name: each.float() for name, each in read(path.read_bytes()).items()}
        with torch.device("meta"):
            network = DraftNetwork(len(names))
        traits = tensors.pop(_TRAITS)
        network.load_state_dict(tensors, assign=True)
    except (OSError, SafetensorError) as error:
        raise ModelError(f"the draft's network cannot be read from {path.name}") from error
    except (KeyError, TypeError, ValueError, RuntimeError) as error:
        raise ModelError(f"{path.name} is not a network that drafts") from error
    network.to(device=device, memory_format=torch.channels_last)  # pyright: ignore[reportCallIssue]
    network.requires_grad_(False).eval()
    return Model(network, names, traits.to(device=device))
