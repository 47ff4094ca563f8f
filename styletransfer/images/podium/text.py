"""Letters on pictures: Latin and Hangul on any machine, whatever people call themselves."""

import functools
import unicodedata

import pylopdf_fonts_ko
from PIL import Image, ImageDraw, ImageFont

Colour = tuple[int, int, int]

# No script has a letter here, so this is what a font shows for what it does not have.
_NO_LETTER = "\U0010ffff"
_SMALLEST = 0.65  # of the size that is asked for; at that size the text is cut off


def write(
    draw: ImageDraw.ImageDraw,
    text: str,
    centre: tuple[int, int],
    *,
    width: int,
    size: int,
    colour: Colour,
    serif: bool = False,
) -> None:
    """Write one line around a point; what is too long becomes smaller, then is cut off.

    Characters that the font has no letter for, such as emoji, are left out.
    """
    line = legible(text, serif=serif)
    length = _font(size, serif).getlength(line)
    fitting = size if length <= width else max(int(size * _SMALLEST), int(size * width / length))
    font = _font(fitting, serif)
    draw.text(centre, _cut(line, width, font), colour, font, anchor="mm")


def legible(text: str, *, serif: bool = False) -> str:
    """Return what a font has letters for, with single spaces."""
    font = _font(32, serif)
    nothing = _drawn(font, _NO_LETTER)

    def has(character: str) -> bool:
        return character.isprintable() and _drawn(font, character) != nothing

    kept = ""
    for character in unicodedata.normalize("NFC", text):
        if character.isspace():
            kept += " "
        elif has(character):
            kept += character
        else:
            # Ornate letters, which are characters of their own, as plain ones.
            kept += "".join(filter(has, unicodedata.normalize("NFKC", character)))
    return " ".join(kept.split())


def _drawn(font: ImageFont.FreeTypeFont, character: str) -> bytes:
    paper = Image.new("L", (64, 64))
    ImageDraw.Draw(paper).text((8, 8), character, 255, font)
    return paper.tobytes()


def _cut(line: str, width: int, font: ImageFont.FreeTypeFont) -> str:
    if font.getlength(line) <= width:
        return line
    while line and font.getlength(line + "…") > width:
        line = line[:-1]
    return line.rstrip() + "…"


@functools.lru_cache(maxsize=32)
def _font(size: int, serif: bool) -> ImageFont.FreeTypeFont:
    path = pylopdf_fonts_ko.serif_path() if serif else pylopdf_fonts_ko.sans_path()
    return ImageFont.truetype(path, size)
