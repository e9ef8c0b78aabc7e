from __future__ import annotations

from decimal import Decimal

import pytest

from recist.model.errors import InputError
from recist.model.length import Length
from recist.model.protocol import Protocol
from recist.trial.protocol_file import built_in_protocols, protocol_from_toml

SHORT = 'id = "p"\ncriteria = "RECIST 1.1"\n'


def test_the_default_is_recist_1_1_as_published() -> None:
    protocol = built_in_protocols()["recist-1.1"]
    assert protocol == Protocol(id="recist-1.1", criteria="RECIST 1.1", title=protocol.title)


def test_only_id_and_criteria_are_needed() -> None:
    assert protocol_from_toml(SHORT, "p.toml") == Protocol(id="p", criteria="RECIST 1.1")


def test_figures_stay_exact() -> None:
    text = f"{SHORT}measurement_precision_mm = 0.05\n[options]\ntoo_small_mm = 4.9\n"
    protocol = protocol_from_toml(text, "p.toml")
    assert protocol.measurement_precision_mm == Decimal("0.05")
    assert protocol.options.too_small == Length(4_900)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f"{SHORT}colour = 1", "p.toml, key colour:"),
        (f'{SHORT}[targets]\nmax_total = "5"', "p.toml, key targets.max_total:"),
        (f"{SHORT}[targets]\nmax_total = 0", "p.toml, key targets.max_total:"),
        (f"{SHORT}[options]\ntoo_small_mm = -1", "p.toml, key options.too_small_mm:"),
        ('id = "p"', "p.toml, key criteria:"),
        ("id = ", "p.toml is no TOML"),
    ],
)
def test_a_faulty_file_names_the_key(text: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        protocol_from_toml(text, "p.toml")
    assert str(caught.value).startswith(says)
