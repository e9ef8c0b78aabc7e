"""Marks: words, numbers and days that occur nowhere else, planted and looked for afterwards."""

from __future__ import annotations

import base64
import binascii
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from random import Random

LETTERS = "bcdfghjkmnpqrstvwxz"
FIRST_DAY = date(1971, 1, 1)
BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{8,}")
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


class Who(Enum):
    """Somebody who is blinded."""

    READER = auto()
    ADJUDICATOR = auto()


EVERYBODY, NOBODY = frozenset(Who), frozenset[Who]()
READER = frozenset({Who.READER})
ADJUDICATOR = frozenset({Who.ADJUDICATOR})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something that was planted.

    Attributes
    ----------
    hidden_from : frozenset of Who
        Who may not see it; everybody else may.
    pattern : Pattern
        Finds it in a text of small letters.
    """

    kind: str
    text: str
    hidden_from: frozenset[Who]
    pattern: re.Pattern[str]

    def is_in(self, text: str) -> bool:
        """Say whether it stands in a text of small letters."""
        return self.pattern.search(text) is not None


class Marks:
    """Makes marks, no two of them alike, and remembers them."""

    def __init__(self, seed: int) -> None:
        self._rng = Random(seed)
        self._known: set[str] = set()
        self.made: list[Mark] = []

    def word(self, kind: str, hidden_from: frozenset[Who] = EVERYBODY) -> str:
        """Return a word that no language has."""
        text = self._new(lambda: "".join(self._rng.choices(LETTERS, k=8)))
        return self.add(kind, text, hidden_from)

    def number(self, kind: str, hidden_from: frozenset[Who] = EVERYBODY) -> str:
        """Return a number with three decimals; it is found when it is rounded to one as well."""
        rng = self._rng
        number = self._new(lambda: f"{rng.randint(211, 989)}.{rng.randint(1, 9)}")
        text = f"{number}{rng.randint(1, 4)}{rng.randint(1, 9)}"
        pattern = rf"(?<![\d.]){re.escape(number)}(?:{text[-2:]})?(?!\d)"
        return self.add(kind, text, hidden_from, pattern)

    def digits(self, kind: str, hidden_from: frozenset[Who] = EVERYBODY) -> str:
        """Return a part of a UID, or the decimals of a number that nobody rounds."""
        return self.add(kind, str(self._rng.randint(10**11, 10**12)), hidden_from)

    def day(self, kind: str, hidden_from: frozenset[Who], after: date | None = None) -> date:
        """Return a day of the last century, a month or two after another one."""
        rng = self._rng
        if after is None:
            found = FIRST_DAY + timedelta(days=rng.randint(0, 9000))
        else:
            found = after + timedelta(days=rng.randint(40, 60))
        self.add(kind, found.isoformat(), hidden_from, day_pattern(found))
        return found

    def add(
        self, kind: str, text: str, hidden_from: frozenset[Who], pattern: str | None = None
    ) -> str:
        """Remember a mark that was made elsewhere, by its own letters if by no pattern."""
        found = re.compile(re.escape(text.lower()) if pattern is None else pattern)
        self.made.append(Mark(kind=kind, text=text, hidden_from=hidden_from, pattern=found))
        return text

    def _new(self, make: Callable[[], str]) -> str:
        while (text := make()) in self._known:
            pass
        self._known.add(text)
        return text


def day_pattern(day: date) -> str:
    """Return what finds a day as people and programs write it."""
    y, m, d, name = day.year, f"{day:%m}", f"{day:%d}", MONTHS[day.month - 1]
    forms = (
        rf"{y}[-./ ]?{m}[-./ ]?{d}",
        rf"0?{day.day}[-./ ]0?{day.month}[-./ ]{y}",
        rf"0?{day.month}[-./ ]0?{day.day}[-./ ]{y}",
        rf"0?{day.day}\.? {name}[a-z]*\.? {y}",
        rf"{name}[a-z]*\.? 0?{day.day},? {y}",
    )
    return rf"(?<!\d)(?:{'|'.join(forms)})(?!\d)"


def texts_in(data: bytes) -> Iterator[str]:
    """Return bytes in every way in which they may be text, in small letters.

    As they are, of two bytes to a letter, in Base64, and what a zip archive holds.
    """
    yield data.decode("latin-1").lower()
    for shift in (0, 1):
        yield data[shift:].decode("utf-16-be", "ignore").lower()
    yield "\n".join(_decoded(data)).lower()
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield from texts_in(archive.read(name))


def _decoded(data: bytes) -> Iterator[str]:
    for run in BASE64.findall(data):
        for shift in range(4):
            part = run[shift:]
            part = part[: len(part) // 4 * 4]
            try:
                yield base64.b64decode(part, altchars=b"-_").decode("latin-1")
            except binascii.Error:
                continue
