"""The inference process: requests in, events out, one painting at a time and asides beside it."""

import logging
import os
import queue
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, Literal

import torch
from PIL import Image

from styletransfer import moods, presets
from styletransfer.draft import model
from styletransfer.draft.drafter import Drafter, DraftStyle
from styletransfer.dream import dream
from styletransfer.evaluate.judge import judge
from styletransfer.features.allocator import give_back_freed_memory
from styletransfer.features.devices import default_device, default_dtype
from styletransfer.features.encoder import Encoder
from styletransfer.images import files, podium
from styletransfer.images.contrast import SpoiledError
from styletransfer.images.fingerprint import fingerprint
from styletransfer.images.tensors import fitted
from styletransfer.painter import paint
from styletransfer.progress import Progress
from styletransfer.warmup import warm_up
from styletransfer.worker import framing, protocol
from styletransfer.worker.protocol import Reason

_log = logging.getLogger(__name__)

_PREVIEW_QUALITY = 80
# What is said of a picture, behind the part it plays, for each fault of a file.
_FAULTS: dict[type[files.PictureError], str] = {
    files.NotAPictureError: "not_a_picture",
    files.BrokenPictureError: "broken",
    files.PictureTooLargeError: "too_large",
    files.PictureTooSmallError: "too_small",
    files.PictureInvisibleError: "invisible",
}


class _RefusedError(Exception):
    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


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
            self._answer(self._waiting.get())
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
                    mark = fingerprint(_decoded(request.picture, "content"))
                    self._send(protocol.Fingerprinted(job=request.job, fingerprint=mark))
                case protocol.Podium():
                    self._send(_podium(request))
        except _CancelledError:
            self._send(protocol.Cancelled(job=request.job))
        except _RefusedError as error:
            self._send(protocol.Refused(job=request.job, reason=error.reason))
        except (MemoryError, torch.OutOfMemoryError):
            _log.warning("job %s does not fit into memory", request.job)
            self._send(protocol.Refused(job=request.job, reason=Reason.OUT_OF_MEMORY))
        except SpoiledError:
            _log.warning("nothing can be seen in what was painted for job %s", request.job)
            self._send(protocol.Refused(job=request.job, reason=Reason.SPOILED))
        except Exception as error:
            _log.exception("job %s failed", request.job)
            self._send(protocol.Failed(job=request.job, detail=f"{type(error).__name__}: {error}"))
        finally:
            self._cancelled.discard(request.job)

    def _paint(self, request: protocol.Paint) -> protocol.Painted:
        content = _decoded(request.content, "content")
        steps = paint(
            content,
            [(_style_picture(style), style.weight) for style in request.styles],
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
            _decoded(request.content, "content"),
            [
                DraftStyle(_style_picture(style), style.preset, style.weight)
                for style in request.styles
            ],
            strength=request.strength,
            size=request.size,
            style_scale=request.style_scale,
            keep_colors=request.keep_colors,
        )
        return _painted(request.job, picture, request.max_bytes, time.perf_counter() - started)

    def _dream(self, request: protocol.Dream) -> protocol.Painted:
        content = _decoded(request.content, "content")
        guide = None if request.guide is None else _decoded(request.guide, "guide")
        try:
            mood = None if request.mood is None else moods.find(request.mood)
        except moods.UnknownMoodError as error:
            raise _RefusedError(Reason.UNKNOWN_MOOD) from error
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
                preview = _preview(step.preview, size)
            self._send(
                protocol.Progress(
                    job=request.job,
                    fraction=step.fraction,
                    seconds_left=step.seconds_left,
                    preview=preview,
                )
            )
        picture = last.preview if last else content
        return _painted(request.job, picture, request.max_bytes, time.perf_counter() - started)

    def _shrink(self, request: protocol.Shrink) -> protocol.Painted:
        started = time.perf_counter()
        picture = _decoded(request.picture, "content")
        return _painted(request.job, picture, request.max_bytes, time.perf_counter() - started)

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
    photo = _decoded(request.photo, "content")
    verdict = judge(_decoded(request.picture, "content"), photo, _style_picture(request.style))
    return protocol.Judged(
        job=request.job, closeness=verdict.closeness, kept=verdict.kept, score=verdict.score
    )


def _podium(request: protocol.Podium) -> protocol.Painted:
    started = time.perf_counter()
    hung = [
        podium.Place(place.rank, _decoded(place.picture, "content"), place.name, place.votes)
        for place in request.places
    ]
    drawn = podium.draw(request.title, hung)
    return _painted(request.job, drawn, request.max_bytes, time.perf_counter() - started)


def _style_picture(style: protocol.Style) -> Image.Image:
    if style.picture is not None:
        return _decoded(style.picture, "style")
    try:
        preset = presets.find(style.preset or "")
    except presets.UnknownStyleError as error:
        raise _RefusedError(Reason.UNKNOWN_STYLE) from error
    return files.read(preset.exemplar)


def _decoded(file: bytes, part: Literal["content", "style", "guide"]) -> Image.Image:
    try:
        return files.read(file)
    except files.PictureError as error:
        raise _RefusedError(Reason(f"{part}_{_FAULTS[type(error)]}")) from error


def _preview(picture: Image.Image, size: tuple[int, int]) -> bytes:
    """Encode a preview at the result's size, so that the message does not jump as it grows."""
    scaled = picture.resize(size, Image.Resampling.BICUBIC)
    return files.encode(scaled, "jpg", _PREVIEW_QUALITY)


def _painted(job: str, picture: Image.Image, max_bytes: int, seconds: float) -> protocol.Painted:
    try:
        file, extension, written = files.encode_within(picture, max_bytes)
    except files.PictureTooLargeError as error:
        raise _RefusedError(Reason.LIMIT_TOO_SMALL) from error
    return protocol.Painted(
        job=job,
        picture=file,
        extension=extension,
        width=written.width,
        height=written.height,
        seconds=seconds,
    )
