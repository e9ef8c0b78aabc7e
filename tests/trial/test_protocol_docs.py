"""The page on the protocol file names every key, every word and every built-in protocol."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from recist.criteria.registry import criteria
from recist.model.protocol import AdjudicateOn, Censoring, LocalTreatment
from recist.trial.protocol_file import built_in_ids, protocol_from_toml
from recist.trial.protocol_schema import Part, ProtocolPart, StepPart

PAGE = (Path(__file__).parents[2] / "docs" / "protocol-file.md").read_text("utf-8")


def keys() -> Iterator[str]:
    for name, field in ProtocolPart.model_fields.items():
        if isinstance(field.default, Part):
            yield from (f"{name}.{key}" for key in field.default.known())
        else:
            yield name


@pytest.mark.parametrize(
    "word",
    [
        *sorted(keys()),
        *sorted(StepPart.known()),
        *LocalTreatment,
        *Censoring,
        *AdjudicateOn,
        *sorted(criteria()),
        *built_in_ids(),
    ],
)
def test_the_page_names(word: str) -> None:
    assert f"`{word}`" in PAGE


def test_the_example_of_the_page_is_valid() -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert protocol_from_toml(example, "example.toml").scopes[0] == "liver"
