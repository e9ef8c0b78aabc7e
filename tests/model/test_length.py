from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recist.model.length import Length, mm_text


@pytest.mark.parametrize(
    ("text", "um", "rounded"),
    [
        ("34.2", 34_200, False),
        (" 34.2 ", 34_200, False),
        ("0", 0, False),
        (".5", 500, False),
        ("5.", 5_000, False),
        ("34.2004", 34_200, True),
        ("0.0005", 0, True),  # half to even
        ("0.0015", 2, True),
        ("0.1000", 100, False),
    ],
)
def test_text_keeps_its_digits_to_the_micrometre(text: str, um: int, rounded: bool) -> None:
    assert Length.parse(text) == (Length(um), rounded)


@pytest.mark.parametrize(
    "text", ["", "34,2", "-1", "+1", "1e3", "nan", "inf", "1 2", "0x10", "3.4.5", "٣"]
)
def test_what_is_no_plain_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no length"):
        Length.parse(text)


@pytest.mark.parametrize(
    ("distance_mm", "precision_mm", "um"),
    [
        (34.249999, "0.1", 34_200),
        (34.25, "0.1", 34_200),  # exactly between: half to even
        (34.75, "0.1", 34_800),
        (34.2500001, "0.1", 34_300),
        (34.6, "1", 35_000),
        (34.2, "0.001", 34_200),
    ],
)
def test_a_caliper_is_rounded_once(distance_mm: float, precision_mm: str, um: int) -> None:
    assert Length.from_caliper(distance_mm, Decimal(precision_mm)) == Length(um)


@given(st.integers(min_value=0, max_value=10**9))
def test_writing_and_reading_is_exact(um: int) -> None:
    assert Length.parse(str(Length(um))) == (Length(um), False)


def test_negative_changes_are_written_with_their_sign() -> None:
    assert mm_text(-2_900) == "-2.9"
