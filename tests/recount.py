"""A second count of everything the Data Layanan says, from the rows of the database and by other means.

Nothing of ``models.statistics`` is used here. Each victim, case, incident and accused becomes one line of a flat sheet
with the sets of its categories, and a table is what is found by going through that sheet once for every cell.
"""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import resources
from models.services import times
from models.services.workspace import Workspace
from models.settings.office import OfficeProfile
from models.sop import proof
from models.sop.spec import SopSpec
from models.store.tables import CaseFile

Line = dict[str, set[str]]
#: Row, column and how many; the column of a table without columns is "jumlah".
Cells = Counter[tuple[str, str]]
_PLAN = tomllib.loads(resources.text("data/data-layanan.toml"))
_BANDS = tomllib.loads(resources.text("data/kelompok-umur.toml"))
_VOID = {word.lower() for word in _PLAN["umum"]["bukan_kasus"]}
_PARTY = {"klien": "kasus.korban_lain", "terlapor": "kasus.terlapor_lain", "kejadian": "kasus.kejadian_lain"}


class Recount:
    """Counts one office again, for any period and basis."""

    def __init__(
        self, desk: Workspace, office: OfficeProfile, districts: set[str], spec: Callable[..., SopSpec]
    ) -> None:
        self.desk, self.office, self.districts, self.spec = desk, office, districts, spec
        with desk.session.store.reading():
            self.sql: Callable[..., Any] = CaseFile._meta.database.execute_sql
            self.facts: dict[int, dict[str, Any]] = {}
            for case, key, value in self.sql("SELECT case_id, key, value FROM fact"):
                self.facts.setdefault(case, {})[key] = json.loads(value)
            self.cases = list(self.sql("SELECT id, sop_key, received_at, opened_at, ended_at, ended_as FROM case_file "
                                       "WHERE subject = 'kasus' ORDER BY id"))  # fmt: skip
            self.pairs = list(self.sql("SELECT one_case, other_case FROM same_person WHERE undone_at IS NULL"))
            self.answers: dict[int, dict[str, dict[str, Any]]] = {}
            for case, form, text in self.sql("SELECT case_id, form_key, answers FROM form_record"):
                self.answers.setdefault(case, {})[form] = json.loads(text)
            self.offered = {row[0]: {one["kunci"] for one in tomllib.loads(row[1]).get("butir", ())} for row in
                            self.sql("SELECT key, text FROM definition WHERE kind = 'daftar' ORDER BY id")}  # fmt: skip
            self.steps = list(self._read_steps())
            self.letters = list(self.sql("SELECT l.date, l.letter_key, l.answers, c.sop_key FROM letter l "
                                         "JOIN case_file c ON c.id = l.case_id WHERE l.status = 'terbit'"))  # fmt: skip
        self.matrices: dict[str, list[tuple[str, bool]]] = {}
        self.sheets: dict[tuple[str, ...], list[Line]] = {}
        self.only: tuple[str, ...] = ()
        self.names: set[str] = set()

    # ------------------------------------------------------------------ days

    def happened(self, case: int) -> str:
        """The day of the first incident that has one, "" if none has."""
        told: list[Any] = [self.facts.get(case, {}).get("kejadian.tanggal")]
        told += [row.get("tanggal") for row in self.facts.get(case, {}).get("kasus.kejadian_lain", [])]
        return str(next((day for day in told if _is_day(day)), ""))

    def chosen(self, basis: str, first: str, last: str) -> list[tuple[Any, ...]]:
        """The cases of a period, by their day and then their id."""
        found = []
        for case in self.cases:
            received, opened = case[2][:10], case[3][:10]
            day = {"kejadian": self.happened(case[0]) or received, "laporan": received, "pencatatan": opened}[basis]
            if first <= day <= last and self.asked_for(case[1]) and not (case[4] and case[5].lower() in _VOID):
                found.append((day, case))
        return [case for _day, case in sorted(found, key=lambda one: (one[0], one[1][0]))]

    def asked_for(self, service: str) -> bool:
        """Whether the cases of a procedure are counted."""
        return not self.only or service in self.only

    # ------------------------------------------------------------------ sheets

    def about(self, case: tuple[Any, ...], last: str) -> Line:
        """What is said of the case itself."""
        facts, ended = self.facts.get(case[0], {}), case[4] and case[4][:10] <= last and case[5]
        line: Line = {key: _set(value) for key, value in facts.items() if key.split(".")[0] not in _PARTY}
        line["prosedur"], line["akhir"] = {case[1]}, {case[5] if ended else "berjalan"}
        for form, values in self.answers.get(case[0], {}).items():
            for field, value in values.items():
                line[f"{form}:{field}"] = _set(value)
                for row in value if isinstance(value, list) else ():
                    for column, cell in row.items() if isinstance(row, dict) else ():
                        line.setdefault(f"{form}:{field}:{column}", set()).update(_set(cell))
        return line

    def people(self, case: tuple[Any, ...], party: str) -> list[Line]:
        """The victims, accused or incidents of one case, the client first."""
        facts = self.facts.get(case[0], {})
        own = {key.split(".", 1)[1]: value for key, value in facts.items() if key.startswith(party + ".")}
        others = facts.get(_PARTY[party], [])
        if party == "klien":
            others = [row for row in others if row.get("berkas_sendiri") != "ya"]
        told = [own, *others] if _said(own) or party == "klien" else others
        day = self.happened(case[0]) or case[2][:10]
        return [{f"{party}.{word}": _set(value) for word, value in one.items()}
                | {f"{party}.umur": _ages(one, day)} for one in told]  # fmt: skip

    def sheet(self, unit: str, basis: str, first: str, last: str) -> list[Line]:
        """Every counted thing as a line of the categories it has."""
        lines: list[Line] = []
        cases = self.chosen(basis, first, last)
        if unit == "korban":
            for group in self._persons(cases):
                clients = [self.people(case, "klien")[0] for case in group]
                words = {word for client in clients for word in client}
                merged = {word: next((one[word] for one in clients if one.get(word)), set()) for word in words}
                lines.append(self._with_rest(merged, group, last, "klien"))
                lines += [self._with_rest(other, [case], last, "klien")
                          for case in group for other in self.people(case, "klien")[1:]]  # fmt: skip
        elif unit == "kasus":
            lines = [self._with_rest({}, [case], last, "") for case in cases]
        else:
            party = {"kejadian": "kejadian", "terlapor": "terlapor"}[unit]
            lines = [self._with_rest(one, [case], last, party) for case in cases for one in self.people(case, party)]
        return lines

    def _with_rest(self, line: Line, cases: list[tuple[Any, ...]], last: str, own: str) -> Line:
        """The line with what is told of the others in its cases."""
        full = dict(line)
        for case in cases:
            others = [one for party in _PARTY if party != own for one in self.people(case, party)]
            for part in (self.about(case, last), *others):
                for key, values in part.items():
                    full[key] = full.get(key, set()) | values
        return full

    def _persons(self, cases: list[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
        """The cases by person: colours that run along the statements until nothing changes any more."""
        colour = {case[0]: case[0] for case in self.cases} | {case: case for pair in self.pairs for case in pair}
        changed = True
        while changed:
            changed = False
            for one, other in self.pairs:
                least = min(colour[one], colour[other])
                if (colour[one], colour[other]) != (least, least):
                    colour[one] = colour[other] = least
                    changed = True
        for least in dict.fromkeys(colour[case[0]] for case in cases):
            yield [case for case in cases if colour[case[0]] == least]

    # ------------------------------------------------------------------ tables

    def table(
        self, rule: dict[str, Any], basis: str, first: str, last: str
    ) -> tuple[Cells, Counter[str], Counter[str], int]:
        """The cells, the rows, the columns and the whole."""
        rows, columns = rule["baris"], rule.get("kolom")
        lines = self.events(rule["satuan"], first, last)
        if lines is None:
            lines = self.cached(rule["satuan"], basis, first, last)
        cells: Cells = Counter()
        by_row: Counter[str] = Counter()
        by_column: Counter[str] = Counter()
        for line in lines:
            its_rows = self.keys(rows, line)
            its_columns = self.keys(columns, line) if columns else {"jumlah"}
            by_row.update(its_rows)
            by_column.update(its_columns)
            cells.update((row, column) for row in its_rows for column in its_columns)
        return cells, by_row, by_column, len(lines)

    def cached(self, unit: str, basis: str, first: str, last: str) -> list[Line]:
        asked = (unit, basis, first, last, *self.only)
        if asked not in self.sheets:
            self.sheets[asked] = self.sheet(unit, basis, first, last)
        return self.sheets[asked]

    def keys(self, dimension: dict[str, Any], line: Line) -> set[str]:
        """The rows or columns a line stands in."""
        if "menurut" in dimension:
            return line.get(dimension["menurut"]) or {""}
        if "isian" in dimension:
            key = ":".join(dimension[part] for part in ("formulir", "isian", "kolom") if part in dimension)
            return {self.known(dimension, value) for value in line.get(key, set())} or {""}
        values = line.get(dimension["arti"], set())
        if "kelompok" in dimension:
            return {_band(dimension["kelompok"], int(age)) for age in values} or {""}
        if "tingkat" in dimension:
            return {self.place(value, dimension["tingkat"]) for value in values} or {""}
        return {self.known(dimension, value) for value in values} or {""}

    def known(self, dimension: dict[str, Any], value: str) -> str:
        """The choice itself, or the row of what people wrote themselves."""
        listed = {"keputusan": {"setuju", "sebagian", "menolak"}, "rujukan": self.offered["tujuan-rujukan"]}
        known = dimension.get("pilihan") or (
            listed[dimension["isian"]] if "isian" in dimension else self.offered[dimension["daftar"]]
        )
        return value if value in known else "lainnya" if "lainnya" in known else "*"

    def place(self, value: str, level: str) -> str:
        parts = value.split(".")
        if len(parts) < 2 or not all(part.isdigit() for part in parts):
            return "*"
        district = ".".join(parts[:3])
        if level == "kecamatan" and district in self.districts:
            return district
        return "*" if parts[0] == "99" else ".".join(parts[:2])

    # ------------------------------------------------------------------ events

    def events(self, unit: str, first: str, last: str) -> list[Line] | None:
        """Lines of what has a day of its own; None for what is counted from cases."""
        if unit == "langkah":
            closed = [line for day, line in self.steps if first <= day <= last]
            return [line for line in closed if self.asked_for(*line["prosedur"])]
        if unit == "layanan":
            sent = [(key, text) for day, key, text, sop in self.letters if first <= day <= last and self.asked_for(sop)]
            found = [(key, json.loads(text).get("lembaga", "")) for key, text in sent]
            return [{"surat": {key}, "lembaga": {to} - {""}} for key, to in found if key in _REFERRALS]
        return self._files(first, last) if unit == "berkas" else None

    def _read_steps(self) -> Iterator[tuple[str, Line]]:
        pauses: dict[int, list[tuple[datetime, datetime]]] = {}
        for run, start, end in self.sql("SELECT step_run_id, started_at, ended_at FROM step_pause ORDER BY id"):
            pauses.setdefault(run, []).append((datetime.fromisoformat(start), datetime.fromisoformat(end)))
        for run, sop, version, number, start, end in self.sql(
            "SELECT s.id, c.sop_key, c.sop_version, s.step_number, s.started_at, s.finished_at FROM step_run s "
            "JOIN case_file c ON c.id = s.case_id WHERE s.finished_at IS NOT NULL AND s.skip_reason = '' "
            "AND c.subject = 'kasus'"
        ):
            spec = self.spec(sop, version)
            step = spec.step(number)
            if step.time is not None:
                calendar = times.calendar_of(self.office, sop)
                took = datetime.fromisoformat(start), datetime.fromisoformat(end)
                late = proof.timing(*took, step.time, calendar, tuple(pauses.get(run, ()))).late
                said = {
                    "prosedur": {sop},
                    "pelaksana": {spec.actor(step.actor).name},
                    "waktu": {"lewat" if late else "tepat"},
                }
                yield end[:10], said

    def _files(self, first: str, last: str) -> list[Line]:
        """As the page of completeness shows them, month after month."""
        lines = []
        for month in _months(first, last):
            if month not in self.matrices:
                rows = self.desk.completeness.matrix(month).rows
                self.matrices[month] = [(row.service, row.complete) for row in rows]
            lines += [{"layanan": {service}, "kelengkapan": {"lengkap" if whole else "kurang"}}
                      for service, whole in self.matrices[month]
                      if not self.only or service in self.names]  # fmt: skip
        return lines


_REFERRALS = ("surat-rujukan-kedaruratan", "surat-pelimpahan-kasus", "surat-pengantar-layanan-lanjutan")


def differences(recount: Recount, period: str, basis: str, services: tuple[str, ...] = ()) -> list[str]:
    """Where the program's figures and the second count part, in words; empty where they agree."""
    from models.statistics.figures import Basis

    figures = recount.desk.statistics.figures(period, Basis(basis), services)
    with recount.desk.session.store.reading():
        recount.only, recount.names = services, {recount.spec(key, 0).name for key in services}
    spans = [_span(period), _span(_before(period))]
    wrong: list[str] = []

    def same(what: str, here: object, there: object) -> None:
        if here != there:
            wrong.append(f"{period} {basis} {what}: {here} instead of {there}")

    for counts, limits in ((figures.current, spans[0]), (figures.before, spans[1])):
        found = [len(recount.cached(unit, basis, *limits)) for unit in ("korban", "kasus", "kejadian")]
        same("counts", [counts.victims, counts.cases, counts.incidents], found)
    for point in figures.trend:
        found = [len(recount.cached(unit, basis, *_span(point.key))) for unit in ("korban", "kasus", "kejadian")]
        same(f"trend {point.key}", [point.counts.victims, point.counts.cases, point.counts.incidents], found)
    for rule in _PLAN["tabel"]:
        table = figures.table(rule["kunci"])
        assert table is not None
        cells, rows, columns, total = recount.table(rule, basis, *spans[0])
        _cells, rows_before, _columns, before = recount.table(rule, basis, *spans[1])
        here = {(row.key, column.key): number for row in table.rows
                for column, number in zip(table.columns, row.cells, strict=True) if number}  # fmt: skip
        same(f"{table.key} cells", here, dict(cells))
        same(f"{table.key} rows", {row.key: row.total for row in table.rows if row.total}, dict(rows))
        same(f"{table.key} rows before", {row.key: row.before for row in table.rows if row.before}, dict(rows_before))
        totals = {column.key: number for column, number in zip(table.columns, table.totals, strict=True) if number}
        same(f"{table.key} columns", totals, dict(columns))
        same(f"{table.key} total", (table.total, table.before), (total, before))
    return wrong


# ---------------------------------------------------------------------- small things


def _set(value: Any) -> set[str]:
    entries = value if isinstance(value, list) else [value]
    texts = ("ya" if one is True else str(one).strip() for one in entries
             if one is not None and one is not False and not isinstance(one, dict))  # fmt: skip
    return {text for text in texts if text}


def _said(facts: dict[str, Any]) -> bool:
    return any(_set(value) for value in facts.values())


def _is_day(text: Any) -> bool:
    try:
        return isinstance(text, str) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _ages(one: dict[str, Any], day: str) -> set[str]:
    born, said = one.get("tanggal_lahir"), one.get("umur")
    if _is_day(born):
        years = int(day[:4]) - int(str(born)[:4]) - (day[5:] < str(born)[5:])
        return {str(max(years, 0))}
    return {str(said)} if type(said) is int and said >= 0 else set()


def _band(way: str, age: int) -> str:
    return next(str(one["nama"]) for one in _BANDS[way]["kelompok"] if age <= one.get("sampai", 999))


def _span(period: str) -> tuple[str, str]:
    year, _, part = period.partition("-")
    if part.startswith("S"):
        return (f"{year}-01-01", f"{year}-06-30") if part == "S1" else (f"{year}-07-01", f"{year}-12-31")
    return (f"{year}-{part}-01", f"{year}-{part}-31") if part else (f"{year}-01-01", f"{year}-12-31")


def _before(period: str) -> str:
    year, _, part = period.partition("-")
    last = str(int(year) - 1)
    if not part:
        return last
    if part.startswith("S"):
        return f"{year}-S1" if part == "S2" else f"{last}-S2"
    return f"{last}-12" if part == "01" else f"{year}-{int(part) - 1:02d}"


def _months(first: str, last: str) -> list[str]:
    year = first[:4]
    return [f"{year}-{month:02d}" for month in range(int(first[5:7]), int(last[5:7]) + 1)]
