"""A trial of every form that ever landed is brought to the last one, and is sound there.

``schemas`` has a trial of each revision as SQL, made when the revision was the newest:
``sqlite3 trial.recist .dump`` after ``PRAGMA application_id=0x52435354;``.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from recist.store import migrating, sqlite
from recist.store.checking import check_file
from recist.store.independent import faults
from recist.store.trial_file import TrialFile
from recist.trial.audit import Action
from recist.trial.errors import ReadOnlyError
from tests.trial_files import ANNA

SCHEMAS = Path(__file__).parent / "schemas"
REVISIONS = sorted(one.revision for one in ScriptDirectory(str(migrating.SCRIPTS)).walk_revisions())


def revision_of(path: Path) -> str:
    with closing(sqlite3.connect(path)) as file:
        (revision,) = file.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(revision)


def schema_of(path: Path) -> set[tuple[str, str, str]]:
    with closing(sqlite3.connect(path)) as file:
        return set(file.execute("SELECT type, name, sql FROM sqlite_master"))


def test_each_revision_has_a_trial_of_its_own() -> None:
    assert sorted(path.stem for path in SCHEMAS.glob("*.sql")) == REVISIONS


DUMPS = pytest.mark.parametrize("dump", sorted(SCHEMAS.glob("*.sql")), ids=lambda path: path.stem)


def made_of(dump: Path, path: Path) -> int:
    """Make the trial of a dump, and return how many entries it has."""
    with closing(sqlite3.connect(path)) as file:
        file.executescript(dump.read_text(encoding="utf-8"))
        (count,) = file.execute("SELECT count(*) FROM audit").fetchone()
        return int(count)


@DUMPS
def test_a_trial_of_each_revision_is_brought_to_the_newest_form(tmp_path: Path, dump: Path) -> None:
    path = tmp_path / "trial.recist"
    before = made_of(dump, path)
    trial = TrialFile.open(path)
    with trial.view() as view:
        assert len(list(view.entries())) == before > 0
        assert len(view.all("signature")) == 2
    TrialFile.create(tmp_path / "new.recist")
    assert schema_of(path) == schema_of(tmp_path / "new.recist")
    trial.do(ANNA, lambda work: work.note(Action.OPENED, {}))
    assert (check_file(path), faults(path)) == ([], [])


@DUMPS
def test_a_trial_of_each_revision_can_be_looked_at_where_it_cannot_be_written(
    tmp_path: Path, dump: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "trial.recist"
    before, content = made_of(dump, path), path.read_bytes()
    monkeypatch.setattr(sqlite, "SETTINGS", (*sqlite.SETTINGS, "PRAGMA query_only=ON"))
    trial = TrialFile.open(path)
    with trial.view() as view:
        assert len(list(view.entries())) == before
    with pytest.raises(ReadOnlyError):
        trial.do(ANNA, lambda work: work.note(Action.OPENED, {}))
    assert path.read_bytes() == content
    monkeypatch.undo()
    trial.do(ANNA, lambda work: work.note(Action.OPENED, {}))
    TrialFile.create(tmp_path / "new.recist")
    assert revision_of(path) == revision_of(tmp_path / "new.recist")


def test_a_trial_is_made_as_all_migrations_would_make_it(tmp_path: Path) -> None:
    made, migrated = tmp_path / "made.recist", tmp_path / "migrated.recist"
    TrialFile.create(made)
    with sqlite.engine_for(migrated, sqlite.Mode.MIGRATE).begin() as connection:
        migrating.upgrade(connection)
    assert schema_of(made) == schema_of(migrated)
    assert revision_of(made) == revision_of(migrated) == migrating.newest()
    assert settings_of(made) == settings_of(migrated)


def settings_of(path: Path) -> list[object]:
    with closing(sqlite3.connect(path)) as file:
        kept = ("application_id", "user_version", "page_size", "auto_vacuum", "encoding")
        return [file.execute(f"PRAGMA {name}").fetchone() for name in kept]


def test_the_program_names_its_revisions_in_their_order() -> None:
    scripts = ScriptDirectory(str(migrating.SCRIPTS))
    found = [one.revision for one in reversed(list(scripts.walk_revisions()))]
    assert found == list(migrating.REVISIONS)
    assert scripts.get_heads() == [migrating.newest()]


def test_trials_of_the_newest_form_need_no_migrations(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from recist.store.trial_file import TrialFile\n"
        "path = Path(sys.argv[1])\n"
        "TrialFile.create(path)\n"
        "TrialFile.open(path)\n"
        "print('alembic' in sys.modules)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "trial.recist")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_trials_are_made_side_by_side(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.recist" for number in range(12)]
    with ThreadPoolExecutor(max_workers=6) as threads:
        made = list(threads.map(TrialFile.create, paths))
    assert [check_file(one.path) for one in made] == [[]] * len(paths)
    assert len({frozenset(schema_of(path)) for path in paths}) == 1
