"""Let a photo dream of a mood, or of another picture (DeepDream)."""

import argparse
from pathlib import Path

from styletransfer import moods
from styletransfer.cli.errors import UsageError
from styletransfer.cli.files import check_output, deliver, read_picture
from styletransfer.cli.sizes import add_size, check_size
from styletransfer.cli.terminal import watch


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.add_argument("photo", type=Path, metavar="PHOTO")
    parser.add_argument("-o", "--output", type=Path, default=Path("dream.png"), metavar="OUT")
    names = ", ".join(mood.name for mood in moods.MOODS)
    parser.add_argument("--mood", metavar="NAME", help=f"{names}; the first by default")
    parser.add_argument("--guide", type=Path, metavar="PICTURE", help="dream of a picture instead")
    parser.add_argument("--octaves", type=int, help="1 small shapes .. 12 large; by the size")
    parser.add_argument("--strength", type=int, default=50, help="0 the photo .. 100 the dream")
    add_size(parser)
    parser.add_argument("--seed", type=int, default=0, help="another seed is another dream")


def run(arguments: argparse.Namespace) -> None:
    """Dream and write the picture. Raises UsageError."""
    if not 0 <= arguments.strength <= 100:
        raise UsageError(f"the strength must be between 0 and 100, not {arguments.strength}")
    if arguments.octaves is not None and not 1 <= arguments.octaves <= 12:
        raise UsageError(f"there must be 1 to 12 octaves, not {arguments.octaves}")
    if arguments.mood is not None and arguments.guide is not None:
        raise UsageError("a dream has either a mood or a guide, not both")
    check_size(arguments.size)
    if not 0 <= arguments.seed < 1 << 32:
        raise UsageError(f"the seed must be between 0 and {(1 << 32) - 1}, not {arguments.seed}")
    try:
        mood = moods.find(arguments.mood) if arguments.mood is not None else None
    except moods.UnknownMoodError as error:
        raise UsageError(str(error)) from error
    extension = check_output(arguments.output, arguments.photo, arguments.guide)
    photo = read_picture(arguments.photo)
    guide = read_picture(arguments.guide) if arguments.guide else None

    from styletransfer import painter
    from styletransfer.dream import dream
    from styletransfer.features import weights
    from styletransfer.images import files

    try:
        encoder = painter.default_encoder()
    except weights.WeightsError as error:
        raise UsageError(str(error)) from error
    picture = watch(
        dream(
            photo,
            mood=mood,
            guide=guide,
            octaves=arguments.octaves,
            strength=arguments.strength,
            size=arguments.size,
            seed=arguments.seed,
            encoder=encoder,
        )
    )
    deliver(arguments.output, files.encode(picture, extension))
