"""Everything a person may be allowed to do; which role may do it stands in ``resources/access/roles.toml``."""

from __future__ import annotations

from enum import StrEnum


class Permission(StrEnum):
    """One thing that can be allowed. Denied unless a role of the person grants it."""

    CASE_OPEN = "kasus.terima"
    CASE_LIST = "kasus.daftar"
    CASE_READ = "kasus.baca"
    CASE_REVEAL = "kasus.tampilkan_nama"
    CASE_NOTE = "kasus.catatan"
    CASE_ASSIGN = "kasus.tugaskan"
    CASE_REOPEN = "kasus.buka_kembali"
    CASE_MOVE = "kasus.pindah_versi"
    PERSON_JOIN = "orang.gabung"
    STEP_WORK = "langkah.kerjakan"
    STEP_FORCE = "langkah.selesaikan_dengan_alasan"
    FORM_FILL = "formulir.isi"
    FORM_PRINT_BLANK = "formulir.cetak_kosong"
    ASSESSMENT_READ = "asesmen.baca"
    LETTER_READ = "surat.baca"
    LETTER_DRAFT = "surat.konsep"
    LETTER_ISSUE = "surat.terbitkan"
    LETTER_VOID = "surat.batalkan"
    ATTACHMENT_ADD = "berkas.lampirkan"
    ATTACHMENT_READ = "berkas.baca"
    LOGBOOK_READ = "bukulog.baca"
    LOGBOOK_WRITE = "bukulog.tulis"
    AGENDA_READ = "agenda.baca"
    AGENDA_WRITE = "agenda.catat"
    AGENDA_CONFIDENTIAL = "agenda.rahasia"
    AGENDA_CLOSE = "agenda.tutup"
    DISPOSE = "disposisi.buat"
    SETTINGS_READ = "kantor.baca"
    SETTINGS_WRITE = "kantor.ubah"
    USERS_MANAGE = "pengguna.kelola"
    DEFINITIONS_MANAGE = "definisi.kelola"
    BACKUP_RUN = "cadangan.buat"
    BACKUP_RESTORE = "cadangan.pulihkan"
    AUDIT_READ = "riwayat.baca"
