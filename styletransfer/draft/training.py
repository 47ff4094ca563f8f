"""Teach the draft network: steps that can be stopped at any time and go on from a checkpoint."""

import csv
import io
import pickle
import random
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel

from styletransfer.draft.corpus import Crops, Master, Studio
from styletransfer.draft.grain import grained
from styletransfer.draft.model import Model
from styletransfer.draft.network import STRENGTHS, SUITED_STRENGTH, DraftNetwork
from styletransfer.draft.samples import sheet
from styletransfer.draft.teacher import Lesson, Teacher, mixed
from styletransfer.draft.traits import BRUSHES
from styletransfer.features.encoder import Encoder

_LEARNING_RATE = 1e-3
_WARM_UP, _LONGEST_WARM_UP = 0.05, 50  # of all steps, at the beginning, and in steps
_LAST_RATE = 0.02  # share of the rate of learning, to which it falls evenly
_LONGEST_MEMORY = 0.998  # of the moving average of the weights, which is what is used
_LONGEST_SLOPE = 1.0  # longer gradients are shortened to it
_LEAST_SPREAD = 0.1  # of a trait, where the masters are all alike in it
_OTHERS = 0.35  # share of styles that are no masters
_MIXED = 0.5  # share of those that are mixtures of two
_SPREAD = 12.0  # deviation of the strengths around what suits a draft
_HELD_OUT = 3  # photos for the samples, never learned from


@dataclass(frozen=True, slots=True)
class Settings:
    """How to teach: crops of `side` pixels (a multiple of 16), `batch` of them in a step."""

    steps: int
    batch: int = 2
    side: int = 192
    seed: int = 0
    save_every: int = 100
    sample_every: int = 250


@dataclass(frozen=True, slots=True)
class Lap:
    """What one step brought: the means over its batch."""

    step: int
    loss: float
    style: float
    content: float


@dataclass(frozen=True, slots=True)
class _Task:
    lesson: Lesson
    master: int | None
    strength: float


class _Checkpoint(TypedDict):
    names: list[str]
    step: int
    network: dict[str, Tensor]
    average: dict[str, Tensor]
    optimiser: dict[str, object]


class TrainingError(RuntimeError):
    """A training cannot go on; the message says why in one line."""


class Training:
    """A network on its way, in a folder: checkpoint, losses as CSV and sheets of samples.

    Everything that chance decides in a step follows from the seed and the step's number, so that
    a training that was stopped ends as one that was not.
    """

    def __init__(
        self,
        settings: Settings,
        folder: Path,
        photos: Sequence[Path],
        masters: Sequence[Master],
        others: Sequence[Path],
        encoder: Encoder,
        start: Model | None = None,
    ) -> None:
        """Begin, or go on from the folder's checkpoint. `start` is a network to begin with.

        Raises TrainingError if the checkpoint cannot be read or is of other masters.
        """
        torch.manual_seed(settings.seed)  # pyright: ignore[reportUnknownMemberType]
        self._settings = settings
        self._folder = folder
        self._crops = Crops(photos[:-_HELD_OUT], settings.side, settings.seed)
        self._shown = photos[-_HELD_OUT:]
        self._teacher = Teacher(encoder)
        self._studio = Studio(self._teacher, masters, others)
        self._device = encoder.mean.device
        self._half = encoder.dtype is torch.bfloat16
        self._network = DraftNetwork(len(masters)).to(self._device)
        self.step = 0
        saved = self._saved()
        if saved is None and start is None:
            self._learn_traits()
        elif saved is None and start is not None:
            self._begin_with(start)
        self._average = AveragedModel(self._network, avg_fn=_remembered)
        self._optimiser = torch.optim.Adam(self._network.parameters(), lr=_LEARNING_RATE)
        if saved is not None:
            self.step = saved["step"]
            self._network.load_state_dict(saved["network"])
            self._average.load_state_dict(saved["average"])
            self._optimiser.load_state_dict(saved["optimiser"])

    @property
    def averaged(self) -> DraftNetwork:
        """The network with the average of its recent weights."""
        network = self._average.module
        assert isinstance(network, DraftNetwork)
        return network

    def run(self) -> Generator[Lap, None, None]:
        """Take the steps that are left, one by one; saved from time to time and at the end."""
        settings = self._settings
        (self._folder / "samples").mkdir(parents=True, exist_ok=True)
        unsaved: list[Lap] = []
        first, last = self.step * settings.batch, settings.steps * settings.batch
        for photos in self._crops.batches(first, last, settings.batch, self._device):
            lap = self._taken(photos)
            unsaved.append(lap)
            ended = self.step == settings.steps
            if ended or self.step % settings.save_every == 0:
                self._save(unsaved)
                unsaved.clear()
            if ended or self.step % settings.sample_every == 0:
                picture = sheet(self.averaged, self._studio, self._shown)
                picture.save(self._folder / "samples" / f"{self.step:06}.webp", quality=85)
            yield lap

    def _save(self, laps: Sequence[Lap]) -> None:
        """Write the checkpoint, whole or not at all, and the losses since the one before."""
        path = self._folder / "checkpoint.pt"
        whole: _Checkpoint = {
            "names": self._names,
            "step": self.step,
            "network": self._network.state_dict(),
            "average": self._average.state_dict(),
            "optimiser": self._optimiser.state_dict(),
        }
        file = io.BytesIO()  # torch's own writer does not say why it failed
        torch.save(whole, file)
        path.with_suffix(".new").write_bytes(file.getbuffer())
        path.with_suffix(".new").replace(path)
        with (self._folder / "losses.csv").open("a", newline="") as file:
            table = csv.writer(file)
            for lap in laps:
                figures = (lap.loss, lap.style, lap.content)
                table.writerow([lap.step, *(f"{each:.5f}" for each in figures)])

    def model(self) -> Model:
        """Return what has been learned, with the average of the recent weights."""
        studio = self._studio
        traits = [
            torch.stack([studio.of_master(each, brush).traits for brush in range(len(BRUSHES))])
            for each in range(len(studio.masters))
        ]
        strengths = tuple(master.strength for master in studio.masters)
        names = tuple(self._names)
        return Model(self.averaged, names, strengths, torch.stack(traits), self.step)

    @property
    def _names(self) -> list[str]:
        return [master.name for master in self._studio.masters]

    def _saved(self) -> _Checkpoint | None:
        path = self._folder / "checkpoint.pt"
        if not path.exists():
            return None
        try:
            saved: _Checkpoint = torch.load(path, weights_only=True, map_location="cpu")
            names = saved["names"]
        except (OSError, EOFError, KeyError, RuntimeError, pickle.UnpicklingError) as error:
            raise TrainingError(f"{path} is no checkpoint of a training") from error
        if names != self._names:
            raise TrainingError(f"{path} is of a training with other styles: {', '.join(names)}")
        return saved

    def _learn_traits(self) -> None:
        """Let the network count in the masters' own spread of traits."""
        middle = BRUSHES.index(512)
        studio = self._studio
        traits = torch.stack(
            [studio.of_master(each, middle).traits for each in range(len(studio.masters))]
        )
        self._network.middle.copy_(traits.mean(0))
        self._network.spread.copy_(traits.std(0, correction=0).clamp(min=_LEAST_SPREAD))

    def _begin_with(self, start: Model) -> None:
        """Take over a network, and what it knows of the masters."""
        learned = start.network.state_dict()
        own = self._network.own.detach().clone()
        for number, master in enumerate(self._studio.masters):
            if master.name in start.names:
                own[number] = learned["own"][start.names.index(master.name)]
        self._network.load_state_dict({**learned, "own": own})

    def _taken(self, photos: Tensor) -> Lap:
        """Take a step with some crops."""
        side = self._settings.side
        dice = random.Random(f"{self._settings.seed}/step {self.step}")
        tasks = [self._drawn_task(dice) for _ in photos]
        corner = (dice.randint(0, side // 2), dice.randint(0, side // 2))
        vectors = [
            self._network.style(task.lesson.traits, task.strength, task.master) for task in tasks
        ]
        with torch.autocast(self._device.type, torch.bfloat16, enabled=self._half):
            drafts = self._network(grained(photos, self.step), torch.cat(vectors))
        lessons = [(task.lesson, task.strength) for task in tasks]
        grades = self._teacher.grade(photos, drafts, lessons, corner)
        loss = torch.stack([grade.loss for grade in grades]).mean()
        for group in self._optimiser.param_groups:
            group["lr"] = _LEARNING_RATE * self._pace()
        self._optimiser.zero_grad()
        torch.autograd.backward(loss)
        nn.utils.clip_grad_norm_(self._network.parameters(), _LONGEST_SLOPE)
        self._optimiser.step()  # pyright: ignore[reportUnknownMemberType]
        self._average.update_parameters(self._network)
        self.step += 1
        style = sum(grade.style for grade in grades) / len(grades)
        content = sum(grade.content for grade in grades) / len(grades)
        return Lap(self.step, float(loss.detach()), style, content)

    def _drawn_task(self, dice: random.Random) -> _Task:
        studio = self._studio
        if studio.others and dice.random() < _OTHERS:
            master, lesson = None, self._drawn_other(dice)
        else:
            master = dice.randrange(len(studio.masters))
            lesson = studio.of_master(master, studio.drawn_brush(dice))
        least, most = STRENGTHS
        return _Task(lesson, master, min(most, max(least, dice.gauss(SUITED_STRENGTH, _SPREAD))))

    def _drawn_other(self, dice: random.Random) -> Lesson:
        studio = self._studio
        lesson = studio.of_other(dice.randrange(len(studio.others)))
        if dice.random() < _MIXED:
            second = studio.of_other(dice.randrange(len(studio.others)))
            return mixed(lesson, second, dice.random())
        return lesson

    def _pace(self) -> float:
        """Return the share of the learning rate for the step: soon up, then down to the end.

        At an even rate all that is left to learn is the noise of single crops (docs/
        measurements.md, "Statistics of the whole").
        """
        steps = self._settings.steps
        begun = (self.step + 1) / min(_LONGEST_WARM_UP, _WARM_UP * steps)
        left = (steps - self.step) / steps
        return min(begun, max(_LAST_RATE, left))


def _remembered(average: Tensor, new: Tensor, count: Tensor | int) -> Tensor:
    """Weigh the new by what the average has seen: at first it forgets its beginning sooner."""
    memory = min(_LONGEST_MEMORY, (1 + float(count)) / (10 + float(count)))
    return average.lerp(new, 1 - memory)
