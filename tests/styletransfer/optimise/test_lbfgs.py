from collections.abc import Callable

import pytest
import torch
from torch import Tensor

from styletransfer.optimise.lbfgs import LBFGS
from styletransfer.optimise.preconditioner import Preconditioner


@pytest.mark.parametrize(
    ("precondition", "off"), [(torch.clone, 1e-3), (Preconditioner(torch.zeros(1, 3, 5, 8)), 1e-2)]
)
def test_a_narrow_valley_is_followed_to_its_end(
    precondition: Callable[[Tensor], Tensor], off: float
) -> None:
    scales = torch.logspace(0, 3, 120)
    goal = torch.linspace(-1, 1, 120)
    point = torch.zeros(1, 3, 5, 8)
    optimiser = LBFGS(precondition=precondition)
    for _ in range(250):
        point = optimiser.step(point, (scales * (point.flatten() - goal)).view_as(point))
    torch.testing.assert_close(point.flatten(), goal, atol=off, rtol=0)


def test_a_valley_that_jumps_aside_is_followed_too() -> None:
    scales = torch.logspace(0, 2, 120)
    goal = torch.linspace(-1, 1, 120)
    point = torch.zeros(1, 3, 5, 8)
    optimiser = LBFGS()
    for number in range(12):
        goal = goal.roll(50) + (-1) ** number
        optimiser.change_objective()
        for _ in range(20):
            point = optimiser.step(point, (scales * (point.flatten() - goal)).view_as(point))
    torch.testing.assert_close(point.flatten(), goal, atol=0.1, rtol=0)


@pytest.mark.parametrize("size", [(5, 8), (6, 9), (1, 1), (32, 7)])
def test_the_guess_of_the_inverse_hessian_is_symmetric_and_positive(size: tuple[int, int]) -> None:
    guess = Preconditioner(torch.zeros(1, 3, *size))
    first, second = torch.randn(2, 3 * size[0] * size[1], dtype=torch.float64)
    torch.testing.assert_close(first @ guess(second), guess(first) @ second)
    assert first @ guess(first) > 0


def test_where_there_is_next_to_no_curvature_no_step_leads_astray() -> None:
    optimiser = LBFGS(longest=20.0)
    point, slope = torch.zeros(64), torch.ones(64)
    first = optimiser.step(point, slope)
    second = optimiser.step(first, slope * (1 - 1e-6))
    assert 0 < (second - first).square().mean().sqrt() <= 20 + 1e-3
