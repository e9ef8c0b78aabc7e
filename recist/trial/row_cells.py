"""A row of the reading table as text cells, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from recist.model.dates import ScanDate
from recist.model.errors import InputError
from recist.model.finding import Finding, Severity
from recist.model.length import Length
from recist.model.lesion import NEW_ROLES, Character, Role
from recist.model.reading import Change, Diameters, State, diameters_of
from recist.model.row import Row
from recist.model.words import WORDS_OF_ROLE, state_from_word, word_of
from recist.trial.columns import COLUMNS, DIAMETERS

Word = TypeVar("Word", bound=StrEnum)
LESIONS = (Role.TARGET, Role.NON_TARGET, *NEW_ROLES)
NODE = re.compile(r"\b(lymph )?nodes?\b|\blymph\b|\bnodal\b")
PLAIN_NODES = ("lymph node", "lymph nodes")
UNDATED = ("not-done", "not-evaluable")
FREE_TEXT = ("site", "method", "field", "image", "reason", "comment")


NO_DATE_YET = "has no full date: give the visit one, as year-month-day"


def row_from_cells(cells: Mapping[str, str], where: str, *, is_kept: bool = False) -> Row:
    """Read one row.

    Parameters
    ----------
    cells : mapping
        Column to text; columns of ours that are not there count as empty.
    where : str
        Names the row in messages, such as ``readings.csv row 12``.
    is_kept : bool
        It was read in the room and is kept in a trial: scans may say no date, and the visit is
        given one later. Until then that is a finding, and no error.

    Raises
    ------
    InputError
        For a cell that cannot be read, naming row and column.
    """
    return _Cells(cells=cells, where=where, is_kept=is_kept).row()


def cells_from_row(row: Row) -> dict[str, str]:
    """Write one row; reading it back gives the same row, ``source`` and ``findings`` apart."""
    axes = diameters_of(row.state)
    written = dict.fromkeys(COLUMNS, "")
    written |= {name: getattr(row, name) for name in FREE_TEXT}
    written |= {
        "subject": row.subject,
        "reader": row.reader,
        "visit": row.visit,
        "date": row.date.text,
        "lesion": row.lesion,
        "role": row.role,
        "organ": row.organ,
        "nodal": "" if row.role in (Role.VISIT, Role.MARKER) else _yes_no(row.nodal),
        "character": "" if row.character is Character.SOLID else row.character,
        "state": word_of(row.state),
        "change": row.change or "",
        "longest_diameter_mm": _mm(axes.longest),
        "short_axis_mm": _mm(axes.short),
        "viable_diameter_mm": _mm(axes.viable),
        "parent": row.parent,
        "progressed_since": "yes" if row.progressed_since else "",
        "slice_thickness_mm": _mm(row.slice_thickness),
        "accepted": "" if row.accepted is None else _yes_no(row.accepted),
    }
    return {name: str(text) for name, text in written.items()} | dict(row.extra)


def _mm(length: Length | None) -> str:
    return "" if length is None else str(length)


def _yes_no(value: bool) -> str:
    return "yes" if value else "no"


@dataclass(slots=True, kw_only=True)
class _Cells:
    cells: Mapping[str, str]
    where: str
    is_kept: bool
    notes: list[tuple[Severity, str, str]] = field(default_factory=list)

    def row(self) -> Row:
        role = self.word(Role, "role")
        lesion, organ = self.text("lesion"), self.text("organ")
        if (role is Role.VISIT) == bool(lesion):
            wrong = "must be empty for role visit" if lesion else "is empty; a lesion needs an id"
            raise self.error("lesion", wrong)
        if not organ and role in LESIONS:
            self.notes.append((Severity.WARNING, "organ-missing", "has no organ"))
        state = self.state(role)
        nodal = self.nodal(organ) if role in LESIONS else False
        return Row(
            subject=self.needed("subject"),
            reader=self.text("reader"),
            visit=self.needed("visit"),
            date=self.date(word_of(state)),
            lesion=lesion,
            role=role,
            organ=organ,
            nodal=nodal,
            character=self.word(Character, "character", Character.SOLID),
            state=state,
            change=self.word(Change, "change") if self.text("change") else None,
            parent=self.text("parent"),
            progressed_since=self.flag("progressed_since", default=False) or False,
            slice_thickness=self.length("slice_thickness_mm"),
            accepted=self.flag("accepted", default=None),
            extra=tuple((name, text) for name, text in self.cells.items() if name not in COLUMNS),
            source=self.where,
            findings=self.findings(lesion),
            **{name: self.text(name) for name in FREE_TEXT},
        )

    def text(self, column: str) -> str:
        """Return a cell on one line, whatever line breaks were typed into it."""
        return " ".join(self.cells.get(column, "").split())

    def needed(self, column: str) -> str:
        text = self.text(column)
        if not text:
            raise self.error(column, "is empty")
        return text

    def error(self, column: str, message: str) -> InputError:
        return InputError(f"{self.where}, column {column}: {message}")

    def word(self, words: type[Word], column: str, default: Word | None = None) -> Word:
        text = self.text(column).casefold()
        if not text and default is not None:
            return default
        try:
            return words(text)
        except ValueError:
            known = ", ".join(words)
            raise self.error(column, f"{self.text(column)!r} is none of {known}") from None

    def flag(self, column: str, *, default: bool | None) -> bool | None:
        text = self.text(column).casefold()
        if text in ("", "yes", "no"):
            return {"": default, "yes": True, "no": False}[text]
        raise self.error(column, f"{self.text(column)!r} is neither yes nor no")

    def nodal(self, organ: str) -> bool:
        """Say whether the lesion is a node: as told, else by the organ's name."""
        told = self.flag("nodal", default=None)
        if told is not None:
            return told
        name = organ.casefold()
        if NODE.search(name) and name not in PLAIN_NODES:
            note = f"is taken as a node, since its organ is {organ!r}; say so in column nodal"
            self.notes.append((Severity.WARNING, "nodal-assumed", note))
        return bool(NODE.search(name))

    def date(self, state: str) -> ScanDate:
        text = self.text("date")
        try:
            date = ScanDate.parse(text)
        except ValueError:
            raise self.error("date", f"{text!r} is no date; write it as 2024-03-01") from None
        if date.day is None and state not in UNDATED and self.is_kept:
            self.notes.append((Severity.ERROR, "date-missing", NO_DATE_YET))
        elif date.day is None and state not in UNDATED:
            what = f"{text!r} is not a full date" if text else "is empty"
            raise self.error("date", f"{what}; a lesion that was read needs one like 2024-03-01")
        return date

    def length(self, column: str) -> Length | None:
        text = self.text(column)
        if not text:
            return None
        try:
            length, rounded = Length.parse(text)
        except ValueError:
            raise self.error(column, f"{text!r} {_why_no_length(text)}") from None
        if rounded:
            note = f"has {text} in {column}: rounded to the micrometre, {length} mm"
            self.notes.append((Severity.INFO, "length-rounded", note))
        return length

    def state(self, role: Role) -> State:
        word = self.text("state").casefold()
        if word not in WORDS_OF_ROLE[role]:
            known = ", ".join(WORDS_OF_ROLE[role])
            raise self.error("state", f"{self.text('state')!r} for a {role} is none of {known}")
        longest, short, viable = (self.length(column) for column in DIAMETERS)
        axes = Diameters(longest=longest, short=short, viable=viable)
        state = state_from_word(word, axes, self.text("parent"), self.text("reason"))
        given = [axis for axis in (longest, short, viable) if axis is not None and axis.um]
        if given and diameters_of(state) != axes:
            note = f"is {word}: its {given[0]} mm does not count"
            self.notes.append((Severity.WARNING, "length-ignored", note))
        return state

    def findings(self, lesion: str) -> tuple[Finding, ...]:
        visit = self.text("visit")
        return tuple(
            Finding(
                severity=severity,
                code=code,
                message=f"{lesion or visit} {message}",
                lesion=lesion or None,
                visit=visit,
            )
            for severity, code, message in self.notes
        )


def _why_no_length(text: str) -> str:
    if text.startswith(("-", "−")):
        return "is negative; a length is 0 or more mm"
    if "," in text:
        return "has a comma; write the decimal point, as in 34.2"
    return "is no length; write millimetres as in 34.2"
