"""Our responses beside those that a file states: agreement, kappa, and each difference."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from recist.endpoints.best import best_response
from recist.model.assessment import CaseAssessment
from recist.model.protocol import Protocol
from recist.model.response import NewLesion, Response
from recist.trial.judging import Reads
from recist.trial.record import accepted_readers
from recist.trial.stated import Answer, StatedResponse
from recist.trial.stated_reasons import Reason, Variants, reason_for
from recist.trial.stated_words import NOTHING, Word, criteria_said, plain, word_said

ADJUDICATOR = "adjudicator"
"""Whoever adjudicates answers for the accepted read."""

Assessed = Sequence[tuple[Protocol, Sequence[CaseAssessment]]]
ANSWERS = (Answer.OVERALL, Answer.TARGET, Answer.NON_TARGET, Answer.NEW_LESION, Answer.BEST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One stated response beside ours.

    Attributes
    ----------
    protocol : str
        Id of the protocol that ours is judged by.
    visit : str
        As our readings call it; empty for the best response.
    ours, said : str
        Both in our words.
    reason : Reason or None
        Why they differ; None where they agree.
    """

    stated: StatedResponse
    protocol: str
    visit: str
    ours: str
    said: str
    reason: Reason | None = None

    @property
    def agrees(self) -> bool:
        """Whether both are the same answer, iRECIST's own words counting as the plain ones."""
        return self.reason is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How often one kind of answer is the same.

    Attributes
    ----------
    counts : mapping
        How often by our word and by theirs.
    """

    protocol: str
    scope: str
    answer: Answer
    counts: Mapping[tuple[str, str], int]

    @property
    def total(self) -> int:
        """How many answers stand beside one another."""
        return sum(self.counts.values())

    @property
    def agreed(self) -> int:
        """How many are the same."""
        return sum(number for (ours, said), number in self.counts.items() if ours == said)

    @property
    def percent(self) -> Decimal:
        """How many of a hundred are the same, to 0.01 for showing."""
        return (Decimal(100 * self.agreed) / self.total).quantize(Decimal("0.01"))

    @property
    def kappa(self) -> Fraction | None:
        """Cohen's kappa; None where chance alone would agree throughout."""
        return kappa(self.counts)

    @property
    def categories(self) -> tuple[str, ...]:
        """Every word that either side uses, the best response first."""
        used = dict.fromkeys(word for pair in self.counts for word in pair)
        order = [*map(str, Response), *map(str, NewLesion)]
        return tuple(sorted(used, key=lambda word: order.index(word) if word in order else -1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmatched:
    """A response that has nothing to stand beside, and why."""

    subject: str
    reader: str
    visit: str
    what: str
    why: str
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedComparison:
    """All of it.

    Attributes
    ----------
    only_stated : tuple of Unmatched
        Stated, and not compared: an unknown word, a visit or reader that we do not have, other
        criteria, two statements that contradict one another.
    only_ours : tuple of Unmatched
        Visits that we judge, and of which nothing is stated.
    """

    compared: tuple[Compared, ...]
    agreements: tuple[Agreement, ...]
    only_stated: tuple[Unmatched, ...]
    only_ours: tuple[Unmatched, ...]

    @property
    def differences(self) -> tuple[Compared, ...]:
        """Those that are not the same."""
        return tuple(one for one in self.compared if not one.agrees)


def kappa(counts: Mapping[tuple[str, str], int]) -> Fraction | None:
    """Return Cohen's kappa of two sides, exactly.

    Parameters
    ----------
    counts : mapping
        How often by the category of each side.

    Returns
    -------
    Fraction or None
        None where it is undefined: no pair, or one category alone on both sides.
    """
    total = sum(counts.values())
    if not total:
        return None
    first, second = Counter[str](), Counter[str]()
    for (ours, said), number in counts.items():
        first[ours] += number
        second[said] += number
    observed = Fraction(sum(n for (ours, said), n in counts.items() if ours == said), total)
    chance = Fraction(sum(first[word] * second[word] for word in first), total * total)
    return None if chance == 1 else (observed - chance) / (1 - chance)


def compare_stated(
    reads: Reads, assessed: Assessed, stated: Iterable[StatedResponse]
) -> StatedComparison:
    """Put every stated response beside ours.

    Parameters
    ----------
    reads : Reads
        What ``assessed`` was judged from; differences are tried under other options.
    assessed : sequence of (Protocol, assessments)
        A response that names its criteria stands beside the protocols of these alone.
    """
    told = list(stated)
    work = _Work(reads, assessed)
    for one in told:
        work.named[one.subject][one.reader.casefold()] = None
    for held in _by_question(told).values():
        work.put(held)
    return StatedComparison(
        compared=tuple(work.compared),
        agreements=tuple(_agreements(work.compared)),
        only_stated=tuple(work.unmatched),
        only_ours=tuple(work.not_stated()),
    )


def _by_question(
    stated: Iterable[StatedResponse],
) -> dict[tuple[str, ...], list[StatedResponse]]:
    grouped: dict[tuple[str, ...], list[StatedResponse]] = defaultdict(list)
    for one in stated:
        criteria = criteria_said(one.criteria)
        key = (one.subject, one.reader, one.scope, one.visit.casefold(), one.answer)
        grouped[(*key, criteria or one.criteria.casefold())].append(one)
    return grouped


@dataclass(slots=True)
class _Work:
    reads: Reads
    assessed: Assessed
    compared: list[Compared] = field(default_factory=list)
    unmatched: list[Unmatched] = field(default_factory=list)
    cases: dict[tuple[str, str, str], list[CaseAssessment]] = field(init=False)
    readers: dict[str, dict[str, None]] = field(init=False)
    named: dict[str, dict[str, None]] = field(init=False)
    accepted: dict[str, tuple[list[str], list[str]]] = field(init=False)
    variants: Variants = field(init=False)

    def __post_init__(self) -> None:
        self.cases, self.readers = defaultdict(list), defaultdict(dict)
        self.named = defaultdict(dict)
        self.accepted = accepted_readers(self.reads)
        self.variants = Variants(self.reads)
        for _, assessments in self.assessed:
            for one in assessments:
                case = one.case
                self.cases[case.subject, case.reader, case.scope].append(one)
                self.readers[case.subject][case.reader] = None

    def put(self, held: Sequence[StatedResponse]) -> None:
        """Put one question's answer beside ours; several must be the same."""
        one = held[0]
        said = word_said(one.response, one.answer)
        if said is None:
            for each in held:
                self._leave(each, f"{each.response!r} is no response that is known")
            return
        other = next((each for each in held if word_said(each.response, each.answer) != said), None)
        if other is not None:
            self._leave(one, f"is stated as {other.response} in {other.source}, too")
            return
        cases, why = self._cases(one)
        if not cases:
            self._leave(one, why)
        for assessment in cases:
            self._compare(one, said, assessment)

    def _cases(self, one: StatedResponse) -> tuple[list[CaseAssessment], str]:
        """Return the courses that a response is of, or why there is none."""
        readers = self.readers.get(one.subject)
        if readers is None:
            return [], f"subject {one.subject} has no reading here"
        reader = self._reader(one)
        if reader is None:
            return [], f"{one.reader or 'a reader without a name'} has not read {one.subject} here"
        found = self.cases.get((one.subject, reader, one.scope), [])
        if not found:
            return [], f"no protocol here has the scope {one.scope}"
        criteria = criteria_said(one.criteria)
        fitting = [case for case in found if criteria in ("", case.protocol.criteria)]
        return fitting, f"is stated by {one.criteria}, which no protocol here goes by"

    def _reader(self, one: StatedResponse) -> str | None:
        """Return our reader of that name; who is alone on both sides is the same."""
        held = list(self.readers[one.subject])
        alike = [reader for reader in held if reader.casefold() == one.reader.casefold()]
        if alike:
            return alike[0]
        _, accepted = self.accepted.get(one.subject, ([], []))
        if one.reader.casefold() == ADJUDICATOR and len(accepted) == 1:
            return accepted[0]
        alone = len(held) == 1 and len(self.named[one.subject]) == 1
        return held[0] if alone else None

    def _compare(self, one: StatedResponse, said: Word, assessment: CaseAssessment) -> None:
        index = _index_of(assessment, one.visit)
        if one.answer is not Answer.BEST and index is None:
            self._leave(one, f"there is no visit {one.visit} in the readings")
            return
        if index == 0 and one.answer in (Answer.OVERALL, Answer.TARGET, Answer.NON_TARGET):
            if said not in (NOTHING, Response.NED):
                self._leave(one, f"{one.visit} is the baseline, which has no response")
            return
        ours = answer_of(assessment, index, one.answer)
        same = plain(ours) == plain(said)
        reason = None if same else reason_for(assessment, index, one.answer, said, self.variants)
        self.compared.append(
            Compared(
                stated=one,
                protocol=assessment.protocol.id,
                visit="" if index is None else assessment.visits[index].visit,
                ours=str(ours),
                said=str(said),
                reason=reason,
            )
        )

    def _leave(self, one: StatedResponse, why: str) -> None:
        self.unmatched.append(
            Unmatched(
                subject=one.subject,
                reader=one.reader,
                visit=one.visit,
                what=f"{one.answer} {one.response}",
                why=why,
                source=one.source,
            )
        )

    def not_stated(self) -> Iterator[Unmatched]:
        """Yield the visits of ours that have no overall response stated, where others have."""
        stated = [one for one in self.compared if one.stated.answer is Answer.OVERALL]
        scopes = {(one.protocol, one.stated.scope) for one in stated}
        found = {(one.stated.subject, one.protocol, one.stated.scope) for one in stated}
        held = {
            (one.stated.subject, self._reader(one.stated), one.protocol,
             one.stated.scope, one.visit)
            for one in stated
        }  # fmt: skip
        for protocol, assessments in self.assessed:
            for case in assessments:
                subject, reader, scope = case.case.subject, case.case.reader, case.case.scope
                if (protocol.id, scope) not in scopes:
                    continue
                known = (subject, protocol.id, scope) in found
                for visit, read in zip(case.visits[1:], case.case.visits[1:], strict=True):
                    place = (subject, reader, protocol.id, scope, visit.visit)
                    if read.assessed and place not in held:
                        yield Unmatched(
                            subject=subject,
                            reader=reader,
                            visit=visit.visit,
                            what=f"{Answer.OVERALL} {visit.overall}",
                            why=(
                                "no response is stated of this visit"
                                if known
                                else "no response is stated of this subject"
                            ),
                        )


def answer_of(assessment: CaseAssessment, index: int | None, answer: Answer) -> Word:
    """Return our answer to a question, `NOTHING` where we have none."""
    if index is None:
        return best_response(assessment).response
    visit = assessment.visits[index]
    ours: Mapping[Answer, Word | None] = {
        Answer.OVERALL: visit.overall,
        Answer.TARGET: visit.target,
        Answer.NON_TARGET: visit.non_target,
        Answer.NEW_LESION: visit.new_lesion,
    }
    return ours[answer] or NOTHING


def _index_of(assessment: CaseAssessment, label: str) -> int | None:
    if not label:
        return None
    names = (visit.visit.casefold() for visit in assessment.visits)
    return next((at for at, name in enumerate(names) if name == label.casefold()), None)


def _agreements(compared: Iterable[Compared]) -> Iterator[Agreement]:
    grouped: dict[tuple[str, str, Answer], Counter[tuple[str, str]]] = defaultdict(Counter)
    for one in compared:
        key = (one.protocol, one.stated.scope, one.stated.answer)
        grouped[key][(str(plain_word(one.ours)), str(plain_word(one.said)))] += 1
    for (protocol, scope, answer), counts in sorted(
        grouped.items(), key=lambda item: ANSWERS.index(item[0][2])
    ):
        yield Agreement(protocol=protocol, scope=scope, answer=answer, counts=counts)


def plain_word(word: str) -> str:
    """Return a word of ours as all criteria say it."""
    said = word_said(word, Answer.OVERALL)
    return word if said is None or said is NOTHING else str(plain(said))
