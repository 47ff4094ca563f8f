import io
import struct
import zlib

import numpy
import pytest
from PIL import Image, ImageCms

from styletransfer.images import files
from tests.heic import HEIC
from tests.styletransfer.samples import as_file

RED, BLUE = (200, 30, 40), (20, 40, 180)


def halves(width: int = 40, height: int = 20) -> Image.Image:
    """Return a picture whose left half is red and whose right half is blue."""
    picture = Image.new("RGB", (width, height), RED)
    picture.paste(BLUE, (width // 2, 0, width, height))
    return picture


def near(pixel: object, wanted: tuple[int, ...], tolerance: int = 12) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(a - b) <= tolerance for a, b in zip(pixel, wanted, strict=True))


def test_a_photo_taken_sideways_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter, clockwise to be seen
    picture = files.read(as_file(halves(), "JPEG", exif=exif, quality=95))
    assert picture.size == (20, 40)
    assert near(picture.getpixel((10, 5)), RED)
    assert near(picture.getpixel((10, 35)), BLUE)


def test_what_a_phone_took_sideways_stands_upright() -> None:
    picture = files.read(HEIC)
    assert picture.size == (32, 48)
    assert near(picture.getpixel((16, 6)), (254, 215, 0))
    assert near(picture.getpixel((16, 42)), (0, 0, 128))
    with pytest.raises(files.PictureError):
        files.read(HEIC[:300])


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        *[("RGB", kind) for kind in ("PNG", "WEBP", "GIF", "BMP", "AVIF")],
        *[("P", "PNG"), ("CMYK", "JPEG"), ("CMYK", "TIFF"), ("RGBA", "PNG")],
    ],
)
def test_colours_survive_each_mode_and_format(mode: str, kind: str) -> None:
    picture = files.read(as_file(halves().convert(mode), kind))
    opaque, alpha = files.split_alpha(picture)
    assert alpha is None
    assert near(opaque.getpixel((5, 10)), RED, tolerance=40)
    assert near(opaque.getpixel((35, 10)), BLUE, tolerance=40)


@pytest.mark.parametrize("mode", ["L", "1", "LA"])
def test_grey_stays_grey(mode: str) -> None:
    stripes = Image.new("L", (32, 32), 0)
    stripes.paste(255, (16, 0, 32, 32))
    opaque, _ = files.split_alpha(files.read(as_file(stripes.convert(mode))))
    assert opaque.getpixel((4, 4)) == (0, 0, 0)
    assert opaque.getpixel((28, 4)) == (255, 255, 255)


def test_sixteen_bits_are_scaled_and_not_clipped() -> None:
    ramp = numpy.linspace(0, 65535, 64 * 64).reshape(64, 64).astype(numpy.uint16)
    picture = files.read(as_file(Image.fromarray(ramp)))
    middle = picture.getpixel((32, 32))
    assert near(middle, (129, 129, 129), tolerance=3)


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ((0.0, 0.25, 1.0), (0, 64, 255)),
        ((-10.0, 0.0, 10.0), (0, 128, 255)),
        ((0.0, 500.0, 2000.0), (0, 64, 255)),
        ((0.5, numpy.nan, numpy.inf), (128, 0, 255)),
        ((-numpy.inf, numpy.nan, numpy.nan), (0, 0, 0)),
    ],
)
def test_floats_are_scaled_by_their_range(
    values: tuple[float, ...], wanted: tuple[int, ...]
) -> None:
    stripes = numpy.repeat(numpy.array(values, numpy.float32), 20)[None].repeat(20, 0)
    grey = files.read(as_file(Image.fromarray(stripes), "TIFF")).convert("L")
    assert near(tuple(grey.getpixel((x, 10)) for x in (10, 30, 50)), wanted, tolerance=1)


def test_alpha_is_kept() -> None:
    picture = halves().convert("RGBA")
    picture.putalpha(Image.linear_gradient("L").resize(picture.size))
    read = files.read(as_file(picture))
    assert read.getchannel("A").tobytes() == picture.getchannel("A").tobytes()


def test_a_transparent_palette_entry_becomes_alpha() -> None:
    picture = Image.new("P", (20, 20), 0)
    picture.putpalette([255, 0, 0, 0, 255, 0])
    picture.paste(1, (10, 0, 20, 20))
    _, alpha = files.split_alpha(files.read(as_file(picture, transparency=0)))
    assert alpha is not None
    assert (alpha.getpixel((2, 2)), alpha.getpixel((15, 2))) == (0, 255)


def animation(kind: str, *frames: Image.Image) -> bytes:
    return as_file(frames[0], kind, save_all=True, append_images=frames[1:], lossless=True)


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_an_animation_is_its_first_frame_with_something_in_it(kind: str) -> None:
    nothing, black = Image.new("RGBA", (40, 20)), Image.new("RGBA", (40, 20), "black")
    shown, later = halves().convert("RGBA"), halves().rotate(180).convert("RGBA")
    for blank in ((), (nothing,), (black,), (nothing, black, black)):
        picture = files.read(animation(kind, *blank, shown, later))
        assert near(picture.convert("RGB").getpixel((5, 10)), RED)
    assert files.read(animation(kind, nothing, black)).convert("RGB").getextrema() == ((0, 0),) * 3


def test_a_colour_profile_is_applied() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    plain = as_file(halves(), "PNG")
    same = as_file(halves(), "PNG", icc_profile=lab.tobytes())
    damaged = as_file(halves(), "PNG", icc_profile=b"no profile at all")
    wanted = files.read(plain).tobytes()
    assert files.read(damaged).tobytes() == wanted
    assert near(files.read(same).getpixel((5, 5)), RED, tolerance=2)


def png_header(width: int, height: int) -> bytes:
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = b"IDAT" + zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
        for chunk in (header, data, b"IEND")
    )


@pytest.mark.parametrize(
    ("file", "error"),
    [
        (b"", files.NotAPictureError),
        (b"hello, I am a text", files.NotAPictureError),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 64 64\n", files.NotAPictureError),
        (png_header(20_000, 20_000), files.PictureTooLargeError),
        (png_header(65_000, 65_000), files.PictureTooLargeError),
        (as_file(Image.new("RGB", (2, 2))), files.PictureTooSmallError),
        (as_file(Image.new("RGBA", (20, 20))), files.PictureInvisibleError),
        (as_file(Image.effect_noise((64, 64), 50))[:800], files.BrokenPictureError),
    ],
    ids=["empty", "text", "postscript", "huge", "bomb", "tiny", "invisible", "truncated"],
)
def test_each_fault_has_its_error(file: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        files.read(file)


@pytest.mark.parametrize("limit", [1_000_000, 60_000, 9_000, 2_000])
def test_a_picture_is_made_to_fit(limit: int) -> None:
    noise = Image.effect_noise((400, 300), 80).convert("RGB")
    file, extension, written = files.encode_within(noise, limit)
    assert len(file) <= limit
    decoded = Image.open(io.BytesIO(file))
    assert decoded.format == extension.upper()
    assert decoded.size == written.size
    assert decoded.width / decoded.height == pytest.approx(4 / 3, rel=0.1)
