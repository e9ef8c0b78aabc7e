"""Which lesions stand behind a rule: their names, for the wording."""

from __future__ import annotations

from collections.abc import Iterable

from recist.criteria.backdating import back_dated
from recist.criteria.new_lesions import Sighting, sighting_of
from recist.criteria.non_targets import Says, says_of
from recist.criteria.sums import Adder, reappeared_values
from recist.criteria.thresholds import Thresholds
from recist.model.case import Case, Visit
from recist.model.reading import NotDone, NotEvaluable, Raised


def causes_at(case: Case, index: int, thresholds: Thresholds, too_small_um: int) -> dict[str, str]:
    """Name the lesions of a visit by what they say, ready to be put into a sentence.

    Returns
    -------
    dict
        ``progressing``, ``persisting``, ``unread``, ``new``, ``doubtful``,
        ``unread_targets`` and ``reappeared``: names, or a general word where there are none.
    """
    visit = case.visits[index]
    says = _non_targets(case, visit, thresholds)
    markers = [part for parts in visit.markers for part in parts]
    raised = [part.lesion for part in markers if isinstance(part.state, Raised)]
    silent = [part.lesion for part in markers if isinstance(part.state, NotDone)]
    earlier = back_dated(case, thresholds)
    doubtful = [one.lesion for one in earlier if one.first <= index < one.confirmed]
    targets = Adder(case.targets, thresholds, too_small_um, visit.left).add_up(visit.targets)
    again = [valued.reading.lesion for valued in reappeared_values(targets, thresholds)]
    return {
        "reappeared": listed(again, "a target"),
        "progressing": listed(says.get(Says.PROGRESSION, []), "a non-target lesion"),
        "persisting": listed(
            [*says.get(Says.PRESENT, []), *says.get(Says.SUSPECTED, []), *raised],
            "non-target disease",
        ),
        "unread": listed([*says.get(Says.NOTHING, []), *silent], "a non-target lesion"),
        "new": listed(_new_so_far(case, index, thresholds), "a new lesion"),
        "doubtful": listed(doubtful, "a finding"),
        "unread_targets": listed(_unread_targets(visit), "a target"),
    }


def listed(names: Iterable[str], otherwise: str) -> str:
    """Write names as people do: ``T1``, ``T1 and T2``, ``T1, T2 and T3``."""
    held = list(dict.fromkeys(names))
    if not held:
        return otherwise
    return held[0] if len(held) == 1 else f"{', '.join(held[:-1])} and {held[-1]}"


def _non_targets(case: Case, visit: Visit, thresholds: Thresholds) -> dict[Says, list[str]]:
    told: dict[Says, list[str]] = {}
    for lesion, parts in zip(case.non_targets, visit.non_targets, strict=True):
        for part in parts:
            told.setdefault(says_of(lesion, part, thresholds), []).append(part.lesion)
    return told


def _new_so_far(case: Case, index: int, thresholds: Thresholds) -> list[str]:
    """Name the new lesions that stand as unequivocal at a visit."""
    standing: dict[str, bool] = {}
    for visit in case.visits[1 : index + 1]:
        for lesion, reading in zip(case.new_lesions, visit.new, strict=True):
            sighting = sighting_of(lesion, reading, thresholds)
            if sighting in (Sighting.UNEQUIVOCAL, Sighting.ABSENT):
                standing[lesion.id] = sighting is Sighting.UNEQUIVOCAL
    return [name for name, stands in standing.items() if stands]


def _unread_targets(visit: Visit) -> list[str]:
    return [
        part.lesion
        for parts in visit.targets
        for part in parts
        if isinstance(part.state, NotEvaluable | NotDone)
    ]
