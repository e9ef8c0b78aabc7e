"""Labels of visits become columns of a table; any text may be one, also the name of a column."""

from __future__ import annotations

from pathlib import Path

import pytest

from recist.formats.csv_export import CSV
from recist.formats.export_file import Exporter
from recist.formats.json_export import JSON
from recist.formats.xlsx_export import XLSX
from tests.formats.export_records import checked, hostile_texts, hostile_visits, written

NAMES = [
    *("subject", "Reader", "protocol", "program", "trial", "audit head", "exported_at"),
    *("best response", "best_response", "week_8", "week 8", "date", "baseline 2", "x\ny"),
]


@pytest.mark.parametrize("exporter", [CSV, XLSX, JSON], ids=lambda one: one.name)
def test_any_text_may_be_the_label_of_a_visit(exporter: Exporter, tmp_path: Path) -> None:
    record = hostile_visits([*hostile_texts()[::9], *hostile_texts()[-22:], *NAMES])
    written(exporter, record, tmp_path)
    assert checked(exporter, record, tmp_path) == []
