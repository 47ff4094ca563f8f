import pytest
from PIL import Image

from styletransfer.features.encoder import Encoder
from styletransfer.optimise.schedule import Level, Method, levels, structure_levels
from styletransfer.painter import paint
from styletransfer.speed import Speed, work
from styletransfer.warmup import warm_up


@pytest.mark.slow
def test_a_device_is_measured_before_it_paints(encoder: Encoder) -> None:
    speed = warm_up(encoder)
    assert 0 < speed.seconds(256) < speed.seconds(512) < speed.seconds(1024)
    assert speed.seconds(512, 0.5) == pytest.approx(speed.seconds(512) / 2)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("method", "first"),
    [("structure", structure_levels(160)[0]), ("statistics", levels(160)[0])],
)
def test_the_work_foretold_is_that_of_the_painter(
    photo: Image.Image, style: Image.Image, encoder: Encoder, method: Method, first: Level
) -> None:
    step = next(paint(photo, [(style, 1.0)], size=160, method=method, encoder=encoder))
    assert step.fraction * work(160, 1.0, method) == pytest.approx(first.cost)
    assert Speed(2.0, method).seconds(160) == work(160, 1.0, method) / 2


def test_the_largest_size_within_a_time_is_just_within_it() -> None:
    speed, sizes = Speed(1e9), range(64, 4097, 64)
    largest = speed.largest_within(20, 0.75, sizes)
    assert largest is not None
    assert speed.seconds(largest, 0.75) <= 20 < speed.seconds(largest + 64, 0.75)
    assert speed.largest_within(0.0, 0.75, sizes) is None


def test_paintings_correct_the_speed_and_one_alone_does_not_decide() -> None:
    speed, truth = Speed(1e9), 5e9
    speed.learn(512, 1.0, work(512, 1.0) / truth)
    assert 1e9 < speed.work_per_second < truth
    for _ in range(20):
        speed.learn(512, 0.75, work(512, 0.75) / truth)
    assert speed.work_per_second == pytest.approx(truth, rel=0.01)
