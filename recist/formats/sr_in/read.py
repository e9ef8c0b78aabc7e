"""A structured report as readings, or why it is none."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pydicom import Dataset

from recist.formats.assumed import NOTHING_ASSUMED, Assumed
from recist.formats.dicom.open import open_dicom
from recist.formats.dicom.values import UNFORESEEN, text
from recist.formats.labels import Label, labels_of
from recist.formats.measured import (
    ContentError,
    Draft,
    Facts,
    lesion_from,
    note,
    one_line,
    stated_by,
)
from recist.formats.sources import RefusedError, printable
from recist.formats.sr_in import own
from recist.formats.sr_in.aim_report import facts_of, is_aim_report
from recist.formats.sr_in.axes import Tree
from recist.formats.sr_in.concepts import MEASUREMENTS, TITLES, is_named, key_of
from recist.formats.sr_in.content import Item, below, place_of, read_content
from recist.formats.sr_in.context import Context, context_of
from recist.formats.sr_in.groups import Group, LeftOut, groups_in, lesions_in
from recist.model.finding import Finding, Severity
from recist.trial.stated import Refused

REPORTS = "1.2.840.10008.5.1.4.1.1.88."
BASIC_TEXT, KEY_OBJECTS = "11", "59"
ASK = "ask for the measurements as a measurement report (TID 1500)"
NO_REPORT = "is no structured report"


def read_sr(path: Path, assumed: Assumed = NOTHING_ASSUMED) -> Draft:
    """Read one structured report; what is wrong with it is told in the draft, not raised."""
    name = printable(path.name)
    try:
        # The parser warns of values that it mends; a report that it had to mend says so.
        with warnings.catch_warnings(record=True) as mended:
            warnings.simplefilter("always")
            draft = _Report(name=name, assumed=assumed).draft(_dataset(path))
        told = [note("header-doubtful", f"{name}: {one_line(str(one.message))}") for one in mended]
        return replace(draft, findings=(*draft.findings, *dict.fromkeys(told)))
    except ContentError as error:
        return Draft(file=name, refused=Refused(where=f"{name} {error.where}", why=error.why))
    except RefusedError as error:
        return Draft(file=name, refused=Refused(where=name, why=str(error)))
    except UNFORESEEN as error:
        why = f"is damaged and cannot be read ({type(error).__name__}); ask for it anew"
        return Draft(file=name, refused=Refused(where=name, why=why))


def is_report(sop_class: str) -> bool:
    """Say whether a SOP class is that of structured reports, key objects among them."""
    return sop_class.startswith(REPORTS)


def _dataset(path: Path) -> Dataset:
    try:
        with path.open("rb") as stream:
            return open_dicom(stream, path.stat().st_size).dataset
    except OSError as error:
        why = f"cannot be read ({error.strerror or error}); see that you may read it"
        raise RefusedError("unreadable", why) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Report:
    name: str
    assumed: Assumed

    def draft(self, dataset: Dataset) -> Draft:
        sop_class = text(dataset, "SOPClassUID")
        if not is_report(sop_class):
            raise RefusedError("unsupported-class", f"{NO_REPORT}; {ASK}")
        kind = sop_class.removeprefix(REPORTS)
        if kind == BASIC_TEXT:
            raise RefusedError("no-measurements", f"is a text report, without measurements; {ASK}")
        if kind == KEY_OBJECTS:
            raise RefusedError("no-measurements", f"is a list of key images; {ASK}")
        root = read_content(dataset)
        tree = {one.path: one for one in below(root)}
        if is_aim_report(root):
            facts = facts_of(root, context_of(dataset, root), tree, file=self.name)
            if not facts:
                raise RefusedError("no-lengths", f"is an annotation without a length; {ASK}")
            return self._drafted(facts)
        groups = groups_in(root)
        if not groups:
            raise RefusedError("no-measurements", f"{_what_else(root)}; {ASK}")
        if own.is_ours(root):
            return self._ours(context_of(dataset, root), root, groups, tree)
        lesions, left = lesions_in(groups, tree)
        if not lesions:
            first = f"{left[0].item.where} {left[0].why}"
            more = f", and {len(left) - 1} more" if len(left) > 1 else ""
            why = f"holds no diameter of a lesion ({first}{more}); nothing of it is a reading"
            raise RefusedError("no-diameters", why)
        return self._filled(context_of(dataset, root), lesions, left)

    def _ours(self, context: Context, root: Item, groups: list[Item], tree: Tree) -> Draft:
        """Read what this program has written, down to the last cell."""
        said = {
            "file": self.name,
            "subject": own.subject_of(root) or context.subject,
            "reader": own.reader_of(root) or self.assumed.reader,
        }
        answers = [one for one in groups if own.is_response(one)]
        return Draft(
            file=self.name,
            lesions=tuple(own.lesion_of(one, tree, **said) for one in groups if one not in answers),
            stated=tuple(told for one in answers for told in own.responses_of(one, **said)),
            is_ours=True,
        )

    def _filled(self, context: Context, groups: list[Group], left: list[LeftOut]) -> Draft:
        labels = labels_of([one.names for one in groups])
        facts = [
            self._facts(context.at(group.items[0]), group, label)
            for group, label in zip(groups, labels, strict=True)
        ]
        return self._drafted(facts, [self._left_out(one) for one in left])

    def _drafted(self, facts: Sequence[Facts], findings: Sequence[Finding] = ()) -> Draft:
        lesions = [lesion_from(one, self.assumed) for one in facts]
        pairs = zip(facts, lesions, strict=True)
        return Draft(
            file=self.name,
            lesions=tuple(lesions),
            stated=tuple(said for one, lesion in pairs for said in stated_by(one, lesion.row)),
            findings=tuple(findings),
        )

    def _facts(self, context: Context, group: Group, label: Label | None) -> Facts:
        if label is None:
            raise ContentError(group.where, "has no Tracking Identifier, no UID and no finding")
        if context.date.day is None:
            why = "has no study date; a lesion that was measured needs the day of its scan"
            raise ContentError("StudyDate", why)
        return Facts(
            file=self.name,
            where=group.where,
            subject=context.subject,
            reader=context.reader,
            visit=context.visit,
            date=context.date,
            label=label,
            role=group.role,
            site=group.site,
            image=group.image,
            axes=group.axes,
            responses=group.responses,
        )

    def _left_out(self, one: LeftOut) -> Finding:
        message = f"{self.name} {one.item.where}: {one.why}; nothing of it is taken"
        return note("group-left-out", message, severity=Severity.INFO)


def _what_else(root: Item) -> str:
    """Say what a report is that has no measurement group."""
    holds = any(is_named(one, MEASUREMENTS) for one in below(root))
    if key_of(root.name) in TITLES or holds:
        return "is a measurement report without a measurement group"
    name = root.name
    title = one_line(name.meaning or name.value) if name else ""
    told = f"its title is {title!r}" if title else "it has no title"
    return f"is no measurement report: {told}, {place_of(root.path, None)}"
