"""The checker of conformance: silent on what is written, and each rule heard where it is broken."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from recist.formats.sdtm.conformance import RULES, conformance_of
from recist.formats.sdtm.dataset import Cell, Dataset, dataset_of
from recist.formats.sdtm.tables import datasets_of
from recist.formats.sdtm.xpt import held_dataset
from tests.formats.sdtm_records import EVERYTHING, made_up, record, rows

Tables = dict[str, Dataset]
Change = Callable[[Tables], Tables]


def good() -> Tables:
    """Two readers' export of every state, in three scopes and by two criteria."""
    held = [*rows(EVERYTHING), *rows(EVERYTHING, reader="B", accepted="no")]
    return datasets_of(record(held, ["nct01387295", "nct01387295-recist-1.0"]))


def where(dataset: Dataset, wanted: Mapping[str, Cell]) -> int:
    """The first record that has these values."""
    for place, one in enumerate(dataset.records()):
        if all(one[name] == value for name, value in wanted.items()):
            return place
    raise LookupError(f"no record of {dataset.name} has {wanted}")


def put(name: str, at: Mapping[str, Cell], **values: Cell) -> Change:
    """Change values of the first record that is asked for."""

    def change(tables: Tables) -> Tables:
        records = tables[name].records()
        records[where(tables[name], at)] |= values
        return tables | {name: dataset_of(name, records)}

    return change


def without(name: str, at: Mapping[str, Cell]) -> Change:
    """Take a record away."""

    def change(tables: Tables) -> Tables:
        records = tables[name].records()
        del records[where(tables[name], at)]
        return tables | {name: dataset_of(name, records)}

    return change


def again(name: str, at: Mapping[str, Cell], **values: Cell) -> Change:
    """Add a record once more, with other values."""

    def change(tables: Tables) -> Tables:
        records = tables[name].records()
        records.append(records[where(tables[name], at)] | values)
        return tables | {name: dataset_of(name, records)}

    return change


def columns(name: str, change: Callable[[dict[str, list[Cell]]], object]) -> Change:
    """Change the columns as such."""

    def changed(tables: Tables) -> Tables:
        held = dict(tables[name].columns)
        change(held)
        return tables | {name: replace(tables[name], columns=held)}

    return changed


def raw(name: str, at: Mapping[str, Cell], variable: str, value: Cell) -> Change:
    """Put a value of whatever type."""

    def changed(tables: Tables) -> Tables:
        held = dict(tables[name].columns)
        column = list(held[variable])
        column[where(tables[name], at)] = value
        return tables | {name: replace(tables[name], columns=held | {variable: column})}

    return changed


def labelled(name: str, label: str = "", **labels: str) -> Change:
    return lambda tables: tables | {name: replace(tables[name], label=label, labels=labels)}


T1 = {"TRLNKID": "T1", "TRTESTCD": "LDIAM", "VISIT": "week 8", "TREVALID": "RADIOLOGIST 1"}
T1_SHORT = T1 | {"TRTESTCD": "LPERP"}
NT1 = {"TRLNKID": "NT1", "TRTESTCD": "TUMSTATE", "VISIT": "baseline"}
NT2 = {"TRLNKID": "NT2", "TRTESTCD": "LDIAM"}
NODE = {"TRLNKID": "T3", "TRTESTCD": "LPERP", "VISIT": "week 8"}
SUM = {"TRTESTCD": "SUMDIAM", "VISIT": "week 8", "TRGRPID": "TARGET LIVER"}
RESPONSE = {"RSTESTCD": "TRGRESP", "VISIT": "week 8", "RSSCAT": "LIVER", "RSCAT": "RECIST 1.1"}
OVERALL = RESPONSE | {"RSTESTCD": "LIVRRESP"}
SECOND = {"RSTESTCD": "BESTRESP", "RSEVALID": "RADIOLOGIST 2"}
OTHERS = RESPONSE | {"RSTESTCD": "NTRGRESP", "RSSCAT": "ALL"}
LESION = {"TULNKID": "T1", "TUEVALID": "RADIOLOGIST 2"}
WHOLE = {"RSSCAT": "ALL", "RSCAT": "RECIST 1.1", "VISIT": "week 32"}

BROKEN: dict[str, list[Change]] = {
    "structure/variable": [
        columns("TR", lambda held: held.pop("TRMETHOD")),
        columns("TU", lambda held: held.pop("TULOBXFL")),
    ],
    "structure/order": [columns("TU", lambda held: held.update(TULNKID=held.pop("TULNKID")))],
    "structure/label": [labelled("TU", label="Tumours"), labelled("RS", RSCAT="Category")],
    "structure/type": [raw("TR", T1, "TRDY", "57"), raw("TU", LESION, "TUREFID", 7)],
    "structure/length": [put("TU", LESION, TUREFID="1" * 201)],
    "values/required": [put("SUPPTR", {"QNAM": "RCSITE"}, QLABEL="")],
    "values/domain": [put("TU", LESION, DOMAIN="TR"), put("SUPPTR", {}, RDOMAIN="TU")],
    "values/date": [
        put("TR", T1, TRDTC="06/03/2024"),
        put("TR", T1, TRDTC="2024-02-30"),
        put("RS", RESPONSE, RSDTC="2024-03-06T25:00"),
    ],
    "values/term": [
        put("TU", LESION, TUACPTFL="X"),
        put("TR", NT1, TRSTRESC="Present"),
        put("TU", LESION, TULOC="Liver"),
    ],
    "values/term-added": [
        put("TU", LESION, TUTESTCD="NEWLES"),
        put("TU", LESION, TUSTRESC="INDEX"),
    ],
    "values/test": [put("TR", T1, TRTEST="Diameter, longest")],
    "values/unit": [put("TR", T1_SHORT, TRSTRESU="cm"), put("TR", SUM, TRSTRESU="")],
    "values/number": [put("TR", T1_SHORT, TRSTRESN=22.5), put("TR", T1_SHORT, TRSTRESN=None)],
    "values/too-small": [
        put("TR", NT2, TRORRES="TOO SMALL TO MEASURE", TRSTRESC="", TRSTRESN=None)
    ],
    "keys/sequence": [again("TU", LESION, TULNKID="T9")],
    "keys/unique": [again("TR", T1_SHORT, TRSEQ=99999), again("SUPPTR", {"QNAM": "RCSITE"})],
    "status/result": [
        put("TR", NT1, TRSTAT="NOT DONE"),
        put("RS", OTHERS, RSORRES="", RSSTRESC=""),
    ],
    "status/reason": [put("TR", NT1, TRREASND="motion")],
    "evaluator/accepted": [put("TR", T1 | {"TREVALID": "RADIOLOGIST 2"}, TRACPTFL="Y")],
    "evaluator/named": [put("RS", SECOND, RSEVAL="")],
    "links/lesion": [put("TR", NT1, TRLNKID="NT9")],
    "links/group": [put("RS", RESPONSE, RSLNKGRP="R1-V09")],
    "links/parent": [put("SUPPTR", {"QNAM": "RCSITE"}, IDVARVAL="77777")],
    "visits/number": [put("RS", OTHERS, VISIT="week 9")],
    "sums/diameters": [
        put("TR", NODE, TRORRES="8.4", TRSTRESC="8.4", TRSTRESN=8.4),
        without("TR", NODE),
    ],
    "sums/without-nodes": [
        put("TR", SUM | {"TRTESTCD": "SUMNLNLD"}, TRSTRESC="40.0", TRSTRESN=40.0)
    ],
    "sums/change": [
        put("TR", SUM | {"TRTESTCD": "ACNSD"}, TRSTRESC="-24.0", TRSTRESN=-24.0),
        put("TR", SUM | {"TRTESTCD": "PCBSD"}, TRSTRESC="-35.07", TRSTRESN=-35.07),
        put("TR", SUM | {"TRTESTCD": "PCNSD"}, TRSTRESC="-35", TRSTRESN=-35.0),
    ],
    "responses/missing": [put("RS", OVERALL, RSTESTCD="RDIORESP", RSTEST="Radiologic Response")],
    "responses/target": [
        put("RS", RESPONSE, RSORRES="SD", RSSTRESC="SD"),
        put("RS", RESPONSE, RSORRES="PR", RSSTRESC="CR"),
    ],
    "responses/overall": [
        put("RS", WHOLE | {"RSTESTCD": "OVRLRESP"}, RSSTRESC="SD"),
    ],
}
CASES = [(rule, change) for rule, changes in BROKEN.items() for change in changes]


def test_every_rule_is_broken_by_a_test() -> None:
    assert list(BROKEN) == [rule.id for rule in RULES]


def test_what_is_written_conforms() -> None:
    assert [str(one) for one in conformance_of(good())] == []


@pytest.mark.parametrize(("rule", "change"), CASES, ids=[rule for rule, _ in CASES])
def test_a_broken_rule_is_heard_and_no_other(rule: str, change: Change) -> None:
    assert {one.rule for one in conformance_of(change(good()))} == {rule}


def test_a_finding_names_dataset_row_and_what_is_wrong() -> None:
    tables = put("TU", LESION, TUDTC="soon")(good())
    (one,) = conformance_of(tables)
    row = where(tables["TU"], LESION) + 1
    assert str(one) == f"TU row {row}: TUDTC is 'soon', no ISO 8601 date (values/date)"


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    "protocols",
    [("recist-1.1", "recist-1.0"), ("nct01387295",), ("irecist",), ("mrecist",), ("srt-tdm1",)],
    ids=lambda names: names[0],
)
def test_whatever_readers_enter_is_written_so_that_it_conforms(
    seed: int, protocols: tuple[str, ...]
) -> None:
    tables = datasets_of(record(made_up(seed), protocols))
    held = {name: held_dataset(dataset) for name, dataset in tables.items()}
    assert [str(one) for one in conformance_of(held)] == []


def test_datasets_without_flags_and_protocols_are_checked_by_their_first_visit() -> None:
    """As others write them: no baseline flag, no protocol, no supplemental qualifiers."""
    table = """
    baseline | T1 | target | liver | measured | 40/30
    baseline | T2 | target | lymph node | measured | 24/18
    week 8   | T1 | target | liver | measured | 20/15
    week 8   | T2 | target | lymph node | measured | 20/12
    """
    tables = datasets_of(record(rows(table)))
    ours = {name: tables[name].records() for name in ("TU", "TR", "RS")}
    for name, held in ours.items():
        for one in held:
            one |= {f"{name}{variable}": "" for variable in ("BLFL", "SPID")}
    plain = {name: dataset_of(name, held) for name, held in ours.items()}
    assert [str(one) for one in conformance_of(plain)] == []

    wrong = put("TR", {"TRLNKID": "T2", "TRTESTCD": "LPERP"}, TRSTRESN=17.0, TRSTRESC="17.0")
    assert {one.rule for one in conformance_of(wrong(plain))} == {"sums/diameters"}


def test_what_is_no_dataset_of_ours_is_left_alone() -> None:
    assert conformance_of({"DM": Dataset(name="DM", columns={"AGE": ["old"]})}) == []
