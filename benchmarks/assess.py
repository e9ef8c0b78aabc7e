"""Explained patients per second: 8 visits × 4 targets + 2 non-targets, confirmation on.

Cases are already built; for each visit the response with rule ids and figures is made, and for
each patient the confirmed best response; wording is made on demand. Beside it, in the same run:
pyrecist, which judges the targets alone and stops at the first PD, and a floor of bare arithmetic
in floats. Every visit on which pyrecist and recist disagree is explained.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta

import numpy as np
import pandas as pd
from pyrecist.assessment import Evaluator
from pyrecist.data import Reader

from recist.criteria.registry import assess
from recist.endpoints.best import best_response
from recist.model.assemble import assemble_case
from recist.model.assessment import VisitAssessment
from recist.model.case import Case
from recist.model.dates import ScanDate
from recist.model.length import Length
from recist.model.lesion import Role
from recist.model.protocol import Confirmation, Protocol
from recist.model.reading import Diameters, Measured, Present, State, diameters_of
from recist.model.response import Response
from recist.model.row import Row

VISITS, TARGETS, NON_TARGETS = 8, 4, 2
BAR_PATIENTS_PER_SECOND = 5_000
BAR_EXPONENT = 1.05
START = date(2024, 1, 1)
PROTOCOL = Protocol(
    id="recist-1.1", criteria="RECIST 1.1", confirmation=Confirmation(required=True)
)
NO_CR = "pyrecist has no CR: all targets are gone and it says PR, SD or PD"
ON_THRESHOLD = "the sum lies exactly on a threshold, which its floats miss"
OVER_ZERO = "the nadir is 0, over which it has no percentage"
UNCONFIRMED = "it lets a PR hold that no later visit has confirmed"
UNEXPLAINED = "unexplained"


def make_case(number: int, chance: random.Random) -> Case:
    """A patient whose sums wander, so that every category and exact thresholds occur."""
    rows: list[Row] = []
    sizes_um = [chance.randrange(10_000, 60_000, 100) for _ in range(TARGETS)]
    for index in range(VISITS):
        measured = [Measured(Diameters(longest=Length(size_um))) for size_um in sizes_um]
        rows.extend(
            make_row(number, index, f"T{target}", Role.TARGET, state)
            for target, state in enumerate(measured, start=1)
        )
        rows.extend(
            make_row(number, index, f"NT{other}", Role.NON_TARGET, Present())
            for other in range(1, NON_TARGETS + 1)
        )
        sizes_um = next_sizes(sizes_um, chance)
    return assemble_case(rows, window_days=14)


def next_sizes(sizes_um: Sequence[int], chance: random.Random) -> list[int]:
    """Mostly a random walk; now and then all by one exact factor, or gone."""
    way = chance.random()
    if way < 0.02:
        return [0] * len(sizes_um)
    factor = chance.choice((7, 12)) if way < 0.06 else 0
    if factor:
        return [size * factor // 10 for size in sizes_um]
    return [int(size * chance.uniform(0.8, 1.2)) // 100 * 100 for size in sizes_um]


def make_row(number: int, index: int, lesion: str, role: Role, state: State) -> Row:
    return Row(
        subject=f"P{number}",
        visit=f"v{index}",
        date=ScanDate.of(START + timedelta(days=56 * index)),
        lesion=lesion,
        role=role,
        organ="liver",
        state=state,
    )


def explained(cases: Sequence[Case]) -> None:
    for case in cases:
        best_response(assess(case, PROTOCOL))


def bare_arithmetic(cases: Sequence[Case]) -> None:
    for case in cases:
        nadir = baseline = None
        for visit in case.visits:
            axes = [diameters_of(parts[0].state).longest for parts in visit.targets]
            total = sum(axis.um / 1000 for axis in axes if axis is not None)
            if baseline is None or nadir is None:
                baseline = nadir = total
                continue
            _ = total - nadir >= 5 and total >= 1.2 * nadir, total <= 0.7 * baseline
            nadir = min(nadir, total)


def peer_of(cases: Sequence[Case]) -> Evaluator:
    """Give pyrecist the targets of the cases as the table that it wants."""
    reader = Reader()
    reader._df = pd.DataFrame(
        [
            (number, visit_day(visit.date), target_mm(parts[0].state), lesion.id, "target")
            for number, case in enumerate(cases)
            for visit in case.visits
            for lesion, parts in zip(case.targets, visit.targets, strict=True)
        ],
        columns=list(reader.required_headers.values()),
    )
    return Evaluator(reader)


def visit_day(when: ScanDate) -> int:
    return int(when.text.replace("-", ""))


def target_mm(state: State) -> float:
    longest = diameters_of(state).longest
    return 0.0 if longest is None else float(longest.mm)


def disagreements(cases: Sequence[Case], theirs: pd.DataFrame) -> tuple[int, Counter[str]]:
    """Compare the target response of every visit until one of both says PD."""
    said: dict[int, list[str]] = {}
    for number, word in zip(theirs["patient_id"], theirs["classification"], strict=True):
        said.setdefault(int(number), []).append(word)
    compared, reasons = 0, Counter[str]()
    for number, case in enumerate(cases):
        visits = assess(case, PROTOCOL).visits[1:]
        was_pr = False
        for ours, word in zip(visits, said[number], strict=True):
            compared += 1
            if ours.target != word:
                held = was_pr and (ours.target, word) == (Response.SD, Response.PR)
                reasons[UNCONFIRMED if held else reason(ours)] += 1
            was_pr = was_pr or ours.target is Response.PR
            if Response.PD in (ours.target, word):
                break
    return compared, reasons


def reason(ours: VisitAssessment) -> str:
    if ours.target is Response.CR:
        return NO_CR
    if ours.nadir_sum_um == 0:
        return OVER_ZERO
    if ours.sum_um in (ours.pd_from_um, ours.pr_up_to_um):
        return ON_THRESHOLD
    return UNEXPLAINED


def per_second(work: Callable[[Sequence[Case]], object], cases: Sequence[Case]) -> float:
    """Count by the time of one core, which is blind to whatever else the machine does."""
    began = time.process_time()
    work(cases)
    return len(cases) / (time.process_time() - began)


def exponent(cases: Sequence[Case], sizes: Sequence[int]) -> float:
    """Return the slope of log time over log patients: 1 is as long for each, however many."""
    times = []
    for size in sizes:
        rounds = max(1, 3 * sizes[0] // size + 1)
        took = min(size / per_second(explained, cases[:size]) for _ in range(rounds))
        times.append((math.log(size), math.log(took)))
        print(f"{size:>10,} patients            {took:>10.2f} s")
    slope, _ = statistics.linear_regression(*zip(*times, strict=True))
    return slope


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer patients and rounds")
    quick = parser.parse_args().quick
    sizes = (100, 400, 1_600) if quick else (1_000, 10_000, 100_000)
    chance = random.Random(11)
    sample = 400 if quick else 5_000
    cases = [make_case(number, chance) for number in range(sample)]
    # What stays for the whole run is not looked through again and again.
    gc.freeze()
    explained(cases[:200])
    engine, floor = rates(cases, 3 if quick else 7)
    rival, reasons = beside_peer(cases[: 60 if quick else 1_000])
    say("explained patients per second", engine, f"bar: {BAR_PATIENTS_PER_SECOND:,}")
    say("pyrecist, targets alone", rival, f"recist does {engine / rival:.1f} times as many")
    say("bare arithmetic, no explanation", floor, f"{floor / engine:.1f} times as many")
    cases += [make_case(number, chance) for number in range(sample, sizes[-1])]
    gc.freeze()
    slope = exponent(cases, sizes)
    print(f"growth exponent                 {slope:>10.3f}   (bar: {BAR_EXPONENT})")
    return verdict(engine, rival, floor, reasons, slope)


def rates(cases: Sequence[Case], rounds: int) -> tuple[float, float]:
    """Return the medians of engine and floor, taken in turns."""
    taken = [
        (per_second(explained, cases), per_second(bare_arithmetic, cases)) for _ in range(rounds)
    ]
    engine, floor = zip(*taken, strict=True)
    return statistics.median(engine), statistics.median(floor)


def beside_peer(cases: Sequence[Case]) -> tuple[float, Counter[str]]:
    """Return pyrecist's rate, and why it disagrees on how many visits."""
    peer, answers = peer_of(cases), []
    # Its warnings about a nadir of 0 belong to it; what it then says is compared below.
    with np.errstate(all="ignore"):
        rival = per_second(lambda _: answers.append(peer.evaluate_recist()), cases)
    compared, reasons = disagreements(cases, answers[0])
    print(f"target response of {compared:,} visits beside pyrecist: {reasons.total()} differ")
    for why, count in reasons.most_common():
        print(f"{count:>10,} × {why}")
    return rival, reasons


def say(what: str, rate: float, note: str) -> None:
    print(f"{what:<32}{rate:>10,.0f}   ({note})")


def verdict(engine: float, rival: float, floor: float, reasons: Counter[str], slope: float) -> int:
    unexplained = reasons[UNEXPLAINED]
    held = engine >= BAR_PATIENTS_PER_SECOND and slope <= BAR_EXPONENT and not unexplained
    figures = {
        "explained_patients_per_second": round(engine),
        "pyrecist_patients_per_second": round(rival),
        "bare_arithmetic_patients_per_second": round(floor),
        "disagreements": reasons.total(),
        "unexplained": unexplained,
        "growth_exponent": round(slope, 3),
    }
    bars = {
        "explained_patients_per_second": BAR_PATIENTS_PER_SECOND,
        "growth_exponent": BAR_EXPONENT,
        "unexplained": 0,
    }
    print(json.dumps({"name": "assess", "figures": figures, "bars": bars, "held": held}))
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
