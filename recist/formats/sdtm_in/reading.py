"""SDTM as readings: TU, TR and RS in, as files or a folder; rows and stated responses out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from recist.formats.sdtm_in.datasets import (
    NEEDED,
    OF_TUMOURS,
    damaged_in,
    domain_of,
    in_one_form,
    is_sdtm,
    read_datasets,
    sdtm_files,
)
from recist.formats.sdtm_in.escapes import as_entered
from recist.formats.sdtm_in.records import Record, UnreadableError
from recist.formats.sdtm_in.study import taken_of
from recist.formats.sdtm_in.supplements import OWN, with_supplements
from recist.model.finding import Finding, Severity
from recist.trial.stated import Refused, Taken

SUBJECT = "USUBJID"
NOT_OURS = "is no dataset of TU, TR or RS: it lacks USUBJID beside TUTESTCD, TRTESTCD or RSTESTCD"

__all__ = ["is_sdtm", "read_sdtm"]


def read_sdtm(paths: Sequence[Path]) -> Taken:
    """Read SDTM datasets: XPT version 5, CSV, Parquet or Dataset-JSON 1.1, also line by line.

    Parameters
    ----------
    paths : sequence of Path
        Files, which are one set together, and folders, each a set of its own.

    Returns
    -------
    Taken
        Where anything of a set cannot be read, it is refused as a whole, with each place that is
        wrong; the other sets are taken.
    """
    loose = in_one_form(path for path in paths if not path.is_dir())
    sets = [loose] if loose else []
    sets += [[*sdtm_files(path), *damaged_in(path)] or [path] for path in paths if path.is_dir()]
    return _together(_take(files) for files in sets)


def _take(files: Sequence[Path]) -> Taken:
    domains: dict[str, list[Record]] = {name: [] for name in NEEDED}
    refused: list[Refused] = []
    others: list[str] = []
    for path in files:
        try:
            others.extend(_add(path, domains))
        except UnreadableError as error:
            refused.append(Refused(where=error.where, why=error.why))
    if not refused and not any(domains[name] for name in OF_TUMOURS) and others:
        refused.append(Refused(where=others[0], why=NOT_OURS))
    if refused:
        return Taken(refused=tuple(refused))
    if any(one.word("QNAM").startswith(OWN) for one in domains["SUPP"]):
        domains = {name: as_entered(records) for name, records in domains.items()}
    supplements = domains.pop("SUPP")
    whole = {
        name: with_supplements(records, name, supplements) for name, records in domains.items()
    }
    taken = taken_of(whole)
    return replace(taken, findings=(*taken.findings, *map(_passed_over, others)))


def _add(path: Path, domains: dict[str, list[Record]]) -> list[str]:
    """Add the records of a file by their domain; return the datasets of SDTM's other domains."""
    if path.is_dir():
        raise UnreadableError(str(path), "has no SDTM dataset (TU, TR, RS) in it")
    if not sdtm_files(path) and not path.is_file():
        raise UnreadableError(str(path), "is not there; is the path right?")
    if path.suffix.lower() not in (".xpt", ".csv", ".parquet", ".json", ".ndjson"):
        raise UnreadableError(path.name, "is no XPT, CSV, Parquet or Dataset-JSON")
    others = []
    for dataset in read_datasets(path):
        domain = domain_of(dataset.columns)
        if domain:
            domains[domain].extend(dataset.records)
        elif SUBJECT in dataset.columns:
            others.append(dataset.file)
        else:
            raise UnreadableError(path.name, NOT_OURS)
    return others


def _passed_over(file: str) -> Finding:
    return Finding(
        severity=Severity.INFO,
        code="dataset-not-read",
        message=f"{file} is none of {', '.join(OF_TUMOURS)}, LB and their supplements: not read",
    )


def _together(parts: Iterable[Taken]) -> Taken:
    held = list(parts)
    return Taken(
        rows=tuple(row for one in held for row in one.rows),
        stated=tuple(stated for one in held for stated in one.stated),
        findings=tuple(note for one in held for note in one.findings),
        refused=tuple(refused for one in held for refused in one.refused),
    )
