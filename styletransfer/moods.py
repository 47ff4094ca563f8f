"""Moods: what a dream grows, by name; the layers and channels were found by looking.

Each is a few channels of one layer whose pictures, grown out of noise, show the same thing, or a
whole layer (docs/measurements, "Dreams"). They are channels of the original weights and mean
nothing in others.
"""

from dataclasses import dataclass


class UnknownMoodError(LookupError):
    """No mood has this name; the message names those that there are."""

    def __init__(self, name: str) -> None:
        names = ", ".join(mood.name for mood in MOODS)
        super().__init__(f"no mood is called {name!r}; there are {names}")


@dataclass(frozen=True, slots=True)
class Mood:
    """What a dream grows. `name` is its identifier; the titles are for people.

    `channels` are those of the encoder's `layer` that are grown, all where there are none.
    """

    name: str
    title: str
    title_ko: str
    layer: str
    channels: tuple[int, ...] = ()


# In the order in which they are offered; the first is the default.
MOODS = (
    Mood("eyes", "Eyes", "눈동자", "relu5_1", (457,)),
    Mood("feathers", "Feathers", "깃털", "relu5_1", (291, 379, 367, 490)),
    Mood("scales", "Scales", "비늘", "relu5_1", (207, 414, 479, 361)),
    Mood("fruits", "Fruits and berries", "열매", "relu5_1", (439, 239, 68, 333)),
    Mood("shells", "Shells", "조개껍데기", "relu5_2", (63, 107, 50, 154, 217)),
    Mood("beasts", "Beasts", "짐승", "relu5_1", (309, 360, 419)),
    Mood("imps", "Imps", "도깨비", "relu5_1", (301, 61)),
    Mood("towers", "Towers", "탑", "relu5_2", (224, 153, 329, 97)),
    Mood("wheels", "Wheels", "바퀴", "relu5_2", (382, 46, 76)),
    Mood("ripples", "Ripples", "물결", "relu3_3"),
    Mood("strokes", "Brush strokes", "붓질", "relu3_1"),
)


def find(name: str) -> Mood:
    """Return the mood that a name or a title stands for, in any case and language.

    Raises UnknownMoodError.
    """
    wanted = name.strip().casefold()
    for mood in MOODS:
        if wanted in (mood.name, mood.title.casefold(), mood.title_ko):
            return mood
    raise UnknownMoodError(name)
