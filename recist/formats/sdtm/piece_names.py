"""Names of the pieces of a long text among supplemental qualifiers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from string import ascii_uppercase, digits

LONGEST = 8
CODES = (
    "",
    *map(str, range(1, 100)),
    *("".join(one) for one in product(digits, ascii_uppercase)),
    *("".join(one) for one in product(digits, ascii_uppercase, digits)),
)
"""What stands behind the name of a text's first piece, of its second, and so on."""


def piece_names(name: str) -> Iterator[str]:
    """Yield the QNAM of each piece of a text, of the first the plain name.

    A name that would be longer than eight characters loses its last letters: RCREASO1. After 99
    comes 0A, and after 9Z 0A0: the digit in front keeps it apart from a name's own letters. There
    are enough for half a million characters; of a longer text the check tells that it is cut.
    """
    return (name[: LONGEST - len(code)] + code for code in CODES)
