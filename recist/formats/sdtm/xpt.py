"""Datasets as SAS transport files, version 5: what each can hold, and bytes that repeat."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from recist.formats.sdtm.dataset import Cell, Dataset
from recist.formats.sdtm.texts import held
from recist.formats.sdtm.variables import Domain, Kind

BLOCK = 80
STAMPS = ((1, 64), (2, 0), (5, 64), (6, 0))
"""Block and byte where a transport file says when it, and its dataset, was made and changed."""


def xpt_bytes(dataset: Dataset, made_at: str) -> tuple[bytes, tuple[str, ...]]:
    """Write a dataset as a transport file.

    Parameters
    ----------
    made_at : str
        ISO 8601; the only thing in which two files of the same dataset differ.

    Returns
    -------
    bytes and tuple of str
        The file, and what stands in it otherwise than it was.
    """
    import pandas

    frame = pandas.DataFrame(
        {one.name: _column(dataset, one.name, one.kind) for one in dataset.domain.variables}
    )
    with tempfile.TemporaryDirectory(prefix="recist-") as folder:
        path = Path(folder) / f"{dataset.name.lower()}.xpt"
        notes = write_xpt(frame, dataset.domain, made_at, path)
        return path.read_bytes(), notes


def write_xpt(frame: Any, domain: Domain, made_at: str, path: Path) -> tuple[str, ...]:
    """Write a frame of pandas, whose columns are the domain's variables, as a transport file.

    Returns
    -------
    tuple of str
        What stands in it otherwise than it was.
    """
    import pyreadstat

    notes: list[str] = []
    changed = {}
    for one in domain.variables:
        if one.kind is Kind.CHAR:
            texts = frame[one.name].tolist()
            instead = _substitutions(texts, one.length)
            if instead:
                changed[one.name] = [instead.get(text, text) for text in texts]
                notes.append(_note(domain.name, one.name, instead))
    pyreadstat.write_xport(
        frame.assign(**changed) if changed else frame,
        path,
        file_label=domain.label,
        column_labels=[one.label for one in domain.variables],
        table_name=domain.name,
        file_format_version=5,
    )
    _stamp(path, made_at)
    return tuple(notes)


def held_dataset(dataset: Dataset) -> Dataset:
    """Return a dataset as a transport file holds it."""
    columns: dict[str, list[Cell]] = {}
    for name, values in dataset.columns.items():
        one = dataset.domain.variable(name)
        if one.kind is Kind.NUM:
            columns[name] = list(values)
        else:
            instead = _substitutions(values, one.length)
            columns[name] = [instead.get(str(text), text) for text in values]
    return Dataset(name=dataset.name, columns=columns)


def _column(dataset: Dataset, name: str, kind: Kind) -> Any:
    import pandas

    values = dataset.columns[name]
    return pandas.Series(values, dtype="float64" if kind is Kind.NUM else "object")


def _substitutions(texts: Sequence[Any], size: int) -> dict[str, str]:
    """Return what stands for each text that cannot be held as it is."""
    different = set(texts)
    whole = "".join(different)
    if whole.isascii() and whole.isprintable() and not any(map(_is_long(size), different)):
        return {}
    pairs = ((text, held(text, size)) for text in different)
    return {text: instead for text, instead in pairs if text != instead}


def _is_long(size: int) -> Callable[[str], bool]:
    return lambda text: len(text) > size or text[-1:] == " "


def _note(dataset: str, variable: str, instead: dict[str, str]) -> str:
    """Name the substitutions of one variable; the first stands as the example."""
    first = min(instead)
    count = len(instead)
    texts = "1 text stands" if count == 1 else f"{count} texts stand"
    return (
        f"{dataset}.XPT, {variable}: {texts} otherwise than entered, since a transport file "
        f"holds printable ASCII of up to 200 characters; such as {first[:40]!a} as "
        f"{instead[first][:40]!r}; {dataset}.JSON has them as they were"
    )


def _stamp(path: Path, made_at: str) -> None:
    """Put one date in all places where a transport file says when it was made and changed."""
    when = datetime.fromisoformat(made_at).strftime("%d%b%y:%H:%M:%S").upper().encode()
    with path.open("r+b") as file:
        for block, at in STAMPS:
            file.seek(block * BLOCK + at)
            file.write(when)
