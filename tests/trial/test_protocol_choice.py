"""Which protocols are meant: by id, by path, by what a file names beside itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from recist.model.errors import InputError
from recist.trial.protocol_choice import protocol_of, side_by_side, with_also
from tests.trial.test_protocol_file import SHORT


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_also_means_the_file_beside_before_the_built_in_one(tmp_path: Path) -> None:
    path = written(tmp_path, "mine.toml", f'{SHORT}also = ["recist-1.0", "older"]')
    written(tmp_path, "older.toml", 'id = "o"\ncriteria = "RECIST 1.0"\nalso = ["p"]')
    assert [one.id for one in with_also(path)] == ["p", "recist-1.0", "o"]
    written(tmp_path, "recist-1.0.toml", 'id = "own-1.0"\ncriteria = "RECIST 1.0"')
    assert [one.id for one in with_also(path)] == ["p", "own-1.0", "o"]


@pytest.mark.parametrize(
    ("also", "says"),
    [
        ("nobody", "mine.toml, key also: there is no 'nobody'; there is"),
        ("mine", "mine.toml, key also: mine has the same id as this protocol"),
        ("broken", "broken.toml, key criteria: is missing"),
    ],
)
def test_what_also_names_must_be_there(tmp_path: Path, also: str, says: str) -> None:
    written(tmp_path, "broken.toml", 'id = "b"')
    path = written(tmp_path, "mine.toml", f'{SHORT}also = ["{also}"]')
    with pytest.raises(InputError) as caught:
        with_also(path)
    assert str(caught.value).startswith(says)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("none.toml", None, "none.toml: No such file or directory; is the path right?"),
        ("latin.toml", "title = 'Ö'".encode("latin-1"), "latin.toml is no UTF-8 text"),
        ("deep.toml", b"a = " + b"[" * 5000, "deep.toml is no TOML"),
        ("huge.toml", b"a = " + b"9" * 5000, "huge.toml is no TOML"),
    ],
)
def test_a_file_that_cannot_be_read(
    tmp_path: Path, name: str, content: bytes | None, says: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as caught:
        protocol_of(str(tmp_path / name))
    assert str(caught.value).removeprefix(f"{tmp_path}/").startswith(says)


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "bom.toml"
    path.write_bytes(b"\xef\xbb\xbf" + SHORT.encode())
    assert protocol_of(str(path)).id == "p"


def test_protocols_side_by_side_stand_there_once(tmp_path: Path) -> None:
    named = side_by_side(["nct01387295", "nct01387295-recist-1.0", "nct01387295"])
    assert [one.id for one in named] == ["nct01387295", "nct01387295-recist-1.0"]
    other = written(tmp_path, "p.toml", 'id = "recist-1.1"\ncriteria = "RECIST 1.0"')
    with pytest.raises(InputError, match=r"two different protocols have the id 'recist-1\.1'"):
        side_by_side(["recist-1.1", str(other)])
