"""What an office decides about official journeys: who the order is charged to, its stops, the rates it pays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

#: What the first row of the order may call the official; another word may be written.
AUTHORITIES = (
    "Pengguna Anggaran/Kuasa Pengguna Anggaran",
    "Pejabat Pembuat Komitmen",
    "Pejabat berwenang yang memberi perintah",
)
#: So many places on the way have a row on the back of the order.
FEWEST_STOPS, MOST_STOPS = 1, 6
_MOST_RATES = 40


@dataclass(frozen=True)
class TravelRate:
    """One rate of the regional regulation: ``amount`` in whole rupiah for each ``unit`` ("hari", "malam")."""

    name: str
    unit: str
    amount: int


@dataclass(frozen=True)
class TravelRules:
    """How an office fills its orders and cost sheets.

    Attributes:
        authority: what the first row of the order calls the official who orders and pays the journey.
        stops: rows for places on the way on the back of the order.
        rates: proposed in a new cost sheet, in this order.
    """

    authority: str = AUTHORITIES[0]
    stops: int = 4
    rates: tuple[TravelRate, ...] = ()

    def problems(self) -> Iterator[str]:
        """What cannot be used, in Indonesian sentences."""
        if not self.authority.strip():
            yield "Isi sebutan pejabat pada baris pertama SPD."
        if not FEWEST_STOPS <= self.stops <= MOST_STOPS:
            yield f"Baris tempat singgah dari {FEWEST_STOPS} sampai {MOST_STOPS}."
        if len(self.rates) > _MOST_RATES:
            yield f"Paling banyak {_MOST_RATES} tarif."
        for rate in self.rates:
            if not rate.name.strip() or rate.amount < 0:
                yield "Setiap tarif memerlukan uraian dan jumlah rupiah."

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> TravelRules:
        """Read back."""
        return cls(**{**data, "rates": tuple(TravelRate(**rate) for rate in data.get("rates", ()))})
