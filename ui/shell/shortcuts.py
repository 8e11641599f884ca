"""The keys of the program, as the list behind F1 shows them."""

from __future__ import annotations

#: Groups of (key, meaning). Keys are written as they stand on the keyboard.
KEYS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Di mana saja",
        (
            ("Ctrl+K", "Cari dan jalankan perintah"),
            ("Ctrl+N", "Terima aduan"),
            ("Alt+1 … 9", "Halaman navigasi"),
            ("Alt+← / Alt+→", "Mundur / maju"),
            ("F5", "Muat ulang"),
            ("F9", "Samarkan isi layar"),
            ("F11", "Layar penuh"),
            ("Ctrl+L", "Kunci layar"),
            ("Ctrl+= / − / 0", "Besar huruf"),
            ("Ctrl+Z", "Urungkan"),
            ("F1", "Daftar pintasan ini"),
            ("Esc", "Tutup lapisan"),
        ),
    ),
    (
        "Daftar dan kasus",
        (
            ("↑ ↓", "Pilih baris"),
            ("Enter", "Buka atau kerjakan"),
            ("Spasi", "Rincian"),
            ("Ctrl+F", "Saring daftar ini"),
            ("Ctrl+Tab", "Bagian berikutnya"),
            ("Ctrl+Enter", "Selesaikan langkah"),
            ("Ctrl+P", "Cetak"),
            ("Ctrl+PgUp / PgDn", "Periode sebelumnya / sesudahnya (Ringkasan)"),
        ),
    ),
    (
        "Isian",
        (
            ("Enter", "Isian berikutnya"),
            ("Ctrl+Enter", "Selesai atau kirim"),
            ("Ctrl+S", "Simpan sekarang"),
            ("F8", "Masalah berikutnya"),
            ("Ctrl+Z / Ctrl+Y", "Urungkan / ulangi isian"),
            ("Ctrl+J", "Simpan dan isi berikutnya"),
            ("F4", "Buka kalender"),
            ("↑ ↓ pada tanggal", "Maju atau mundur sehari"),
        ),
    ),
)
