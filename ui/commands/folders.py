"""Where an office's data and this PC's technical notes lie when nobody says otherwise."""

from __future__ import annotations

from pathlib import Path

import platformdirs

from models.settings.local_file import DATA_FOLDER, LocalSettings, settings_folder

_NAMES = {False: "Jangkau", True: "Jangkau Latihan"}


def data_folder(chosen: Path | None, *, training: bool) -> Path:
    """The data folder to use: the one named, else the one chosen on this PC, else the system's place for this user.

    The training office always has a folder of its own, so that invented people never mix with real ones.
    """
    if chosen is not None:
        return chosen.expanduser().absolute()
    remembered = "" if training else LocalSettings(settings_folder(training=False)).get(DATA_FOLDER, "")
    if remembered:
        return Path(remembered)
    return Path(platformdirs.user_data_dir(_NAMES[training], appauthor=False))


def state_folder() -> Path:
    """This PC's place for technical notes and locks; never on a share, never with an office's data."""
    return Path(platformdirs.user_state_dir("Jangkau", appauthor=False))
