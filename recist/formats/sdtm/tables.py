"""All datasets of a record."""

from __future__ import annotations

from recist.formats.sdtm.context import context_of
from recist.formats.sdtm.dataset import Dataset, SdtmRecord, dataset_of
from recist.formats.sdtm.markers import marker_records
from recist.formats.sdtm.responses import response_records
from recist.formats.sdtm.results import result_records
from recist.formats.sdtm.supplemental import supplemental_rows
from recist.formats.sdtm.tumours import tumour_records
from recist.formats.sdtm.variables import ALWAYS, DOMAINS
from recist.trial.record import ExportRecord

MAKERS = {
    "TU": tumour_records,
    "TR": result_records,
    "RS": response_records,
    "LB": marker_records,
}


def tumour_rows(record: ExportRecord) -> tuple[SdtmRecord, ...]:
    """Return TU with what each record was made of."""
    return tuple(tumour_records(context_of(record)))


def result_rows(record: ExportRecord) -> tuple[SdtmRecord, ...]:
    """Return TR with what each record was made of."""
    return tuple(result_records(context_of(record)))


def response_rows(record: ExportRecord) -> tuple[SdtmRecord, ...]:
    """Return RS with what each record was made of."""
    return tuple(response_records(context_of(record)))


def datasets_of(record: ExportRecord) -> dict[str, Dataset]:
    """Make every dataset; those that may be left out are there only if they have a record."""
    context = context_of(record)
    made: dict[str, Dataset] = {}
    for name, make in MAKERS.items():
        records = list(make(context))
        made[name] = dataset_of(name, (dict(one.values) for one in records))
        made[f"SUPP{name}"] = dataset_of(f"SUPP{name}", supplemental_rows(records))
    return {name: made[name] for name in DOMAINS if made[name].size or name in ALWAYS}
