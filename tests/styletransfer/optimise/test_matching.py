import numpy
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from styletransfer.features.encoder import Encoder
from styletransfer.optimise.matching import balanced_choice
from styletransfer.painter import paint


def _columns(count: int, seed: int) -> torch.Tensor:
    return torch.randn(24, count, generator=torch.Generator().manual_seed(seed))


@given(count=st.integers(2, 40), seed=st.integers(0, 1000))
def test_each_place_finds_itself_where_all_are_offered(count: int, seed: int) -> None:
    offered = _columns(count, seed)
    order = torch.randperm(count, generator=torch.Generator().manual_seed(seed))
    chosen = balanced_choice(offered[:, order], offered, torch.full((count,), 1 / count))
    assert chosen.tolist() == order.tolist()


def test_what_all_resemble_is_not_taken_by_all() -> None:
    offered = _columns(60, 1)
    sought = offered[:, :1] + 0.8 * _columns(60, 2)
    likeness = torch.nn.functional.cosine_similarity(sought[:, :, None], offered[:, None], dim=0)
    nearest = likeness.argmax(1).unique()
    chosen = balanced_choice(sought, offered, torch.full((60,), 1 / 60)).unique()
    assert len(chosen) > 1.5 * len(nearest)


def test_flat_features_are_matched_without_a_number_that_is_none() -> None:
    flat = torch.ones(24, 9)
    chosen = balanced_choice(flat, flat, torch.full((9,), 1 / 9))
    assert all(0 <= place < 9 for place in chosen.tolist())


def _light(picture: Image.Image) -> numpy.ndarray:
    small = picture.convert("L").resize((32, 32), Image.Resampling.BOX)
    return numpy.asarray(small, float).ravel()


@pytest.mark.slow
def test_structure_first_redraws_more_than_statistics(
    photo: Image.Image, style: Image.Image, encoder: Encoder
) -> None:
    def likeness(method: str) -> float:
        *_, last = paint(photo, [(style, 1.0)], size=64, method=method, encoder=encoder)  # type: ignore[arg-type]
        return float(numpy.corrcoef(_light(last.preview), _light(photo))[0, 1])

    structure, statistics = likeness("structure"), likeness("statistics")
    assert 0.3 < structure < statistics


@pytest.mark.slow
def test_structure_first_blends_and_takes_any_shape(style: Image.Image, encoder: Encoder) -> None:
    strip = Image.effect_noise((16, 500), 60).convert("RGB")
    white = Image.new("RGB", (64, 64), "white")
    steps = list(
        paint(strip, [(style, 2.0), (white, 1.0)], size=128, method="structure", encoder=encoder)
    )
    assert max(steps[-1].preview.size) == 128
    fractions = [step.fraction for step in steps]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1
