"""What an FDG-PET says of a new lesion (RECIST 1.1 §4.3.5).

With a negative PET at baseline a positive one is a new lesion. Without a baseline PET it waits
until CT shows the same lesion, and then dates the progression; at a site that CT knew already it
is no new lesion.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from recist.model.finding import Finding, Severity
from recist.model.lesion import NEW_ROLES
from recist.model.reading import Equivocal, NotEvaluable, Unequivocal
from recist.model.row import Row


def is_pet(row: Row) -> bool:
    """Say whether a row was read on a PET; a diagnostic CT of a PET/CT is read as CT."""
    return "PET" in row.method.upper()


def after_pet_rules(rows: Iterable[Row], *, baseline_pet: bool) -> tuple[list[Row], list[Finding]]:
    """Return the rows of a visit as they count, and what was changed.

    Parameters
    ----------
    baseline_pet : bool
        Whether a PET was made at baseline: what it does not list was negative on it.
    """
    changed, findings = [], []
    for row in rows:
        if row.role not in NEW_ROLES or not is_pet(row) or not isinstance(row.state, Unequivocal):
            changed.append(row)
        elif row.parent:
            changed.append(replace(row, state=NotEvaluable(f"PET at the site of {row.parent}")))
            findings.append(_known_site(row))
        elif baseline_pet:
            changed.append(row)
        else:
            changed.append(replace(row, state=Equivocal(row.state.diameters)))
            findings.append(_waits(row))
    return changed, findings


def _waits(row: Row) -> Finding:
    return Finding(
        severity=Severity.WARNING,
        code="pet-waits-for-ct",
        message=f"{row.lesion} is seen on PET only, and there was no PET at baseline: it counts "
        "once CT shows it, from this day on",
        lesion=row.lesion,
        visit=row.visit,
    )


def _known_site(row: Row) -> Finding:
    return Finding(
        severity=Severity.INFO,
        code="pet-at-known-site",
        message=f"{row.lesion} is seen on PET at the site of {row.parent}: it is not new",
        lesion=row.lesion,
        visit=row.visit,
    )
