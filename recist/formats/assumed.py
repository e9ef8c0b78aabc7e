"""What a user says of lesions whose file does not say it."""

from __future__ import annotations

from dataclasses import dataclass

from recist.model.lesion import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumed:
    """What holds where a file says nothing.

    Attributes
    ----------
    role : Role or None
        Target or non-target; None takes lesions for targets, with a finding on each.
    reader : str
        Who has read what names no reader.
    """

    role: Role | None = None
    reader: str = ""


NOTHING_ASSUMED = Assumed()
