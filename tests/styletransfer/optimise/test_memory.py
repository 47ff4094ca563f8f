from collections.abc import Collection, Iterator

import pytest
import torch
from PIL import Image
from torch import Tensor

from styletransfer.features.allocator import with_huge_pages
from styletransfer.features.devices import default_dtype
from styletransfer.features.encoder import Encoder, Pooling
from styletransfer.optimise.memory import OutOfMemoryError
from styletransfer.optimise.schedule import Method
from styletransfer.painter import paint

SIZE = 64
ALLOCATOR = RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory")


class ShortOfMemory(Encoder):
    """An encoder that fails at some of its calls, counted from the first."""

    def __init__(self, error: Exception, calls: Collection[int]) -> None:
        super().__init__(dtype=default_dtype(torch.device("cpu")))
        self._error = error
        self._failing = calls
        self._calls = 0

    def layer_by_layer(
        self, picture: Tensor, layers: Collection[str], pooling: Pooling = "max"
    ) -> Iterator[tuple[str, Tensor]]:
        self._calls += 1
        if self._calls in self._failing:
            raise self._error
        return super().layer_by_layer(picture, layers, pooling)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("method", "error", "calls", "side"),
    [
        ("statistics", ALLOCATOR, (1, 9), SIZE),
        ("statistics", torch.OutOfMemoryError("CUDA"), (9, 10, 11), SIZE // 2),
        ("structure", ALLOCATOR, (1, 24), SIZE),
        ("structure", torch.OutOfMemoryError("CUDA"), (9, 10, 11), SIZE // 2),
    ],
)
def test_a_painting_goes_on_with_less_memory(
    photo: Image.Image,
    style: Image.Image,
    caplog: pytest.LogCaptureFixture,
    method: Method,
    error: Exception,
    calls: tuple[int, ...],
    side: int,
) -> None:
    encoder = ShortOfMemory(error, calls)
    steps = list(paint(photo, [(style, 1.0)], size=SIZE, method=method, encoder=encoder))
    assert [record.levelname for record in caplog.records] == ["WARNING"] * len(calls)
    fractions = [step.fraction for step in steps]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1
    assert steps[-1].preview.size == (side, side)


@pytest.mark.parametrize("method", ["statistics", "structure"])
def test_where_nothing_fits_it_is_said(
    photo: Image.Image, style: Image.Image, method: Method
) -> None:
    encoder = ShortOfMemory(ALLOCATOR, range(1, 100))
    with pytest.raises(OutOfMemoryError):
        next(paint(photo, [(style, 1.0)], size=SIZE, method=method, encoder=encoder))


def test_other_faults_are_not_taken_for_it(photo: Image.Image, style: Image.Image) -> None:
    encoder = ShortOfMemory(RuntimeError("a size does not fit"), (1,))
    with pytest.raises(RuntimeError, match="does not fit"):
        next(paint(photo, [(style, 1.0)], size=SIZE, encoder=encoder))


def test_a_host_s_own_tunables_are_kept() -> None:
    own = "glibc.malloc.tcache_count=2"
    given = with_huge_pages({"HOME": "/", "GLIBC_TUNABLES": own})
    assert given == {"HOME": "/", "GLIBC_TUNABLES": f"{own}:glibc.malloc.hugetlb=1"}
    assert with_huge_pages({}) == {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}
