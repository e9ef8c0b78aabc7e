"""Blinding: marks planted all over a trial, and who may come across them."""

from __future__ import annotations

from pathlib import Path

import pytest

from recist.model.protocol import ReadingPlan
from recist.store.trial_file import TrialFile
from recist.trial.audit import Key, Value
from recist.trial.blinding import SeenBy, reader_behind
from recist.trial.people import Actor, Role
from recist.trial.ports import Work
from tests.trial_files import ADA, ANNA, BEN, CORA, trial_with

JUDGE = Actor(user="jo", roles=frozenset({Role.ADJUDICATOR}))
BLINDED, OPEN = ReadingPlan(readers=2, blinded=True), ReadingPlan()
KINDS = (
    *("user", "password", "log-in", "subject", "treatment", "visit", "read", "row", "caliper"),
    *("signature", "query", "adjudication", "image", "lock", "trial"),
)


def mark(kind: str, told: str, /, **key: str) -> tuple[Key, Value]:
    return Key(kind=kind, subject="01", **key), {"mark": f"MARK-{told}"}


PLANTED: list[tuple[Key, Value]] = [
    (Key(kind="subject", subject="01"), {"arm": "MARK-arm", "site": "MARK-site"}),
    mark("treatment", "treatment", name="1"),
    mark("read", "read-other", reader="ben", visit="week 8"),
    mark("row", "row-other", reader="ben", visit="week 8", name="T1"),
    mark("caliper", "caliper-other", reader="ben", visit="week 8", name="T1"),
    mark("row", "row-own", reader="anna", visit="week 8", name="T1"),
    (
        Key(kind="signature", subject="01", reader="ben", visit="week 8", name="1"),
        {"printed_name": "MARK-printed", "meaning": "read"},
    ),
    mark("query", "query-other", reader="ben", name="1"),
    (
        Key(kind="query", subject="01", reader="anna", name="2"),
        {"question": "MARK-question", "asked_by": "MARK-asker"},
    ),
    mark("adjudication", "adjudication"),
    mark("image", "image", visit="week 8", name="d"),
    (Key(kind="log-in", name="ben"), {"mark": "MARK-log-in"}),
]


def planted(folder: Path) -> TrialFile:
    trial = trial_with(folder)

    def plant(work: Work) -> None:
        for key, value in PLANTED:
            work.put(key, value, expect=None)

    trial.do(ADA, plant)
    return trial


def marks_seen(trial: TrialFile, actor: Actor, plan: ReadingPlan) -> set[str]:
    with trial.view() as view:
        seen = SeenBy(view, actor, plan)
        text = repr([record for kind in KINDS for record in seen.all(kind)])
    names = {"arm", "site", "treatment", "read-other", "row-other", "caliper-other", "row-own"}
    names |= {"printed", "query-other", "adjudication", "image", "log-in", "question", "asker"}
    found = {name for name in names if f"MARK-{name}'" in text}
    return found | {name for name in ("ben", "Ben Reader", "$argon2id$") if name in text}


EVERYTHING = {
    *("arm", "site", "treatment", "read-other", "row-other", "caliper-other", "row-own", "printed"),
    *("query-other", "question", "asker", "adjudication", "image", "ben", "Ben Reader"),
}
BOTH_READS = {"read-other", "row-other", "caliper-other", "row-own"}
SEEN = [
    ("a reader", ANNA, BLINDED, {"row-own", "question", "image"}),
    ("an adjudicator", JUDGE, BLINDED, {*BOTH_READS, "adjudication", "image"}),
    ("a coordinator", CORA, BLINDED, EVERYTHING),
    ("nobody is blinded", ANNA, OPEN, EVERYTHING),
]


@pytest.mark.parametrize(("why", "actor", "plan", "seen"), SEEN, ids=[one[0] for one in SEEN])
def test_who_sees_what(
    tmp_path: Path, why: str, actor: Actor, plan: ReadingPlan, seen: set[str]
) -> None:
    found = marks_seen(planted(tmp_path), actor, plan)
    assert found == seen


def test_an_administrator_sees_users_and_no_read(tmp_path: Path) -> None:
    found = marks_seen(planted(tmp_path), ADA, BLINDED)
    assert found == {"image", "ben", "Ben Reader"}


def test_an_adjudicator_sees_two_reads_under_names_that_tell_nothing(tmp_path: Path) -> None:
    trial = planted(tmp_path)
    with trial.view() as view:
        seen = SeenBy(view, JUDGE, BLINDED)
        names = {one.key.reader for one in seen.all("row", subject="01")}
        assert names <= {"Read 1", "Read 2"}
        assert {reader_behind(view, "01", name) for name in names} >= {"ben"}
        assert seen.get(Key(kind="row", subject="01", reader="ben", visit="week 8")) is None


def test_own_things_are_found_by_their_key(tmp_path: Path) -> None:
    trial = planted(tmp_path)
    with trial.view() as view:
        for actor, there in ((ANNA, True), (BEN, False)):
            key = Key(kind="row", subject="01", reader="anna", visit="week 8", name="T1")
            assert (SeenBy(view, actor, BLINDED).get(key) is not None) is there
