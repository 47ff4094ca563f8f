import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styletransfer import presets
from styletransfer.images import files


@pytest.mark.parametrize(
    "text", ["Starry Night", "starry-night", "별이 빛나는 밤", "STARRY  NIGHT!"]
)
def test_a_whole_name_stands_for_the_preset(text: str) -> None:
    assert presets.find(text).title == "The Starry Night"


def test_a_slip_is_answered_with_what_was_meant() -> None:
    with pytest.raises(presets.UnknownStyleError, match="did you mean starry-night"):
        presets.find("stary nihgt")


@given(st.text())
def test_any_text_is_found_or_unknown(text: str) -> None:
    with contextlib.suppress(presets.UnknownStyleError):
        assert presets.find(text) in presets.catalog()


@pytest.mark.parametrize("preset", presets.catalog(), ids=lambda preset: preset.name)
def test_each_preset_has_an_exemplar_and_a_preview_in_small_files(preset: presets.Preset) -> None:
    assert max(files.read(preset.exemplar).size) == 768
    assert preset.exemplar.stat().st_size < 200_000
    assert files.read(preset.preview).size == (512, 512)
    assert preset.preview.stat().st_size < 100_000
    assert 0 < preset.strength <= 100
    assert 0.5 <= preset.style_scale <= 2
    assert presets.find(preset.title) is preset
    assert presets.find(preset.title_ko) is preset
