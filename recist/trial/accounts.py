"""Users of a trial and their log-in: passwords by Argon2id, a lock-out after repeated failures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from argon2.low_level import Type, hash_secret_raw

from recist.trial.audit import Action, Key, Value
from recist.trial.errors import LogInError, NotAllowedError, UnusableError
from recist.trial.people import NOBODY, Actor, Role, User
from recist.trial.ports import Records, Trial, Work
from recist.trial.rights import RIGHTS, Right, demand
from recist.trial.settings import is_blinded

MOST_FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)
SHORTEST_PASSWORD = 8
WRONG = "name or password is wrong; both are case-sensitive"
HASHER = PasswordHasher()
# Of a password that is not kept. It is checked where the name is unknown, so that the time taken
# tells nothing about names; it is written out, since making one takes as long as checking one.
NOBODYS_HASH = (
    "$argon2id$v=19$m=65536,t=3,p=4$p3TRWRkV1AvgqbvAsdA1Sg"
    "$p5Z2fD79t3HblCFCRdIRYtEZg6J1rP08RyZ3ZeHQFu4"
)

UNBLINDING = frozenset({Right.SEE_ARM, Right.SEE_ALL_READS, Right.SEE_AUDIT})
"""What a blinded reader or adjudicator must not have: the audit chain tells all of it, too."""


def user_key(name: str) -> Key:
    """Return where a user is kept."""
    return Key(kind="user", name=name)


def _password_key(name: str) -> Key:
    return Key(kind="password", name=name)


def _failures_key(name: str) -> Key:
    return Key(kind="log-in", name=name)


def _stand_in(view: Records, name: str) -> str:
    """Return what failures under a name are counted by: the name itself, where a user has it.

    People type passwords where the name is asked for; of these no more is kept than of a password.
    It is made for every name, so that the time taken tells nothing.
    """
    trial = view.get(Key(kind="trial"))
    salt = f"recist log-in {'' if trial is None else trial.value['created']}"
    hashed = hash_secret_raw(
        name.encode("utf-8", "surrogatepass"),
        salt.encode(),
        time_cost=HASHER.time_cost,
        memory_cost=HASHER.memory_cost,
        parallelism=HASHER.parallelism,
        hash_len=16,
        type=Type.ID,
    )
    return hashed.hex() if user_named(view, name) is None else name


def user_named(view: Records, name: str) -> User | None:
    """Return a user of a trial, or None."""
    record = view.get(user_key(name))
    return None if record is None else _user_of(name, record.value)


def users_of(view: Records) -> list[User]:
    """Return every user of a trial by name."""
    return [_user_of(one.key.name, one.value) for one in view.all("user")]


def _user_of(name: str, value: Value) -> User:
    try:
        return User(
            name=name,
            printed_name=value["printed_name"],
            roles=frozenset(Role(role) for role in value["roles"]),
            active=value["active"],
        )
    except (KeyError, ValueError, TypeError) as error:
        raise UnusableError(
            "a user of the trial is damaged; restore the trial from a backup"
        ) from error


def locked_out_until(view: Records, name: str, now: datetime) -> datetime | None:
    """Return until when a user is locked out after wrong passwords, None where they are not."""
    failures = view.get(_failures_key(name))
    until = "" if failures is None else failures.value["until"]
    ends = datetime.fromisoformat(until) if until else None
    return None if ends is None or now >= ends else ends


def put_user(work: Work, actor: Actor, user: User, password: str | None = None) -> None:
    """Add a user or change one; without a password the old one stays.

    Raises
    ------
    NotAllowedError
        Where the actor may not, where a user has no name or one with blanks at an end, where a new
        user has no password or too short a one, where the
        roles would unblind the user of a blinded trial, or where nobody would be left to manage
        users.
    """
    demand(actor, Right.MANAGE_USERS)
    if not user.name or user.name != user.name.strip():
        raise NotAllowedError("a user has a name, without blanks before or after it")
    _demand_blind(work, user)
    _keep_user(work, user, password)


def add_user(work: Work, actor: Actor, user: User, password: str | None) -> None:
    """Add a user.

    Raises
    ------
    NotAllowedError
        As `put_user`; or where there is a user of that name.
    """
    demand(actor, Right.MANAGE_USERS)
    if user_named(work, user.name) is not None:
        raise NotAllowedError(f"there is a user {user.name}; choose another name")
    put_user(work, actor, user, password)


def change_user(
    work: Work,
    actor: Actor,
    name: str,
    change: Callable[[User], User],
    password: str | None = None,
) -> None:
    """Change a user as they are now, whatever somebody else has made of them meanwhile.

    Parameters
    ----------
    change : callable
        Makes of the user what they become; may refuse.

    Raises
    ------
    NotAllowedError
        As `put_user`; or where there is no such user.
    """
    demand(actor, Right.MANAGE_USERS)
    user = user_named(work, name)
    if user is None:
        raise NotAllowedError(f"there is no user {name}")
    put_user(work, actor, change(user), password)


def set_password(work: Work, actor: Actor, name: str, password: str) -> None:
    """Give a user another password; all else of the user stays as it is.

    Raises
    ------
    NotAllowedError
        Where the actor may not, there is no such user, or the password is too short.
    """
    change_user(work, actor, name, lambda user: user, password)


def first_user(work: Work, user: User, password: str | None) -> None:
    """Add the user who makes the trial; without a password the trial has no log-in."""
    _keep_user(work, user, password, needed=password is not None)


def _keep_user(work: Work, user: User, password: str | None, *, needed: bool = True) -> None:
    known = user_named(work, user.name) is not None
    lacks = password is None and work.get(_password_key(user.name)) is None
    if needed and lacks and not (known and is_open_to_all(work)):
        raise NotAllowedError(f"{user.name} needs a password")
    value = {
        "printed_name": user.printed_name,
        "roles": sorted(user.roles),
        "active": user.active,
    }
    work.put(user_key(user.name), value, expect=None)
    if password is not None:
        _keep_password(work, user.name, password)
    active = [one for one in users_of(work) if one.active]
    if not any(Role.ADMINISTRATOR in one.roles for one in active):
        raise NotAllowedError("somebody has to stay who may manage users")
    shut_out = [one.name for one in active if work.get(_password_key(one.name)) is None]
    if shut_out and not is_open_to_all(work):
        raise NotAllowedError(f"{', '.join(shut_out)} needs a password before anybody else has one")


def _keep_password(work: Work, name: str, password: str) -> None:
    if len(password) < SHORTEST_PASSWORD:
        raise NotAllowedError(f"a password needs {SHORTEST_PASSWORD} characters or more")
    if is_open_to_all(work):
        # Who was alone has others beside them from now on.
        for user in users_of(work):
            _demand_blind(work, user)
    work.put(_password_key(name), {"argon2": HASHER.hash(password)}, expect=None)


def _demand_blind(records: Records, user: User) -> None:
    """Make sure that nobody sees in one role what another one keeps from them."""
    if not is_blinded(records):
        return
    reading = user.roles & {Role.READER, Role.ADJUDICATOR}
    seeing = {role for role in user.roles - reading if RIGHTS[role] & UNBLINDING}
    if len(reading) > 1 or (reading and seeing):
        raise NotAllowedError(
            f"{user.name} cannot be {' and '.join(sorted(reading | seeing))}: the protocol is "
            "blinded, and one role would see what is kept from the other; make it two users"
        )
    sees = {role for role in user.roles if RIGHTS[role] & (UNBLINDING | {Right.SEE_BOTH_READS})}
    if sees and records.all("read", reader=user.name):
        raise NotAllowedError(
            f"{user.name} has read in this blinded trial, and cannot be "
            f"{' and '.join(sorted(sees))} in it; make it another user"
        )


def change_password(trial: Trial, actor: Actor, old: str, new: str, now: datetime) -> None:
    """Give the actor another password; everybody may who has logged in.

    Raises
    ------
    LogInError
        Where the old password is wrong; that counts as a log-in that failed.
    NotAllowedError
        Where the new one is too short.
    """
    confirm_password(trial, actor, old, now)
    trial.do(actor, lambda work: _keep_password(work, actor.user, new))


def is_open_to_all(view: Records) -> bool:
    """Say whether a trial has one user and no password: somebody's own, on their own machine."""
    return not view.all("password")


def demand_unchanged(view: Records, actor: Actor, *, alone: bool = False) -> None:
    """Raise ``NotAllowedError`` where who has logged in is not the user any more that they were.

    A log-in lasts for hours in a reading room, and roles are taken away meanwhile.

    Parameters
    ----------
    alone : bool
        Nobody was asked for a password, since the trial had none.
    """
    user = user_named(view, actor.user)
    if user is None or not user.active:
        raise NotAllowedError(
            f"{actor.user} was deactivated; an administrator can undo that", "deactivated"
        )
    if user.roles != actor.roles:
        raise NotAllowedError(
            f"the roles of {actor.user} were changed; log in again", "the roles were changed"
        )
    if alone and not is_open_to_all(view):
        raise NotAllowedError("the trial has passwords since; log in again")


def only_user(view: Records) -> Actor:
    """Return who works in a trial that is open to all, without a log-in."""
    user = next(one for one in users_of(view) if one.active)
    return Actor(user=user.name, roles=user.roles)


def log_in(trial: Trial, name: str, password: str, now: datetime) -> Actor:
    """Let a user in.

    Raises
    ------
    LogInError
        For a wrong password, an unknown name or a locked-out user; the chain knows of it.
    """
    with trial.view() as view:
        user = user_named(view, name)
    _check(trial, name, user, password, now)
    actor = Actor(user=name, roles=frozenset() if user is None else user.roles)
    trial.do(actor, lambda work: work.note(Action.LOGGED_IN, {}))
    return actor


def check_log_in(trial: Trial, name: str, password: str, now: datetime) -> Actor:
    """Let a user look at a trial that cannot be written, so that the chain cannot know of it.

    Raises
    ------
    LogInError
        As `log_in`.
    """
    with trial.view() as view:
        user = user_named(view, name)
        counted = _failures_key(_stand_in(view, name))
        kept, failures = view.get(_password_key(name)), view.get(counted)
    if failures is not None:
        _demand_not_locked_out(name, failures.value["until"], now)
    right = _is_right(NOBODYS_HASH if kept is None else kept.value["argon2"], password)
    if user is None or kept is None or not right or not user.active:
        raise LogInError(WRONG)
    return Actor(user=name, roles=user.roles)


def _demand_not_locked_out(name: str, until: str, now: datetime) -> None:
    if until and now < datetime.fromisoformat(until):
        raise LogInError(f"{name} is locked out until {until[11:16]} UTC after wrong passwords")


def confirm_password(trial: Trial, actor: Actor, password: str, now: datetime) -> None:
    """Make sure that it is still the actor who sits there; as `log_in`.

    A trial without passwords has nothing to ask for.
    """
    with trial.view() as view:
        user, asked = user_named(view, actor.user), not is_open_to_all(view)
    if asked:
        _check(trial, actor.user, user, password, now)


def _check(trial: Trial, name: str, user: User | None, password: str, now: datetime) -> None:
    with trial.view() as view:
        counted = _failures_key(_stand_in(view, name))
        kept, failures = view.get(_password_key(name)), view.get(counted)
    shown = "" if user is None else name
    until = "" if failures is None else failures.value["until"]
    try:
        _demand_not_locked_out(name, until, now)
    except LogInError:
        told = {"user": shown, "why": "locked out"}
        trial.do(NOBODY, lambda work: work.note(Action.LOG_IN_FAILED, told))
        raise
    right = _is_right(NOBODYS_HASH if kept is None else kept.value["argon2"], password)
    if user is None or kept is None or not right or not user.active:
        trial.do(NOBODY, lambda work: _failed(work, shown, counted, now))
        raise LogInError(WRONG)
    if failures is not None:
        trial.do(NOBODY, lambda work: work.remove(counted, expect=None))


def _is_right(hashed: str, password: str) -> bool:
    try:
        return HASHER.verify(hashed, password)
    except (VerifyMismatchError, InvalidHashError):
        return False


def _failed(work: Work, name: str, counted: Key, now: datetime) -> None:
    """Count a failure; a name that nobody has is empty here, and is kept nowhere."""
    work.note(Action.LOG_IN_FAILED, {"user": name, "why": "password" if name else "name"})
    before = work.get(counted)
    count = 1 + (0 if before is None else int(before.value["count"]))
    until = ""
    if count >= MOST_FAILURES:
        count, until = 0, (now + LOCKED_FOR).isoformat(timespec="seconds")
    work.put(counted, {"count": count, "until": until}, expect=None)
