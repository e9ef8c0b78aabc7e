"""Conformance of responses to the measurements that they rest on."""

from __future__ import annotations

from collections.abc import Iterator

from recist.formats.sdtm.conformance_base import Hit, Numbered, Tables, Who, who
from recist.formats.sdtm.conformance_read import PREFIX, Read, reads_of
from recist.formats.sdtm.conformance_sums import Summed, courses_of
from recist.formats.sdtm.words import sum_group

OVERALL = ("OVRLRESP", "LIVRRESP")
FLOORS = {"RECIST 1.1": 5_000, "RECIST 1.0": 1, "MRECIST LENCIONI LIVER CANCER 2010": 1}
"""Criteria whose target response the sum alone decides, with the least growth that is PD."""
PD, PR, SD, CR = "PD", "PR", "SD", "CR"

Course = tuple[Who, str, str, str]
"""Whose, by which protocol, by which criteria, in which scope."""


def _courses(tables: Tables) -> dict[Course, dict[float, dict[str, Numbered]]]:
    """Return the responses by course, visit and test."""
    found: dict[Course, dict[float, dict[str, Numbered]]] = {}
    for one in tables.records("RS"):
        visit = one.number("VISITNUM")
        if visit is not None:
            key = (who("RS", one), one.text("RSSPID"), one.text("RSCAT"), one.text("RSSCAT"))
            found.setdefault(key, {}).setdefault(visit, {})[one.text("RSTESTCD")] = one
    return found


def _overall(tests: dict[str, Numbered]) -> Numbered | None:
    return next((tests[test] for test in OVERALL if test in tests), None)


def response_missing(tables: Tables) -> Iterator[Hit]:
    """Find visits after the baseline that were measured, and have no overall response."""
    reads = reads_of(tables)
    rows = _first_rows(tables)
    for (evaluator, protocol, criteria, scope), visits in _courses(tables).items():
        read = reads.get(evaluator)
        # Beside iRECIST only the overall response is told by RECIST 1.1.
        if read is None or not any("TRGRESP" in tests for tests in visits.values()):
            continue
        for visit in _later_visits(read):
            if _overall(visits.get(visit, {})) is None:
                message = f"has no overall response by {criteria} ({protocol}, {scope})"
                yield Hit("TR", rows[evaluator, visit], f"visit {visit:g} {message}")


def _first_rows(tables: Tables) -> dict[tuple[Who, float], int]:
    rows: dict[tuple[Who, float], int] = {}
    for one in tables.records("TR"):
        visit = one.number("VISITNUM")
        if visit is not None:
            rows.setdefault((who("TR", one), visit), one.row)
    return rows


def _later_visits(read: Read) -> list[float]:
    """Return the visits at which a lesion was read after the last day of the baseline."""
    days = [
        one.text("TRDTC")
        for (_, visit), held in read.parts.items()
        if visit is None
        for one in held
    ]
    last = max(days, default="")
    return [visit for visit, day in read.days.items() if last and day > last]


def target_response_wrong(tables: Tables) -> Iterator[Hit]:
    """Find target responses that are not what the sums say, where they alone decide."""
    courses = _courses(tables)
    for evaluator, read in reads_of(tables).items():
        for (protocol, group), sums in courses_of(read).items():
            for (whose, asked, criteria, scope), visits in courses.items():
                same = (whose, asked) == (evaluator, protocol) and sum_group_of(scope) == group
                if same and criteria in FLOORS:
                    yield from _judged(tables, sums, visits, FLOORS[criteria])


def sum_group_of(scope: str) -> str:
    """Return TRGRPID of the sums of RSSCAT."""
    return sum_group(scope.lower()) if scope else PREFIX.strip()


def _judged(
    tables: Tables,
    sums: list[Summed],
    visits: dict[float, dict[str, Numbered]],
    floor_um: int,
) -> Iterator[Hit]:
    baseline = sums[0].um("SUMDIAM")
    nadir, held, was_gone = baseline, False, False
    for one in sums[1:]:
        now, tests = one.um("SUMDIAM"), visits.get(one.visit or 0, {})
        told, overall = tests.get("TRGRESP"), _overall(tests)
        treated = any(tables.qualifier("TR", r, "RCLEFT") for r in one.records.values())
        if treated or was_gone or baseline is None or nadir is None:
            return
        if now is None:
            continue
        word = "" if told is None else told.text("RSSTRESC")
        expected = _expected(one, now, baseline, nadir, floor_um)
        if held:
            expected = {PR if word == PR and found == SD else found for found in expected}
        if told is not None and word not in expected:
            wanted = " or ".join(sorted(expected))
            yield Hit("RS", told.row, f"TRGRESP is {word or 'empty'}; by its sums it is {wanted}")
        nadir = min(nadir, now)
        held = held or word in (PR, CR)
        was_gone = overall is not None and overall.text("RSSTRESC") == CR


def _expected(one: Summed, now: int, baseline: int, nadir: int, floor_um: int) -> set[str]:
    """Return what the target response can be."""
    without, nodes = one.um("SUMNLNLD"), one.word("LNSTATE")
    if now == 0 or ((nodes or without is not None) and not without and nodes != "PATHOLOGICAL"):
        return {CR}
    by_size = {CR} if not nodes and without is None else set()
    if 5 * now >= 6 * nadir and now - nadir >= floor_um:
        return {PD} | by_size
    return ({PR} if 10 * now <= 7 * baseline else {SD}) | by_size


def overall_contradicted(tables: Tables) -> Iterator[Hit]:
    """Find overall responses that are no progression though a part of them is one."""
    for (_, _, criteria, _), visits in _courses(tables).items():
        if criteria not in FLOORS:
            continue
        for tests in visits.values():
            overall = _overall(tests)
            parts = {test: one.text("RSSTRESC") for test, one in tests.items()}
            cause = next((test for test in ("TRGRESP", "NTRGRESP") if parts.get(test) == PD), "")
            if parts.get("NEWLPROG") == "UNEQUIVOCAL":
                cause = cause or "NEWLPROG"
            if overall is not None and cause and overall.text("RSSTRESC") != PD:
                message = f"{overall.text('RSTESTCD')} is {overall.text('RSSTRESC')}"
                yield Hit("RS", overall.row, f"{message}, though {cause} is {parts[cause]}")
