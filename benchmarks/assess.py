"""Explained patients per second: 8 visits × 4 targets + 2 non-targets, cases already built.

Beside it, in the same run, a floor: the bare arithmetic of sums, nadir and percentages in
floats, without tables, rule ids, dates or findings – what a spreadsheet would do.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta

from recist.criteria.registry import assess
from recist.model.assemble import assemble_case
from recist.model.case import Case
from recist.model.dates import ScanDate
from recist.model.length import Length
from recist.model.lesion import Role
from recist.model.protocol import Protocol
from recist.model.reading import Diameters, Measured, Present, State, diameters_of
from recist.model.row import Row

VISITS, TARGETS, NON_TARGETS = 8, 4, 2
BAR_PATIENTS_PER_SECOND = 5_000
START = date(2024, 1, 1)
PROTOCOL = Protocol(id="recist-1.1", criteria="RECIST 1.1")


def make_case(number: int, chance: random.Random) -> Case:
    """A patient whose sums wander, so that every category occurs."""
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
        sizes_um = [int(size * chance.uniform(0.8, 1.2)) // 100 * 100 for size in sizes_um]
    return assemble_case(rows, window_days=14)


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


def explained(cases: list[Case]) -> None:
    for case in cases:
        assess(case, PROTOCOL)


def bare_arithmetic(cases: list[Case]) -> None:
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


def per_second(work: Callable[[list[Case]], None], cases: list[Case]) -> float:
    began = time.perf_counter()
    work(cases)
    return len(cases) / (time.perf_counter() - began)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer patients and rounds")
    quick = parser.parse_args().quick
    chance = random.Random(11)
    cases = [make_case(number, chance) for number in range(500 if quick else 5_000)]
    explained(cases[:200])
    rounds = [
        (per_second(explained, cases), per_second(bare_arithmetic, cases))
        for _ in range(3 if quick else 7)
    ]
    engine, floor = (statistics.median(column) for column in zip(*rounds, strict=True))
    print(f"explained patients per second   {engine:>10,.0f}   (bar: {BAR_PATIENTS_PER_SECOND:,})")
    print(f"bare arithmetic, no explanation {floor:>10,.0f}   ({floor / engine:.1f} times as many)")
    held = engine >= BAR_PATIENTS_PER_SECOND
    print(
        json.dumps(
            {
                "name": "assess",
                "figures": {
                    "explained_patients_per_second": round(engine),
                    "bare_arithmetic_patients_per_second": round(floor),
                },
                "bars": {"explained_patients_per_second": BAR_PATIENTS_PER_SECOND},
                "held": held,
            }
        )
    )
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
