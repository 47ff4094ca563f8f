import pytest

from bot.exts.stylize._wish import Gallery, check_numbers
from bot.refusal import RefusalError

ALL = Gallery(())
WITHOUT_PICASSO = Gallery(("femme-nue-assise",))


@pytest.mark.parametrize("text", ["The Starry Night", "starry", "STARRY-NIGHT", "고흐", "gogh"])
def test_a_preset_is_found_by_any_of_its_names(text: str) -> None:
    assert ALL.find(text, "en-US").name == "starry-night"


def test_an_unknown_style_names_the_closest() -> None:
    with pytest.raises(RefusalError) as refused:
        ALL.find("Kandinski", "ko")
    assert refused.value.key == "unknown-style-closest"
    assert "칸딘스키" in str(refused.value.values["closest"])


@pytest.mark.parametrize("text", ["picasso", "femme-nue-assise", "Femme nue asise"])
def test_a_hidden_preset_is_not_there(text: str) -> None:
    assert ALL.find("picasso", "en-US").name == "femme-nue-assise"
    assert WITHOUT_PICASSO.choices("picasso", "en-US") == []
    with pytest.raises(RefusalError) as refused:
        WITHOUT_PICASSO.find(text, "en-US")
    assert refused.value.key == "unknown-style"


@pytest.mark.parametrize(
    ("strength", "size", "key"),
    [
        (900, 512, "strength-out-of-range"),
        (-1, 512, "strength-out-of-range"),
        (50, 63, "size-out-of-range"),
        (50, 1025, "size-out-of-range"),
    ],
)
def test_numbers_are_checked_whatever_the_client_let_through(
    strength: int, size: int, key: str
) -> None:
    with pytest.raises(RefusalError) as refused:
        check_numbers(strength, size, max_size=1024)
    assert refused.value.key == key


@pytest.mark.parametrize(("strength", "size"), [(0, 64), (100, 1024)])
def test_the_bounds_are_allowed(strength: int, size: int) -> None:
    check_numbers(strength, size, max_size=1024)
