import pytest
import torch

from styletransfer.features.moments import moments

LAYOUTS = pytest.mark.parametrize("layout", [torch.channels_last, torch.contiguous_format])


@LAYOUTS
def test_moments_are_those_of_the_definition(layout: torch.memory_format) -> None:
    features = torch.randn(1, 8, 70, 61).to(memory_format=layout)
    rows = features[0].flatten(1)
    found = moments(features)
    torch.testing.assert_close(found.mean, rows.mean(1))
    torch.testing.assert_close(found.covariance, torch.cov(rows, correction=0))


@LAYOUTS
def test_the_gradient_is_that_of_finite_differences(layout: torch.memory_format) -> None:
    features = torch.randn(1, 3, 5, 4, dtype=torch.float64).to(memory_format=layout)
    features.requires_grad_()
    target = torch.randn(3, 3, dtype=torch.float64)

    def objective(values: torch.Tensor) -> torch.Tensor:
        found = moments(values)
        return ((found.covariance - target) ** 2).sum() + (found.mean**3).sum()

    (slope,) = torch.autograd.grad(objective(features), features)
    for place in [(0, 0, 0, 0), (0, 1, 4, 3), (0, 2, 2, 1)]:
        nudge = torch.zeros_like(features)
        nudge[place] = 1e-3
        rise = objective(features + nudge) - objective(features - nudge)
        torch.testing.assert_close(slope[place], rise / 2e-3, rtol=2e-3, atol=2e-3)
