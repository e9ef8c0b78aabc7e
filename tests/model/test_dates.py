"""Dates as written: full, partial or empty, and which days a partial one allows."""

from datetime import date

import pytest

from recist.model.dates import NO_DATE, ScanDate


@pytest.mark.parametrize(
    ("text", "written", "day"),
    [
        ("2024-03-01", "2024-03-01", date(2024, 3, 1)),
        (" 2024-03-01 ", "2024-03-01", date(2024, 3, 1)),
        (" 2024-03 ", "2024-03", None),
        ("2024", "2024", None),
        ("2024-12", "2024-12", None),
        ("  ", "", None),
    ],
)
def test_a_date_is_kept_as_written_without_the_blanks_around_it(
    text: str, written: str, day: date | None
) -> None:
    assert ScanDate.parse(text) == ScanDate(written, day)


def test_an_empty_date_is_no_date() -> None:
    assert ScanDate.parse("") is NO_DATE


@pytest.mark.parametrize(
    "text",
    ["1.3.2024", "2024-3-1", "20240301", "24-03-01", "2024-03-01T00:00", "٢٠٢٤", "٢٠٢٤-٠٣-٠١", "x"],
)
def test_another_notation_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(ValueError, match="no ISO 8601 date") as refused:
        ScanDate.parse(f" {text}")
    assert str(refused.value) == f"{f' {text}'!r} is no ISO 8601 date"


@pytest.mark.parametrize("text", ["2024-02-30", "2024-13", "2024-00", "0000", "0000-01"])
def test_a_day_month_or_year_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"must be in|out of range"):
        ScanDate.parse(text)


def test_a_full_date_is_made_of_a_day() -> None:
    assert ScanDate.of(date(2024, 3, 1)) == ScanDate.parse("2024-03-01")


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2024-03-05", date(2024, 3, 5), date(2024, 3, 5)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),  # a leap year
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("", None, None),
    ],
)
def test_a_partial_date_allows_every_day_of_its_month_or_year(
    text: str, earliest: date | None, latest: date | None
) -> None:
    when = ScanDate.parse(text)
    assert (when.earliest, when.latest) == (earliest, latest)
