"""A blinded trial in which all that a reader or an adjudicator may not see is a mark."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

from recist.app import import_scans
from recist.model.dates import ScanDate
from recist.model.subject import SubjectInfo
from recist.model.treatment import Treatment, TreatmentKind
from recist.store.trial_file import TrialFile
from recist.trial.accounts import first_user, put_user
from recist.trial.adjudication import Choice, adjudicate
from recist.trial.kept_visits import save_visits
from recist.trial.people import Actor, Role, User
from recist.trial.ports import Work
from recist.trial.queries import answer, ask
from recist.trial.reads import VisitRead, visits_in_order
from recist.trial.settings import Images, Settings, keep_settings, protocols_of
from recist.trial.signing import Signing, sign, unlock
from recist.trial.subjects import put_subjects, put_treatments
from recist.trial.visits import PlannedVisit
from tests.formats.dicom_files import ROOT, ct_slice, write
from tests.trial_files import Clock, enter
from trial_parts.blinded_task import BEGUN
from trial_parts.marks import ADJUDICATOR, EVERYBODY, NOBODY, READER, Marks, Who
from trial_parts.planted_reads import read_of

PROTOCOL = """
id = "two-readers"
criteria = "RECIST 1.1"
[reading]
readers = 2
blinded = true
sequential = true
hide_dates = {}
adjudicate_on = ["best-response"]
"""
DECIDED, APART, UNLOCKED, UNREAD = "02", "03", "04", "05"
SUBJECTS = (BEGUN, DECIDED, APART, UNLOCKED, UNREAD)
SLICES = 3
# Attributes of an image that name a patient, a person or a place.
NAMING = (
    "PatientName",
    "PatientAddress",
    "PatientTelephoneNumbers",
    "OtherPatientIDs",
    "PatientComments",
    "PatientBirthDate",
    "AdditionalPatientHistory",
    "ReferringPhysicianName",
    "PerformingPhysicianName",
    "OperatorsName",
    "InstitutionName",
    "InstitutionAddress",
    "StationName",
    "AccessionNumber",
)
OWN, OTHER = "own", "other"
# Who works in the trial, in which role, and from whom their names are kept.
PEOPLE = {
    "administrator": (Role.ADMINISTRATOR, EVERYBODY),
    "coordinator": (Role.COORDINATOR, EVERYBODY),
    OWN: (Role.READER, ADJUDICATOR),
    OTHER: (Role.READER, EVERYBODY),
    "adjudicator": (Role.ADJUDICATOR, READER),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody of the trial, with the password that they type."""

    actor: Actor
    password: str


class Planting:
    """Makes one trial.

    Parameters
    ----------
    hides_dates : bool
        The days of the visits are marks, too.
    with_scans : bool
        Without, the visits have no images: reading them takes its time.

    Attributes
    ----------
    marks : Marks
        With all that was planted.
    people : dict
        By what they are.
    """

    def __init__(
        self,
        folder: Path,
        marks: Marks,
        images: Images,
        *,
        hides_dates: bool,
        with_scans: bool = True,
    ) -> None:
        self._folder, self.marks, self._with_scans = folder, marks, with_scans
        self._images, self._hides_dates = images, hides_dates
        self._days_hidden_from = EVERYBODY if hides_dates else NOBODY
        self.path = folder / "trial.recist"
        self._trial = TrialFile.create(self.path, clock=Clock())
        self.people: dict[str, Person] = {}
        for who, (role, hidden_from) in PEOPLE.items():
            actor = Actor(user=marks.word("user name", hidden_from), roles=frozenset({role}))
            # A password is for nobody's eyes, those of its user included.
            self.people[who] = Person(actor=actor, password=marks.word("password"))

    def plant(self) -> None:
        """Plant everything."""
        self._trial.do(self._actor("administrator"), self._enter_people)
        (self._enter_scans if self._with_scans else self._enter_visits)()
        self._trial.do(self._actor("coordinator"), self._enter_tables)
        for subject in SUBJECTS[:-1]:
            for who in (OWN, OTHER):
                self._read(who, subject)
        self._sign()
        self._unlock()
        self._decide()
        self._ask()
        with self._trial.view() as view:
            for one in view.all("password"):
                self.marks.add("password hash", one.value["argon2"][-24:], EVERYBODY)

    def _actor(self, who: str) -> Actor:
        return self.people[who].actor

    def _enter_people(self, work: Work) -> None:
        settings = Settings(
            name="trial",
            protocols=(PROTOCOL.format(str(self._hides_dates).lower()),),
            images=self._images,
            created="2026-03-02T08:00:00.000000+00:00",
        )
        keep_settings(work, settings)
        for who, (role, hidden_from) in PEOPLE.items():
            printed = f"Dr. {self.marks.word('printed name', hidden_from)}"
            person = self.people[who]
            user = User(name=person.actor.user, printed_name=printed, roles=frozenset({role}))
            if role is Role.ADMINISTRATOR:
                first_user(work, user, person.password)
            else:
                put_user(work, self._actor("administrator"), user, person.password)

    # --- images and tables ------------------------------------------------------------------

    def _enter_scans(self) -> None:
        source = self._folder / self.marks.word("folder of scans")
        for subject in SUBJECTS:
            for visit, day in enumerate(self._new_days()):
                self._scan(source, subject, visit, day)
        import_scans(self.path, self._trial, self._actor("coordinator"), [source])

    def _enter_visits(self) -> None:
        planned = tuple(
            PlannedVisit(subject=subject, label=f"visit {n}", date=ScanDate.of(day), studies=())
            for subject in SUBJECTS
            for n, day in enumerate(self._new_days(), start=1)
        )
        actor = self._actor("coordinator")
        self._trial.do(actor, lambda work: save_visits(work, actor, (), planned))

    def _new_days(self) -> list[date]:
        first = self.marks.day("date of a visit", self._days_hidden_from)
        return [first, self.marks.day("date of a visit", self._days_hidden_from, first)]

    def _scan(self, source: Path, subject: str, visit: int, day: date) -> None:
        """Write a series whose every name is a mark."""
        marks, n = self.marks, SUBJECTS.index(subject)
        place = source / marks.word("folder of scans")
        named = {name: marks.word(f"{name} of an image") for name in NAMING if not visit}
        for piece in range(SLICES):
            made = ct_slice(
                piece,
                5.0 * piece,
                SOPInstanceUID=f"{ROOT}.1.{n}.{visit}.{piece}",
                PatientID=subject,
                **dict.fromkeys(("StudyDate", "SeriesDate", "AcquisitionDate"), f"{day:%Y%m%d}"),
                StudyInstanceUID=f"{ROOT}.2.{n}.{visit}",
                SeriesInstanceUID=f"{ROOT}.3.{n}.{visit}",
                FrameOfReferenceUID=f"{ROOT}.4.{n}",
                **named,
            )
            write(place / f"{marks.word('file name of an image')}.dcm", made)

    def _enter_tables(self, work: Work) -> None:
        marks, actor = self.marks, self._actor("coordinator")
        subjects = [
            SubjectInfo(
                subject=one,
                arm=marks.word("arm"),
                reference_date=marks.day("reference date", self._days_hidden_from),
                death_date=marks.day("date of death", EVERYBODY),
                liver_involvement_percent=Decimal(f"0.{marks.digits('percentage')}"),
                covariates=((marks.word("covariate"), marks.word("covariate")),),
            )
            for one in SUBJECTS
        ]
        treatments = [
            Treatment(
                subject=one,
                lesion=marks.word("treated lesion"),
                date=marks.day("date of a treatment", EVERYBODY),
                kind=TreatmentKind.RADIOTHERAPY,
            )
            for one in SUBJECTS
        ]
        put_subjects(work, actor, subjects)
        put_treatments(work, actor, treatments)

    def visits(self, subject: str) -> dict[str, str]:
        """Return the days of a subject's visits by their labels."""
        with self._trial.view() as view:
            labels = visits_in_order(view, subject)
            found = {one.key.visit: one.value["date"] for one in view.all("visit", subject=subject)}
        return {label: found[label] for label in labels}

    # --- reads ------------------------------------------------------------------------------

    def _read(self, who: str, subject: str) -> None:
        """Read both visits; the own targets shrink and the other's grow, so that they disagree."""
        actor = self._actor(who)
        hidden_from = READER if who == OTHER else NOBODY
        rows, drawn = read_of(
            self.marks, who, hidden_from, actor.user, subject, self.visits(subject)
        )

        def save(work: Work) -> None:
            # All at once, whatever the order of the visits.
            enter(work, tuple(rows), tuple(drawn))

        self._trial.do(actor, save)

    def _sign(self) -> None:
        """Sign all of it but what the reader still has to do."""
        for subject in (BEGUN, DECIDED, APART, UNLOCKED):
            for who in (OWN, OTHER):
                done = 1 if (who, subject) == (OWN, BEGUN) else None
                for visit in list(self.visits(subject))[:done]:
                    hidden_from = EVERYBODY if who == OTHER else ADJUDICATOR
                    meaning = self.marks.word("meaning of a signature", hidden_from)
                    asked = Signing(subject=subject, visit=visit, meaning=meaning)
                    person = self.people[who]
                    sign(self._trial, person.actor, person.password, asked, Clock()())

    def _unlock(self) -> None:
        actor, visit = self._actor("coordinator"), next(iter(self.visits(UNLOCKED)))
        for who in (OWN, OTHER):
            read = VisitRead(subject=UNLOCKED, reader=self._actor(who).user, visit=visit)
            reason = self.marks.word("reason of an unlock")
            self._trial.do(actor, partial(unlock, actor=actor, read=read, reason=reason))

    def _decide(self) -> None:
        with self._trial.view() as view:
            protocol, *_ = protocols_of(view)
        actor = self._actor("adjudicator")
        reason = self.marks.word("reason of an adjudication", READER)
        choice = Choice(subject=DECIDED, accepted=self._actor(OTHER).user, reason=reason)
        self._trial.do(actor, lambda work: adjudicate(work, actor, protocol, choice))

    def _ask(self) -> None:
        """Ask both readers; the other one has answered."""
        self._ask_one(OTHER, EVERYBODY)
        number = self._ask_one(OTHER, EVERYBODY)
        self._ask_one(OWN, ADJUDICATOR)
        actor, text = self._actor(OTHER), self.marks.word("answer")
        self._trial.do(actor, lambda work: answer(work, actor, number, text))

    def _ask_one(self, who: str, hidden_from: frozenset[Who]) -> int:
        actor, reader = self._actor("coordinator"), self._actor(who).user
        visit = next(iter(self.visits(BEGUN)))
        text = self.marks.word(f"query to {who}", hidden_from)
        asked = self._trial.do(
            actor, lambda work: ask(work, actor, BEGUN, reader, text, visit=visit)
        )
        assert asked is not None
        return asked.number
