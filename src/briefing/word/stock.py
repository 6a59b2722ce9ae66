"""Members that many archives begin with: laid out, and digested, once for all of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from briefing.word.package import CONTENT_TYPES, Member, Package, ending, in_order, lay_out, written


class Stock:
    """The members that copies of a document share. What they are is decided by identity, so that asking costs nothing.

    In all archives these members come first, shared or not, so that the order of members tells nothing of how a file
    was made.
    """

    def __init__(self, members: Mapping[str, Member]) -> None:
        """Nothing is shared where the list of content types is not, which comes first."""
        self._members = dict(members) if CONTENT_TYPES in members else {}
        pieces: list[bytes] = []
        rest, self._directory, self._size = lay_out(in_order(self._members.values()), pieces.append, 0)
        self._data = b"".join((*pieces, *rest))
        self._digest = hashlib.sha256(self._data)

    def packed(self, members: Package) -> tuple[bytes, str]:
        """An archive of all these members, those of the stock first, and its SHA-256."""
        others = in_order(member for name, member in members.items() if name not in self._members)
        if any(members.get(name) is not member for name, member in self._members.items()):
            data = written((*(members[name] for name in self._members if name in members), *others))
            return data, hashlib.sha256(data).hexdigest()
        pieces: list[bytes] = []
        rest, directory, offset = lay_out(others, pieces.append, self._size)
        end = ending((*self._directory, *directory), len(self._members) + len(others), offset)
        own = b"".join((*pieces, *rest, *end))
        digest = self._digest.copy()
        digest.update(own)
        return self._data + own, digest.hexdigest()
