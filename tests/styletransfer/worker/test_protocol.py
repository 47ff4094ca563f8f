import asyncio
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styletransfer.worker import framing, protocol

requests = st.one_of(
    st.builds(
        protocol.Paint,
        job=st.text(),
        content=st.binary(),
        styles=st.lists(
            st.builds(
                protocol.Style,
                preset=st.none(),
                picture=st.binary(),
                weight=st.floats(0.01, 100),
            ),
            min_size=1,
            max_size=4,
        ),
        size=st.integers(64, 4096),
        strength=st.integers(0, 100),
        seed=st.integers(0, (1 << 32) - 1),
        faces=st.sampled_from(["keep", "paint"]),
    ),
    st.builds(
        protocol.Dream,
        job=st.text(),
        content=st.binary(),
        mood=st.none(),
        guide=st.none() | st.binary(),
        octaves=st.none() | st.integers(1, 12),
    ),
    st.builds(protocol.Shrink, job=st.text(), picture=st.binary(), max_bytes=st.integers(1)),
    st.builds(
        protocol.Podium,
        job=st.text(),
        title=st.text(),
        places=st.lists(
            st.builds(
                protocol.Place,
                rank=st.integers(1, 3),
                picture=st.binary(),
                name=st.text(),
                votes=st.text(),
            ),
            min_size=1,
            max_size=3,
        ),
    ),
    st.builds(protocol.Fingerprint, job=st.text(), picture=st.binary()),
    st.builds(protocol.Cancel, job=st.text()),
)
events = st.one_of(
    st.builds(
        protocol.Progress, job=st.text(), fraction=st.floats(0, 1), seconds_left=st.just(1.0)
    ),
    st.builds(protocol.Refused, job=st.text(), reason=st.sampled_from(protocol.Reason)),
    st.builds(protocol.Failed, job=st.text(), detail=st.text()),
)


@given(st.lists(requests))
def test_requests_arrive_as_they_were_sent(sent: list[protocol.Request]) -> None:
    pipe = io.BytesIO(b"".join(map(framing.frame, sent)))
    received = iter(lambda: framing.read_request(pipe), None)
    assert list(received) == sent


@given(st.lists(events), st.binary(max_size=3))
def test_events_arrive_and_a_cut_frame_is_the_end(sent: list[protocol.Event], rest: bytes) -> None:
    async def receive() -> list[protocol.Event]:
        stream = asyncio.StreamReader()
        stream.feed_data(b"".join(map(framing.frame, sent)) + rest)
        stream.feed_eof()
        received: list[protocol.Event] = []
        while (event := await framing.read_event(stream)) is not None:
            received.append(event)
        return received

    assert asyncio.run(receive()) == sent


@given(st.binary(min_size=1))
def test_noise_is_a_protocol_error(noise: bytes) -> None:
    with pytest.raises(framing.ProtocolError):
        framing.read_request(io.BytesIO(len(noise).to_bytes(4, "big") + noise))


def test_a_style_is_one_thing() -> None:
    for wrong in ({}, {"preset": "a", "picture": b"b"}):
        with pytest.raises(ValueError, match="either a preset or a picture"):
            protocol.Style(**wrong)


def test_a_dream_has_one_aim() -> None:
    with pytest.raises(ValueError, match="either a mood or a guide"):
        protocol.Dream(job="1", content=b"", mood="eyes", guide=b"")
