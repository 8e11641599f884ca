"""The registers a row of a procedure may fill (``register`` in ``hasil``): kept line by line, not as a paper."""

from __future__ import annotations

#: Key in definition files and the name shown. Which lines count is told by the services that keep the register.
REGISTERS: dict[str, str] = {
    "penerimaan-berkas": "Berkas layanan klien diterima",
    "pemilahan-berkas": "Berkas yang diterima sudah dipilah",
    "buku-log": "Buku Log In aktivitas pendokumentasian",
}
