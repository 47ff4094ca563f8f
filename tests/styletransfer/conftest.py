import pytest
from PIL import Image

from styletransfer.features.encoder import Encoder
from styletransfer.painter import default_encoder
from tests.styletransfer.cli.command import RunCommand, command_runner
from tests.styletransfer.samples import sample


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    return default_encoder()


@pytest.fixture(scope="session")
def photo() -> Image.Image:
    return sample("astronaut.png")


@pytest.fixture(scope="session")
def style() -> Image.Image:
    return sample("retina.jpg")


@pytest.fixture
def run_command(capsys: pytest.CaptureFixture[str]) -> RunCommand:
    return command_runner(capsys)
