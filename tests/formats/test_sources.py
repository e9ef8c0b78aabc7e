"""Members of archives are unpacked once while they are asked for, and never out of date."""

import zipfile
from pathlib import Path
from typing import BinaryIO

import pytest

from recist.formats import sources
from recist.formats.sources import Opener


def packed(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_a_member_is_unpacked_once_however_often_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = f"{packed(tmp_path / 'a.zip', one=b'first', two=b'second')}!"
    unpacked: list[bytes] = []
    unpack = sources._all_of

    def noted(member: BinaryIO) -> bytes:
        unpacked.append(unpack(member))
        return unpacked[-1]

    monkeypatch.setattr(sources, "_all_of", noted)
    with Opener() as opener:
        for name, data in [("one", b"first"), ("one", b"first"), ("two", b"second")]:
            with opener.load(file + name) as stream:
                assert stream.read() == data
        assert unpacked == [b"first", b"second"]
        opener.forget()
        assert opener.load(file + "two").read() == b"second"
        assert unpacked == [b"first", b"second", b"second"]


def test_what_was_packed_anew_is_unpacked_anew(tmp_path: Path) -> None:
    file = f"{packed(tmp_path / 'a.zip', one=b'first')}!one"
    with Opener() as opener:
        assert opener.load(file).read() == b"first"
        packed(tmp_path / "a.zip", one=b"another one")
        assert opener.load(file).read() == b"another one"
