import pytest
import torch
from torch.nn import functional

from styletransfer.features.encoder import Encoder
from styletransfer.optimise.objective import Objective
from styletransfer.optimise.schedule import Level, levels


def smooth_noise(height: int, width: int) -> torch.Tensor:
    coarse = 255 * torch.rand(1, 3, height // 8 + 1, width // 8 + 1)
    return functional.interpolate(coarse, size=(height, width), mode="bicubic")


# A deep level sees 70 px beyond its tiles and is cut once, where the window of a tile is not yet
# the whole; a shallow one sees 10, and is cut both ways. No side is a multiple of a cell.
@pytest.mark.slow
@pytest.mark.parametrize(
    ("level", "size", "longest"),
    [(levels(64)[0], (51, 151), 80), (levels(512)[-1], (67, 103), 48)],
)
def test_the_gradient_by_tiles_is_that_of_the_whole(
    level: Level, size: tuple[int, int], longest: int
) -> None:
    torch.manual_seed(0)
    content, canvas, style = smooth_noise(*size), smooth_noise(*size), smooth_noise(40, 40)
    encoder = Encoder(dtype=torch.float64)
    whole, tiled = (
        Objective(encoder, level, content, [(style, 1.0)], 1.5, longest_tile).gradient(canvas)
        for longest_tile in (512, longest)
    )
    torch.testing.assert_close(tiled, whole, rtol=1e-4, atol=1e-4 * float(whole.abs().max()))
