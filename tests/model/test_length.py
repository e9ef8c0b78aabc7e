from __future__ import annotations

from decimal import ROUND_UP, Context, Decimal, localcontext

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
        ("9" * 12, 999_999_999_999_000, False),  # the longest that is read
        ("." + "0" * 29 + "1", 0, True),
        ("1." + "0" * 30, 1_000, False),
        ("1.000500000000000000000000000001", 1_001, True),  # above half, in the last digit
    ],
)
def test_text_keeps_its_digits_to_the_micrometre(text: str, um: int, rounded: bool) -> None:
    assert Length.parse(text) == (Length(um), rounded)


@pytest.mark.parametrize(
    "text", ["", ".", "34,2", "-1", "+1", "1e3", "nan", "inf", "1 2", "0x10", "3.4.5", "٣"]
)
def test_what_is_no_plain_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no length") as refused:
        Length.parse(text)
    assert str(refused.value) == f"{text!r} is no length in mm"


@pytest.mark.parametrize("text", ["1" * 13, "1." + "0" * 31, "." + "0" * 31])
def test_what_is_longer_than_any_length_is_refused(text: str) -> None:
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


def test_rounding_does_not_depend_on_the_caller_s_decimals() -> None:
    with localcontext(Context(prec=3, rounding=ROUND_UP)):
        assert Length.parse("34.2004") == (Length(34_200), True)
        assert Length.from_caliper(34.249999, Decimal("0.1")) == Length(34_200)
        assert Length.from_caliper(1234.56, Decimal("0.1")) == Length(1_234_600)


@given(st.integers(min_value=0, max_value=10**9))
def test_writing_and_reading_is_exact(um: int) -> None:
    assert Length.parse(str(Length(um))) == (Length(um), False)


def test_negative_changes_are_written_with_their_sign() -> None:
    assert mm_text(-2_900) == "-2.9"


@pytest.mark.parametrize(
    ("um", "text"),
    [(34_200, "34.2"), (34_000, "34.0"), (0, "0.0"), (5, "0.005"), (1_050, "1.05"), (-5, "-0.005")],
)
def test_millimetres_have_one_decimal_or_as_many_as_they_need(um: int, text: str) -> None:
    assert mm_text(um) == text
    assert Length(um).mm == Decimal(text)


@pytest.mark.parametrize(("mm", "um"), [(10, 10_000), ("0.5", 500), (0, 0)])
def test_a_threshold_is_given_in_millimetres(mm: int | str, um: int) -> None:
    assert Length.of_mm(mm) == Length(um)
