"""How long a painting will take, foretold without painting and without torch.

The work is the schedule's. How fast it is done is measured once on each device, and every finished
painting corrects it.
"""

from styletransfer.optimise.schedule import Method, levels_by, work_of

# How much the last painting counts against all before: a machine with other things to do is fast at
# times and slow at times, and the next painting is most like the last few.
_SHARE_OF_THE_LAST = 0.3


def work(size: int, aspect: float, method: Method = "structure") -> float:
    """Return the work of a painting by a method, in thousand multiply-adds, forward.

    `size` is the long side in pixels, `aspect` the short side over the long one, 0..1.
    """
    return work_of(levels_by(method, size)) * aspect


class Speed:
    """How much work a device does in a second, in thousand multiply-adds, forward.

    What is foretold are paintings by one `method`.
    """

    def __init__(self, work_per_second: float, method: Method = "structure") -> None:
        self.work_per_second = work_per_second
        self._method: Method = method

    def seconds(self, size: int, aspect: float = 1.0) -> float:
        """Return how long a painting will take; size and aspect as for `work`."""
        return work(size, aspect, self._method) / self.work_per_second

    def largest_within(self, seconds: float, aspect: float, sizes: range) -> int | None:
        """Return the largest of the rising sizes that will be painted in the time, or None."""
        within = (size for size in reversed(sizes) if self.seconds(size, aspect) <= seconds)
        return next(within, None)

    def learn(self, size: int, aspect: float, seconds: float) -> None:
        """Take in how long a painting took, as a moving average of the speed's logarithm."""
        if seconds > 0:
            ratio = work(size, aspect, self._method) / seconds / self.work_per_second
            self.work_per_second *= ratio**_SHARE_OF_THE_LAST
