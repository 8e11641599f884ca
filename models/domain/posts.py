"""Who may sign and how papers are counted: closed lists that definitions name and the office fills."""

from __future__ import annotations

#: Signing posts that letters ask for, by key; "petugas" is whoever writes the letter.
SIGNING_POSTS = {
    "petugas": "Petugas pembuat surat",
    "kepala": "Kepala",
    "kepala_dinas": "Kepala Dinas",
    "kepala_bidang": "Kepala Bidang",
    "kasubag_tu": "Kepala Subbagian Tata Usaha",
    "ppk": "Pengguna Anggaran/Kuasa Pengguna Anggaran",
}
#: The series of case numbers: it counts arrivals, so nothing is ever inserted into it.
CASE_SERIES = "kasus"
#: Number series, by key: each counts by itself and starts again every year.
SERIES = {
    CASE_SERIES: "Register kasus",
    "keluar": "Surat keluar",
    "masuk": "Agenda surat masuk",
    "nota": "Nota dinas",
    "tanda_terima": "Tanda terima",
    "disposisi": "Lembar disposisi",
    "biaya": "Rincian biaya perjalanan",
}
#: Series that number something else than the letters the office writes.
NOT_OF_LETTERS = frozenset({CASE_SERIES, "masuk"})
#: How letters and files leave the house; another way may be written.
MEANS = ("Diantar langsung", "Kurir", "Pos", "Pos-el", "Diambil penerima")
