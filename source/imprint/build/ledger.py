"""What builds have made is written down, so that the next one proves what has changed since."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from imprint.store import Store, source_digest

_SIZE = sha256().digest_size


class Ledger:
    """The parts of finished files that need no proof any more: they are as they were.

    A part is known by everything that is compared. ``purpose`` tells apart those of builds that
    make different files. A ``blind`` ledger knows nothing of builds before. What is kept is data:
    the worst that it can say is that something needs no proof which does.
    """

    def __init__(self, store: Store, purpose: object, *, blind: bool = False) -> None:
        from imprint.checks import parity

        code = source_digest(Path(parity.__file__)), source_digest(Path(__file__))
        self._store = store
        self._key = sha256(repr(("proved", code, purpose)).encode()).hexdigest()
        kept = b"" if blind else store.get(self._key) or b""
        self._known = frozenset(kept[at : at + _SIZE] for at in range(0, len(kept), _SIZE))
        self._looked: set[bytes] = set()

    @property
    def is_new(self) -> bool:
        """Whether nothing has been written down yet."""
        return not self._known

    def holds(self, *parts: bytes) -> bool:
        """Whether a part is known; if not, it is to be proved now."""
        digest = sha256(b"".join(sha256(part).digest() for part in parts)).digest()
        self._looked.add(digest)
        return digest in self._known

    def keep(self) -> None:
        """Write down that none of the parts that were asked for needs a proof."""
        if self._looked != self._known:
            self._store.put(self._key, b"".join(sorted(self._looked)))
