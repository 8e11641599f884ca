"""The first thing the frozen program does: see ``build.spec``."""

import gc

# Nothing that is loaded at the start is given up again; looking through it over and over takes a tenth of the time.
# ``ui.commands`` collects again: a command at once, the window after its first picture.
gc.disable()
