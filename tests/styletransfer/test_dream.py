import numpy
import pytest
import torch
from PIL import Image

from styletransfer import moods
from styletransfer.dream import dream
from styletransfer.features.encoder import Encoder
from styletransfer.images.tensors import to_tensor
from styletransfer.optimise.dream_objectives import GuideAim, MoodAim, slope

pytestmark = pytest.mark.slow

SIZE = 64
FEATHERS = moods.find("feathers")


def dreamt(photo: Image.Image, encoder: Encoder, **options: object) -> Image.Image:
    usual = {"mood": FEATHERS} if "guide" not in options else {}
    *_, last = dream(photo, size=SIZE, encoder=encoder, **{**usual, **options})  # type: ignore[arg-type]
    assert last.fraction == 1
    return last.preview


def features(picture: Image.Image, encoder: Encoder, layer: str) -> torch.Tensor:
    with torch.no_grad():
        canvas = to_tensor(picture, SIZE, encoder.mean.device)
        return encoder(canvas, {layer}, "average")[layer].float()


def test_what_a_mood_looks_for_grows_with_the_strength(
    photo: Image.Image, encoder: Encoder
) -> None:
    aim = MoodAim(FEATHERS)
    heights = [
        float(aim.height(features(picture, encoder, aim.layer)))
        for picture in (photo, *(dreamt(photo, encoder, strength=each) for each in (15, 60)))
    ]
    assert heights[1] > 1.5 * heights[0]
    assert heights[2] > 1.5 * heights[1]


def test_a_guided_dream_is_nearer_to_its_guide(
    photo: Image.Image, style: Image.Image, encoder: Encoder
) -> None:
    aim = GuideAim(encoder, to_tensor(style, SIZE, encoder.mean.device))
    wanted = torch.nn.functional.normalize(features(style, encoder, aim.layer).flatten(2)[0], dim=0)

    def nearness(picture: Image.Image) -> float:
        own = features(picture, encoder, aim.layer).flatten(2)[0]
        return float((wanted.T @ torch.nn.functional.normalize(own, dim=0)).amax(0).mean())

    assert nearness(dreamt(photo, encoder, guide=style, strength=100)) > 1.05 * nearness(photo)


def test_by_tiles_the_way_up_is_the_same(photo: Image.Image, encoder: Encoder) -> None:
    canvas, aim = to_tensor(photo, 128, encoder.mean.device), MoodAim(FEATHERS)
    whole, by_tiles = (slope(encoder, aim, canvas, longest).flatten() for longest in (128, 48))
    assert float(torch.nn.functional.cosine_similarity(whole, by_tiles, dim=0)) > 0.98


def test_strength_0_is_the_photo(photo: Image.Image) -> None:
    (only,) = dream(photo, size=512, strength=0)
    assert only.preview.tobytes() == photo.tobytes()


def test_progress_only_grows_through_all_octaves(photo: Image.Image, encoder: Encoder) -> None:
    steps = list(dream(photo, size=SIZE, octaves=2, encoder=encoder))
    fractions = [step.fraction for step in steps]
    assert fractions == sorted(fractions)
    assert (steps[0].level, steps[-1].level, fractions[-1]) == (1, 2, 1)
    assert steps[0].preview.size < steps[-1].preview.size == (SIZE, SIZE)


def test_the_same_seed_dreams_the_same_dream(photo: Image.Image, encoder: Encoder) -> None:
    first, again, other = (dreamt(photo, encoder, seed=seed).tobytes() for seed in (7, 7, 8))
    assert first == again
    assert first != other


def test_alpha_aspect_and_greyness_of_the_photo_are_kept(
    photo: Image.Image, encoder: Encoder
) -> None:
    cut_out = photo.convert("L").resize((300, 150)).convert("RGBA")
    left = Image.new("L", (300, 150), 0)
    left.paste(255, (150, 0, 300, 150))
    cut_out.putalpha(left)
    picture = dreamt(cut_out, encoder)
    assert picture.size == (SIZE, SIZE // 2)
    alpha = picture.getchannel("A")
    assert (alpha.getpixel((5, 16)), alpha.getpixel((60, 16))) == (0, 255)
    chroma = numpy.asarray(picture.convert("RGB").convert("YCbCr"), float)[..., 1:] - 128
    assert numpy.abs(chroma).mean() < 3


def test_what_cannot_be_dreamt_is_said(photo: Image.Image) -> None:
    with pytest.raises(ValueError, match="strength"):
        next(dream(photo, strength=900))
    with pytest.raises(ValueError, match="octaves"):
        next(dream(photo, octaves=0))
    with pytest.raises(ValueError, match="not both"):
        next(dream(photo, mood=FEATHERS, guide=photo))


@pytest.mark.parametrize("mood", moods.MOODS, ids=lambda mood: mood.name)
def test_each_mood_is_found_and_has_features(mood: moods.Mood, encoder: Encoder) -> None:
    assert moods.find(mood.name.upper()) is moods.find(mood.title) is moods.find(mood.title_ko)
    with torch.no_grad():
        found = encoder(torch.zeros(1, 3, 32, 32), {mood.layer})[mood.layer]
    assert len(set(mood.channels)) == len(mood.channels)
    assert all(channel < found.shape[1] for channel in mood.channels)


def test_an_unknown_mood_is_one_sentence_with_those_that_there_are() -> None:
    with pytest.raises(moods.UnknownMoodError, match=r"^no mood is called 'gloom'; .*feathers"):
        moods.find("gloom")
