"""What is delivered is the style it was asked for, judged by layers that the painter ignores."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

from bot.sandbox.client.member import File, Member
from styletransfer import presets
from tests.end_to_end import stage
from tests.end_to_end.stage import PATIENCE_S


async def test_the_picture_is_nearer_to_the_style_than_the_photo_was(
    newcomer: Member, photo: bytes, tmp_path: Path
) -> None:
    options = {"image": File("photo.jpg", photo), "style": "starry-night", "size": 128}
    answered = await newcomer.slash("stylize", "stylize", options)
    result = await newcomer.response(answered, stage.is_result, timeout_s=PATIENCE_S)
    before, after = tmp_path / "photo.jpg", tmp_path / "result.png"
    before.write_bytes(photo)
    after.write_bytes(await newcomer.download(stage.pictures(result)[0]["media"]["url"]))
    style = str(presets.find("starry-night").exemplar)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "styletransfer", "score"),
        *(before, style, before, after, "--json"),
        stdout=PIPE,
    )
    output, _ = await process.communicate()
    untouched, painted = json.loads(output)
    for measure in ("style_moments", "style_covariance"):
        assert painted[measure] < untouched[measure] / 2
