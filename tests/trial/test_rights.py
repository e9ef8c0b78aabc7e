"""Who may do what, cell by cell; typed from what each role is for, not from the code."""

from __future__ import annotations

import pytest

from recist.trial.errors import NotAllowedError
from recist.trial.people import NOBODY, Actor, Role
from recist.trial.rights import Right, demand, may

# right: reader, adjudicator, coordinator, administrator
TABLE = {
    "READ": "yes no no no",
    "SIGN": "yes no no no",
    "SEE_OWN_READS": "yes no no no",
    "SEE_BOTH_READS": "no yes no no",
    "SEE_ALL_READS": "no no yes no",
    "SEE_ARM": "no no yes no",
    "ADJUDICATE": "no yes no no",
    "UNLOCK": "no no yes no",
    "EDIT_SUBJECTS": "no no yes no",
    "ADD_IMAGES": "no no yes no",
    "IMPORT_READS": "no no yes no",
    "RAISE_QUERY": "no no yes no",
    "ANSWER_QUERY": "yes no no no",
    "SEE_AUDIT": "no no yes yes",
    "VERIFY": "yes yes yes yes",
    "MANAGE_USERS": "no no no yes",
    "LOCK_DATABASE": "no no no yes",
    "BACK_UP": "no no yes yes",
}
ROLES = (Role.READER, Role.ADJUDICATOR, Role.COORDINATOR, Role.ADMINISTRATOR)
CELLS = [
    (right, role, cell == "yes")
    for right, line in TABLE.items()
    for role, cell in zip(ROLES, line.split(), strict=True)
]


def test_every_right_and_role_has_its_cell() -> None:
    assert {right for right, _, _ in CELLS} == {right.name for right in Right}
    assert set(ROLES) == set(Role)


@pytest.mark.parametrize(
    ("right", "role", "allowed"), CELLS, ids=[f"{right} {role}" for right, role, _ in CELLS]
)
def test_cell(right: str, role: Role, allowed: bool) -> None:
    actor = Actor(user="someone", roles=frozenset({role}))
    assert may(actor, Right[right]) is allowed
    if allowed:
        demand(actor, Right[right])
    else:
        with pytest.raises(NotAllowedError, match="someone may not"):
            demand(actor, Right[right])


def test_nobody_may_do_anything() -> None:
    assert [right for right in Right if may(NOBODY, right)] == []


def test_several_roles_may_what_each_may() -> None:
    both = Actor(user="x", roles=frozenset({Role.READER, Role.ADMINISTRATOR}))
    assert may(both, Right.SIGN)
    assert may(both, Right.MANAGE_USERS)
    assert not may(both, Right.ADJUDICATE)
    assert both.role == "administrator+reader"
