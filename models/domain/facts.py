"""The facts of a case that forms fill and letters quote: the closed list behind ``arti`` in definition files.

A form field with a meaning writes its answer here when the form is saved and finds it prefilled in the next form, so
nothing is typed twice. ``secret`` facts never appear in lists, titles or letters that do not name the client.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fact:
    """One fact: its key in definition files, its Indonesian name for the placeholder picker, whether it identifies.

    ``rows``: the fact is a table of further victims, accused or incidents; these are the words its columns may mean.
    ``fresh``: each form asks it anew; what one says is no answer to another, and nothing to quote.
    """

    key: str
    label: str
    secret: bool = False
    fresh: bool = False
    rows: tuple[str, ...] = ()


_ROWS = (
    ("klien.nama", "Nama klien", True),
    ("klien.nik", "NIK klien", True),
    ("klien.tempat_lahir", "Tempat lahir klien", True),
    ("klien.tanggal_lahir", "Tanggal lahir klien", True),
    ("klien.umur", "Umur klien (tahun)", False),
    ("klien.jenis_kelamin", "Jenis kelamin klien", False),
    ("klien.alamat", "Alamat klien", True),
    ("klien.wilayah", "Desa/kelurahan klien", True),
    ("klien.telepon", "Telepon klien", True),
    ("klien.kontak_aman", "Cara menghubungi yang aman", True),
    ("klien.agama", "Agama klien", False),
    ("klien.pendidikan", "Pendidikan klien", False),
    ("klien.pekerjaan", "Pekerjaan klien", False),
    ("klien.status_kawin", "Status perkawinan klien", False),
    ("klien.kewarganegaraan", "Kewarganegaraan klien", False),
    ("klien.disabilitas", "Disabilitas klien", False),
    ("klien.wali", "Nama orang tua atau wali", True),
    ("klien.kebutuhan_khusus", "Kebutuhan khusus klien", False),
    ("pelapor.nama", "Nama pelapor", True),
    ("pelapor.telepon", "Telepon pelapor", True),
    ("pelapor.alamat", "Alamat pelapor", True),
    ("pelapor.hubungan", "Hubungan pelapor dengan klien", False),
    ("terlapor.nama", "Nama terlapor", True),
    ("terlapor.umur", "Umur terlapor", False),
    ("terlapor.jenis_kelamin", "Jenis kelamin terlapor", False),
    ("terlapor.alamat", "Alamat terlapor", True),
    ("terlapor.pekerjaan", "Pekerjaan terlapor", False),
    ("terlapor.pendidikan", "Pendidikan terlapor", False),
    ("terlapor.hubungan", "Hubungan terlapor dengan klien", False),
    ("kejadian.tanggal", "Tanggal kejadian", False),
    ("kejadian.tempat", "Kategori tempat kejadian", False),
    ("kejadian.alamat", "Alamat kejadian", True),
    ("kejadian.wilayah", "Desa/kelurahan kejadian", True),
    ("kejadian.bentuk", "Bentuk kekerasan", False),
    ("kejadian.kdrt", "Kekerasan dalam rumah tangga", False),
    ("kejadian.tujuan_tppo", "Tujuan perdagangan orang", False),
    ("kejadian.ringkasan", "Ringkasan kejadian", True),
    ("kejadian.kronologi", "Kronologi kejadian", True),
    ("kasus.kanal", "Cara aduan masuk", False),
    ("kasus.tanggal_lapor", "Tanggal pelaporan", False),
    ("kasus.darurat", "Keadaan darurat", False),
    ("kasus.kewenangan", "Kewenangan layanan", False),
    ("kasus.jenis", "Jenis kasus", False),
    ("kasus.risiko", "Tingkat risiko", False),
    ("kasus.kebutuhan", "Kebutuhan layanan", False),
    ("kasus.data_disimpan", "Data yang boleh disimpan", False),
    ("kasus.korban_lain", "Korban lain", True),
    ("kasus.terlapor_lain", "Terlapor lain", True),
    ("kasus.kejadian_lain", "Kejadian lain", True),
    ("kasus.kondisi", "Keadaan klien saat ini", True),
    ("kasus.tindakan", "Tindakan yang sudah dilakukan", True),
    ("kasus.rencana", "Ringkasan rencana intervensi", True),
    ("kasus.simfoni_nomor", "Nomor Simfoni PPA", False),
    ("kasus.simfoni_tanggal", "Tanggal input Simfoni PPA", False),
    ("kasus.simfoni_petugas", "Petugas entri Simfoni PPA", False),
    ("kasus.simfoni_kendala", "Kendala entri Simfoni PPA", False),
    ("kasus.persetujuan_tanggal", "Tanggal persetujuan layanan", False),
    ("persetujuan.keputusan", "Keputusan tentang persetujuan", False),
    ("persetujuan.lembaga", "Persetujuan untuk setiap lembaga penerima data", False),
    ("persetujuan.penarikan", "Persetujuan yang ditarik", False),
    ("persetujuan.layanan", "Persetujuan untuk layanan yang dipilih dalam formulir", False),
    ("persetujuan.data", "Izin memberi data kepada lembaga yang disebut dalam formulir", False),
    ("kartu.nomor", "Nomor pada kartu yang ditinggalkan", False),
    ("kartu.nama", "Nama samaran pada kartu yang ditinggalkan", True),
    ("rujukan.penerima_data", "Lembaga yang menerima data klien", False),
    ("rujukan.layanan", "Layanan yang dimohon bagi klien", False),
    ("rujukan.balasan_nomor", "Nomor surat balasan rujukan", False),
    ("rujukan.balasan_tanggal", "Tanggal balasan rujukan", False),
    ("rujukan.balasan_pengirim", "Pengirim balasan rujukan", False),
    ("rujukan.balasan_ringkasan", "Ringkasan balasan rujukan", True),
    ("berkas.pemberi", "Yang menyerahkan berkas", False),
    ("berkas.penerima", "Yang menerima berkas", False),
    ("berkas.daftar", "Daftar berkas yang diserahkan", False),
    ("berkas.rincian", "Rincian berkas yang diserahkan", False),
    ("berkas.musnah", "Berkas yang dimusnahkan", False),
    ("berkas.pelaksana_musnah", "Petugas yang memusnahkan berkas", False),
    ("berkas.dasar_musnah", "Dasar pemusnahan berkas", False),
    ("berkas.data_musnah", "Data dalam program ikut dihapus", False),
    ("hapus.rincian", "Data yang dihapus", False),
    ("hapus.dasar", "Dasar penghapusan data", False),
)

#: Asked anew each time, as everything about consent is.
_FRESH = frozenset({"rujukan.penerima_data", "rujukan.layanan", "kartu.nomor", "kartu.nama"})

_PERSON = ("nama", "tanggal_lahir", "umur", "jenis_kelamin", "pendidikan", "pekerjaan", "disabilitas", "hubungan")
#: What the columns of tables of people and incidents may mean; the first person and incident are facts of their own.
_TABLES = {
    "kasus.korban_lain": (*_PERSON, "berkas_sendiri"),
    "kasus.terlapor_lain": (*_PERSON, "kewarganegaraan"),
    "kasus.kejadian_lain": ("tanggal", "tempat", "bentuk", "wilayah", "alamat", "ringkasan"),
}

#: All facts by key, in the order of the placeholder picker.
FACTS: dict[str, Fact] = {
    key: Fact(key, label, secret, key.startswith("persetujuan.") or key in _FRESH, _TABLES.get(key, ()))
    for key, label, secret in _ROWS
}
