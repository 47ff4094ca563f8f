"""Fill transparent pixels with the colour of the visible ones around them.

Alpha is straight: a pixel's colour is its own, however little of it shows, and a pixel that does
not show at all has any. Where the latter counts, in an average or under a painter's brush, it has
to be a colour that belongs there. By push-pull (Gortler et al. 1996, "The Lumigraph").
"""

from PIL import Image

# Up to this alpha a pixel's own colour is rounded so coarsely by some programs that its better
# seen neighbours count for more.
_FAINT = 32


def bled(picture: Image.Image) -> Image.Image:
    """Return the colours of an RGBA picture, those of invisible pixels from visible neighbours."""
    alpha = picture.getchannel("A")
    return _over(_half(picture, alpha.point(lambda own: own * (255 / _FAINT))), picture, alpha)


def _over(half: Image.Image, picture: Image.Image, weight: Image.Image) -> Image.Image:
    """Fill what has no weight in a picture from one of half the size, and that likewise."""
    least, most = weight.getextrema()
    if least or not most:
        return picture.convert("RGB")
    own = half.getchannel("A")
    under = _over(_half(half, own), half, own)
    whole = under.resize(picture.size, Image.Resampling.BILINEAR)
    whole.paste(picture, mask=weight.point(lambda own: 255 if own else 0))
    return whole


def _half(picture: Image.Image, weight: Image.Image) -> Image.Image:
    """Return the means of two by two colours, each by its weight, and of the weights the sum."""
    weighted = picture.copy()
    weighted.putalpha(weight)
    half = weighted.reduce(2)
    half.putalpha(half.getchannel("A").point(lambda mean: mean * 4))
    return half
