"""What the inference process cannot do any more once it serves."""

import json
import subprocess
import sys
from pathlib import Path

import py_landlock
import pytest

# Reads a picture as the process does, and tries what it has no business to do.
PRISONER = """
import io, json, logging, os, signal, socket, sys
from pathlib import Path
from PIL import Image
from styletransfer.worker import confinement

needed, secret, port = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
logging.basicConfig(level="INFO")
confinement.leave_network()
confinement.give_way()
confinement.confine(needed)

def outcome(deed):
    try:
        deed()
    except OSError as error:
        return type(error).__name__
    return "done"

deeds = {
    "read what it needs": needed.read_bytes,
    "read a library": lambda: __import__("PIL.GifImagePlugin"),
    "write to a device": lambda: Path("/dev/null").write_text("nothing"),
    "read a secret": secret.read_text,
    "list its folder": lambda: os.listdir(secret.parent),
    "write a file": lambda: (secret.parent / "new").write_text("written"),
    "write over a file": lambda: secret.write_text("written"),
    "read the bot's environment": lambda: Path(f"/proc/{os.getppid()}/environ").read_bytes(),
    "connect": lambda: socket.create_connection(("127.0.0.1", port), 5),
    "send by UDP": lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", port)),
    "listen": lambda: socket.create_server(("127.0.0.1", 0)),
    "send the bot a signal": lambda: os.kill(os.getppid(), 0),
}
killed_first = Path("/proc/self/oom_score_adj").read_text().strip()
print(json.dumps({name: outcome(deed) for name, deed in deeds.items()} | {"oom": killed_first}))
"""
NEEDED = ("read what it needs", "read a library", "write to a device")
# What younger kernels only can take away, and since when by Landlock's count.
NETWORK = frozenset({"connect", "send by UDP"})
SINCE = {"connect": 4, "listen": 4, "send the bot a signal": 6}


def _abi() -> int:
    try:
        return py_landlock.get_abi_version()
    except py_landlock.LandlockError as error:
        pytest.skip(f"this kernel confines nothing: {error}")


@pytest.mark.slow
def test_it_reads_what_it_needs_and_does_nothing_else(tmp_path: Path) -> None:
    abi = _abi()
    needed, secret = tmp_path / "network", tmp_path / "secret" / ".env"
    secret.parent.mkdir()
    for path in (needed, secret):
        path.write_text("DEEPSTYLE_TOKEN=secret")
    command = [sys.executable, "-c", PRISONER, str(needed), str(secret), "9"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    # A container may not give a network of its own, even an empty one.
    reached = NETWORK if "may reach the network" in done.stderr else frozenset[str]()
    assert found.pop("oom") == "500"
    assert {name for name, outcome in found.items() if outcome == "done"} == {
        *NEEDED,
        *(name for name, since in SINCE.items() if since > abi and name not in NETWORK - reached),
        *({"send by UDP"} & reached),
    }
    refusals = {"PermissionError", "OSError", "done"}
    assert {found[name] for name in found if name not in NEEDED} <= refusals
    assert secret.read_text() == "DEEPSTYLE_TOKEN=secret"
    assert list(secret.parent.iterdir()) == [secret]
