"""What code raises on bytes that are not what they claim to be."""

from __future__ import annotations

import struct
import zlib
from zipfile import BadZipFile

# NotImplementedError and RecursionError are among the RuntimeErrors, IndexError and KeyError
# among the LookupErrors, EOFError stands by itself.
DAMAGE = (
    AttributeError,
    BadZipFile,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    OverflowError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)

# What a parser lets through may still break what comes after it.
UNFORESEEN = (*DAMAGE, ArithmeticError, AssertionError)
