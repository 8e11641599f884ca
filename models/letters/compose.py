"""From a letter definition and one case to the letter's content: plain text in blocks, nothing about layout.

A text that quotes an optional answer which was not given is left out whole, so that no letter has holes; anything else
without a value is listed as missing and keeps the letter from being issued.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from models.domain.facts import FACTS
from models.domain.indonesia import long_date
from models.domain.paper import PageSetup, Signer
from models.domain.travel import TravelRate
from models.forms.rules import filled, holds
from models.forms.spec import Field, FieldKind, Scalar, Value, Values
from models.letters.context import LetterContext, OfficerLine
from models.letters.naming import Naming, without_names
from models.letters.placeholders import Filler, used
from models.letters.spec import Block, BlockKind, ComposedBlock, LetterContent, LetterSpec

#: Words a date field may start with, as days from the date of the letter.
DAYS = {"hari ini": 0, "besok": 1, "kemarin": -1}
#: What an officer field starts with to propose the case's officers.
ASSIGNED = "ditugaskan"
#: What a table starts with to propose the office's rates for journeys, and the columns they fill.
RATES = "tarif kantor"
RATE_COLUMNS = ("uraian", "satuan", "tarif")
#: What an officer field starts with to propose whoever writes the letter.
WRITER = "pembuat"
_SIGNER = "penandatangan."
#: Last parts of the facts by which a person is known at once.
_IDENTIFYING = ("nama", "nik", "wali", "telepon")


def compose(spec: LetterSpec, context: LetterContext) -> LetterContent:
    """The letter ``spec`` filled from ``context``. ``missing`` holds each label once, in reading order."""
    return _Composer(spec, context).letter()


def prefill(spec: LetterSpec, context: LetterContext) -> Values:
    """The answers a new letter starts with: known facts first, then the defaults of its definition.

    Where the letter must not name people, full names in proposed texts are put as initials.
    """
    filler = Filler(spec.fields, context)
    found: Values = {}
    for question in spec.fields:
        known = context.facts.get(question.meaning) if question.meaning else None
        value = known if filled(known) else _default(question, filler, context)
        if isinstance(value, str) and spec.client_name != "penuh":
            value = without_names(value, context.facts)
        if value is not None and filled(value):
            found[question.key] = value
    return found


def _default(question: Field, filler: Filler, context: LetterContext) -> Value | None:
    default = question.default
    if question.kind is FieldKind.DATE and default in DAYS:
        return _shifted(context.date, DAYS[str(default)])
    if default == ASSIGNED and question.kind is FieldKind.OFFICERS:
        return list(context.assigned)
    if default == ASSIGNED and question.kind is FieldKind.OFFICER:
        return context.assigned[0] if context.assigned else None
    if default == WRITER and question.kind is FieldKind.OFFICER:
        return next((key for key, officer in context.officers.items() if officer == context.writer), None)
    if default == RATES and question.kind is FieldKind.TABLE:
        return [_rate_row(rate) for rate in context.office.travel.rates]
    if isinstance(default, str) and question.kind in (FieldKind.TEXT, FieldKind.LONG_TEXT):
        done = filler.fill(default)
        return None if done.missing or done.dropped else done.text
    return default


def _rate_row(rate: TravelRate) -> dict[str, Scalar]:
    name, unit, amount = RATE_COLUMNS
    return {name: rate.name, unit: rate.unit, amount: rate.amount}


def _shifted(day: date, days: int) -> str:
    return (day + timedelta(days=days)).isoformat()


def exposed(
    spec: LetterSpec, content: LetterContent, facts: Mapping[str, Value], ours: Iterable[str] = (), naming: str = ""
) -> tuple[str, ...]:
    """Labels of identifying facts that stand in the letter's open part although the letter must not name the client.

    Catches what a clerk typed by hand: whole words, without regard to capitals. ``ours`` are names that may stand in
    any letter (officers, the signer): a client called Dewi must not keep Dewi Lestari from being sent. Where this one
    letter is to be more discreet than its kind (``naming``), its annex is looked at as well.
    """
    discreet = naming in (Naming.INITIALS, Naming.CODE)
    if spec.client_name == "penuh" and not discreet:
        return ()
    text = " ".join(_texts(content, annex=discreet)).casefold()
    for name in sorted(filter(None, ours), key=len, reverse=True):
        text = text.replace(name.casefold(), " ")
    found = []
    for fact in FACTS.values():
        value = facts.get(fact.key)
        identifies = fact.secret and fact.key.rpartition(".")[2] in _IDENTIFYING
        if identifies and isinstance(value, str) and _stands_in(value.casefold(), text):
            found.append(fact.label)
    return tuple(found)


def _stands_in(value: str, text: str) -> bool:
    words = " ".join(value.split())
    return len(words) >= 3 and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", " ".join(text.split())) is not None


def _texts(content: LetterContent, *, annex: bool) -> list[str]:
    """Every text, with or without the closed annex."""
    texts = [content.title, content.subject, content.addressee, content.addressee_place, content.sender]
    texts += [content.enclosure, *content.cc]
    texts += [text for _, text in content.corner]
    for block in content.blocks:
        if block.kind is BlockKind.ANNEX and not annex:
            break
        texts += [block.head, *block.texts]
        texts += [cell for row in (*block.rows, *block.foot) for cell in row]
        texts += [cell for pair in block.signatures for cell in pair]
    return texts


class _Composer:
    """Fills one letter and gathers what is missing on the way."""

    def __init__(self, spec: LetterSpec, context: LetterContext) -> None:
        self._spec = spec
        self._context = context
        self._filler = Filler(spec.fields, context)
        answered = {question.key: self._filler.value(question.key)[0] for question in spec.fields}
        self._known = {**context.facts, **{key: value for key, value in answered.items() if value is not None}}
        self._missing: dict[str, None] = {}

    def letter(self) -> LetterContent:
        spec, context = self._spec, self._context
        title, subject = self._text(context.title or spec.title), self._text(spec.subject)
        addressee, place = self._text(spec.addressee), self._text(spec.addressee_place)
        blocks = tuple(block for block in map(self._block, spec.blocks) if block is not None)
        cc = tuple(line.strip() for text in self._texts(spec.cc) for line in text.split("\n") if line.strip())
        return LetterContent(
            name=spec.name,
            title=title,
            shape=spec.shape,
            blocks=blocks,
            page=self._page(),
            letterhead=context.letterhead if spec.letterhead else None,
            number=context.number,
            place_date=", ".join(filter(None, (context.office.city, long_date(context.date)))),
            signer=self._signer(),
            subject=subject,
            addressee=addressee,
            addressee_place=place,
            sender=self._text(spec.sender),
            secrecy=_secrecy(spec, context.fields),
            enclosure=self._text(spec.enclosure) or "-",
            cc=cc,
            corner=tuple((label, text) for label, value in spec.corner if (text := self._text(value))),
            check_code=context.check_code,
            both_sides=spec.both_sides,
            missing=tuple(self._missing),
            options=(*context.options, ("huruf", spec.face)) if spec.face else context.options,
        )

    def _page(self) -> PageSetup:
        page = self._context.page
        return replace(page, paper=self._spec.paper) if self._spec.paper else page

    def _signer(self) -> Signer | None:
        """Who signs below the text; nobody where the wording itself places the signer or the letter has none."""
        quoted = (name for block in self._spec.blocks for pair in block.signatures for text in pair
                  for name, _, _ in used(text))  # fmt: skip
        if not (self._spec.signer or self._spec.signer_field) or any(name.startswith(_SIGNER) for name in quoted):
            return None
        if self._context.signer is None:
            self._missing["Penanda tangan"] = None
        return self._context.signer

    def _text(self, text: str) -> str:
        done = self._filler.fill(text)
        self._missing |= dict.fromkeys(done.missing)
        return done.text

    def _texts(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        """The texts that are printed: those left out for an optional answer are gone."""
        return tuple(done for text in texts if (done := self._text(text)))

    def _block(self, block: Block) -> ComposedBlock | None:
        if not holds(block.show_if, self._known):
            return None
        done = ComposedBlock(
            kind=block.kind,
            head=self._text(block.head),
            columns=tuple(self._text(column) for column in block.columns),
            widths=block.widths,
            numbered=block.numbered,
            blank_lines=block.blank_lines,
        )
        match block.kind:
            case BlockKind.OFFICERS:
                return self._officers(block, done)
            case BlockKind.TABLE:
                return self._table(block, done)
            case BlockKind.TICKS:
                return self._ticks(block, done)
            case BlockKind.PAIRS:
                rows = tuple(row for row in map(self._pair, block.rows) if row)
                return replace(done, rows=rows) if rows else None
            case BlockKind.SIGNATURE:
                return replace(done, signatures=tuple(map(self._signature, block.signatures)))
        texts = self._texts(block.texts)
        if block.texts and not texts:
            return None
        if block.kind is BlockKind.PARAGRAPH:
            # Where the clerk began a new line, a new paragraph begins.
            texts = tuple(part for text in texts for part in text.split("\n") if part.strip())
        return replace(done, texts=_punctuated(texts) if block.kind is BlockKind.CLAUSE else texts)

    def _pair(self, row: tuple[str, ...]) -> tuple[str, ...]:
        done = self._filler.fill(row[1])
        self._missing |= dict.fromkeys(done.missing)
        return () if done.dropped else (self._text(row[0]), done.text)

    def _signature(self, pair: tuple[str, str]) -> tuple[str, str]:
        """Role and name; a name not known yet is left to be written by hand."""
        return self._text(pair[0]), self._text(pair[1])

    def _question(self, key: str) -> Field:
        return next(question for question in self._spec.fields if question.key == key)

    def _officers(self, block: Block, done: ComposedBlock) -> ComposedBlock | None:
        value, question = self._filler.value(block.source)
        keys = [str(entry) for entry in value] if isinstance(value, list) else [str(value)] if filled(value) else []
        people = [self._context.officers[key] for key in keys if key in self._context.officers]
        if people:
            return replace(done, rows=tuple(map(_officer_row, people)))
        if question is not None and question.required:
            self._missing[question.label] = None
        return None

    def _table(self, block: Block, done: ComposedBlock) -> ComposedBlock | None:
        if not block.source:
            return replace(done, rows=self._plain_rows(block), foot=self._cells(block.foot))
        value, question = self._filler.value(block.source)
        entries = [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []
        if entries and question is not None:
            pattern = block.rows[0]
            rows = [self._row(pattern, entry, question.columns, index) for index, entry in enumerate(entries, 1)]
            return replace(done, rows=tuple(rows), foot=self._cells(block.foot))
        if question is not None and question.required:
            self._missing[question.label] = None
        return None

    def _plain_rows(self, block: Block) -> tuple[tuple[str, ...], ...]:
        """The rows as they are written, one of them as often as the office wants it."""
        if not block.repeat:
            return self._cells(block.rows)
        times = self._filler.value(block.repeat_by)[0]
        again = times if isinstance(times, int) else 1
        rows = [row for place, row in enumerate(block.rows, 1) for _ in range(again if place == block.repeat else 1)]
        return tuple(self._row(row, {}, (), index) for index, row in enumerate(rows, 1))

    def _cells(self, rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(self._text(cell) for cell in row) for row in rows)

    def _row(
        self, pattern: tuple[str, ...], entry: Mapping[str, Scalar], columns: tuple[Field, ...], index: int
    ) -> tuple[str, ...]:
        filler = self._filler.at(entry, columns, index)
        cells = [filler.fill(cell) for cell in pattern]
        for cell in cells:
            self._missing |= dict.fromkeys(cell.missing)
        return tuple(cell.text for cell in cells)

    def _ticks(self, block: Block, done: ComposedBlock) -> ComposedBlock:
        question = self._question(block.source)
        value = self._filler.value(block.source)[0]
        chosen = [str(entry) for entry in value] if isinstance(value, list) else [str(value)] if filled(value) else []
        if not chosen and question.required:
            self._missing[question.label] = None
        labels = [option.label for option in question.options]
        ticked = [option.key in chosen for option in question.options]
        known = {option.key for option in question.options}
        others = [entry for entry in chosen if entry not in known]
        return replace(done, texts=(*labels, *others), ticked=(*ticked, *(True for _ in others)))


def _punctuated(items: tuple[str, ...]) -> tuple[str, ...]:
    """Clauses end with a semicolon and the last with a full stop, whichever of them are printed."""
    bare = [item.rstrip(" ;.") for item in items]
    return (*(f"{item};" for item in bare[:-1]), *(f"{item}." for item in bare[-1:]))


def _officer_row(officer: OfficerLine) -> tuple[str, ...]:
    """Name, NIP, rank, post; a dash where a non-civil servant has none."""
    return officer.name, officer.nip or "-", officer.rank or "-", officer.post or "-"


def secrecy_of(spec: LetterSpec, values: Mapping[str, Value]) -> str:
    """The secrecy of one letter: its kind's, or what the clerk has chosen where the kind leaves it open."""
    chosen = values.get(spec.secrecy_field) if spec.secrecy_field else None
    return str(chosen) if chosen else spec.secrecy


def _secrecy(spec: LetterSpec, values: Mapping[str, Value]) -> str:
    """The *Sifat* line: urgency and secrecy, "Biasa" if neither is special ("Sangat Segera/Rahasia")."""
    words = [word.title() for word in (spec.urgency, secrecy_of(spec, values)) if word != "biasa"]
    return "/".join(words) or "Biasa"
