import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from styletransfer.worker import framing, protocol
from styletransfer.worker.protocol import Reason
from tests.styletransfer.samples import as_file, sample

# One process for all of them, wherever they run.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("worker")]

CONTENT = as_file(sample("astronaut.png").resize((128, 128)))
STYLE = protocol.Style(picture=as_file(sample("retina.jpg").resize((128, 128))))


class Client:
    """The worker's other end, one message after the other."""

    def __init__(self, *options: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "styletransfer.worker", "--device", "cpu", *options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.requests, self.events = self.process.stdin, self.process.stdout
        self.ready = self.receive()

    def send(self, request: protocol.Request) -> None:
        self.requests.write(framing.frame(request))
        self.requests.flush()

    def receive(self) -> Any:
        length = int.from_bytes(self.events.read(4), "big")
        return framing._events.validate_json(self.events.read(length))  # pyright: ignore

    def ask(self, request: protocol.Request) -> list[Any]:
        self.send(request)
        answers = [self.receive()]
        while isinstance(answers[-1], protocol.Progress):
            answers.append(self.receive())
        return answers


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    client = Client()
    yield client
    client.requests.close()
    assert client.process.wait(timeout=20) == 0


def paint(**changes: Any) -> protocol.Paint:
    usual = {"job": "1", "content": CONTENT, "styles": [STYLE], "size": 64, "preview_seconds": 0.01}
    return protocol.Paint(**{**usual, **changes})


def test_a_painting_arrives_with_previews_on_the_way(client: Client) -> None:
    assert isinstance(client.ready, protocol.Ready)
    *progress, painted = client.ask(paint())
    assert isinstance(painted, protocol.Painted)
    assert (painted.width, painted.height, painted.extension) == (64, 64, "png")
    assert any(step.preview for step in progress)


def test_a_face_is_kept_or_painted(client: Client) -> None:
    kept, again, painted = (
        client.ask(paint(faces=faces, preview_seconds=0))[-1].picture
        for faces in ("keep", "keep", "paint")
    )
    assert kept == again != painted


def dream(**changes: Any) -> protocol.Dream:
    return protocol.Dream(**{"job": "1", "content": CONTENT, "size": 64, **changes})


@pytest.mark.parametrize("aim", [{"mood": "feathers"}, {"guide": STYLE.picture}])
def test_a_dream_arrives_as_a_painting_does(client: Client, aim: dict[str, Any]) -> None:
    *progress, painted = client.ask(dream(preview_seconds=0.01, **aim))
    assert isinstance(painted, protocol.Painted)
    assert (painted.width, painted.height, painted.extension) == (64, 64, "png")
    assert any(step.preview for step in progress)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"content": b"text"}, Reason.CONTENT_NOT_A_PICTURE),
        ({"guide": b"text"}, Reason.GUIDE_NOT_A_PICTURE),
        ({"mood": "gloom"}, Reason.UNKNOWN_MOOD),
    ],
)
def test_a_dream_is_refused_with_a_reason(
    client: Client, changes: dict[str, Any], reason: Reason
) -> None:
    assert client.ask(dream(**changes)) == [protocol.Refused(job="1", reason=reason)]


def test_a_dream_is_cancelled(client: Client) -> None:
    client.send(dream(job="long", size=1024))
    assert isinstance(client.receive(), protocol.Progress)
    client.send(protocol.Cancel(job="long"))
    while isinstance(end := client.receive(), protocol.Progress):
        pass
    assert end == protocol.Cancelled(job="long")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"content": b"text"}, Reason.CONTENT_NOT_A_PICTURE),
        ({"content": b""}, Reason.CONTENT_NOT_A_PICTURE),
        ({"content": CONTENT[:2000]}, Reason.CONTENT_BROKEN),
        ({"content": as_file(Image.new("1", (9_500, 9_500)))}, Reason.CONTENT_TOO_LARGE),
        ({"content": as_file(Image.new("1", (3, 3)))}, Reason.CONTENT_TOO_SMALL),
        ({"content": as_file(Image.new("L", (16, 513)))}, Reason.CONTENT_TOO_NARROW),
        ({"content": as_file(Image.new("RGBA", (30, 30)))}, Reason.CONTENT_INVISIBLE),
        ({"styles": [protocol.Style(picture=b"text")]}, Reason.STYLE_NOT_A_PICTURE),
        ({"styles": [protocol.Style(preset="nobody")]}, Reason.UNKNOWN_STYLE),
        ({"max_bytes": 20}, Reason.LIMIT_TOO_SMALL),
    ],
)
def test_a_refusal_says_why_and_the_next_job_is_painted(
    client: Client, changes: dict[str, Any], reason: Reason
) -> None:
    assert client.ask(paint(job="bad", **changes))[-1] == protocol.Refused(job="bad", reason=reason)
    assert isinstance(client.ask(paint(strength=0))[-1], protocol.Painted)


def test_a_cancel_is_heard_while_painting_and_while_waiting(client: Client) -> None:
    client.send(paint(job="long", size=1024))
    client.send(paint(job="waiting"))
    assert isinstance(client.receive(), protocol.Progress)
    client.send(protocol.Cancel(job="waiting"))
    client.send(protocol.Cancel(job="long"))
    ends = [client.receive()]
    while len(ends) < 2:
        if isinstance(ends[-1], protocol.Progress):
            ends.pop()
        ends.append(client.receive())
    assert ends == [protocol.Cancelled(job="long"), protocol.Cancelled(job="waiting")]


def test_a_painted_picture_is_shrunk(client: Client) -> None:
    picture = as_file(Image.effect_noise((200, 200), 80).convert("RGB"))
    (shrunk,) = client.ask(protocol.Shrink(job="2", picture=picture, max_bytes=5_000))
    assert isinstance(shrunk, protocol.Painted)
    assert len(shrunk.picture) <= 5_000


def test_asides_are_answered_in_the_midst_of_a_painting(client: Client) -> None:
    places = [
        protocol.Place(rank=rank, picture=CONTENT, name="🌸 미나", votes="3") for rank in (1, 2)
    ]
    client.send(paint(job="long", size=512))
    assert isinstance(client.receive(), protocol.Progress)
    client.send(protocol.Fingerprint(job="same", picture=CONTENT))
    client.send(protocol.Podium(job="podium", title="가을", places=places))
    client.send(protocol.Draft(job="draft", content=CONTENT, styles=[STYLE], size=64))
    client.send(protocol.Draft(job="bad draft", content=b"text", styles=[STYLE]))
    client.send(protocol.Fingerprint(job="bad", picture=b"text"))
    answers: list[Any] = []
    while len(answers) < 5:
        if not isinstance(event := client.receive(), protocol.Progress):
            answers.append(event)
    client.send(protocol.Cancel(job="long"))
    while isinstance(end := client.receive(), protocol.Progress):
        pass
    assert end == protocol.Cancelled(job="long")
    same, podium, draft, bad_draft, bad = answers
    assert (draft.job, draft.width, draft.height) == ("draft", 64, 64)
    assert bad_draft == protocol.Refused(job="bad draft", reason=Reason.CONTENT_NOT_A_PICTURE)
    assert isinstance(same, protocol.Fingerprinted)
    assert (podium.job, podium.width, podium.height) == ("podium", 1600, 900)
    assert len(podium.picture) <= 2_000_000
    assert bad == protocol.Refused(job="bad", reason=Reason.CONTENT_NOT_A_PICTURE)


def test_the_jury_is_heard(client: Client) -> None:
    request = protocol.Judge(job="3", photo=CONTENT, picture=CONTENT, style=STYLE)
    (verdict,) = client.ask(request)
    assert isinstance(verdict, protocol.Judged)
    assert (verdict.kept, verdict.score) == (1, 0)
    unknown = request.model_copy(update={"style": protocol.Style(preset="nobody")})
    assert client.ask(unknown) == [protocol.Refused(job="3", reason=Reason.UNKNOWN_STYLE)]


def test_the_process_ends_with_its_client_in_the_midst_of_a_painting() -> None:
    client = Client()
    client.send(paint(size=2048))
    assert isinstance(client.receive(), protocol.Progress)
    client.requests.close()
    assert client.process.wait(timeout=20) == 0


def test_a_broken_network_of_drafts_leaves_the_painter_its_work(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "own.safetensors").write_bytes(b"no network")
    client = Client("--network", str(tmp_path / "own.safetensors"))
    request = {"content": CONTENT, "styles": [protocol.Style(preset="the-scream")], "size": 64}
    assert isinstance(client.ask(protocol.Draft(job="1", **request))[-1], protocol.Painted)
    client.requests.close()
    assert client.process.wait(timeout=20) == 0
    assert "own.safetensors: drafts are drawn by the network that ships" in capfd.readouterr().err
