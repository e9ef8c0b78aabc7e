"""What a new trial begins with: its file's name, its settings and its first user."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from recist.trial.accounts import first_user
from recist.trial.audit import moment
from recist.trial.errors import NotAllowedError
from recist.trial.people import ALONE, Role, User
from recist.trial.ports import Work
from recist.trial.protocol_choice import sources_of
from recist.trial.settings import Images, Settings, keep_settings

SUFFIX = ".recist"


def demand_new(path: Path) -> None:
    """Raise ``NotAllowedError`` where a file cannot become a new trial."""
    if path.suffix != SUFFIX or not path.stem:
        raise NotAllowedError(f"{path}: a trial is named NAME{SUFFIX}")
    if path.exists():
        raise NotAllowedError(f"{path}: there is a file of this name; choose another")


def new_settings(path: Path, protocol: str, images: Images, now: datetime) -> Settings:
    """Return the settings of a new trial, which is called as its file.

    Parameters
    ----------
    protocol : str
        A built-in id or the path of a file; it is kept as text.

    Raises
    ------
    InputError
        Where there is no such protocol, or its file cannot be read.
    """
    texts = tuple(one.text for one in sources_of(protocol))
    return Settings(name=path.stem, protocols=texts, images=images, created=moment(now))


def maker(name: str, printed_name: str, *, alone: bool) -> User:
    """Return the first user: everything where they work alone, else an administrator.

    Raises
    ------
    NotAllowedError
        Where the name is empty.
    """
    if not name.strip():
        raise NotAllowedError("the first user needs a name")
    roles = ALONE if alone else frozenset({Role.ADMINISTRATOR})
    shown = printed_name.strip() or name.strip()
    return User(name=name.strip(), printed_name=shown, roles=roles)


def filling(settings: Settings, user: User, password: str | None) -> Callable[[Work], None]:
    """Return the deed that fills a new trial; without a password it is open to all."""

    def fill(work: Work) -> None:
        keep_settings(work, settings)
        first_user(work, user, password)

    return fill
