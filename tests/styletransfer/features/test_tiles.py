import pytest
import torch
from torch.nn import functional

from styletransfer.features.encoder import Encoder
from styletransfer.optimise.objective import Objective
from styletransfer.optimise.schedule import Level, levels


def smooth_noise(height: int, width: int) -> torch.Tensor:
    coarse = 255 * torch.rand(1, 3, height // 8 + 1, width // 8 + 1)
    return functional.interpolate(coarse, size=(height, width), mode="bicubic")


# A deep level sees 70 px beyond its tiles, a shallow one 10. Neither side is a multiple of a cell.
@pytest.mark.slow
@pytest.mark.parametrize(("level", "longest"), [(levels(64)[0], 80), (levels(512)[-1], 48)])
def test_the_gradient_by_tiles_is_that_of_the_whole(level: Level, longest: int) -> None:
    torch.manual_seed(0)
    content, canvas, style = smooth_noise(99, 151), smooth_noise(99, 151), smooth_noise(90, 90)
    encoder = Encoder(dtype=torch.float64)
    whole, tiled = (
        Objective(encoder, level, content, [(style, 1.0)], 1.5, longest_tile).gradient(canvas)
        for longest_tile in (512, longest)
    )
    torch.testing.assert_close(tiled, whole, rtol=1e-4, atol=1e-4 * float(whole.abs().max()))
