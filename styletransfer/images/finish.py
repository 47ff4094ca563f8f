"""What is done to a canvas before it is shown: the photo's aspect, colours, region and alpha."""

from PIL import Image
from torch import Tensor

from styletransfer.images.colors import with_colors_of
from styletransfer.images.tensors import fitted, to_image


class Finish:
    """Gives each canvas of one photo the photo's aspect and alpha, and its chroma if asked to.

    Where a region of mode L is given, the photo stays as it is outside of it: white is painted,
    black is not, grey is between. It may have any size, and is scaled to the photo's.
    """

    def __init__(
        self,
        photo: Image.Image,
        alpha: Image.Image | None,
        *,
        keep_chroma: bool,
        region: Image.Image | None = None,
    ) -> None:
        self._photo = photo
        self._alpha = alpha
        self._keep_chroma = keep_chroma
        self._region = region

    def canvas(self, canvas: Tensor, long_side: int) -> Image.Image:
        """Finish a canvas, as it is while it is painted."""
        return self(to_image(canvas), long_side)

    def __call__(self, picture: Image.Image, long_side: int) -> Image.Image:
        """Finish a picture, at the photo's aspect with a long side in pixels."""
        size = fitted(*self._photo.size, long_side)
        if picture.size != size:
            picture = picture.resize(size, Image.Resampling.LANCZOS)
        if self._keep_chroma:
            picture = with_colors_of(self._photo, picture)
        if self._region is not None:
            untouched = self._photo.resize(size, Image.Resampling.LANCZOS)
            region = self._region.resize(size, Image.Resampling.BILINEAR)
            picture = Image.composite(picture, untouched, region)
        if self._alpha is not None:
            picture = picture.copy()
            picture.putalpha(self._alpha.resize(size, Image.Resampling.LANCZOS))
        return picture
