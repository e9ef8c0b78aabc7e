"""What leaves a blinded trial: neither file nor explanation tells who read, or the arm."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest

from recist.trial.accounts import put_user
from tests.cli.trial_desk import JUDGE, Desk
from tests.trial_files import ADA, ANNA, BEN, PASSWORD, read_all, trial_with, with_settings

BLINDED = 'id = "two"\ncriteria = "RECIST 1.1"\n[reading]\nreaders = 2\nblinded = true\n'
ARM = "verum-arm"
FORMATS = "csv,xlsx,sdtm,sr,json"


@pytest.fixture
def blinded(empty: Desk) -> Desk:
    """A trial that anna and ben have read, with the arm of its subject."""
    trial = with_settings(trial_with(empty.folder), BLINDED)
    trial.do(ADA, lambda work: put_user(work, ADA, JUDGE, PASSWORD))
    read_all(trial, ANNA)
    read_all(trial, BEN, ("50", "41"))
    (empty.folder / "subjects.csv").write_text(f"subject,arm\n01,{ARM}\n")
    assert empty.run("trial", "subjects", "TRIAL", "FOLDER/subjects.csv", user="cora") == 0
    return empty


def told_in(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the names and contents of files, and what is in a workbook."""
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        content = path.read_bytes()
        yield path.name, str(path.relative_to(folder)).encode()
        yield path.name, content
        if is_zipfile(path):
            with ZipFile(BytesIO(content)) as book:
                yield from ((f"{path.name} {name}", book.read(name)) for name in book.namelist())


@pytest.mark.parametrize(
    ("user", "secrets", "known"),
    [
        ("anna", ("ben", "Ben Reader", ARM), "anna"),
        ("judge", ("anna", "ben", "Anna Reader", "Ben Reader", ARM), "Read 2"),
        ("cora", (), "ben"),
    ],
)
def test_nothing_that_is_exported_tells_what_its_user_may_not_know(
    blinded: Desk, user: str, secrets: tuple[str, ...], known: str
) -> None:
    assert blinded.run("export", "TRIAL", "--to", FORMATS, "--out", "FOLDER/out", user=user) == 0
    said = [("screen", (blinded.out + blinded.err).encode()), *told_in(blinded.folder / "out")]
    for asked in (["explain", "TRIAL", "--row", "01,10001"], ["export", "TRIAL", "--check", "out"]):
        words = [str(blinded.folder / word) if word == "out" else word for word in asked]
        assert blinded.run(*words, user=user) == 0, blinded.err
        said.append((asked[0], (blinded.out + blinded.err).encode()))
    found = [
        (place, secret)
        for place, content in said
        for secret in secrets
        if re.search(rb"(?<![A-Za-z])" + secret.encode() + rb"(?![A-Za-z])", content)
    ]
    assert not found
    assert any(known.encode() in content for _, content in said)


@pytest.mark.parametrize("row", ["01,20001", "TR,01,20001"])
def test_the_rows_of_others_are_not_explained_to_a_reader(blinded: Desk, row: str) -> None:
    assert blinded.run("explain", "TRIAL", "--row", row, user="anna") == 2
    assert "ben" not in blinded.err
