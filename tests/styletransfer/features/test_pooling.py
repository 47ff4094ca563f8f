import pytest
import torch
from torch.nn import functional

from styletransfer.features.pooling import Pooling, pooled


@pytest.mark.parametrize("layout", [torch.contiguous_format, torch.channels_last])
@pytest.mark.parametrize("size", [(2, 2), (3, 2), (8, 12), (9, 13)])
@pytest.mark.parametrize("pooling", ["average", "max"])
def test_pooling_and_its_gradient_are_torchs_own(
    pooling: Pooling, size: tuple[int, int], layout: torch.memory_format
) -> None:
    features = torch.randn(1, 16, *size).to(memory_format=layout)
    # A plain ground, where the largest is there four times.
    features[..., :4, :6] = 1
    features.requires_grad_()
    ordinary = (functional.avg_pool2d if pooling == "average" else functional.max_pool2d)(
        features, 2
    )
    own = pooled(features, pooling)
    torch.testing.assert_close(own, ordinary)
    slope = torch.randn_like(own)
    slopes = [torch.autograd.grad(each, features, slope)[0] for each in (own, ordinary)]
    torch.testing.assert_close(*slopes)
