"""What became of each variant, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from phantom.parts import Pair, Variant
from phantom.readers import Answer
from recist.imaging.series import Verdict

Lengths = Mapping[Pair, float | None]
TOLERANCE_MM = 0.1 + 1e-9
# What is said of a sound scan; nobody is warned by it.
HARMLESS = frozenset(
    {
        "mixed-thickness",
        "non-square-pixels",
        "oblique",
        "overlapping-slices",
        "several-orientations",
        "several-sizes",
        "several-spacings",
        "several-studies",
        "split-positions",
        "unit-not-stated",
    }
)


class Outcome(StrEnum):
    """From best to worst."""

    RIGHT = "accepted right"
    FLAGGED = "flagged"
    REFUSED = "refused"
    WRONG = "wrong"


@dataclass(slots=True, kw_only=True)
class Tally:
    """Counts of variants.

    Attributes
    ----------
    outcomes : dict of Counter
        By change and by kind of phantom: outcomes, what is wrong with a flag, and of each peer
        "right", "wrong" and "none".
    totals : Counter
        The same of all variants.
    faults : list of str
        Every variant with something wrong, in words.
    """

    outcomes: dict[str, Counter[str]] = field(default_factory=dict)
    totals: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def add(
        self, variant: Variant, answers: Mapping[Pair, Answer], **peers: Mapping[Pair, float | None]
    ) -> None:
        """Count a variant under each of its changes and under its kind."""
        found = outcome(variant, answers)
        counted = [found.value, *(f"{name} {peer(variant, one)}" for name, one in peers.items())]
        said = doubts(variant, answers)
        counted += [what for what, _ in said]
        self.totals.update(counted)
        for kind in (*variant.changes, variant.kind):
            self.outcomes.setdefault(kind, Counter()).update(counted)
        if found is Outcome.WRONG:
            said.append((found.value, ""))
        self.faults += [f"{what}: {describe(variant, answers)} {words}" for what, words in said]


def outcome(variant: Variant, answers: Mapping[Pair, Answer]) -> Outcome:
    """Return the worst of what became of the two pairs."""
    order = list(Outcome)
    return max((_of_pair(variant, pair, answers[pair]) for pair in Pair), key=order.index)


def _of_pair(variant: Variant, pair: Pair, answer: Answer) -> Outcome:
    truth = variant.truth_mm[pair]
    if not answer.verdicts:
        return Outcome.REFUSED
    if answer.length_mm is None or any(one is not Verdict.ACCEPT for one in answer.verdicts):
        return Outcome.FLAGGED
    return Outcome.RIGHT if agrees(answer.length_mm, truth) else Outcome.WRONG


def agrees(length_mm: float | None, truth_mm: float | None) -> bool:
    """Say whether a length is the true one, within a tenth of a millimetre."""
    if length_mm is None or truth_mm is None:
        return False
    return abs(length_mm - truth_mm) <= TOLERANCE_MM


def doubts(variant: Variant, answers: Mapping[Pair, Answer]) -> list[tuple[str, str]]:
    """Return what is wrong with a flag itself.

    A series that is flagged can still be measured: its lengths in a slice must be right all
    the same. A flag must name what was done, and there must be none where nothing was.
    """
    found = []
    flat = answers[Pair.IN_PLANE]
    warned = flat.length_mm is not None and Verdict.ACCEPT not in flat.verdicts
    if warned and not agrees(flat.length_mm, variant.truth_mm[Pair.IN_PLANE]):
        found.append(("flagged and wrong in plane", f"{sorted(flat.codes)}"))
    codes = frozenset[str]().union(*(one.codes for one in answers.values()))
    flagged = any(
        one.length_mm is None or any(each is not Verdict.ACCEPT for each in one.verdicts)
        for one in answers.values()
    )
    if flagged and not codes & variant.expected:
        found.append(("not named", f"{sorted(codes)}"))
    alarms = codes - variant.expected - HARMLESS - {"duplicate-instance"}
    if alarms:
        found.append(("false alarm", f"{sorted(alarms)}"))
    return found


def peer(variant: Variant, lengths: Lengths) -> str:
    """Return "wrong" where a peer gives a length that is not the true one."""
    given = {pair: length for pair, length in lengths.items() if length is not None}
    if not given:
        return "none"
    wrong = any(not agrees(length, variant.truth_mm[pair]) for pair, length in given.items())
    return "wrong" if wrong else "right"


def describe(variant: Variant, answers: Mapping[Pair, Answer]) -> str:
    """Return a variant and its answers in a line."""
    parts = [f"{variant.folder.name} {variant.kind}, {' + '.join(variant.changes)}"]
    for pair, answer in answers.items():
        parts.append(f"{pair.value} {answer.length_mm} for {variant.truth_mm[pair]}")
    return "; ".join(parts)
