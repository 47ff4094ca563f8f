"""Signed links to files: `ex` says when they end, `is` when they began, `hm` that both are true."""

import hashlib
import hmac
import secrets
from urllib.parse import quote

from bot.sandbox.clock import Clock
from bot.sandbox.state.model import Attachment

LIFETIME_S = 24 * 60 * 60


class Signer:
    """Signs the addresses of attachments and checks them."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._key = secrets.token_bytes(32)

    def sign(self, attachment: Attachment) -> str:
        """Return path and query of a link that works for a day."""
        path = f"/{attachment.folder}/{attachment.id}/{quote(attachment.filename)}"
        issued = int(self._clock.time())
        # Discord rounds the end up, so that links stay the same for a while and caches hold.
        ends = (issued + LIFETIME_S) // 60 * 60 + 60
        issued = ends - LIFETIME_S - 60
        return f"{path}?ex={ends:x}&is={issued:x}&hm={self._mark(path, ends, issued)}&"

    def holds(self, path: str, ex: str, is_: str, hm: str) -> bool:
        """Say whether a link was signed here and has not ended."""
        try:
            ends, issued = int(ex, 16), int(is_, 16)
        except ValueError:
            return False
        genuine = hmac.compare_digest(self._mark(path, ends, issued).encode(), hm.encode())
        return genuine and ends > self._clock.time()

    def _mark(self, path: str, ends: int, issued: int) -> str:
        signed = f"{path}|{ends:x}|{issued:x}".encode()
        return hmac.new(self._key, signed, hashlib.sha256).hexdigest()
