import pytest

from bot.errors import RefusalError
from bot.styles.presets import PresetCatalog

ALL = PresetCatalog(())
WITHOUT_PICASSO = PresetCatalog(("femme-nue-assise",))


@pytest.mark.parametrize("text", ["The Starry Night", "starry", "STARRY-NIGHT", "고흐", "gogh"])
def test_a_preset_is_found_by_any_of_its_names(text: str) -> None:
    assert ALL.find(text, "en-US").name == "starry-night"


def test_an_unknown_style_names_the_closest() -> None:
    with pytest.raises(RefusalError) as refused:
        ALL.find("klimmt", "ko")
    assert refused.value.key == "unknown-style-closest"
    assert "클림트" in str(refused.value.values["closest"])


@pytest.mark.parametrize("text", ["picasso", "femme-nue-assise", "Femme nue asise"])
def test_a_hidden_preset_is_not_there(text: str) -> None:
    assert ALL.find("picasso", "en-US").name == "femme-nue-assise"
    assert WITHOUT_PICASSO.choices("picasso", "en-US") == []
    with pytest.raises(RefusalError) as refused:
        WITHOUT_PICASSO.find(text, "en-US")
    assert refused.value.key == "unknown-style"
