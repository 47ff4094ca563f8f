"""Make an encoder ready to paint, and find out how fast it is."""

import time

from PIL import Image

from styletransfer.features.encoder import Encoder
from styletransfer.optimise.schedule import Method, levels_by
from styletransfer.painter import paint
from styletransfer.speed import Speed

# Large enough that the convolutions outweigh what each call costs, small enough for half a second.
_SIZE = 128
# In the first iteration the libraries choose their kernels.
_UNCOUNTED, _COUNTED = 1, 2


def warm_up(encoder: Encoder, method: Method = "structure") -> Speed:
    """Paint a few iterations of a small picture by a method and return how fast they were."""
    noise = Image.effect_noise((_SIZE, _SIZE), 60).convert("RGB")
    steps = paint(noise, [(noise, 1.0)], size=_SIZE, method=method, encoder=encoder)
    for _ in range(_UNCOUNTED):
        next(steps)
    started = time.perf_counter()
    for _ in range(_COUNTED):
        next(steps)
    seconds = time.perf_counter() - started
    steps.close()
    return Speed(_COUNTED * levels_by(method, _SIZE)[0].cost / seconds, method)
