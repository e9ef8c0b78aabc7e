"""Two reads that disagree: found by themselves, with their cause, and one of them accepted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from recist.model.dates import ScanDate
from recist.model.protocol import AdjudicateOn, Protocol, ReadingPlan
from recist.store.trial_file import TrialFile
from recist.trial.accounts import put_user
from recist.trial.adjudication import (
    Choice,
    accepted_reader,
    adjudicate,
    apart,
    choice_of,
    nameless,
    with_acceptance,
)
from recist.trial.audit import Key
from recist.trial.discordance import Cause, discordances
from recist.trial.errors import NotAllowedError, StaleError
from recist.trial.people import Actor, Role, User
from recist.trial.ports import Work as Deed
from recist.trial.progress import progress_of, signed_reads
from recist.trial.reads import VisitRead
from recist.trial.saving import readings_of, save_readings
from recist.trial.signing import Signing, sign, unlock
from recist.trial.worklist import Work, work_list
from tests.criteria.one_line import RECIST11, judged
from tests.trial_files import ADA, ANNA, BEN, CORA, PASSWORD, START, read_all, trial_with

TWICE = replace(
    RECIST11,
    reading=ReadingPlan(readers=2, blinded=True, adjudicate_on=(AdjudicateOn.BEST_RESPONSE,)),
)
JUDGE = Actor(user="jo", roles=frozenset({Role.ADJUDICATOR}))
B, P, R, V = (
    AdjudicateOn.BEST_RESPONSE,
    AdjudicateOn.PROGRESSION_DATE,
    AdjudicateOn.RESPONSE_DATE,
    AdjudicateOn.VISIT_RESPONSE,
)

# the two reads; what they disagree on; the causes; why
APART: list[tuple[str, str, list[AdjudicateOn], list[Cause], str]] = [
    ("0: T1=50 | 56: T1=30", "0: T1=52 | 56: T1=31", [], [], "both PR"),
    ("0: T1=50 | 56: T1=30", "0: T1=50 | 56: T1=40", [B, R, V], [Cause.MEASUREMENT], "one SD"),
    (
        "0: T1=50 | 56: T1=50",
        "0: T1=50 | 56: T1=50 L1=unequivocal",
        [B, P, V],
        [Cause.NEW_LESION],
        "one saw a new lesion",
    ),
    (
        "0: T1=50 NT1=present | 56: T1=50 NT1=present",
        "0: T1=50 NT1=present | 56: T1=50 NT1=progression",
        [B, P, V],
        [Cause.NON_TARGET],
        "one saw non-targets progress",
    ),
    (
        "0: T1[lung]=50 | 56: T1[lung]=30",
        "0: T1=50 | 56: T1=40",
        [B, R, V],
        [Cause.TARGETS],
        "each chose another organ",
    ),
]


@pytest.mark.parametrize(("one", "other", "on", "causes", "why"), APART, ids=[a[4] for a in APART])
def test_what_two_readers_disagree_on(
    one: str, other: str, on: list[AdjudicateOn], causes: list[Cause], why: str
) -> None:
    found = discordances((judged(one), judged(other)), (B, P, R, V))
    assert [each.variable for each in found] == on
    assert all(list(each.causes) == causes for each in found)


def finished(folder: Path, anna: tuple[str, str], ben: tuple[str, str]) -> TrialFile:
    trial = trial_with(folder)
    for actor, sizes in ((ANNA, anna), (BEN, ben)):
        read_all(trial, actor, sizes)
        for visit in ("baseline", "week 8"):
            sign(trial, actor, PASSWORD, Signing(subject="01", visit=visit), START)
    return trial


def listed(trial: TrialFile, actor: Actor, protocol: Protocol = TWICE) -> list[tuple[str, Work]]:
    with trial.view() as view:
        return [(item.reader, item.work) for item in work_list(view, actor, protocol)]


def test_reads_that_agree_need_no_adjudication(tmp_path: Path) -> None:
    trial = finished(tmp_path, ("50", "30"), ("51", "31"))
    with trial.view() as view:
        assert apart(view, "01", TWICE) is None
        assert accepted_reader(view, "01", TWICE) == "anna"
    assert listed(trial, JUDGE) == []


def test_reads_that_disagree_wait_for_the_adjudicator(tmp_path: Path) -> None:
    trial = finished(tmp_path, ("50", "30"), ("50", "45"))
    with trial.view() as view:
        assert accepted_reader(view, "01", TWICE) is None
    assert listed(trial, JUDGE) == [("", Work.TO_ADJUDICATE)]
    choice = Choice(subject="01", accepted="ben", reason="the edge is at 45 mm")
    trial.do(JUDGE, lambda work: adjudicate(work, JUDGE, TWICE, choice))
    with trial.view() as view:
        kept = choice_of(view, "01")
        assert kept is not None
        assert replace(kept, reads="") == choice
        assert accepted_reader(view, "01", TWICE) == "ben"
    assert listed(trial, JUDGE) == [("", Work.ADJUDICATED)]


def test_unlocking_takes_the_adjudication_back(tmp_path: Path) -> None:
    trial = finished(tmp_path, ("50", "30"), ("50", "45"))
    choice = Choice(subject="01", accepted="ben", reason="the edge is at 45 mm")
    trial.do(JUDGE, lambda work: adjudicate(work, JUDGE, TWICE, choice))
    read = VisitRead(subject="01", reader="anna", visit="week 8")
    trial.do(CORA, lambda work: unlock(work, CORA, read, "another slice"))
    with trial.view() as view:
        assert choice_of(view, "01") is None
        assert accepted_reader(view, "01", TWICE) is None


ABE = Actor(user="abe", roles=ANNA.roles)
BECAUSE = Choice(subject="01", accepted="ben", reason="the edge is at 45 mm")


def shown(trial: TrialFile) -> str:
    with trial.view() as view:
        return signed_reads(view, progress_of(view, "01"), "01")


def decide(trial: TrialFile, choice: Choice = BECAUSE) -> None:
    trial.do(JUDGE, lambda work: adjudicate(work, JUDGE, TWICE, choice))


def sign_again(trial: TrialFile) -> None:
    """Let Ben change his last visit, and sign it anew; both reads disagree as before."""
    read = VisitRead(subject="01", reader="ben", visit="week 8")
    trial.do(CORA, lambda work: unlock(work, CORA, read, "another slice"))
    read_all(trial, BEN, ("50", "80"))
    sign(trial, BEN, PASSWORD, Signing(subject="01", visit="week 8"), START)


def read_later(trial: TrialFile, actor: Actor, visit: str) -> None:
    """Read and sign a visit that was planned later."""

    def save(work: Deed) -> None:
        before = readings_of(work, reader=actor.user)
        row = replace(before.rows[-1], visit=visit, date=ScanDate.parse("2026-05-01"))
        save_readings(work, actor, before, (*before.rows, row), ())

    trial.do(actor, save)
    sign(trial, actor, PASSWORD, Signing(subject="01", visit=visit), START)


def test_reads_that_were_signed_anew_since_they_were_shown_are_not_decided_on(
    tmp_path: Path,
) -> None:
    trial = finished(tmp_path, ("50", "30"), ("50", "45"))
    choice = replace(BECAUSE, reads=shown(trial))
    sign_again(trial)
    with pytest.raises(StaleError, match="the reads were changed since they were shown"):
        decide(trial, choice)
    decide(trial, replace(BECAUSE, reads=shown(trial)))


def test_a_second_decision_overwrites_no_other(tmp_path: Path) -> None:
    trial = finished(tmp_path, ("50", "30"), ("50", "45"))
    decide(trial)
    with pytest.raises(StaleError, match="01 was adjudicated meanwhile"):
        decide(trial, replace(BECAUSE, accepted="anna", reason="the rim is no lesion"))
    with trial.view() as view:
        assert accepted_reader(view, "01", TWICE) == "ben"
    sign_again(trial)
    decide(trial, replace(BECAUSE, accepted="anna"))
    with trial.view() as view:
        assert accepted_reader(view, "01", TWICE) == "anna"


def test_a_decision_is_of_the_visits_that_were_read_then(tmp_path: Path) -> None:
    trial = finished(tmp_path, ("50", "30"), ("50", "45"))
    decide(trial)
    planned = Key(kind="visit", subject="01", visit="week 16")
    trial.do(CORA, lambda work: work.put(planned, {"date": "2026-05-01", "studies": []}, expect=0))
    for actor in (ANNA, BEN):
        read_later(trial, actor, "week 16")
    with trial.view() as view:
        assert choice_of(view, "01") is None
        assert accepted_reader(view, "01", TWICE) is None
    assert listed(trial, JUDGE) == [("", Work.TO_ADJUDICATE)]
    decide(trial)
    assert listed(trial, JUDGE) == [("", Work.ADJUDICATED)]


def test_a_third_read_changes_nothing_of_the_two_that_were_finished_first(tmp_path: Path) -> None:
    trial = finished(tmp_path, ("50", "30"), ("51", "31"))
    user = User(name="abe", printed_name="Abe", roles=ABE.roles)
    trial.do(ADA, lambda work: put_user(work, ADA, user, PASSWORD))
    read_all(trial, ABE, ("50", "90"))
    for visit in ("baseline", "week 8"):
        sign(trial, ABE, PASSWORD, Signing(subject="01", visit=visit), START)
    with trial.view() as view:
        assert apart(view, "01", TWICE) is None
        assert accepted_reader(view, "01", TWICE) == "anna"


def test_rows_say_whose_read_is_accepted_once_that_is_decided(tmp_path: Path) -> None:
    trial = finished(tmp_path, ("50", "30"), ("50", "45"))
    said: list[dict[str, bool | None]] = []

    def look() -> None:
        with trial.view() as view:
            rows = with_acceptance(view, readings_of(view).rows, TWICE)
            said.append({row.reader: row.accepted for row in rows})

    look()
    choice = Choice(subject="01", accepted="ben", reason="the edge is at 45 mm")
    trial.do(JUDGE, lambda work: adjudicate(work, JUDGE, TWICE, choice))
    look()
    assert said == [{"anna": None, "ben": None}, {"anna": False, "ben": True}]


OWN = Actor(user="ben", roles=JUDGE.roles)
REFUSED = [
    ("a reader does not adjudicate", ANNA, "ben", "because", "may not adjudicate"),
    ("somebody else's read", JUDGE, "cora", "because", "one of the two reads"),
    ("one of the two readers", OWN, "ben", "because", "ben has read 01; somebody else decides"),
    ("without a reason", JUDGE, "ben", " ", "says why"),
]


@pytest.mark.parametrize(
    ("why", "actor", "accepted", "reason", "message"), REFUSED, ids=[one[0] for one in REFUSED]
)
def test_adjudications_that_are_refused(
    tmp_path: Path, why: str, actor: Actor, accepted: str, reason: str, message: str
) -> None:
    trial = finished(tmp_path, ("50", "30"), ("50", "45"))
    choice = Choice(subject="01", accepted=accepted, reason=reason)
    with pytest.raises(NotAllowedError, match=message):
        trial.do(actor, lambda work: adjudicate(work, actor, TWICE, choice))


def test_each_sees_what_they_may_of_the_work(tmp_path: Path) -> None:
    trial = trial_with(tmp_path)
    read_all(trial, ANNA)
    assert listed(trial, ANNA) == [("anna", Work.IN_PROGRESS)] * 2
    assert listed(trial, BEN) == [("ben", Work.TO_READ)] * 2
    assert listed(trial, JUDGE) == []
    # The second read has no reader yet.
    missing = [("", Work.TO_READ)] * 2
    assert listed(trial, CORA) == [*missing, *[("anna", Work.IN_PROGRESS)] * 2]


def test_the_order_of_two_reads_tells_no_name() -> None:
    orders = {tuple(nameless(f"{n:02}", ["anna", "ben"])) for n in range(20)}
    assert orders == {("anna", "ben"), ("ben", "anna")}
    assert nameless("01", ["ben", "anna"]) == nameless("01", ["anna", "ben"])
