"""Signing a visit: a name, a time and a meaning, bound to exactly what was read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from recist.trial.accounts import confirm_password, user_named
from recist.trial.adjudication import choice_key
from recist.trial.audit import Action, Key, digest, moment
from recist.trial.errors import NotAllowedError, StaleError
from recist.trial.people import Actor
from recist.trial.ports import Records, Trial, Work
from recist.trial.reads import (
    Stage,
    VisitRead,
    demand_in_order,
    demand_open,
    demand_writable,
    from_on,
    read_key,
    value_of,
    visit_read,
    visits_in_order,
)
from recist.trial.refusing import demand_told
from recist.trial.rights import Right, demand
from recist.trial.saving import CALIPER, ROW
from recist.trial.settings import is_sequential

MEANING = "I have read this visit; the readings are mine."


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """What is to be signed, and how.

    Attributes
    ----------
    shown : str
        The digest of the read that the reader was shown; empty where nothing was.
    sequential : bool
        Earlier visits are signed first; where the trial has settings, its protocol says so.
    """

    subject: str
    visit: str
    meaning: str = MEANING
    sequential: bool = True
    shown: str = ""


def canonical_read(view: Records, read: VisitRead) -> dict[str, Any]:
    """Return all that a signature vouches for: every value, and the images it was read on."""
    held = {
        kind: [
            {"lesion": one.key.name, **one.value}
            for one in view.all(kind, subject=read.subject, reader=read.reader)
            if one.key.visit == read.visit
        ]
        for kind in (ROW, CALIPER)
    }
    return {
        "subject": read.subject,
        "reader": read.reader,
        "visit": read.visit,
        "version": read.version,
        "rows": held[ROW],
        "calipers": held[CALIPER],
        "images": _images(view, read),
    }


def _images(view: Records, read: VisitRead) -> list[str]:
    """Return the digests of the visit's images."""
    images = view.all("image", subject=read.subject)
    return sorted(one.key.name for one in images if one.key.visit == read.visit)


def signature_key(read: VisitRead) -> Key:
    """Return where the signature of a version of a read is kept."""
    return Key(
        kind="signature",
        subject=read.subject,
        reader=read.reader,
        visit=read.visit,
        name=str(read.version),
    )


def sign(trial: Trial, actor: Actor, password: str, asked: Signing, now: datetime) -> None:
    """Sign one visit of the actor's read, and lock it.

    Raises
    ------
    LogInError
        For a wrong password.
    NotAllowedError
        Where the actor may not sign, nothing was read, an earlier visit is not signed, or the
        visit is signed already.
    StaleError
        Where the read is not what was shown any more.
    """
    demand_told(trial, actor, Right.SIGN)
    confirm_password(trial, actor, password, now)
    trial.do(actor, lambda work: _sign(work, actor, asked, now))


def _sign(work: Work, actor: Actor, asked: Signing, now: datetime) -> None:
    demand(actor, Right.SIGN)
    read = demand_writable(work, actor, asked.subject, asked.visit)
    sequential = is_sequential(work, otherwise=asked.sequential)
    demand_in_order(work, actor, asked.subject, asked.visit, sequential=sequential)
    whole = canonical_read(work, read)
    if not whole["rows"]:
        raise NotAllowedError(f"{asked.visit}: nothing is read yet, so there is nothing to sign")
    signed = digest(whole)
    if asked.shown and asked.shown != signed:
        raise StaleError(f"{asked.visit} was changed meanwhile: look at it again, then sign it")
    user = user_named(work, actor.user)
    value = {
        "printed_name": "" if user is None else user.printed_name,
        "at": moment(now),
        "meaning": asked.meaning,
        "read": signed,
        "program": work.program,
        "head": work.head(),
    }
    work.put(signature_key(read), value, expect=0, action=Action.SIGNED)
    locked = replace(read, stage=Stage.SIGNED)
    work.put(read_key(read.subject, read.reader, read.visit), value_of(locked), expect=None)


def unlock(work: Work, actor: Actor, read: VisitRead, reason: str) -> None:
    """Open a signed visit again, and those after it; each gets a new version.

    An adjudication of the subject is taken back: the chain keeps it, and another one follows.

    Raises
    ------
    NotAllowedError
        Where the actor may not, no reason is given, the visit is not signed, or the database is
        locked.
    """
    demand(actor, Right.UNLOCK)
    demand_open(work)
    if not reason.strip():
        raise NotAllowedError("a signed visit is unlocked with a reason")
    if visit_read(work, read.subject, read.reader, read.visit).stage is not Stage.SIGNED:
        raise NotAllowedError(f"{read.visit} is not signed")
    for found in opened_again(work, read):
        again = replace(found, stage=Stage.IN_PROGRESS, version=found.version + 1)
        key = read_key(found.subject, found.reader, found.visit)
        work.put(key, value_of(again), expect=None, action=Action.UNLOCKED, reason=reason)
    # What was decided on reads that may change now is decided no more.
    work.remove(choice_key(read.subject), expect=None, reason=reason)


def opened_again(view: Records, read: VisitRead) -> list[VisitRead]:
    """Return the signed visits that unlocking one opens again: that one and those after it."""
    labels = from_on(visits_in_order(view, read.subject), read.visit)
    found = (visit_read(view, read.subject, read.reader, label) for label in labels)
    return [one for one in found if one.stage is Stage.SIGNED]
