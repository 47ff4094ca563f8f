import csv
import itertools
import math
from pathlib import Path

import pytest
import torch
from PIL import Image
from safetensors.torch import load as read

from styletransfer.draft import model
from styletransfer.draft.corpus import Master
from styletransfer.draft.model import Model, ModelError
from styletransfer.draft.network import DraftNetwork
from styletransfer.draft.teacher import Teacher, mixed
from styletransfer.draft.training import Lap, Settings, Training, TrainingError
from styletransfer.draft.traits import BRUSHES, TRAITS
from styletransfer.features.encoder import Encoder
from styletransfer.images.tensors import to_tensor
from tests.styletransfer.samples import sample


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


def test_a_file_that_is_no_network_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "network.safetensors"
    network, traits = DraftNetwork(1), torch.rand(1, len(BRUSHES), TRAITS)
    whole = Model(network, ("a",), (50,), traits, 0).encoded()
    unsuited = Model(network, ("a",), (), traits, 0).encoded()
    for content in (b"", b"\x08\0\0\0\0\0\0\0{}      ", whole[:100_000], unsuited):
        path.write_bytes(content)
        with pytest.raises(ModelError):
            model.load(path)


def test_a_network_is_the_same_after_its_file(tmp_path: Path) -> None:
    network = DraftNetwork(2)
    traits = torch.rand(2, len(BRUSHES), TRAITS)
    unsaved = Model(network, ("a", "b.jpg"), (40, 50), traits, 7)
    (tmp_path / "network").write_bytes(unsaved.encoded())
    loaded = model.load(tmp_path / "network")
    assert (loaded.names, loaded.strengths, loaded.steps) == (("a", "b.jpg"), (40, 50), 7)
    once, again = (read(each.encoded()) for each in (unsaved, loaded))
    assert all(torch.equal(numbers, again[name]) for name, numbers in once.items())
    photo = 255 * torch.rand(1, 3, 96, 128)
    with torch.no_grad():
        before, after = (
            each.network(photo, each.network.style(each.traits[1, 0], 40, 1))
            for each in (unsaved, loaded)
        )
    assert (before - after).abs().mean() < 2 < before.std() / 10


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory, photo: Image.Image) -> list[Path]:
    folder = tmp_path_factory.mktemp("photos")
    paths = [folder / f"{number:02}.png" for number in range(20)]
    for number, path in enumerate(paths):
        photo.crop((9 * number, 0, 9 * number + 90, 80)).save(path)
    sample("retina.jpg").resize((128, 128)).save(folder / "retina.jpg")
    return paths


def teach(
    folder: Path,
    photos: list[Path],
    encoder: Encoder,
    *,
    steps: int,
    until: int | None = None,
    batch: int = 1,
) -> tuple[DraftNetwork, list[Lap]]:
    masters = [Master("retina.jpg", photos[0].with_name("retina.jpg"), 50)]
    settings = Settings(steps, batch=batch, side=64, save_every=2, sample_every=99)
    training = Training(settings, folder, photos, masters, photos[:1], encoder)
    laps = list(itertools.islice(training.run(), until))
    return training.averaged, laps


@pytest.mark.slow
def test_a_training_that_was_stopped_ends_as_one_that_was_not(
    tmp_path: Path, photos: list[Path], encoder: Encoder
) -> None:
    whole, _ = teach(tmp_path / "whole", photos, encoder, steps=4)
    teach(tmp_path / "stopped", photos, encoder, steps=4, until=3)
    again, _ = teach(tmp_path / "stopped", photos, encoder, steps=4)
    for first, second in zip(whole.parameters(), again.parameters(), strict=True):
        assert torch.equal(first, second)
    losses = [(tmp_path / name / "losses.csv").read_text() for name in ("whole", "stopped")]
    assert losses[0] == losses[1]
    assert [row[0] for row in csv.reader(losses[0].splitlines())] == ["1", "2", "3", "4"]
    (sheet,) = (tmp_path / "whole" / "samples").iterdir()
    assert Image.open(sheet).size == (3 * 256, 3 * 256)


@pytest.mark.slow
def test_a_style_is_learned(tmp_path: Path, photos: list[Path], encoder: Encoder) -> None:
    network, _ = teach(tmp_path, photos, encoder, steps=24)
    seen = to_tensor(Image.open(photos[-1]), 96, torch.device("cpu"))[..., :80, :80]
    style = Image.open(photos[0].with_name("retina.jpg"))
    teacher = Teacher(encoder)
    lesson = teacher.lesson(to_tensor(style, 128, torch.device("cpu")))
    with torch.no_grad():
        draft = network(seen, network.style(lesson.traits, 50, 0))
    before, after = (
        teacher.grade(seen, each, [(lesson, 50.0)], (0, 0))[0] for each in (seen, draft)
    )
    assert after.style < 0.9 * before.style
    assert 0 == before.content < after.content < 1


def test_a_mixture_is_a_lesson_between_its_two(encoder: Encoder) -> None:
    teacher = Teacher(encoder)
    first, second = (
        teacher.lesson(to_tensor(sample(name), 96, torch.device("cpu")))
        for name in ("retina.jpg", "coffee.png")
    )
    half = mixed(first, second, 0.5)
    for name, moments in half.coarse.items():
        between = first.coarse[name].covariance + second.coarse[name].covariance
        # What lies between two styles is spread as both are, and from the one to the other.
        assert (moments.covariance - between / 2).diagonal().min() > -1e-3 * between.abs().max()
    assert torch.equal(mixed(first, second, 0).traits, first.traits)
    off = [(half.traits - each.traits).norm() for each in (first, second)]
    assert max(off) < (first.traits - second.traits).norm()


@pytest.mark.slow
def test_it_counts_in_bfloat16_where_the_chip_does(tmp_path: Path, photos: list[Path]) -> None:
    network, laps = teach(tmp_path, photos, Encoder(dtype=torch.bfloat16), steps=1, batch=2)
    assert all(math.isfinite(lap.loss) for lap in laps)
    assert {each.dtype for each in network.parameters()} == {torch.float32}
    assert all(each.isfinite().all() for each in network.parameters())


@pytest.mark.slow
def test_a_training_does_not_go_on_with_other_styles_or_from_a_broken_file(
    tmp_path: Path, photos: list[Path], encoder: Encoder
) -> None:
    teach(tmp_path, photos, encoder, steps=1)
    masters = [Master("other.jpg", photos[0], 50)]
    with pytest.raises(TrainingError, match=r"other styles: retina\.jpg"):
        Training(Settings(4), tmp_path, photos, masters, [], encoder)
    checkpoint = tmp_path / "checkpoint.pt"
    checkpoint.write_bytes(checkpoint.read_bytes()[:1000])
    with pytest.raises(TrainingError, match="no checkpoint"):
        Training(Settings(4), tmp_path, photos, masters, [], encoder)


@pytest.mark.slow
def test_what_was_learned_is_a_beginning_for_more(
    tmp_path: Path, photos: list[Path], encoder: Encoder
) -> None:
    network = DraftNetwork(2)
    with torch.no_grad():
        network.own.normal_()
    start = Model(network, ("udnie", "retina.jpg"), (40, 50), torch.zeros(()), 1)
    masters = [Master("retina.jpg", photos[0], 50), Master("new.jpg", photos[1], 50)]
    begun = Training(Settings(1), tmp_path, photos, masters, [], encoder, start).averaged
    assert torch.equal(begun.own[0], network.own[1])
    assert not begun.own[1].any()
    assert torch.equal(begun.to_colors.weight, network.to_colors.weight)
