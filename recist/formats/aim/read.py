"""An annotation file as readings, or why it is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from recist.formats.aim.calculations import lengths_of, other_names
from recist.formats.aim.tree import ROOTS, Element, read_tree
from recist.formats.assumed import NOTHING_ASSUMED, Assumed
from recist.formats.faults import UNFORESEEN
from recist.formats.labels import Label, Names, Words, labels_of
from recist.formats.lesion_codes import RESPONSES, ROLE_OF_ANSWER
from recist.formats.measured import (
    ContentError,
    Draft,
    Facts,
    MeasuredAxis,
    lesion_from,
    note,
    one_line,
    stated_by,
)
from recist.formats.sources import RefusedError, printable
from recist.model.dates import NO_DATE, ScanDate
from recist.model.finding import Finding, Severity
from recist.model.lesion import Role
from recist.trial.stated import Answer, Refused

WORDS = Words(identifier="name", uid="unique identifier")
ROLE_WORDS = {"target lesion": Role.TARGET, "non-target lesion": Role.NON_TARGET}


def read_aim(path: Path, assumed: Assumed = NOTHING_ASSUMED) -> Draft:
    """Read one annotation file; what is wrong with it is told in the draft, not raised."""
    name = printable(path.name)
    try:
        return _File(name=name, root=read_tree(path), assumed=assumed).draft()
    except ContentError as error:
        return Draft(file=name, refused=Refused(where=f"{name} {error.where}", why=error.why))
    except RefusedError as error:
        return Draft(file=name, refused=Refused(where=name, why=str(error)))
    except UNFORESEEN as error:
        why = f"is damaged and cannot be read ({type(error).__name__}); ask for it anew"
        return Draft(file=name, refused=Refused(where=name, why=why))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Annotation:
    """One annotation with a length."""

    element: Element
    lengths: tuple[MeasuredAxis, ...]
    response: tuple[Answer, str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    name: str
    root: Element
    assumed: Assumed

    def draft(self) -> Draft:
        if self.root.name not in ROOTS:
            raise RefusedError("not-aim", f"is no annotation (AIM): it is {self.root.name!r}")
        several = [self.root] if self.root.name == "ImageAnnotation" else []
        several += list(self.root.all("ImageAnnotation"))
        _refuse_nested(several)
        classes = {
            one.said("sopInstanceUid") or one.said("sopInstanceUID"): (
                one.said("sopClassUid") or one.said("sopClassUID")
            )
            for one in self.root.all("Image")
        }
        found = [
            _Annotation(
                element=one, lengths=tuple(lengths_of(one, classes)), response=_response(one)
            )
            for one in several
        ]
        measured = [one for one in found if one.lengths]
        if not measured:
            others = [name for one in several for name in other_names(one)]
            has = f"it has {', '.join(others[:3])}" if others else "it has no calculation"
            why = f"records no length of a lesion ({has}); measure it, or leave it"
            raise RefusedError("no-lengths", why)
        facts = self._facts(measured)
        lesions = [lesion_from(one, self.assumed) for one in facts]
        pairs = zip(facts, lesions, strict=True)
        return Draft(
            file=self.name,
            lesions=tuple(lesions),
            stated=tuple(said for one, lesion in pairs for said in stated_by(one, lesion.row)),
            findings=tuple(self._left_out(one) for one in found if not one.lengths),
        )

    def _facts(self, measured: Sequence[_Annotation]) -> list[Facts]:
        names = [
            Names(
                identifier=one_line(one.element.said("name")),
                uid=one.element.said("uniqueIdentifier"),
                free="",
                finding="",
            )
            for one in measured
        ]
        labels = labels_of(names, WORDS)
        return [self._one(one, label) for one, label in zip(measured, labels, strict=True)]

    def _one(self, one: _Annotation, label: Label | None) -> Facts:
        element = one.element
        if label is None:
            raise ContentError(element.where, "has no name and no unique identifier")
        images = (axis.line.image for axis in one.lengths)
        return Facts(
            file=self.name,
            where=element.where,
            subject=self._subject(element),
            reader=self._reader(element),
            visit="",
            date=self._date(element),
            label=label,
            role=ROLE_OF_ANSWER[one.response[0]] if one.response else _role(element),
            site=_anatomy(element),
            image=next((image for image in images if image), _image(element)),
            axes=one.lengths,
            responses=(one.response,) if one.response else (),
        )

    def _subject(self, element: Element) -> str:
        person = _one(element, self.root, "person")
        subject = one_line(person.said("id")) if person else ""
        if not subject:
            raise ContentError("element person", "has no id; nobody can tell who was measured")
        return subject

    def _reader(self, element: Element) -> str:
        user = _one(element, self.root, "user")
        return one_line(user.said("name") or user.said("loginName")) if user else ""

    def _date(self, element: Element) -> ScanDate:
        written = (one.said("startDate") for one in element.all("ImageStudy", "imageStudy"))
        days = {day for one in written if (day := _day(one)).day is not None}
        if len(days) > 1:
            why = "names studies of several days; ask for one annotation of each"
            raise ContentError(element.where, why)
        if days:
            return days.pop()
        why = "names no day of the study; a lesion that was measured needs the day of its scan"
        raise ContentError(element.where, why)

    def _left_out(self, one: _Annotation) -> Finding:
        others = ", ".join(other_names(one.element)[:3])
        has = f"has {others} and no length" if others else "has no length"
        message = f"{self.name} {one.element.where}: {has}; nothing of it is taken"
        return note("annotation-left-out", message, severity=Severity.INFO)


def _refuse_nested(annotations: Sequence[Element]) -> None:
    """Refuse annotations inside annotations: what is inside would count for both."""
    for outer, inner in pairwise(annotations):
        if inner.path[: len(outer.path)] == outer.path:
            raise ContentError(inner.where, "is an annotation inside another one; part the two")


def _one(annotation: Element, root: Element, name: str) -> Element | None:
    """Return a thing that the annotation has, or the file for all of them."""
    for holder in (annotation, root):
        found = holder.child(name)
        if found is not None:
            # AIM 3 wraps it once more.
            return found.child(name) or found
    return None


def _codes(element: Element) -> list[tuple[str, str]]:
    """Return code and meaning of the type of an annotation."""
    typed = [one for one in element.children if one.name == "typeCode"]
    found = [
        (one.said("code"), one.said("displayName") or one.said("codeMeaning")) for one in typed
    ]
    return [*found, (element.said("codeValue"), element.said("codeMeaning"))]


def _response(element: Element) -> tuple[Answer, str] | None:
    return next((RESPONSES[code] for code, _ in _codes(element) if code in RESPONSES), None)


def _role(element: Element) -> Role | None:
    """Return the role that the type or an observation of an annotation names."""
    observed = element.all(
        "ImagingObservation",
        "ImagingObservationEntity",
        "ImagingObservationCharacteristic",
        "imagingObservationCharacteristic",
    )
    said = [meaning for one in (element, *observed) for _, meaning in _codes(one)]
    roles = (ROLE_WORDS[word] for one in said if (word := one_line(one).casefold()) in ROLE_WORDS)
    return next(roles, None)


def _anatomy(element: Element) -> str:
    for one in element.all("AnatomicEntity", "ImagingPhysicalEntity"):
        for _, meaning in _codes(one):
            if meaning:
                return one_line(meaning)
        if label := one_line(one.said("label")):
            return label
    return ""


def _image(element: Element) -> str:
    for one in element.all("Image"):
        if uid := one.said("sopInstanceUid") or one.said("sopInstanceUID"):
            return uid
    return ""


def _day(written: str) -> ScanDate:
    """Read a day as AIM 3 (2000-07-01T00:00:00) and AIM 4 (20000701…) write it."""
    plain = written.strip().partition("T")[0]
    if len(plain) >= 8 and plain[:8].isdigit():
        plain = f"{plain[:4]}-{plain[4:6]}-{plain[6:8]}"
    try:
        return ScanDate.parse(plain[:10])
    except ValueError:
        return NO_DATE
