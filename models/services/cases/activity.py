"""The audit trail of a case told as sentences: "Dewi mengisi Formulir asesmen risiko"."""

from __future__ import annotations

from collections.abc import Mapping

#: Sentence per action: ``who`` is the person, ``what`` the title of the form or letter, the rest the record's detail.
TOLD: dict[str, str] = {
    "kasus.buka": "{who} menerima aduan dan membuka kasus {nomor}",
    "kasus.tampilkan_nama": "{who} menampilkan nama: {alasan}",
    "kasus.catatan": "{who} menulis catatan",
    "orang.gabung": "{who} mencatat orang yang sama dengan kasus {nomor}: {alasan}",
    "orang.pisah": "{who} mencatat orang yang berbeda dari kasus {nomor}: {alasan}",
    "formulir.simpan": "{who} mengisi {what}",
    "formulir.selesai": "{who} menyelesaikan {what}",
    "jalur_darurat.buka": "Jalur darurat dibuka: konsep {what} disiapkan",
    "formulir.cetak": "{who} mencetak {what}",
    "formulir.cetak_bekal": "{who} mencetak {what} untuk dibawa",
    "paket.cetak": "{who} mencetak paket berangkat",
    "surat.konsep": "{who} menyusun {what}",
    "surat.terbit": "{who} menerbitkan {what} nomor {nomor}",
    "surat.tanpa_izin": "{who} memberi data tanpa persetujuan dengan {what}. {alasan}",
    "surat.batal": "{who} membatalkan {what} nomor {nomor}: {alasan}",
    "surat.balasan": "{who} mencatat balasan {what} nomor {nomor}: {balasan}",
    "surat.cetak": "{who} mencetak {what} nomor {nomor}",
    "kasus.surat_masuk": "{who} mencatat surat masuk nomor agenda {agenda}",
    "berkas.lampirkan": "{who} melampirkan {judul}",
    "berkas.penyerahan": "{who} menyerahkan berkas kepada {penerima}",
    "paket.kirim": "{who} mengirim paket kasus kepada {kantor}",
    "paket.terima": "{who} menerima paket kasus dari {kantor}, nomor asal {nomor_asal}",
    "paket.gabung": "{who} menggabungkan paket kasus dari {kantor}",
    "hak.minta": "{who} mencatat permohonan tentang data",
    "hak.selesai": "{who} menyelesaikan permohonan tentang data",
    "data.hapus": "{who} menghapus data pribadi kasus ini",
    "arsip.tempatkan": "{who} menempatkan berkas di {tempat}",
    "arsip.pinjamkan": "{who} meminjamkan berkas kepada {peminjam}",
    "arsip.kembalikan": "{who} menerima kembali berkas dari {peminjam}",
    "arsip.musnah": "{who} mencatat berkas kertas dimusnahkan, berita acara {berita_acara}",
    "berkas.ekspor": "{who} mengekspor {judul}",
    "langkah.selesai": "{who} menyelesaikan langkah {langkah}, {judul}",
    "langkah.dilewati": "{who} melewati langkah {langkah}: {isi}",
    "langkah.diselesaikan dengan alasan": "{who} menyelesaikan langkah {langkah} dengan alasan: {isi}",
    "langkah.berakhir": "Ditutup: {isi}",
    "periode.buka": "{judul} dimulai",
    "periode.bekukan": "{who} mengakhiri {judul}: {berakhir}",
    "berkas.serahkan": "Berkas diserahkan kepada {tujuan}",
    "berkas.diterima": "{who} menerima berkas untuk {tujuan}",
    "berkas.terima": "{who} menerima berkas {register}",
    "berkas.pilah": "{who} memilah berkas",
    "berkas.lengkapi": "{who} mencatat berkas sudah dilengkapi",
    "langkah.dibuka kembali": "{who} membuka kembali kasus: {isi}",
    "kasus.pindah_versi": "{who} memindahkan kasus ke versi {ke} dari SOP-nya: {alasan}",
    "langkah.tugaskan": "{who} menugaskan langkah {langkah} kepada {nama}{catatan}",
    "langkah.serahkan": "{who} menyerahkan langkah {langkah} kepada {nama}{catatan}",
    "langkah.tunda": "{who} menunda langkah {langkah}: {alasan}",
    "langkah.lanjut": "{who} melanjutkan langkah {langkah}",
    "kasus.data_minimum": "Data minimum disimpan; {isian} isian dikosongkan",
    "batas.mulai": "Batas waktu mulai berjalan: {judul}",
    "simfoni.entri": "{who} mencatat entri Simfoni PPA nomor {nomor}",
    "simfoni.perbarui": "{who} mencatat Simfoni PPA nomor {nomor} sudah diperbarui",
    "simfoni.tarik": "{who} menarik catatan entri Simfoni PPA: {alasan}",
    "simfoni.tidak_perlu": "{who} mencatat tidak perlu dientri ke Simfoni PPA: {alasan}",
    "simfoni.perlu": "{who} mencatat perlu dientri ke Simfoni PPA",
    "batas.selesai": "{who} mencatat {judul}: {isi}",
}


class _Blanks(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return ""


def sentence(action: str, detail: Mapping[str, object], who: str, titles: Mapping[str, str]) -> str:
    """What a record says; unknown details stay blank."""
    key = str(detail.get("formulir") or detail.get("surat") or "")
    return TOLD[action].format_map(_Blanks(detail, who=who, what=titles.get(key, key)))
