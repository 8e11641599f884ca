"""The invented office of the training, the self-test and the samples: profile, officers, one account per role."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import resources
from models.access import roles
from models.domain.clock import Clock
from models.services.entry import founding
from models.services.entry.gate import Gate, OfficeSetup
from models.services.ports import Renderers
from models.services.views import OfficerRow
from models.services.workspace import Workspace
from models.settings.office import OfficeProfile
from models.sop import loader
from models.sop.spec import SopSpec, Subject
from models.source import Source
from models.vault.keys import KdfCost

_LOGO = "icons/logo-contoh.png"


@dataclass(frozen=True)
class Player:
    """A person of the invented office: their account and the role they play."""

    username: str
    role: str
    officer: OfficerRow

    @property
    def plain_name(self) -> str:
        """The name without titles."""
        return self.officer.name.split(",")[0]

    @property
    def role_name(self) -> str:
        """The role in words."""
        return roles.shipped()[self.role].name


def _officer(row: dict[str, str]) -> OfficerRow:
    return OfficerRow(
        officer_id=0,
        name=row["nama"],
        post=row["jabatan"],
        rank=row.get("pangkat", ""),
        nip=row.get("nip", ""),
        phone=row["telepon"],
        signs_as=row.get("penanda_tangan", ""),
    )


_DATA = tomllib.loads(resources.text("data/rekaan.toml"))
#: What the invented office works by.
OWN_PROCEDURES: tuple[str, ...] = tuple(_DATA["kantor"]["sop"])
#: One person per role; the last is the manager, who founds the office.
PLAYERS = tuple(Player(row["pengguna"], row["peran"], _officer(row)) for row in _DATA["pengguna"])
#: Officers who go along on outreach and have no account.
COMPANIONS = tuple(_officer(row) for row in _DATA["pegawai"])


def profile(procedures: tuple[str, ...]) -> OfficeProfile:
    """The invented office that works by ``procedures``."""
    return OfficeProfile(
        name="UPTD PPA Kota Contoh",
        government="PEMERINTAH KOTA CONTOH",
        department="DINAS PEMBERDAYAAN PEREMPUAN DAN PERLINDUNGAN ANAK",
        unit="UPTD PERLINDUNGAN PEREMPUAN DAN ANAK",
        head_post="Kepala UPTD Perlindungan Perempuan dan Anak",
        city="Kota Contoh",
        regency="Kota Contoh",
        address="Jalan Teladan Nomor 1, Kelurahan Sukamaju, Kecamatan Contoh, Kode Pos 15111",
        contact="Telepon (021) 5550000, Pos-el uptdppa@contoh.example, Laman www.contoh.example",
        client_word="korban",
        service_phone="0812-0000-0129",
        procedures=procedures,
    )


def shipped_specs() -> list[SopSpec]:
    """Every procedure the program brings along."""
    specs = (loader.load(Source.read(name, resources.text(name))) for name in resources.all_of("sop", ".toml"))
    return [spec for spec in specs if spec is not None]


def ready_specs() -> list[SopSpec]:
    """The shipped procedures for cases that can be put to use, those of the invented office first."""
    ready = [spec for spec in shipped_specs() if not spec.draft and spec.subject is Subject.CASE]
    return sorted(ready, key=lambda spec: spec.key not in OWN_PROCEDURES)


def period_specs() -> list[SopSpec]:
    """The shipped procedures of a period that can be put to use."""
    return [spec for spec in shipped_specs() if not spec.draft and spec.subject is Subject.PERIOD]


def gate(folder: Path, clock: Clock, cost: KdfCost, *, training: bool = False) -> Gate:
    """The gate of an office in ``folder`` that founds itself with all definitions."""
    return Gate(folder, clock, kdf=cost, training=training, on_create=founding.found)


def found(
    door: Gate, clock: Clock, password: str, renderers: Renderers, procedures: tuple[str, ...] = OWN_PROCEDURES
) -> str:
    """Found the invented office with one account per role, all with ``password``; gives the recovery key."""
    manager = PLAYERS[-1]
    setup = OfficeSetup(
        profile=profile(procedures),
        username=manager.username,
        display_name=manager.plain_name,
        password=password,
        officers=(*(player.officer for player in PLAYERS), *COMPANIONS),
        logo=resources.data(_LOGO),
        roles=(manager.role,),
        officer=len(PLAYERS) - 1,
    )
    recovery_key = door.create(setup)
    workspace = Workspace(door.unlock(manager.username, password), clock, renderers, training=door.training)
    try:
        ids = {row.name: row.officer_id for row in workspace.settings.officers()}
        for player in PLAYERS[:-1]:
            workspace.users.add(
                player.username, player.plain_name, (player.role,), password, officer_id=ids[player.officer.name]
            )
    finally:
        workspace.lock()
    return recovery_key
