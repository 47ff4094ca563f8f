import torch

from styletransfer.lbfgs import LBFGS


def test_a_narrow_valley_is_followed_to_its_end() -> None:
    scales = torch.logspace(0, 3, 40)
    goal = torch.linspace(-1, 1, 40)
    point = torch.zeros(1, 1, 5, 8)
    optimiser = LBFGS()
    for _ in range(120):
        point = optimiser.step(point, (scales * (point.flatten() - goal)).view_as(point))
    torch.testing.assert_close(point.flatten(), goal, atol=1e-3, rtol=0)
