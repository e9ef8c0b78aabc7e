"""The commands on a trial as their users type them: output, exit status, what is left behind."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
import sys

import pytest

from recist.store.trial_file import TrialFile
from recist.trial.audit import Action
from tests.cli.trial_desk import LOOSE, TABLE, Desk
from tests.trial_files import (
    ANNA,
    read_all,
    trial_with,
    with_settings,
)

# --- a new trial ----------------------------------------------------------------------------------


def test_a_new_trial_has_an_administrator_who_adds_the_others(empty: Desk) -> None:
    assert empty.run("trial", "new", "TRIAL", "--protocol", "recist-1.0") == 0
    assert empty.out == f"{empty.trial} is made; its first user is ada\n"
    added = ("users", "add", "TRIAL", "anna", "--role", "reader", "--password-file")
    assert empty.run("trial", *added, "FOLDER/password", "--printed-name", "Anna A") == 0
    assert empty.run("trial", "users", "list", "TRIAL") == 0
    assert empty.out == (
        "name  printed name  roles          active\n"
        "ada   ada           administrator  yes\n"
        "anna  Anna A        reader         yes\n"
    )
    assert empty.run("trial", "status", "TRIAL", user="anna") == 0
    assert empty.out.splitlines()[0] == "trial · recist-1.0 · RECIST 1.0"


def test_who_works_alone_needs_no_password(empty: Desk) -> None:
    assert empty.run("trial", "new", "TRIAL", "--alone", user="otto") == 0
    assert empty.run("import", "FOLDER/reads.csv", "--into", "TRIAL", user="", password="") == 0
    assert empty.out == f"{empty.trial}: 1 row added\n"
    assert empty.run("trial", "status", "TRIAL", user="", password="") == 0
    assert "01       ben     baseline  in progress" in empty.out


NOT_MADE = [
    (("FOLDER/trial.db",), "password", "a trial is named NAME.recist"),
    (("FOLDER/absent/trial.recist",), "password", "cannot be made"),
    (("TRIAL", "--protocol", "recist-9"), "password", "there is no protocol 'recist-9'"),
    (("TRIAL",), "short", "a password needs 8 characters or more"),
    (("TRIAL",), "absent", "is the path right?"),
    (("TRIAL", "--images", "none"), "password", "'none' is not one of"),
]


@pytest.mark.parametrize(("arguments", "password", "said"), NOT_MADE)
def test_what_cannot_be_made_leaves_nothing(
    empty: Desk, arguments: tuple[str, ...], password: str, said: str
) -> None:
    before = empty.names()
    assert empty.run("trial", "new", *arguments, password=password) == 2
    assert said in empty.err
    assert len(empty.err.splitlines()) == 1
    assert empty.names() == before


def test_a_new_trial_never_takes_the_place_of_another(desk: Desk) -> None:
    before = desk.trial.read_bytes()
    assert desk.run("trial", "new", "TRIAL") == 2
    assert desk.err == f"recist: {desk.trial}: there is a file of this name; choose another\n"
    assert desk.trial.read_bytes() == before


# --- who may do what ------------------------------------------------------------------------------

ADD = "users add TRIAL eve --role reader --password-file FOLDER/password"
# command; whether a reader, adjudicator, coordinator, administrator may
COMMANDS = [
    ("trial status TRIAL", "yes yes yes yes"),
    ("trial verify TRIAL", "yes yes yes yes"),
    ("trial lock TRIAL --reason done", "no no no yes"),
    ("trial backup TRIAL FOLDER/copy.recist", "no no yes yes"),
    ("trial restore TRIAL FOLDER/again.recist", "no no yes yes"),
    ("trial users list TRIAL", "no no no yes"),
    (f"trial {ADD}", "no no no yes"),
    ("trial users change TRIAL anna --inactive", "no no no yes"),
    ("trial subjects TRIAL FOLDER/subjects.csv", "no no yes no"),
    ("trial queries ask TRIAL 01 anna Which?", "no no yes no"),
    ("trial audit TRIAL", "no no yes yes"),
    ("trial users password TRIAL --password-file FOLDER/password", "yes yes yes yes"),
    ("import FOLDER/reads.csv --into TRIAL", "no no yes no"),
    ("import FOLDER --into TRIAL", "no no yes no"),
    # Nobody is blinded here, so that everybody sees every read.
    ("assess TRIAL", "yes yes yes yes"),
    ("explain TRIAL --subject 01", "yes yes yes yes"),
    ("export TRIAL --to csv --out FOLDER/out", "yes yes yes yes"),
]
USERS = ("anna", "judge", "cora", "ada")


@pytest.mark.parametrize(("command", "cells"), COMMANDS, ids=[one[0] for one in COMMANDS])
def test_rights(desk: Desk, command: str, cells: str) -> None:
    may = {user: cell == "yes" for user, cell in zip(USERS, cells.split(), strict=True)}
    whole = desk.trial.read_bytes()
    for user, allowed in may.items():
        desk.trial.write_bytes(whole)
        for made in ("copy.recist", "again.recist"):
            (desk.folder / made).unlink(missing_ok=True)
        status = desk.run(*command.split(), user=user)
        assert (user, status) == (user, 0 if allowed else 2), desk.err


SEEN = [
    ("anna", ["01       anna    baseline  in progress", "01       anna    week 8    in progress"]),
    ("ben", ["01       ben     baseline  to read", "01       ben     week 8    to read"]),
    ("cora", ["01       anna    baseline  in progress", "01       anna    week 8    in progress"]),
    ("judge", []),
]


@pytest.mark.parametrize(("user", "lines"), SEEN)
def test_the_work_list_shows_what_its_user_may_see(desk: Desk, user: str, lines: list[str]) -> None:
    assert desk.run("trial", "status", "TRIAL", user=user) == 0
    assert [line for line in desk.out.splitlines() if line.startswith("01")] == lines


def test_a_query_goes_from_the_coordinator_to_the_reader_and_back(desk: Desk) -> None:
    asked = ("TRIAL", "01", "anna", "Which slice?", "--visit", "week 8")
    assert desk.run("trial", "queries", "ask", *asked, user="cora") == 0
    assert desk.run("trial", "queries", "answer", "TRIAL", "1", "Slice 12.", user="ben") == 2
    assert desk.run("trial", "queries", "answer", "TRIAL", "1", "Slice 12.", user="anna") == 0
    assert desk.run("trial", "queries", "close", "TRIAL", "1", user="cora") == 0
    assert desk.run("trial", "queries", "list", "TRIAL", user="cora") == 0
    assert desk.out == (
        "number  stage   subject  reader  visit   question      answer\n"
        "1       closed  01       anna    week 8  Which slice?  Slice 12.\n"
    )


NOBODY_TO_ASK = [("02", "anna", "no subject 02"), ("01", "cora", "cora is no reader")]


@pytest.mark.parametrize(("subject", "reader", "said"), NOBODY_TO_ASK)
def test_a_query_asks_somebody_about_something(
    desk: Desk, subject: str, reader: str, said: str
) -> None:
    assert desk.run("trial", "queries", "ask", "TRIAL", subject, reader, "?", user="cora") == 2
    assert said in desk.err


@pytest.mark.parametrize(
    ("command", "user", "why"),
    [
        ("trial users list TRIAL", "anna", "may not manage users"),
        ("trial subjects TRIAL FOLDER/reads.csv", "anna", "may not change subjects and treatments"),
        ("trial audit TRIAL", "anna", "may not look at the audit chain"),
        ("trial lock TRIAL --reason done", "cora", "may not lock and reopen the database"),
    ],
)
def test_what_somebody_may_not_do_stands_in_the_chain(
    desk: Desk, command: str, user: str, why: str
) -> None:
    assert desk.run(*command.split(), user=user) == 2
    with TrialFile.open(desk.trial).view() as view:
        last = view.last()
    assert last is not None
    assert (last.user, last.action, last.new) == (user, Action.REFUSED, {"why": why})


# --- answers from a trial -------------------------------------------------------------------------


def test_a_trial_is_judged_like_the_table_of_its_readings(desk: Desk) -> None:
    assert desk.run("assess", "TRIAL", "--format", "csv", user="cora") == 0
    from_trial = list(csv.DictReader(io.StringIO(desk.out)))
    assert len({row.pop("audit_head") for row in from_trial}) == 1
    rows = TABLE.replace(",ben,", ",anna,")
    rows += "01,anna,week 8,2026-03-02,T1,target,liver,measured,30\n"
    (desk.folder / "same.csv").write_text(rows)
    assert desk.run("assess", "FOLDER/same.csv", "--format", "csv") == 0
    assert from_trial == list(csv.DictReader(io.StringIO(desk.out)))
    assert [row["overall"] for row in from_trial] == ["", "PR"]


def test_the_protocol_is_the_trials_own_unless_one_is_named(empty: Desk) -> None:
    trial = with_settings(trial_with(empty.folder), LOOSE)
    read_all(trial, ANNA)
    for options, protocol in (([], "loose"), (["--protocol", "recist-1.0"], "recist-1.0")):
        assert empty.run("assess", "TRIAL", "--format", "json", *options, user="anna") == 0
        assert f'"id": "{protocol}"' in empty.out


HIDDEN = f"{LOOSE}[reading]\nblinded = true\nhide_dates = true\n"
BLINDED = f"{LOOSE}[reading]\nblinded = true\n"


@pytest.mark.parametrize(
    ("protocol", "user", "status", "said"),
    [
        (BLINDED, "anna", 0, ""),
        (BLINDED, "ben", 2, "there is no reading in the trial that ben may see"),
        (BLINDED, "ada", 2, "ada may not see every read with its reader"),
        (HIDDEN, "anna", 2, "the protocol keeps the dates of visits from anna"),
        (HIDDEN, "cora", 0, ""),
    ],
)
def test_a_blinded_trial(empty: Desk, protocol: str, user: str, status: int, said: str) -> None:
    read_all(with_settings(trial_with(empty.folder), protocol), ANNA)
    assert empty.run("assess", "TRIAL", user=user) == status
    assert said in empty.err
    assert ("PR" in empty.out) is (status == 0)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("TRIAL", "FOLDER/reads.csv"), "a trial is taken alone"),
        (("TRIAL", "--subjects", "FOLDER/subjects.csv"), "treatment table lie in the trial"),
        (("TRIAL", "--reader", "ben"), "no row is by reader 'ben'"),
        (("TRIAL", "--out", "TRIAL"), "choose another file with --out"),
    ],
)
def test_what_does_not_go_with_a_trial(desk: Desk, arguments: tuple[str, ...], said: str) -> None:
    assert desk.run("assess", *arguments, user="anna") == 2
    assert said in desk.err


def test_answers_from_tables_do_not_wait_for_the_database() -> None:
    code = "import sys, recist.cli.main; print('sqlalchemy' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"


def test_nobody_is_shut_out_of_a_trial_that_gets_its_first_password(empty: Desk) -> None:
    empty.run("trial", "new", "TRIAL", "--alone", user="otto")
    added = (*f"trial {ADD}".split(),)
    assert empty.run(*added) == 2
    assert empty.err == "recist: otto needs a password before anybody else has one\n"
    given = ("users", "change", "TRIAL", "otto", "--password-file", "FOLDER/password")
    assert empty.run("trial", *given) == 0
    assert empty.run(*added, user="otto") == 0


# --- passwords, roles, the audit chain ------------------------------------------------------------


def test_everybody_changes_their_own_password(desk: Desk) -> None:
    (desk.folder / "other").write_text("another password\n")
    change = ("trial", "users", "password", "TRIAL", "--password-file", "FOLDER/other")
    assert desk.run(*change, user="anna") == 0
    assert desk.out == "anna has another password\n"
    assert desk.run("trial", "status", "TRIAL", user="anna") == 2
    assert desk.run("trial", "status", "TRIAL", user="anna", password="other") == 0
    assert desk.run("trial", "audit", "TRIAL", "--user", "anna", user="cora") == 0
    (told,) = [line for line in desk.out.splitlines() if "password anna" in line]
    assert told.endswith("argon2: not shown → not shown")
    short = ("trial", "users", "password", "TRIAL", "--password-file", "FOLDER/short")
    assert desk.run(*short, user="cora") == 2
    assert "8 characters or more" in desk.err


def test_the_audit_chain_is_listed_and_filtered(desk: Desk) -> None:
    asked = ("--user", "anna", "--subject", "01", "--since", "2026-01-01", "--action", "created")
    assert desk.run("trial", "audit", "TRIAL", *asked, user="cora") == 0
    head, *lines = desk.out.splitlines()
    assert head.split("  ")[0] == "number"
    assert [line.split("created")[1].split("  ")[1] for line in lines] == [
        "read 01 anna baseline",
        "read 01 anna week 8",
        "row 01 anna baseline T1",
        "row 01 anna week 8 T1",
    ]
    assert desk.err.startswith("the head of the chain is ")
    assert desk.run("trial", "audit", "TRIAL", "--user", "nobody", user="cora") == 0
    assert desk.out == "no entry is asked for\n"


def test_the_audit_chain_goes_to_a_table(desk: Desk) -> None:
    out = ("--format", "csv", "--out", "FOLDER/audit.csv")
    assert desk.run("trial", "audit", "TRIAL", *out) == 0
    text = (desk.folder / "audit.csv").read_text("utf-8")
    with TrialFile.open(desk.trial).view() as view:
        last = view.last()
    assert last is not None
    lines = list(csv.DictReader(io.StringIO(text)))
    # The step that tells of the table is not in it.
    assert len(lines) == last.sequence - 1
    assert {line["head"] for line in lines} == {last.previous}
    assert last.action is Action.EXPORTED
    assert last.new == {
        "command": "trial audit",
        "what": "audit chain",
        "format": "csv",
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "head": last.previous,
    }
    assert "$argon2" not in text


UNBLINDED = [
    (BLINDED, "reader coordinator", "eve cannot be coordinator and reader"),
    (BLINDED, "adjudicator coordinator", "eve cannot be adjudicator and coordinator"),
    (BLINDED, "reader administrator", "eve cannot be administrator and reader"),
    (BLINDED, "reader adjudicator", "eve cannot be adjudicator and reader"),
    (BLINDED, "coordinator administrator", ""),
    (LOOSE, "reader coordinator", ""),
]


@pytest.mark.parametrize(("protocol", "roles", "said"), UNBLINDED)
def test_no_role_unblinds_another(empty: Desk, protocol: str, roles: str, said: str) -> None:
    with_settings(trial_with(empty.folder), protocol)
    given = [word for role in roles.split() for word in ("--role", role)]
    added = ("users", "add", "TRIAL", "eve", *given, "--password-file", "FOLDER/password")
    assert empty.run("trial", *added) == (2 if said else 0)
    assert said in empty.err


# --- what leaves a trial --------------------------------------------------------------------------

BOTH = "--protocol recist-1.1 --protocol recist-1.0"


@pytest.mark.parametrize(
    ("command", "what", "format", "user", "carries"),
    [
        ("assess TRIAL --format json", "responses", "json", "anna", '"audit_head": "HEAD"'),
        ("assess TRIAL --format csv", "responses", "csv", "cora", ",HEAD\n"),
        (f"assess TRIAL --format csv {BOTH}", "responses", "csv", "cora", ",HEAD\n"),
        ("assess TRIAL", "responses", "table", "judge", ""),
        ("explain TRIAL --subject 01", "explanation", "text", "anna", "chain: HEAD\n"),
        ("check TRIAL", "findings", "text", "cora", ""),
    ],
)
def test_an_answer_carries_the_head_and_the_chain_knows_of_it(
    desk: Desk, command: str, what: str, format: str, user: str, carries: str
) -> None:
    assert desk.run(*command.split(), user=user) == 0
    with TrialFile.open(desk.trial).view() as view:
        last = view.last()
    assert last is not None
    assert (last.user, last.action) == (user, Action.EXPORTED)
    assert last.new == {
        "command": command.split()[0],
        "what": what,
        "format": format,
        "sha256": hashlib.sha256(desk.out.encode()).hexdigest(),
        "head": last.previous,
    }
    assert f"the answer is of the trial with the head {last.previous}\n" in desk.err
    assert carries.replace("HEAD", last.previous) in desk.out
    assert desk.run("trial", "verify", "TRIAL", "--head", last.previous) == 0


def test_the_answers_of_tables_have_no_head(desk: Desk) -> None:
    assert desk.run("assess", "FOLDER/reads.csv", "--format", "json") == 0
    assert "audit_head" not in json.loads(desk.out)
    assert "head" not in desk.err
