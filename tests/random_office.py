"""Raw rows of an office that worked for two years, at random and with everything people get wrong, for counting."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from models.domain import regions
from models.services.definitions import Definitions
from models.sop.spec import SopSpec
from models.store.tables import (
    Account,
    Attachment,
    CaseFile,
    CaseLink,
    DocumentMark,
    FactRow,
    FileReceipt,
    FormRecord,
    Letter,
    SamePerson,
    StepPause,
    StepRun,
)
from tests.fixtures_office import Team
from tests.recount import Recount

_OWN = ("36.71.01.1001", "36.71.04.1002", "36.71.13.1003")
_FAR = ("36.03.01.2001", "36.03.05.2003", "31.74.02.1001", "Desa seberang sungai", "99.99.99.9999")
_FORMS = ("persetujuan-layanan", "laporan-layanan-penjangkauan")
_LETTERS = ("surat-rujukan-kedaruratan", "surat-pelimpahan-kasus", "surat-tugas")
_ODD = ("", "Lainnya", "belum ditulis", "x" * 40)
_BATCH = 300


@dataclass
class RandomOffice:
    """Invents the rows of one office from a seed; equal seeds give equal offices."""

    team: Team
    seed: int
    until: datetime
    specs: list[SopSpec] = field(default_factory=list)
    lists: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.pick = random.Random(self.seed)
        with self.team.session.store.reading():
            definitions = Definitions(self.team.clock)
            keys = [spec.key for spec in map(definitions.sop, definitions.keys("sop"))]
            self.specs = [definitions.sop(key) for key in keys if definitions.sop(key).subject.value == "kasus"]
            self.lists = {key: [one.key for one in found.options] for key, found in definitions.lists().items()}
            self.versions = {key: definitions.form(key).version for key in (*_FORMS, "pengaduan")}
            self.letters = {key: definitions.letter(key).version for key in _LETTERS}
            self.account = Account.select().first().id

    def fill(self, count: int) -> None:
        """Write ``count`` cases and what belongs to them."""
        with self.team.session.store.unit_of_work(self.account, self.until) as unit:
            self._period_run()
            for first in range(0, count, _BATCH):
                self._batch(range(first, min(first + _BATCH, count)))
            self._join(count)
            self._other_files(count)
            unit.audit("contoh.selesai", "kantor")

    # ------------------------------------------------------------------ cases

    def _batch(self, numbers: range) -> None:
        tables: dict[Any, list[dict[str, Any]]] = {}
        for number in numbers:
            for table, row in self._case(number):
                tables.setdefault(table, []).append(row)
        for table in (CaseFile, StepRun, StepPause, FactRow, FormRecord, Letter, Attachment, DocumentMark):
            rows = tables.get(table, [])
            for names in {tuple(row) for row in rows}:
                same = [row for row in rows if tuple(row) == names]
                for at in range(0, len(same), 100):
                    table.insert_many(same[at : at + 100]).execute()

    def _case(self, number: int) -> Iterator[tuple[Any, dict[str, Any]]]:
        pick, case_id = self.pick, number + 1
        spec = pick.choice(self.specs)
        received = self.until - timedelta(minutes=pick.randint(0, 760 * 24 * 60))
        opened = received + timedelta(days=pick.choice((0, 0, 0, 1, 40)), minutes=pick.randint(0, 300))
        ended, ended_as = None, ""
        if pick.random() < 0.6:
            ended = opened + timedelta(days=pick.randint(0, 90), minutes=pick.randint(0, 600))
            ends = [one.end for step in spec.steps for one in step.outcomes if one.end]
            ended_as = pick.choice((spec.end, *ends, "Menolak layanan", "aduan GANDA"))
        yield (
            CaseFile,
            {
                "id": case_id,
                "number": f"{case_id:05d}/UJI",
                "sop_key": spec.key,
                "sop_version": spec.version,
                "received_at": _stamp(received),
                "opened_at": _stamp(opened),
                "opened_by": self.account,
                "status": "selesai" if ended else "berjalan",
                "step_number": None if ended else spec.steps[0].number,
                "ended_at": _stamp(ended) if ended else None,
                "ended_as": ended_as,
                "client_label": "Sdr. X",
                "request_id": f"uji-{case_id}",
            },
        )
        yield from ((FactRow, row) for row in self._facts(case_id, received))
        yield from self._steps(case_id, spec, opened, ended)
        yield from self._papers(case_id, ended)

    def _facts(self, case_id: int, received: datetime) -> Iterator[dict[str, Any]]:
        facts: dict[str, Any] = {
            "klien.nama": "Orang Rekaan",
            "klien.jenis_kelamin": self._one("jenis-kelamin"),
            "klien.tanggal_lahir": self._day(received, 60 * 365, wrong=0.05),
            "klien.umur": self.pick.choice((None, 0, 5, 17, 18, 44, 60, True, "tua", -3)),
            "klien.pendidikan": self._one("pendidikan"),
            "klien.pekerjaan": self._one("pekerjaan"),
            "klien.disabilitas": self._one("ragam-disabilitas"),
            "klien.wilayah": self.pick.choice((*_OWN, *_OWN, *_FAR, None)),
            "terlapor.nama": self.pick.choice(("Orang Rekaan", None)),
            "terlapor.hubungan": self._one("hubungan-terlapor"),
            "terlapor.jenis_kelamin": self._one("jenis-kelamin"),
            "terlapor.umur": self.pick.choice((None, 16, 30, 70)),
            "kejadian.ringkasan": self.pick.choice(("Cerita rekaan.", None)),
            "kejadian.tanggal": self._day(received, 200, wrong=0.1),
            "kejadian.tempat": self._one("tempat-kejadian"),
            "kejadian.wilayah": self.pick.choice((*_OWN, *_FAR, None, None)),
            "kejadian.bentuk": self._some("bentuk-kekerasan"),
            "kejadian.kdrt": self.pick.choice(("ya", "tidak", True, None)),
            "kasus.kanal": self._one("kanal-aduan"),
            "kasus.risiko": self._one("tingkat-risiko"),
            "kasus.kebutuhan": self._some("layanan"),
            "pelapor.hubungan": self._one("hubungan-pelapor"),
            "kasus.korban_lain": self._rows(received, "berkas_sendiri"),
            "kasus.terlapor_lain": self._rows(received, ""),
            "kasus.kejadian_lain": [
                self._lean(
                    tanggal=self._day(received, 300, wrong=0.1),
                    tempat=self._one("tempat-kejadian"),
                    bentuk=self._one("bentuk-kekerasan"),
                )
                for _ in range(self.pick.choice((0, 0, 0, 1, 2)))
            ],
        }
        unknown = tuple(party for party in ("terlapor.", "kejadian.") if self.pick.random() < 0.15)
        for key, value in facts.items():
            if key.startswith(unknown) and key not in ("terlapor.nama", "kejadian.ringkasan"):
                continue  # only a name or a story was told
            if value is not None and self.pick.random() < 0.9:
                text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
                yield {"case": case_id, "key": key, "value": text, "form_key": "pengaduan"}

    def _rows(self, received: datetime, own_case: str) -> list[dict[str, Any]]:
        rows = []
        for _ in range(self.pick.choice((0, 0, 0, 1, 3))):
            row = self._lean(
                nama="Orang Lain",
                jenis_kelamin=self._one("jenis-kelamin"),
                tanggal_lahir=self._day(received, 40 * 365, wrong=0.1),
                umur=self.pick.choice((None, 3, 15, 33)),
                pendidikan=self._one("pendidikan"),
                hubungan=self._one("hubungan-terlapor"),
            )
            if own_case:
                row |= self.pick.choice(({}, {own_case: "ya"}, {own_case: "tidak"}))
            rows.append(row)
        return [row for row in rows if row]

    @staticmethod
    def _lean(**row: Any) -> dict[str, Any]:
        return {key: value for key, value in row.items() if value is not None}

    def _one(self, key: str) -> Any:
        options = self.lists[key]
        return self.pick.choice((*options, *options, *options, *_ODD, None))

    def _some(self, key: str) -> Any:
        options = self.lists[key]
        return self.pick.choice((self.pick.sample(options, self.pick.randint(0, 3)), [*options[:1], "ditulis"], None))

    def _day(self, before: datetime, days: int, wrong: float) -> Any:
        if self.pick.random() < wrong:
            return self.pick.choice((None, "kemarin", "2026-02-30", ""))
        return (before - timedelta(days=self.pick.randint(0, days))).date().isoformat()

    # ------------------------------------------------------------------ steps and papers

    def _steps(
        self, case_id: int, spec: SopSpec, opened: datetime, ended: datetime | None
    ) -> Iterator[tuple[Any, dict[str, Any]]]:
        pick, at = self.pick, opened
        count = len(spec.steps) if ended else pick.randint(1, len(spec.steps))
        for position, step in enumerate(spec.steps[:count]):
            last = ended is None and position == count - 1
            finished = at + timedelta(minutes=pick.choice((3, 20, 45, 90, 600, 3000, 12_000)))
            run_id = case_id * 20 + position
            yield (
                StepRun,
                {
                    "id": run_id,
                    "case": case_id,
                    "step_number": step.number,
                    "visit": 1,
                    "actor": step.actor,
                    "started_at": _stamp(at),
                    "finished_at": None if last else _stamp(finished),
                    "finished_by": None if last else self.account,
                    "outcome": pick.choice([one.key for one in step.outcomes] or [""]),
                    "skip_reason": "dilewati" if not last and pick.random() < 0.05 else "",
                },
            )
            if not last and pick.random() < 0.1:
                yield (
                    StepPause,
                    {
                        "step_run": run_id,
                        "reason": "menunggu",
                        "started_at": _stamp(at + (finished - at) / 4),
                        "started_by": self.account,
                        "ended_at": _stamp(at + (finished - at) / 2),
                        "ended_by": self.account,
                    },
                )
            at = finished

    def _papers(self, case_id: int, ended: datetime | None) -> Iterator[tuple[Any, dict[str, Any]]]:
        pick, now = self.pick, _stamp(self.until)
        said = {
            _FORMS[0]: {"keputusan": pick.choice(("setuju", "sebagian", "menolak", "bertanya dulu", ""))},
            _FORMS[1]: {"rujukan": [{"tujuan": self._one("tujuan-rujukan") or ""} for _ in range(pick.randint(0, 3))]},
            "pengaduan": {"korban_nama": "Orang Rekaan"},
        }
        for form, answers in said.items():
            if pick.random() < 0.5:
                yield (
                    FormRecord,
                    {
                        "case": case_id,
                        "form_key": form,
                        "form_version": self.versions[form],
                        "status": pick.choice(("konsep", "lengkap")),
                        "answers": json.dumps(answers),
                        "created_at": now,
                        "updated_at": now,
                        "updated_by": self.account,
                    },
                )
        for key in _LETTERS:
            if pick.random() < 0.2:
                day = (self.until - timedelta(days=pick.randint(0, 760))).date().isoformat()
                receiver = {"lembaga": pick.choice(("RS Contoh", "Puskesmas Contoh", ""))}
                yield (
                    Letter,
                    {
                        "case": case_id,
                        "letter_key": key,
                        "letter_version": self.letters[key],
                        "name": key,
                        "status": pick.choice(("terbit", "terbit", "konsep", "batal")),
                        "answers": json.dumps(receiver),
                        "date": day,
                        "number": f"{case_id}/{key}",
                        "issued_at": now,
                        "issued_by": self.account,
                        "created_at": now,
                        "created_by": self.account,
                    },
                )
        if ended and pick.random() < 0.2:
            yield (
                DocumentMark,
                {
                    "case": case_id,
                    "document": "formulir:pengaduan",
                    "state": pick.choice(("ada", "kurang")),
                    "reason": "",
                    "at": now,
                    "account": self.account,
                },
            )

    # ------------------------------------------------------------------ what is not a case, and who is the same

    def _period_run(self) -> None:
        CaseFile.create(
            id=900_000,
            number="Dokumentasi",
            sop_key=self.specs[0].key,
            sop_version=self.specs[0].version,
            received_at=_stamp(self.until - timedelta(days=3)),
            opened_at=_stamp(self.until - timedelta(days=3)),
            opened_by=self.account,
            status="berjalan",
            request_id="periode",
            subject="periode",
            period="2026-11",
        )

    def _join(self, count: int) -> None:
        now = _stamp(self.until)
        for _ in range(count // 8):
            one, other = sorted(self.pick.sample(range(1, count + 1), 2))
            gone = now if self.pick.random() < 0.2 else None
            SamePerson.insert(
                one_case=one,
                other_case=other,
                reason="uji",
                at=now,
                account=self.account,
                undone_at=gone,
                undone_by=self.account if gone else None,
                undone_reason="keliru" if gone else "",
            ).on_conflict_ignore().execute()

    def _other_files(self, count: int) -> None:
        for number in range(count // 10):
            at = _stamp(self.until - timedelta(days=self.pick.randint(0, 760)))
            link = None
            if number % 5 == 0:
                link = CaseLink.create(
                    from_case=number + 1, to_case=900_000, kind="berkas", at=at, account=self.account
                ).id
            FileReceipt.create(
                run=900_000,
                link=link,
                service=self.pick.choice(("Layanan konseling", "Layanan hukum")),
                document="Berkas",
                giver="Petugas",
                complete=self.pick.choice(("Lengkap", "Belum lengkap")),
                offered_at=at,
                received_at=at if self.pick.random() < 0.9 else None,
            )


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def recount_of(team: Team) -> Recount:
    """The second counter of this office, which is given a real town so that its districts are known."""
    manager = team.at_desk("pengelola")
    profile = replace(manager.settings.office(), regency="Kota Tangerang")
    manager.settings.save_office(profile)
    definitions = Definitions(team.clock)
    districts = {one.code for one in regions.districts(regions.regency_code(profile.regency))}
    return Recount(team.at_desk("pimpinan"), profile, districts, definitions.sop)
