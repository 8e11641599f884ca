"""The number of a civil servant (NIP) and of a contract civil servant (NI PPPK)."""

from __future__ import annotations

import re
from datetime import date

LENGTH = 18
_MISTYPED = range(LENGTH - 3, LENGTH + 4)  # other lengths are numbers of another kind, such as a police officer's NRP


def problem(text: str) -> str:
    """What looks mistyped in a number, as a sentence; "" if nothing, and for whatever is no NIP at all.

    A NIP begins with the day of birth and has 18 digits (Peraturan Kepala BKN Nomor 22 Tahun 2007); what follows the
    day differs between the two kinds and is not judged.
    """
    digits = "".join(text.split())
    if not re.fullmatch(r"[0-9]+", digits) or len(digits) not in _MISTYPED:
        return ""
    if len(digits) != LENGTH:
        return f"NIP terdiri atas {LENGTH} angka; yang tertulis {len(digits)}. Periksa lagi, atau kosongkan dahulu."
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return "Delapan angka pertama NIP adalah tanggal lahir (tahun, bulan, tanggal). Periksa lagi."
    return ""
