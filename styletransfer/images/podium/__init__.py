"""The podium: the first of a challenge on one wall, the winner in the middle."""

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFilter

from styletransfer.images.podium.frames import BRONZE, GOLD, SILVER, Colour, framed, hang
from styletransfer.images.podium.text import write

SIZE = 1600, 900

_WALL: Colour = (44, 39, 46)
_LIGHT: Colour = (150, 126, 104)
_SKIRTING: Colour = (30, 26, 30)
_CREAM: Colour = (244, 238, 226)
_GREY: Colour = (184, 174, 164)
_METALS = {1: GOLD, 2: SILVER, 3: BRONZE}
_SMOOTH = 4  # medals are drawn so many times larger: Pillow's circles have steps


@dataclass(frozen=True, slots=True)
class Place:
    """A picture on the podium; `rank` 1..3, two may share one."""

    rank: int
    picture: Image.Image
    name: str
    votes: str


@dataclass(frozen=True, slots=True)
class _Hook:
    """Where a frame hangs, and how large it may be, in pixels."""

    x: int
    width: int
    height: int


# By how many there are, the first of the challenge first.
_HOOKS = {
    1: (_Hook(800, 820, 500),),
    2: (_Hook(470, 640, 500), _Hook(1165, 520, 410)),
    3: (_Hook(800, 560, 500), _Hook(285, 420, 400), _Hook(1315, 420, 400)),
}
_EYE_LEVEL = 430  # where the middle of each frame hangs
_PLATES = 762  # where the names stand


def draw(title: str, places: Sequence[Place]) -> Image.Image:
    """Draw one to three places under a title, 1600 x 900, RGB."""
    hung = sorted(places, key=lambda place: place.rank)
    wall = _wall([hook.x for hook in _HOOKS[len(hung)]])
    letters = ImageDraw.Draw(wall)
    write(letters, title, (800, 78), width=1400, size=52, colour=_CREAM, serif=True)
    letters.line([(740, 128), (860, 128)], GOLD, 2)
    for place, hook in zip(hung, _HOOKS[len(hung)], strict=True):
        metal = _METALS[place.rank]
        frame = framed(place.picture, (hook.width, hook.height), metal)
        hang(wall, frame, (hook.x, _EYE_LEVEL))
        _medal(wall, (hook.x, _EYE_LEVEL + frame.height // 2), str(place.rank), metal)
        width = hook.width - 10
        write(letters, place.name, (hook.x, _PLATES), width=width, size=34, colour=_CREAM)
        write(letters, place.votes, (hook.x, _PLATES + 46), width=width, size=25, colour=_GREY)
    return wall


def _wall(lamps: Sequence[int]) -> Image.Image:
    wall = Image.new("RGB", SIZE, _WALL)
    # A radial gradient is dark in the middle.
    lamp = Image.radial_gradient("L").point([max(0, 235 - value) * 2 // 5 for value in range(256)])
    for x in lamps:
        glow = Image.new("L", SIZE, 0)
        glow.paste(lamp.resize((900, 1000)), (x - 450, _EYE_LEVEL - 560))
        wall.paste(_LIGHT, mask=glow.filter(ImageFilter.GaussianBlur(30)))
    floor = ImageDraw.Draw(wall)
    floor.rectangle((0, 858, SIZE[0], SIZE[1]), _SKIRTING)
    floor.line([(0, 858), (SIZE[0], 858)], (84, 74, 78), 2)
    return wall


def _medal(wall: Image.Image, centre: tuple[int, int], number: str, metal: Colour) -> None:
    side = 60
    large = Image.new("RGBA", (side * _SMOOTH, side * _SMOOTH))
    disc = ImageDraw.Draw(large)
    edge = side * _SMOOTH - 1
    disc.ellipse((0, 0, edge, edge), _darker(metal))
    disc.ellipse((12, 12, edge - 12, edge - 12), metal)
    disc.ellipse((24, 24, edge - 24, edge - 24), _darker(metal))
    disc.ellipse((28, 28, edge - 28, edge - 28), metal)
    write(
        disc,
        number,
        (edge // 2, edge // 2 - 4),
        width=edge,
        size=30 * _SMOOTH,
        colour=(40, 30, 24),
        serif=True,
    )
    medal = large.resize((side, side), Image.Resampling.LANCZOS)
    wall.paste(medal, (centre[0] - side // 2, centre[1] - side // 2), medal)


def _darker(colour: Colour) -> Colour:
    return colour[0] * 3 // 5, colour[1] * 3 // 5, colour[2] * 3 // 5
