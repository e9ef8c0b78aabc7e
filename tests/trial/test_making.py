"""What a new trial begins with."""

from pathlib import Path

import pytest

from recist.model.errors import InputError
from recist.trial.making import demand_new, maker, new_settings
from recist.trial.people import Role, User
from recist.trial.protocol_file import built_in_text
from recist.trial.settings import Images, Settings
from tests.trial_files import START


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a.txt", "a trial is named NAME.recist"),
        ("a", "a trial is named NAME.recist"),
        (".recist", "a trial is named NAME.recist"),
        ("taken.recist", "there is a file of this name; choose another"),
        ("a.recist", ""),
    ],
)
def test_the_file_of_a_new_trial(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "taken.recist").touch()
    if not said:
        demand_new(tmp_path / name)
        return
    with pytest.raises(InputError) as refused:
        demand_new(tmp_path / name)
    assert str(refused.value) == f"{tmp_path / name}: {said}"


def test_settings_keep_the_protocol_as_text() -> None:
    made = new_settings(Path("x/LIVER.recist"), "recist-1.1", Images.REFERENCE, START)
    assert made == Settings(
        name="LIVER",
        protocols=(built_in_text("recist-1.1"),),
        images=Images.REFERENCE,
        created="2026-03-02T08:00:00.000000+00:00",
    )


def test_there_has_to_be_such_a_protocol() -> None:
    with pytest.raises(InputError, match="there is no protocol 'recist-9'"):
        new_settings(Path("a.recist"), "recist-9", Images.IMPORT, START)


EVERYTHING = {Role.READER, Role.COORDINATOR, Role.ADMINISTRATOR}


@pytest.mark.parametrize(
    ("name", "printed", "alone", "made"),
    [
        ("ada", "Dr Ada", False, ("ada", "Dr Ada", {Role.ADMINISTRATOR})),
        (" ada ", " ", False, ("ada", "ada", {Role.ADMINISTRATOR})),
        ("anna", "Anna", True, ("anna", "Anna", EVERYTHING)),
    ],
)
def test_the_first_user(
    name: str, printed: str, alone: bool, made: tuple[str, str, set[Role]]
) -> None:
    wanted = User(name=made[0], printed_name=made[1], roles=frozenset(made[2]))
    assert maker(name, printed, alone=alone) == wanted


def test_the_first_user_has_a_name() -> None:
    with pytest.raises(InputError, match="the first user needs a name"):
        maker("  ", "Ada", alone=False)
