"""Which files are SDTM, and their records, whatever the form that they are written in."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from recist.formats.csv_table import read_csv
from recist.formats.sdtm_in.records import Dataset, Record, UnreadableError, record_of
from recist.formats.sdtm_in.xpt import read_xpt, variables_of
from recist.model.errors import InputError

NEEDED = {
    "TR": {"USUBJID", "TRTESTCD"},
    "TU": {"USUBJID", "TUTESTCD"},
    "RS": {"USUBJID", "RSTESTCD"},
    "LB": {"USUBJID", "LBTESTCD"},
    "SUPP": {"USUBJID", "RDOMAIN", "QNAM", "QVAL"},
}
"""What a dataset of each domain is recognised by."""

OF_TUMOURS = ("TR", "TU", "RS")
FORMS = (".json", ".ndjson", ".xpt", ".parquet", ".csv")
"""Where a folder has one dataset in several forms, the first of these is read."""

FOLDER = "sdtm"
PEEK = 1 << 16
_NAME = re.compile("(supp)?(tr|tu|rs|lb)[0-9a-z]{0,2}", re.IGNORECASE)
"""How the datasets are named that are read; a large one may be split, and numbered."""
_JSON_NAME = re.compile(r'"name"\s*:\s*"(\w+)"')


def domain_of(columns: Iterable[str]) -> str:
    """Return the domain that variables belong to; empty where it is none of those read here."""
    held = set(columns)
    return next((name for name, needed in NEEDED.items() if needed <= held), "")


def sdtm_files(path: Path) -> list[Path]:
    """Return the SDTM datasets that a path stands for: itself, or those in a folder.

    A folder of several exports has them in a folder ``sdtm``.
    """
    if not path.is_dir():
        return [path] if _domain_in(path) else []
    found = [one for one in sorted(path.iterdir()) if one.is_file() and _domain_in(one)]
    if not found and (path / FOLDER).is_dir():
        return sdtm_files(path / FOLDER)
    return in_one_form(found)


def in_one_form(files: Iterable[Path]) -> list[Path]:
    """Return each dataset of a folder once: our own exports have it as XPT and as Dataset-JSON."""
    order = {suffix: number for number, suffix in enumerate(FORMS)}
    first: dict[tuple[Path, str], Path] = {}
    for one in sorted(files, key=lambda file: order.get(file.suffix.lower(), len(FORMS))):
        first.setdefault((one.parent, one.stem.lower()), one)
    return sorted(first.values())


def damaged_in(folder: Path) -> list[Path]:
    """Return the files of a folder of datasets that are none, though they have the names of such.

    Without them the others would be read as if nobody had measured anything.
    """
    files = sdtm_files(folder)
    inside = sorted(files[0].parent.iterdir()) if files else []
    return lacking(files, (one for one in inside if one.is_file() and not _domain_in(one)))


def lacking(files: Iterable[Path], broken: Iterable[Path]) -> list[Path]:
    """Return the broken files that were datasets of the same folders, by their names.

    One that is there in another form lacks to nobody.
    """
    held = {(one.parent, one.stem.lower()) for one in files}
    folders = {folder for folder, _ in held}
    return [
        one
        for one in broken
        if one.parent in folders
        and (one.parent, one.stem.lower()) not in held
        and one.suffix.lower() in FORMS
        and _NAME.fullmatch(one.stem)
    ]


def is_sdtm(paths: Sequence[Path]) -> bool:
    """Say whether any of the paths is an SDTM dataset, or a folder that holds TU, TR or RS."""
    return any(_is_sdtm(path) for path in paths)


def _is_sdtm(path: Path) -> bool:
    files = sdtm_files(path)
    if path.is_dir():
        return any(_domain_in(one) in OF_TUMOURS for one in files)
    return bool(files)


def read_datasets(path: Path) -> list[Dataset]:
    """Read one file; a transport file may hold several datasets.

    Raises
    ------
    UnreadableError
        Where it cannot be read: names the file, and the row where there is one.
    """
    return _READERS[path.suffix.lower()](path)


def _domain_in(path: Path) -> str:
    """Return the domain of a file by its variables alone; nothing is raised."""
    peek = _PEEKS.get(path.suffix.lower())
    if peek is None or not path.is_file():
        return ""
    try:
        return domain_of(peek(path))
    except (OSError, InputError, UnreadableError, ValueError):
        return ""


def _read(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableError(str(path), f"{error.strerror or error}; is the path right?") from None
    if not content.strip():
        raise UnreadableError(path.name, "is empty; ask for it anew")
    return content


def _peek_xpt(path: Path) -> set[str]:
    with path.open("rb") as file:
        return variables_of(file.read(PEEK))


def _peek_csv(path: Path) -> set[str]:
    with path.open("rb") as file:
        line = file.read(PEEK).decode("utf-8-sig", "replace").lstrip().partition("\n")[0]
    return {name.strip().strip('"').upper() for name in re.split(r"[,;\t]", line)}


def _peek_json(path: Path) -> set[str]:
    with path.open("rb") as file:
        return set(_JSON_NAME.findall(file.read(PEEK).decode("utf-8", "replace")))


def _peek_parquet(path: Path) -> set[str]:
    # pyarrow takes a while to import; most tables are CSV.
    from pyarrow import ArrowException
    from pyarrow.parquet import read_schema

    try:
        return {name.upper() for name in read_schema(path).names}
    except ArrowException:
        return set()


def _read_xpt(path: Path) -> list[Dataset]:
    return read_xpt(_read(path), path.name)


def _read_csv(path: Path) -> list[Dataset]:
    known = sorted(set().union(*NEEDED.values()))
    try:
        table = read_csv(path, known=[name.lower() for name in known])
    except InputError as error:
        raise UnreadableError(path.name, str(error).removeprefix(path.name).lstrip(": ")) from None
    columns = tuple(name.upper() for name in table.header)
    records = (
        Record(place=where, cells={name.upper(): text for name, text in cells.items()}, more={})
        for where, cells in table.rows
    )
    return [Dataset(file=path.name, columns=columns, records=tuple(records))]


def _read_parquet(path: Path) -> list[Dataset]:
    from pyarrow import ArrowException
    from pyarrow.parquet import read_table

    try:
        table = read_table(path)
        held = [column.to_pylist() for column in table.columns]
    except (ArrowException, OSError) as error:
        told = str(error).splitlines()[0]
        raise UnreadableError(path.name, f"cannot be read as Parquet ({told})") from None
    columns = tuple(name.upper() for name in table.column_names)
    return [_dataset(path.name, columns, (list(row) for row in zip(*held, strict=True)))]


def _read_json(path: Path) -> list[Dataset]:
    document = _parsed(_read(path), path.name, path.name)
    if not isinstance(document, dict):
        raise UnreadableError(path.name, "is no Dataset-JSON: it is no object")
    rows = document.get("rows", [])
    if not isinstance(rows, list):
        raise UnreadableError(path.name, "is no Dataset-JSON: its rows are no list")
    return [_dataset(path.name, _columns(document, path.name), _checked(rows, path.name))]


def _read_ndjson(path: Path) -> list[Dataset]:
    lines = [line for line in _read(path).splitlines() if line.strip()]
    if not lines:
        raise UnreadableError(path.name, "is empty")
    columns = _columns(_parsed(lines[0], path.name, path.name), path.name)
    rows = [
        _parsed(line, f"{path.name} row {number}", path.name)
        for number, line in enumerate(lines[1:], start=1)
    ]
    return [_dataset(path.name, columns, _checked(rows, path.name))]


def _parsed(content: bytes, where: str, file: str) -> Any:
    """Parse JSON; numbers stay the text that they are written as."""
    try:
        return json.loads(content.decode("utf-8-sig"), parse_float=str, parse_int=str)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(where, f"cannot be read as JSON ({error})") from None


def _columns(document: Any, file: str) -> tuple[str, ...]:
    columns = document.get("columns") if isinstance(document, dict) else None
    names = [one.get("name") for one in columns or () if isinstance(one, dict)]
    if not names or not all(isinstance(name, str) for name in names):
        raise UnreadableError(file, "is no Dataset-JSON 1.1: it does not name its columns")
    return tuple(str(name).upper() for name in names)


def _checked(rows: list[Any], file: str) -> Iterator[list[object]]:
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, list) or any(isinstance(cell, list | dict) for cell in row):
            raise UnreadableError(f"{file} row {number}", "is no list of values")
        yield row


def _dataset(file: str, columns: tuple[str, ...], rows: Iterable[list[object]]) -> Dataset:
    records = []
    for number, row in enumerate(rows, start=1):
        place = f"{file} row {number}"
        if len(row) != len(columns):
            raise UnreadableError(place, f"{len(row)} values under {len(columns)} columns")
        records.append(record_of(place, columns, row))
    return Dataset(file=file, columns=columns, records=tuple(records))


_READERS: dict[str, Callable[[Path], list[Dataset]]] = {
    ".xpt": _read_xpt,
    ".csv": _read_csv,
    ".parquet": _read_parquet,
    ".json": _read_json,
    ".ndjson": _read_ndjson,
}
_PEEKS: dict[str, Callable[[Path], set[str]]] = {
    ".xpt": _peek_xpt,
    ".csv": _peek_csv,
    ".parquet": _peek_parquet,
    ".json": _peek_json,
    ".ndjson": _peek_json,
}
