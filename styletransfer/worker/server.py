"""The inference process: requests in, events out, one painting at a time and asides beside it."""

import logging
import os
import queue
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import torch
from PIL import Image

from styletransfer import moods
from styletransfer.draft import model
from styletransfer.draft.drafter import Drafter, DraftStyle
from styletransfer.dream import dream
from styletransfer.features.allocator import give_back_freed_memory
from styletransfer.features.devices import default_device, default_dtype
from styletransfer.features.encoder import Encoder
from styletransfer.images import podium
from styletransfer.images.contrast import SpoiledError
from styletransfer.images.fingerprint import fingerprint
from styletransfer.images.tensors import fitted
from styletransfer.painter import paint
from styletransfer.progress import Progress
from styletransfer.warmup import warm_up
from styletransfer.worker import framing, protocol
from styletransfer.worker.pictures import (
    RefusedError,
    decoded,
    painted,
    painted_content,
    preview_of,
    style_picture,
)
from styletransfer.worker.protocol import Reason

_log = logging.getLogger(__name__)


class _CancelledError(Exception):
    pass


class Server:
    """Answers each request with its events, in the order in which the requests came."""

    def __init__(
        self, requests: BinaryIO, events: BinaryIO, device: str | None, network: Path
    ) -> None:
        """Load what paints on a device, the best by default, and the network of drafts."""
        self._requests = requests
        self._events = events
        self._device = default_device() if device is None else torch.device(device)
        self._waiting: queue.SimpleQueue[protocol.Order] = queue.SimpleQueue()
        self._side_requests: queue.SimpleQueue[protocol.SideRequest] = queue.SimpleQueue()
        self._speaking = threading.Lock()
        self._cancelled: set[str] = set()
        self._at_work = False
        self._encoder = Encoder(device=self._device, dtype=default_dtype(self._device))
        self._drafter = Drafter(_network(network, self._device), lambda: self._encoder)

    def serve(self) -> None:
        """Serve until the client closes the pipe, which ends the process."""
        # The libraries choose their kernels before a member waits for them.
        speed = warm_up(self._encoder).work_per_second
        precision = str(self._encoder.dtype).removeprefix("torch.")
        self._send(
            protocol.Ready(device=str(self._device), precision=precision, work_per_second=speed)
        )
        threading.Thread(target=self._listen, name="requests", daemon=True).start()
        threading.Thread(target=self._answer_asides, name="asides", daemon=True).start()
        while True:
            request = self._waiting.get()
            self._at_work = True
            self._answer(request)
            self._at_work = False
            give_back_freed_memory()

    def _listen(self) -> None:
        """Read requests; cancelling has to be heard while another thread paints."""
        try:
            while (request := framing.read_request(self._requests)) is not None:
                match request:
                    case protocol.Cancel():
                        self._cancelled.add(request.job)
                    case protocol.Draft() | protocol.Fingerprint() | protocol.Podium():
                        self._side_requests.put(request)
                    case _:
                        self._waiting.put(request)
        except framing.ProtocolError:
            _log.exception("the pipe is out of step")
        # Nobody is left to paint for, and the painting thread may be minutes from looking up.
        os._exit(0)

    def _answer_asides(self) -> None:
        while True:
            self._answer(self._side_requests.get())
            # A painting takes the same memory again; so does the next draft, when nobody paints.
            if not self._at_work:
                give_back_freed_memory()

    def _answer(self, request: protocol.Order | protocol.SideRequest) -> None:
        try:
            match request:
                case protocol.Paint():
                    self._send(self._paint(request))
                case protocol.Dream():
                    self._send(self._dream(request))
                case protocol.Draft():
                    self._send(self._draft(request))
                case protocol.Shrink():
                    self._send(self._shrink(request))
                case protocol.Judge():
                    self._send(_judged(request))
                case protocol.Fingerprint():
                    mark = fingerprint(decoded(request.picture, "content"))
                    self._send(protocol.Fingerprinted(job=request.job, fingerprint=mark))
                case protocol.Podium():
                    self._send(_podium(request))
        except _CancelledError:
            self._send(protocol.Cancelled(job=request.job))
        except RefusedError as error:
            self._send(protocol.Refused(job=request.job, reason=error.reason))
        except (MemoryError, torch.OutOfMemoryError):
            _log.warning("it does not fit into memory", extra={"job": request.job})
            self._send(protocol.Refused(job=request.job, reason=Reason.OUT_OF_MEMORY))
        except SpoiledError:
            _log.warning("nothing can be seen in what was painted", extra={"job": request.job})
            self._send(protocol.Refused(job=request.job, reason=Reason.SPOILED))
        except Exception as error:
            _log.exception("painting failed", extra={"job": request.job})
            self._send(protocol.Failed(job=request.job, detail=f"{type(error).__name__}: {error}"))
        finally:
            self._cancelled.discard(request.job)

    def _paint(self, request: protocol.Paint) -> protocol.Painted:
        content = painted_content(request.content)
        steps = paint(
            content,
            [(style_picture(style), style.weight) for style in request.styles],
            strength=request.strength,
            size=request.size,
            style_scale=request.style_scale,
            keep_colors=request.keep_colors,
            seed=request.seed,
            faces=request.faces,
            encoder=self._encoder,
        )
        return self._followed(request, content, steps)

    def _draft(self, request: protocol.Draft) -> protocol.Painted:
        started = time.perf_counter()
        picture = self._drafter.draft(
            painted_content(request.content),
            [
                DraftStyle(style_picture(style), style.preset, style.weight)
                for style in request.styles
            ],
            strength=request.strength,
            size=request.size,
            style_scale=request.style_scale,
            keep_colors=request.keep_colors,
        )
        return painted(request.job, picture, request.max_bytes, time.perf_counter() - started)

    def _dream(self, request: protocol.Dream) -> protocol.Painted:
        content = painted_content(request.content)
        guide = None if request.guide is None else decoded(request.guide, "guide")
        try:
            mood = None if request.mood is None else moods.find(request.mood)
        except moods.UnknownMoodError as error:
            raise RefusedError(Reason.UNKNOWN_MOOD) from error
        steps = dream(
            content,
            mood=mood,
            guide=guide,
            octaves=request.octaves,
            strength=request.strength,
            size=request.size,
            seed=request.seed,
            encoder=self._encoder,
        )
        return self._followed(request, content, steps)

    def _followed(
        self,
        request: protocol.Paint | protocol.Dream,
        content: Image.Image,
        steps: Iterable[Progress],
    ) -> protocol.Painted:
        """Follow a picture to its end and tell of its progress, or stop where it is cancelled."""
        shown = started = time.perf_counter()
        size = fitted(*content.size, request.size)
        last = None
        for step in steps:
            if request.job in self._cancelled:
                raise _CancelledError
            last = step
            preview = None
            now = time.perf_counter()
            if request.preview_seconds and now - shown >= request.preview_seconds:
                shown = now
                preview = preview_of(step.preview, size)
            self._send(
                protocol.Progress(
                    job=request.job,
                    fraction=step.fraction,
                    seconds_left=step.seconds_left,
                    preview=preview,
                )
            )
        picture = last.preview if last else content
        return painted(request.job, picture, request.max_bytes, time.perf_counter() - started)

    def _shrink(self, request: protocol.Shrink) -> protocol.Painted:
        started = time.perf_counter()
        picture = decoded(request.picture, "content")
        return painted(request.job, picture, request.max_bytes, time.perf_counter() - started)

    def _send(self, event: protocol.Event) -> None:
        message = framing.frame(event)
        try:
            with self._speaking:
                self._events.write(message)
                self._events.flush()
        except BrokenPipeError:
            os._exit(0)


def _network(path: Path, device: torch.device) -> model.Model:
    """Load a network of drafts; where a host's own is broken, what ships: painting has to go on."""
    try:
        return model.load(path, device)
    except model.ModelError as error:
        _log.error("%s: drafts are drawn by the network that ships", error)
        return model.load(device=device)


def _judged(request: protocol.Judge) -> protocol.Judged:
    # SciPy takes a tenth of the start, and only the jury of challenges wants it.
    from styletransfer.evaluate.judge import judge

    photo = decoded(request.photo, "content")
    verdict = judge(decoded(request.picture, "content"), photo, style_picture(request.style))
    return protocol.Judged(
        job=request.job, closeness=verdict.closeness, kept=verdict.kept, score=verdict.score
    )


def _podium(request: protocol.Podium) -> protocol.Painted:
    started = time.perf_counter()
    hung = [
        podium.Place(place.rank, decoded(place.picture, "content"), place.name, place.votes)
        for place in request.places
    ]
    drawn = podium.draw(request.title, hung)
    return painted(request.job, drawn, request.max_bytes, time.perf_counter() - started)
