"""A digest of bytes, for names that nobody can make to clash.

Not by way of `hashlib`, which loads OpenSSL: 3 ms of a start that takes 80. Python's `random` goes round it alike.
"""

from __future__ import annotations

try:
    from _blake2 import blake2b
except ImportError:  # a Python that was built to have OpenSSL's alone
    from hashlib import blake2b

SIZE = 32  # bytes


def of(data: bytes = b"") -> blake2b:
    """The digest of bytes, to which others can be added."""
    return blake2b(data, digest_size=SIZE)
