"""SDTM out as files: transport files, Dataset-JSON, define.xml, and the check that reads them."""

import io
import random
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import pandas
import pyreadstat
import pytest

from recist.formats.sdtm.dataset import Dataset
from recist.formats.sdtm.piece_names import piece_names
from recist.formats.sdtm.supplemental import QUALIFIERS
from recist.formats.sdtm.tables import datasets_of
from recist.formats.sdtm.texts import held, pieces, plain
from recist.formats.sdtm.variables import DOMAINS, Kind
from recist.formats.sdtm.xpt import xpt_bytes
from recist.formats.sdtm.xpt_reader import read_xpt
from recist.model.errors import InputError
from tests.formats.sdtm_files import (
    MADE_AT,
    PROTOCOLS,
    checked,
    everything,
    kept,
    written,
)
from tests.formats.sdtm_records import EVERYTHING, ORIGIN, made_up, record, rows

# --- transport files ------------------------------------------------------------------------------


def test_each_dataset_is_there_as_xpt_and_json_and_described() -> None:
    assert sorted(written(everything())) == sorted(
        ["sdtm/define.xml"]
        + [
            f"sdtm/{name}.{ending}"
            for name in ("tu", "tr", "rs", "lb", "supptu", "supptr", "supprs", "supplb")
            for ending in ("xpt", "json")
        ]
    )


def same(read: Any, value: object) -> bool:
    if isinstance(value, int | float):
        # pandas reads the zero of this format as 5e-79.
        return bool(read == value or abs(read - value) < 1e-70)
    return bool(pandas.isna(read)) if value is None else bool(read == value)


@pytest.mark.parametrize("name", [name for name in DOMAINS if name != "SUPPLB"])
def test_pandas_and_pyreadstat_read_equal_values(name: str, tmp_path: Path) -> None:
    dataset = datasets_of(everything())[name]
    file = tmp_path / "one.xpt"
    file.write_bytes(xpt_bytes(dataset, MADE_AT)[0])
    with file.open("rb") as stream:
        by_pandas = pandas.read_sas(stream, format="xport", encoding="ascii")
    by_pyreadstat, meta = pyreadstat.read_xport(file)

    assert meta.table_name == name
    assert meta.file_label == DOMAINS[name].label
    assert meta.column_labels == [one.label for one in DOMAINS[name].variables]
    for frame in (by_pandas, by_pyreadstat):
        assert list(frame.columns) == list(dataset.columns)
        assert len(frame) == dataset.size
        for variable, values in dataset.columns.items():
            pairs = zip(frame[variable], values, strict=True)
            assert all(same(read, value) for read, value in pairs), variable


def test_numbers_come_back_to_the_last_bit() -> None:
    numbers = [0.0, -0.1, 5.0, 34.25, 1e6, 1 / 3, -2.5e-7, None]
    columns: dict[str, list[Any]] = {
        one.name: numbers if one.name == "TRSTRESN" else ["x"] * len(numbers)
        for one in DOMAINS["TR"].variables
    }
    for one in DOMAINS["TR"].variables:
        if one.kind is Kind.NUM and one.name != "TRSTRESN":
            columns[one.name] = [1.0] * len(numbers)
    content, _ = xpt_bytes(Dataset(name="TR", columns=columns), MADE_AT)
    assert read_xpt(content).columns["TRSTRESN"] == numbers


@pytest.mark.parametrize("name", list(DOMAINS))
def test_an_empty_dataset_is_a_file_with_its_variables(name: str) -> None:
    empty = Dataset(name=name, columns={one: [] for one in DOMAINS[name].names})
    content, notes = xpt_bytes(empty, MADE_AT)
    back = read_xpt(content)

    assert notes == ()
    assert (back.name, back.size, tuple(back.columns)) == (name, 0, DOMAINS[name].names)
    assert len(pyreadstat.read_xport(io.BytesIO(content))[0]) == 0


def test_two_exports_differ_in_their_time_stamp_alone() -> None:
    first = written(everything())
    later = replace(ORIGIN, made_at="2027-01-02T03:04:05Z")
    second = written(replace(everything(), origin=later))
    stamps = (b"29NOV26:08:20:59", b"02JAN27:03:04:05"), (MADE_AT.encode(), later.made_at.encode())

    assert written(everything()) == first
    for path, file in first.items():
        content = file.content
        for ours, theirs in stamps:
            content = content.replace(ours, theirs)
        assert content == second[path].content
        assert file.content != second[path].content


def test_no_transport_file_is_what_it_is_not() -> None:
    with pytest.raises(InputError, match="no transport file"):
        read_xpt(b"PK\x03\x04")


# --- what a transport file can hold ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=1+1", "=1+1"),
        ("Grüße", r"Gr\xfc\xdfe"),
        ("日", r"\u65e5"),
        ("😀", r"\U0001f600"),
        ("a\x00b\r\n", r"a\x00b\x0d\x0a"),
        ("\ud800", r"\ud800"),
        ("ends ", r"ends\x20"),
        (" begins", " begins"),
        ("", ""),
        ("x" * 200, "x" * 200),
    ],
)
def test_a_text_is_held_as_printable_ascii(text: str, expected: str) -> None:
    assert held(text) == expected


def test_two_long_texts_that_begin_alike_stay_apart() -> None:
    first, second = held("x" * 201), held("x" * 202)
    assert first != second
    assert len(first) == len(second) == 200
    assert re.fullmatch(r"x+~[0-9a-f]{8}", first)


@pytest.mark.parametrize("text", ["a" * 1000, "word " * 300, " " * 500, "ä日" * 400, "x"])
def test_a_long_text_continues_in_pieces(text: str) -> None:
    found = pieces(text)
    assert "".join(found) == text
    assert all(len(held(one)) <= 200 and "~" not in held(one) for one in found)
    if text.strip():
        assert not any(one.endswith(" ") for one in found[:-1])


def test_names_of_pieces_stay_within_eight_characters() -> None:
    assert [*islice(piece_names("RCCOMM"), 3)] == ["RCCOMM", "RCCOMM1", "RCCOMM2"]
    assert [*islice(piece_names("RCREASON"), 11)][1::9] == ["RCREASO1", "RCREAS10"]
    for name in QUALIFIERS:
        named = list(piece_names(name))
        assert len(named) == len(set(named)) == 2_960
        assert max(map(len, named)) == 8
    # Names of one record stay apart, too.
    long = {part for name in ("RCREADER", "RCREASON") for part in islice(piece_names(name), 360)}
    assert len(long) == 2 * 360


def test_a_substitution_is_named() -> None:
    table = EVERYTHING.replace("site=segment 7", "site=Segment 7 für später")
    files = written(record(rows(table)))
    (note,) = files["sdtm/supptr.xpt"].notes
    assert "SUPPTR.XPT, QVAL" in note
    assert r"f\xfcr" in note
    assert files["sdtm/supptr.json"].notes == ()
    assert "für später".encode("ascii", "backslashreplace") not in files["sdtm/tr.json"].content


def test_columns_without_a_variable_are_named() -> None:
    held_rows = rows(EVERYTHING)
    held_rows[0] = replace(held_rows[0], extra=(("ward", "3 West"),))
    assert written(record(held_rows))["sdtm/define.xml"].notes == (
        "SDTM: column ward of the reading table has no variable, and is left out",
    )


HOSTILE = (
    "=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "\x00", "\x1f", "\r\n", "\t", "  ", "'", '"',
    "<b>&amp;]]>", "\u202e", "\ud800", "\udfff", "😀", "ä", "\uffff", "x" * 3000, "~", "\\x00",
    "{}", "\x7f", "\x85", "\u2028", "日本語", ", ", "; ",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_hostile_texts_come_back_or_stand_as_a_named_substitution(
    seed: int, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    names: dict[tuple[str, str], str] = {}

    def hostile() -> str:
        return "".join(chance.choice(HOSTILE) for _ in range(chance.randint(1, 4)))

    def named(kind: str, name: str) -> str:
        return names.setdefault((kind, name), f"{hostile()}{len(names)}")

    found = [
        replace(
            row,
            subject=named("subject", row.subject),
            reader=named("reader", row.reader),
            visit=row.visit if row.visit == "baseline" else named("visit", row.visit),
            lesion=named("lesion", row.lesion) if row.lesion else "",
            site=hostile(),
            comment=hostile(),
            image=hostile(),
            field=hostile(),
            method=hostile(),
            reason=hostile(),
        )
        for row in made_up(seed, subjects=3)
    ]
    of = record(found, PROTOCOLS, origin=replace(ORIGIN, trial=hostile(), head=""))
    files = written(of)

    assert checked(of, kept(files, tmp_path)) == []
    assert any(file.notes for path, file in files.items() if path.endswith(".xpt"))


# --- the check ------------------------------------------------------------------------------------


def test_what_was_written_is_found_as_it_was(tmp_path: Path) -> None:
    assert checked(everything(), kept(written(everything()), tmp_path)) == []


def swapped(path: str, old: bytes, new: bytes) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        file = folder / path
        content = file.read_bytes()
        assert old in content
        file.write_bytes(content.replace(old, new, 1))

    return damage


def removed(path: str) -> Callable[[Path], None]:
    return lambda folder: (folder / path).unlink()


def both(old: bytes, new: bytes, name: str) -> Callable[[Path], None]:
    """Change a value in both files of a dataset, so that they agree."""

    def damage(folder: Path) -> None:
        swapped(f"sdtm/{name}.xpt", old, new)(folder)
        swapped(f"sdtm/{name}.json", old, new)(folder)

    return damage


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (removed("sdtm/rs.xpt"), "rs.xpt is missing"),
        (removed("sdtm/supptr.json"), "supptr.json is missing"),
        (removed("sdtm/define.xml"), "define.xml cannot be read back"),
        (swapped("sdtm/tr.json", b'"rows"', b'"rows'), "tr cannot be read back"),
        (swapped("sdtm/tr.json", b'"30.0"', b'"31.0"'), "TRORRES: '30.0' in XPT, '31.0' in JSON"),
        (swapped("sdtm/tu.json", b"recist 0", b"other 0"), "was made by 'other 0.1.0'"),
        (swapped("sdtm/tu.json", b'"0.1.0"', b'"0.0.9"'), "names the program 'recist 0.0.9'"),
        (swapped("sdtm/tu.json", ORIGIN.head.encode(), b"b2" * 32), f"does not name {ORIGIN.head}"),
        (swapped("sdtm/rs.json", MADE_AT.encode(), b"2020-01-01T00:00:00Z"), "was not made at"),
        (swapped("sdtm/define.xml", b"IT.TU.TULOC", b"IT.TU.TULOK"), "variables of TU"),
        (both(b"motion", b"MOTION", "tr"), "the reason is 'MOTION', not 'motion'"),
        (both(b"left one", b"left two", "supptr"), "RCCOMM is 'left two', not 'left one'"),
        (both(b"NOT DONE", b"NOT-DONE", "rs"), "was not done, and is told as done"),
        (both(b"2024-03-06", b"2024-03-07", "tr"), "TRDTC is '2024-03-07', not '2024-03-06'"),
    ],
)
def test_a_damaged_file_is_heard(damage: Callable[[Path], None], said: str, tmp_path: Path) -> None:
    folder = kept(written(everything()), tmp_path)
    damage(folder)
    lines = checked(everything(), folder)
    assert any(said in line for line in lines)


def test_files_of_another_state_are_heard(tmp_path: Path) -> None:
    other = EVERYTHING.replace("measured | 30/22", "measured | 41/22")
    folder = kept(written(everything()), tmp_path)
    of = record([*rows(other), *rows(EVERYTHING, reader="B", accepted="no")], PROTOCOLS)
    lines = checked(of, folder)

    assert "sdtm: 01 A week 8 T1: LDIAM is 30.0, not 41.0" in lines
    assert any("SUMDIAM is" in line for line in lines)
    assert any("TRGRESP is 'PR', not" in line for line in lines)


def test_plain_texts_are_left_alone() -> None:
    assert plain("lesion 1 (left)") == "lesion 1 (left)"


def test_records_of_what_the_record_does_not_have_are_heard(tmp_path: Path) -> None:
    folder = kept(written(everything()), tmp_path)
    fewer = "\n".join(line for line in EVERYTHING.splitlines() if "CEA" not in line)
    fewer = "\n".join(line for line in fewer.splitlines() if "NT2" not in line)
    of = record([*rows(fewer), *rows(fewer, reader="B", accepted="no")], PROTOCOLS[:1])
    lines = checked(of, folder)

    assert "sdtm: LB has 01 RADIOLOGIST 1 week 8 CEA, which nobody has read" in lines
    assert "sdtm: TR has 01 RADIOLOGIST 2 baseline NT2, which nobody has read" in lines
    assert any(f"{PROTOCOLS[1]} liver week 8 TRGRESP, which was not judged" in one for one in lines)
