"""What is delivered is the style it was asked for, judged by layers that the painter ignores."""

import io

from PIL import Image

from bot.sandbox.client.member import File, Member
from styletransfer import presets
from styletransfer.evaluate.score import Scorer
from tests.end_to_end import stage
from tests.end_to_end.stage import PATIENCE_S

SIZE = 128


async def test_the_picture_is_nearer_to_the_style_than_the_photo_was(
    newcomer: Member, photo: bytes
) -> None:
    options = {"image": File("photo.jpg", photo), "style": "starry-night", "size": SIZE}
    answered = await newcomer.slash("stylize", "stylize", options)
    result = await newcomer.response(answered, stage.is_result, timeout_s=PATIENCE_S)
    delivered = await newcomer.download(stage.pictures(result)[0]["media"]["url"])
    before, after = (Image.open(io.BytesIO(each)) for each in (photo, delivered))
    scorer = Scorer(before, Image.open(presets.find("starry-night").exemplar), SIZE)
    untouched, painted = map(scorer.distances, (before, after))
    assert painted.style_moments < untouched.style_moments / 2
    assert painted.style_covariance < untouched.style_covariance / 2
