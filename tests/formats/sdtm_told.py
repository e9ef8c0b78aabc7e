"""Records of SDTM as a test reads them."""

from collections.abc import Iterator

from recist.formats.sdtm.dataset import SdtmRecord
from recist.formats.sdtm.tables import (
    result_rows,
)
from tests.formats.sdtm_records import record, rows

Told = dict[str, object]


def results(table: str, *protocols: str, **where: str) -> list[Told]:
    """TR of a course, the records that have these values, without what is empty."""
    found = result_rows(record(rows(table), protocols or ("recist-1.1",)))
    return list(filled(found, where))


def filled(records: tuple[SdtmRecord, ...], where: dict[str, str]) -> Iterator[Told]:
    for one in records:
        if all(one.values.get(name, "") == value for name, value in where.items()):
            yield {name: value for name, value in one.values.items() if value not in ("", None)}


def told(one: Told, *names: str) -> tuple[object, ...]:
    return tuple(one.get(f"TR{name}", "") for name in names)


BASELINE = """
baseline | T1 | target     | liver      | measured | 42.0/33.9
baseline | T2 | target     | lymph node | measured | 24.1/17.4
baseline | NT | non-target | bone       | present  |
"""

RESPONSES = f"""{BASELINE}
week 8  | T1 | target | liver | measured | 25/20
week 8  | T2 | target | lymph node | measured | 20/12
week 8  | NT | non-target | bone | present |
week 16 | T1 | target | liver | measured | 25/20
week 16 | T2 | target | lymph node | measured | 20/12
week 16 | NT | non-target | bone | present |
week 16 | N1 | new | brain | unequivocal | 9/8
"""
