"""A picture in 64 bits, so that the same one is known again when it has been saved anew."""

import imagehash
from PIL import Image

from styletransfer.images import files


def fingerprint(picture: Image.Image) -> str:
    """Return a picture's perceptual hash (pHash, of the low frequencies of its luminance) in hex.

    Two that differ in few bits are the same picture, encoded, resized or slightly cropped anew;
    colours do not count (docs/measurements, "The same picture twice").
    """
    return str(imagehash.phash(files.over_white(picture)))
