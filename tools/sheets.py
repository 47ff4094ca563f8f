"""Pictures in rows and columns with their names, to look at all of them at once."""

from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

_GAP, _LETTERS = 8, 20  # pixels


def laid_out(
    rows: Sequence[Sequence[Image.Image | None]], titles: Sequence[str], names: Sequence[str]
) -> Image.Image:
    """Lay pictures out below the titles of their columns, each row below its name.

    A column is as wide as its widest picture, a row as high as its highest; None stays empty.
    """
    widths = [
        max(each.width if each else 1 for each in column) for column in zip(*rows, strict=True)
    ]
    heights = [max(each.height if each else 1 for each in row) for row in rows]
    line = _LETTERS + _GAP
    size = (
        _GAP + sum(widths) + _GAP * len(widths),
        line + sum(heights) + (line + _GAP) * len(heights),
    )
    sheet, font = Image.new("RGB", size, "white"), ImageFont.load_default(_LETTERS)
    draw, top = ImageDraw.Draw(sheet), _GAP
    lefts = [_GAP + sum(widths[:column]) + _GAP * column for column in range(len(widths))]
    for left, title in zip(lefts, titles, strict=True):
        draw.text((left, top), title, "black", font)
    top += line
    for row, name, height in zip(rows, names, heights, strict=True):
        draw.text((_GAP, top), name, "#666", font)
        top += line
        for left, picture in zip(lefts, row, strict=True):
            if picture:
                sheet.paste(picture, (left, top))
        top += height + _GAP
    return sheet
