"""Says who else has the same form or letter open on another PC, so that two people do not fill in the same thing."""

from __future__ import annotations

from models.services.safety.together import Together
from ui.context import AppContext
from ui.widgets.messages import Banner, announce


class Company(Banner):
    """A banner that shows itself while somebody else is at the paper the page shows."""

    def __init__(self, context: AppContext, kind: str) -> None:
        """``kind``: "formulir" or "surat"."""
        super().__init__("info", "")
        self._context, self._kind = context, kind
        self._ref = ""
        self.hide()
        context.bus.together.connect(self._look)

    def at(self, ref: str) -> None:
        """The page shows this paper now; "" when it shows none any more."""
        if ref == self._ref:
            return
        together = self._context.workspace.together
        if self._ref:
            together.closed_here(self._kind, self._ref)
        self._ref = ref
        if ref:
            together.open_here(self._kind, ref)
        self._look(together.state)

    def _look(self, state: Together) -> None:
        names = state.at(self._kind, self._ref) if self._ref else ()
        if names:
            words = f"Sedang dibuka oleh {_listed(names)} di komputer lain. Isian yang berbeda akan ditanyakan."
            if self.isHidden() or self.accessibleName() != words:
                announce(self, words)
            self.set_text(words)
        self.setVisible(bool(names))


def _listed(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} dan {names[-1]}"
