"""The exception tree: the user's mistake and our bug kept apart.

RecistError
├── InputError          what was given cannot be read: one line with file, row and way out
│   └── ScanError       the same for an image file
└── CancelledError      the user stopped it
"""

from __future__ import annotations


class RecistError(Exception):
    """Base of every exception that this package raises on purpose."""


class InputError(RecistError):
    """The given input cannot be read; ``str()`` is one line that says where and what to do."""


class ScanError(InputError):
    """An image file cannot be read or decoded; ``str()`` names the file and the reason."""


class CancelledError(RecistError):
    """The user stopped what took long."""
