from pathlib import Path

import pytest
from PIL import Image

from styletransfer.cli import main
from styletransfer.evaluate.score import Scorer
from tests.styletransfer import samples

SIDE = 128


@pytest.mark.slow
def test_an_exemplar_is_by_the_same_hand_and_not_the_same_picture(tmp_path: Path) -> None:
    painting = samples.sample("coffee.png").crop((250, 0, 350, 400))
    source, out = tmp_path / "painting.png", tmp_path / "exemplar.webp"
    painting.save(source)
    assert main(["exemplar", str(source), "-o", str(out), "--size", str(SIDE)]) == 0
    with Image.open(out) as exemplar:
        assert exemplar.format == "WEBP"
        assert max(exemplar.size) == SIDE
        made = exemplar.convert("RGB")
    scorer = Scorer(painting, painting, SIDE)
    by_another = scorer.distances(samples.sample("astronaut.png"))
    found = scorer.distances(made)
    assert found.style_covariance < by_another.style_covariance / 5
    assert found.style_moments < by_another.style_moments / 5
    assert found.content > by_another.content / 2
