"""Placeholders of letters: the closed list of what may stand between braces, and the filling of a text.

Written ``{kasus.nomor}``, ``{kasus.diterima:tanggal}`` or ``{mulai:rentang_tanggal:selesai}``; a name without a dot
is a field of the letter itself; ``{klien.nik?}`` may be empty, then its text is left out. No expressions and no code; a
value is put in once, braces in it stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from models.domain import indonesia
from models.domain.facts import FACTS
from models.forms.rules import filled, holds, required
from models.forms.spec import Field, FormSpec, Scalar, Value
from models.letters.context import LetterContext, OfficerLine
from models.letters.formats import ALWAYS, FORMATS, SPANS, Use, plain
from models.letters.naming import Naming, Treatment, treatment, without_names

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_ROW = "baris."
_FORM = "formulir."
_MAY_BE_EMPTY = "?"
#: Initials of a client whose name is not known (nomen nescio).
_NO_NAME = "N.N."


@dataclass(frozen=True)
class Placeholder:
    """One thing a letter may quote.

    Attributes:
        label: Indonesian name, for the picker and for the list of what is missing.
        secret: identifies a client, reporter or reported person.
        fact: key of the fact it shows, "" if it shows none.
        question: the field it shows, if it shows one.
    """

    name: str
    label: str
    secret: bool = False
    fact: str = ""
    question: Field | None = None


@dataclass(frozen=True)
class Filled:
    """A text with its values. ``missing`` are labels of what must still be given; ``dropped`` says that the text quotes
    an optional answer that was not given and is left out whole."""

    text: str
    missing: tuple[str, ...] = ()
    dropped: bool = False


#: Words of an office's name that stay in capitals when the rest is written small.
_ABBREVIATIONS = frozenset({"UPTD", "UPT", "PPA", "PUSPAGA", "KB", "PP", "PA", "DKI", "DIY"})
_SMALL_WORDS = frozenset({"dan", "di", "ke", "dari", "untuk"})

_Getter = Callable[[LetterContext], "Value | None"]


def _signer_block(context: LetterContext) -> str | None:
    signer = context.signer
    if signer is None:
        return None
    return "\n".join(
        line for line in (signer.name, signer.rank, f"{_nip_word(context)} {signer.nip}" if signer.nip else "") if line
    )


def _signing_as(context: LetterContext) -> str | None:
    """The post as it stands above a signature: whoever signs for another names both posts."""
    signer = context.signer
    return "\n".join(" ".join(filter(None, line)) for line in signer.lines) if signer else None


def _nip_word(context: LetterContext) -> str:
    return dict(context.options).get("nip", "NIP")


def _in_sentence(name: str) -> str:
    """A name from the letterhead inside a sentence: "DINAS SOSIAL DAN PPA" becomes "Dinas Sosial dan PPA"."""
    name = " ".join(name.split())
    if not name.isupper():
        return name
    return " ".join(_small(word) for word in name.split())


def _small(word: str) -> str:
    if word in _ABBREVIATIONS or any(sign.isdigit() for sign in word):
        return word
    return word.lower() if word.lower() in _SMALL_WORDS else word.capitalize()


def _writer(pick: Callable[[OfficerLine], str]) -> _Getter:
    return lambda context: pick(context.writer) if context.writer else None


#: Fixed placeholders: label and where the value comes from.
_FIXED: dict[str, tuple[str, _Getter]] = {
    "kasus.nomor": ("Nomor register kasus", lambda c: c.case_number),
    "kasus.diterima": ("Tanggal kasus diterima", lambda c: c.received),
    "kasus.langkah": ("Langkah kasus saat ini", lambda c: c.step),
    "kasus.inisial": ("Inisial klien", lambda c: indonesia.initials(str(c.facts.get("klien.nama") or "")) or _NO_NAME),
    "surat.nomor": ("Nomor surat", lambda c: c.number or "……………………"),
    "surat.tanggal": ("Tanggal surat", lambda c: c.date.isoformat()),
    "kantor.nama": ("Nama kantor", lambda c: c.office.name),
    "kantor.dinas": ("Nama dinas", lambda c: _in_sentence(c.office.department)),
    "kantor.unit": ("Nama unit", lambda c: _in_sentence(c.office.unit or c.office.name)),
    "kantor.kota": ("Tempat kantor", lambda c: c.office.city),
    "kantor.wilayah": ("Kabupaten/kota kantor", lambda c: _in_sentence(c.office.regency or c.office.city)),
    "kantor.alamat": ("Alamat kantor", lambda c: c.office.address),
    "kantor.kontak": ("Kontak kantor", lambda c: c.office.contact),
    "kantor.telepon_layanan": ("Telepon layanan", lambda c: c.office.service_phone),
    "kantor.kepala": ("Jabatan kepala kantor", lambda c: c.office.head_post),
    "kantor.sebutan": ("Sebutan bagi klien", lambda c: c.office.client_word),
    "kantor.pejabat_anggaran": ("Sebutan pejabat anggaran pada SPD", lambda c: c.office.travel.authority),
    "kantor.singgah": ("Jumlah baris singgah pada SPD", lambda c: c.office.travel.stops),
    "kantor.zona": ("Zona waktu", lambda c: c.office.zone),
    "petugas.nama": ("Nama pembuat surat", _writer(lambda w: w.name)),
    "petugas.jabatan": ("Jabatan pembuat surat", _writer(lambda w: w.post)),
    "petugas.nip": ("NIP pembuat surat", _writer(lambda w: w.nip or "-")),
    "petugas.telepon": ("Telepon pembuat surat", _writer(lambda w: w.phone)),
    "penandatangan.nama": ("Nama penanda tangan", lambda c: c.signer.name if c.signer else None),
    "penandatangan.jabatan": ("Jabatan penanda tangan", lambda c: c.signer.title if c.signer else None),
    "penandatangan.sebagai": ("Jabatan penanda tangan di atas tanda tangannya", _signing_as),
    "penandatangan.nip": ("NIP penanda tangan", lambda c: (c.signer.nip or "-") if c.signer else None),
    "penandatangan.lengkap": ("Nama, pangkat, dan NIP penanda tangan", _signer_block),
}


@dataclass(frozen=True)
class Vocabulary:
    """All placeholders one letter may use: the fixed ones, the facts, its own fields, the fields of known forms."""

    fields: tuple[Field, ...] = ()
    forms: Mapping[str, FormSpec] = field(default_factory=dict)

    def entries(self) -> dict[str, Placeholder]:
        """Every placeholder by name, in the order of the picker."""
        found = {name: Placeholder(name, label) for name, (label, _) in _FIXED.items()}
        for fact in (one for one in FACTS.values() if not one.rows):
            found.setdefault(fact.key, Placeholder(fact.key, fact.label, fact.secret, fact.key))
        for form in self.forms.values():
            for question in form.fields:
                name = f"formulir.{form.key}.{question.key}"
                found[name] = _of_field(name, question)
        for question in self.fields:
            for name in (f"isian.{question.key}", question.key):
                found[name] = _of_field(name, question)
        return found

    def row(self, source: str) -> dict[str, Placeholder]:
        """What a printed row of the TABLE field ``source`` may quote: its columns and the running number."""
        columns = next((question.columns for question in self.fields if question.key == source), ())
        found = {f"{_ROW}{column.key}": _of_field(f"{_ROW}{column.key}", column) for column in columns}
        return {"no": Placeholder("no", "Nomor urut"), **found}


def _of_field(name: str, question: Field) -> Placeholder:
    fact = FACTS.get(question.meaning)
    return Placeholder(name, question.label, bool(fact and fact.secret), question.meaning, question)


def parts(inside: str) -> tuple[str, str, str]:
    """Name, format and second name of what stands between braces; format and second name may be empty."""
    name, _, rest = inside.partition(":")
    style, _, second = rest.partition(":")
    return name.strip().removesuffix(_MAY_BE_EMPTY), style.strip(), second.strip()


def used(text: str) -> list[tuple[str, str, str]]:
    """All placeholders of ``text`` as (name, format, second name)."""
    return [parts(found.group(1)) for found in PLACEHOLDER.finditer(text)]


def quoted_forms(text: str) -> list[str]:
    """Keys of the forms that a text, or a whole definition file, quotes."""
    names = (name for name, _, second in used(text) for name in (name, second))
    return list(dict.fromkeys(name.split(".")[1] for name in names if name.startswith(_FORM) and name.count(".") > 1))


@dataclass(frozen=True)
class Filler:
    """Fills texts from one context. ``row`` holds the entry of the table row being printed."""

    fields: tuple[Field, ...]
    context: LetterContext
    row: Mapping[str, Scalar] | None = None
    columns: tuple[Field, ...] = ()
    index: int = 0

    def at(self, row: Mapping[str, Scalar], columns: tuple[Field, ...], index: int) -> Filler:
        """The same for the printed row ``index`` (from 1) of a table."""
        return replace(self, row=row, columns=columns, index=index)

    def fill(self, text: str) -> Filled:
        """``text`` with every placeholder replaced; what has no value shows its label in brackets."""
        missing: list[str] = []
        dropped = False

        def put(found: re.Match[str]) -> str:
            nonlocal dropped
            name, style, second = parts(found.group(1))
            treated = self._treatment(name, style)
            if treated is Treatment.LEAVE_OUT:
                dropped = True
                return ""
            written = self._discreet(name, treated) or self._told(self._write(name, style, second))
            if written or name.startswith(_ROW):  # an empty cell stays empty
                return written
            if self._optional(name) or found.group(1).partition(":")[0].strip().endswith(_MAY_BE_EMPTY):
                dropped = True
                return ""
            label = self._label(name)
            missing.append(label)
            return f"[{label}]"

        # "NIP" before a number is written as the office writes it.
        done = PLACEHOLDER.sub(put, text.replace("NIP {", f"{_nip_word(self.context)} {{"))
        if dropped:
            return Filled("", tuple(missing), dropped=True)
        return Filled(done, tuple(missing))

    def _treatment(self, name: str, style: str) -> Treatment:
        """What becomes of a placeholder where people are to be named by initials or not at all."""
        if not self.context.naming:
            return Treatment.KEEP
        question = self.value(name)[1]
        return treatment(self.context.naming, name, question.meaning if question else name, style)

    def _told(self, written: str) -> str:
        """What was told about the case, without the names somebody may have written into it."""
        if self.context.naming not in (Naming.INITIALS, Naming.CODE):
            return written
        return without_names(written, self.context.facts, fewest_words=1)

    def _discreet(self, name: str, treated: Treatment) -> str:
        """What stands in place of a name; "" where it is written as usual."""
        if treated is Treatment.WORD:
            return self.context.office.client_word
        value = self.value(name)[0]
        return indonesia.initials(value) if treated is Treatment.INITIALS and isinstance(value, str) else ""

    def value(self, name: str) -> tuple[Value | None, Field | None]:
        """What ``name`` stands for and the field it answers."""
        if name.startswith(_ROW) and self.row is not None:
            key = name.removeprefix(_ROW)
            return self.row.get(key), _named(self.columns, key)
        if name == "no" and self.row is not None:
            return self.index, None
        key = name.removeprefix("isian.")
        if "." not in key:
            return self._answer(key), _named(self.fields, key)
        if name in _FIXED:
            return _FIXED[name][1](self.context), None
        if name.startswith(_FORM):
            _, form, question = name.split(".", 2)
            return self.context.forms.get(form, {}).get(question), None
        return self.context.facts.get(name), None

    def _answer(self, key: str) -> Value | None:
        """The answer of the letter's own field; what was typed before the question was hidden does not count."""
        question = _named(self.fields, key)
        if question is None or not holds(question.show_if, self.context.fields):
            return None
        return self.context.fields.get(key)

    def _write(self, name: str, style: str, second: str) -> str:
        value, question = self.value(name)
        if value is None or not filled(value):
            if style not in ALWAYS:
                return ""
            value = []
        context = self.context
        use = Use(
            today=context.date,
            zone=context.office.zone,
            question=question,
            labels=context.labels.get(name, {}),
            officers=context.officers,
            until=self.value(second)[0] if second else None,
        )
        try:
            return FORMATS[style].write(value, use) if style else plain(value, use)
        except (KeyError, ValueError, TypeError):
            return ""

    def _optional(self, name: str) -> bool:
        """True for a question of the letter that need not be answered."""
        key = name.removeprefix("isian.")
        question = _named(self.fields, key) if "." not in key else None
        if question is None:
            return False
        return not (holds(question.show_if, self.context.fields) and required(question, self.context.fields))

    def _label(self, name: str) -> str:
        if name in _FIXED:
            return _FIXED[name][0]
        question = self.value(name)[1]
        if question is not None:
            return question.label
        return FACTS[name].label if name in FACTS else self.context.names.get(name, name)


def _named(fields: Iterable[Field], key: str) -> Field | None:
    return next((found for found in fields if found.key == key), None)


def fill(text: str, context: LetterContext, fields: tuple[Field, ...] = ()) -> tuple[str, tuple[str, ...]]:
    """``text`` filled from ``context``, and the labels of what has no value."""
    done = Filler(fields, context).fill(text)
    return done.text, done.missing


def suits(style: str, question: Field | None) -> bool:
    """True if the format ``style`` can write answers of ``question``."""
    if style not in FORMATS:
        return False
    kinds = FORMATS[style].kinds
    return question is None or not kinds or question.kind in kinds


def takes_second(style: str) -> bool:
    """True for a format that needs a second name."""
    return style in SPANS
