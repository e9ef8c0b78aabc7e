"""Trials, desks and windows for the tests and pictures of the screens of a trial."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from PyQt6.QtWidgets import QWidget

from gui.state.desk import Desk
from gui.widgets.trial.adjudication_window import AdjudicationWindow
from gui.widgets.trial.audit_window import AuditWindow
from gui.widgets.trial.queries_window import QueriesWindow
from gui.widgets.trial.work_window import WorkWindow
from recist.model.row import Row
from recist.store.trial_file import TrialFile
from recist.trial.accounts import first_user, put_user
from recist.trial.audit import Key
from recist.trial.people import Actor, Role, User
from recist.trial.ports import Work
from recist.trial.queries import answer, ask, close
from recist.trial.reads import Stage, VisitRead
from recist.trial.row_cells import row_from_cells
from recist.trial.settings import protocols_of
from recist.trial.signing import Signing, sign, unlock
from tests.gui.resting import rested
from tests.trial_files import (
    ADA,
    ANNA,
    BEN,
    CORA,
    PASSWORD,
    PEOPLE,
    START,
    Clock,
    enter,
    new_trial,
    with_settings,
)

JO = Actor(user="jo", roles=frozenset({Role.ADJUDICATOR}))
EVERYBODY = (*PEOPLE, User(name="jo", printed_name="Jo Judge", roles=JO.roles))
TWICE = """
id = "two-readers"
criteria = "RECIST 1.1"
[reading]
readers = 2
blinded = true
hide_dates = {hidden}
sequential = true
adjudicate_on = ["best-response", "progression-date", "visit-response"]
"""
ARM = "treatment-arm-B"
BASELINE = date(2026, 1, 5)
WEEKS = 8

Reading = tuple[str, str, str]
"""Lesion, role and what is read at each visit, with commas between."""


def labels(visits: int) -> list[str]:
    """Return the labels of so many visits."""
    return ["baseline", *(f"week {WEEKS * n}" for n in range(1, visits))]


def date_of(place: int) -> str:
    """Return the date of the first visit, the second, and so on."""
    return (BASELINE + timedelta(weeks=WEEKS * place)).isoformat()


def study(
    folder: Path,
    subjects: Sequence[str] = ("01",),
    *,
    visits: int = 3,
    hide_dates: bool = False,
    protocol: str = TWICE,
) -> TrialFile:
    """Make a blinded trial of two readers, an adjudicator and a coordinator."""
    trial = new_trial(folder, Clock())

    def fill(work: Work) -> None:
        first_user(work, EVERYBODY[0], PASSWORD)
        for user in EVERYBODY[1:]:
            put_user(work, ADA, user, PASSWORD)
        for subject in subjects:
            work.put(Key(kind="subject", subject=subject), {"arm": ARM}, expect=0)
            for n, label in enumerate(labels(visits)):
                key = Key(kind="visit", subject=subject, visit=label)
                work.put(key, {"date": date_of(n), "studies": []}, expect=0)

    trial.do(ADA, fill)
    return with_settings(trial, protocol.format(hidden=str(hide_dates).lower()))


def desk_of(trial: TrialFile, actor: Actor) -> Desk:
    """Return the desk of somebody who has logged in."""
    with trial.view() as view:
        protocol, *_ = protocols_of(view)
    return Desk(
        path=trial.path,
        trial=trial,
        actor=actor,
        alone=False,
        protocol=protocol,
        now=lambda: START + timedelta(days=1),
    )


def rows_of(reader: str, subject: str, readings: Sequence[Reading]) -> list[Row]:
    """Return the rows of one read."""
    rows = []
    for lesion, role, values in readings:
        organ, _, site = ("liver", "", "segment 4") if role == "target" else ("lung", "", "")
        for n, value in enumerate(values.split(",")):
            text = value.strip()
            if not text:
                continue
            is_length = text[0].isdigit()
            rows.append(
                row_from_cells(
                    {
                        "subject": subject,
                        "reader": reader,
                        "visit": labels(n + 1)[n],
                        "date": date_of(n),
                        "lesion": lesion,
                        "role": role,
                        "organ": organ,
                        "site": site,
                        "state": "measured" if is_length else text,
                        "longest_diameter_mm": text if is_length else "",
                        "method": "CT",
                        "slice_thickness_mm": "5",
                    },
                    "test",
                )
            )
    return rows


def read(trial: TrialFile, actor: Actor, subject: str, readings: Sequence[Reading]) -> None:
    """Save what somebody has read of a subject."""
    rows = tuple(rows_of(actor.user, subject, readings))
    trial.do(actor, lambda work: enter(work, rows))


def sign_visits(trial: TrialFile, actor: Actor, subject: str, visits: int) -> None:
    """Sign the first visits of a read."""
    for label in labels(visits):
        sign(trial, actor, PASSWORD, Signing(subject=subject, visit=label), START)


FIRST_READ: list[Reading] = [
    ("T1", "target", "50.2, 34.1, 30.0"),
    ("T2", "target", "31.5, 22.0, 20.4"),
    ("NT1", "non-target", "present, present, present"),
]
SECOND_READ: list[Reading] = [
    ("T1", "target", "51.0, 47.3, 44.9"),
    ("T2", "target", "30.9, 29.0, 28.8"),
    ("NT1", "non-target", "present, present, present"),
    ("N1", "new", ", , unequivocal"),
]


def apart(folder: Path, *, hide_dates: bool = False, blinded: bool = True) -> TrialFile:
    """Make a trial in which the two finished reads of 01 disagree; 02 is read in part."""
    protocol = TWICE if blinded else TWICE.replace("blinded = true", "blinded = false")
    trial = study(folder, ("01", "02", "03"), hide_dates=hide_dates, protocol=protocol)
    for actor, readings in ((ANNA, FIRST_READ), (BEN, SECOND_READ)):
        read(trial, actor, "01", readings)
        sign_visits(trial, actor, "01", 3)
    read(trial, ANNA, "02", [("T1", "target", "44.0, 40.5")])
    sign_visits(trial, ANNA, "02", 1)
    trial.do(CORA, lambda work: ask(work, CORA, "03", "anna", "Which slice?", visit="baseline"))
    return trial


def scene_work_of_a_reader(folder: Path) -> QWidget:
    """The work list of a reader."""
    return WorkWindow(desk_of(apart(folder), ANNA))


def scene_work_of_the_coordinator(folder: Path) -> QWidget:
    """The work list of the coordinator."""
    return WorkWindow(desk_of(apart(folder), CORA))


def scene_work_of_the_adjudicator(folder: Path) -> QWidget:
    """The work list of the adjudicator, dates hidden."""
    return WorkWindow(desk_of(apart(folder, hide_dates=True), JO))


def scene_adjudication(folder: Path) -> QWidget:
    """Two reads that disagree."""
    return AdjudicationWindow(desk_of(apart(folder), JO), "01")


def scene_adjudication_without_dates(folder: Path) -> QWidget:
    """The same where the protocol hides dates, decided."""
    window = AdjudicationWindow(desk_of(apart(folder, hide_dates=True), JO), "01")
    window.choices[1].setChecked(True)
    window.reason.setPlainText("The new lesion in the lung is real; both planes show it.")
    window.decide()
    return window


def scene_adjudication_refused(folder: Path) -> QWidget:
    """A reader who does not adjudicate."""
    return AdjudicationWindow(desk_of(apart(folder), ANNA), "01")


def asked(folder: Path) -> TrialFile:
    """Make a trial with a query of each state."""
    trial = apart(folder)

    def fill(work: Work) -> None:
        ask(work, CORA, "02", "anna", "T1 is larger than in the report.", visit="week 8")
        ask(work, CORA, "01", "ben", "Is N1 new?", visit="week 16", lesion="N1")

    trial.do(CORA, fill)
    trial.do(BEN, lambda work: answer(work, BEN, 3, "Yes, it is not on the baseline scan."))
    trial.do(ANNA, lambda work: answer(work, ANNA, 1, "Slice 12."))
    trial.do(CORA, lambda work: close(work, CORA, 1))
    return trial


def scene_queries_of_the_coordinator(folder: Path) -> QWidget:
    """The coordinator's queries, a new one begun from the room."""
    window = QueriesWindow(desk_of(asked(folder), CORA))
    window.ask_about("02", "week 8", "T1")
    return window


def scene_queries_of_a_reader(folder: Path) -> QWidget:
    """A reader's queries, one of them to be answered."""
    return QueriesWindow(desk_of(asked(folder), ANNA))


def scene_audit(folder: Path) -> QWidget:
    """The audit chain, the entry of an unlocking marked."""
    trial = asked(folder)
    opened = VisitRead(subject="01", reader="anna", visit="week 16", stage=Stage.SIGNED)
    trial.do(CORA, lambda work: unlock(work, CORA, opened, "T1 was measured on another phase"))
    return AuditWindow(desk_of(trial, CORA), lambda _: [])


def scene_audit_filtered(folder: Path) -> QWidget:
    """Queries in the chain, and the faults of a verification."""
    window = AuditWindow(
        desk_of(asked(folder), CORA),
        lambda _: [
            "entry 12: its hash is another than its content's",
            "row 01 week 8 T1: 30 for 31",
        ],
    )
    window.filters.kind.setCurrentText("query")
    window.verify()
    return rested(window)


def scene_audit_refused(folder: Path) -> QWidget:
    """A reader who may not see the chain."""
    return AuditWindow(desk_of(asked(folder), ANNA))
