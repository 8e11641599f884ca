"""The two kinds of failure: what a clerk must be told, and what is a bug.

The sentences for each code stand in ``resources/i18n/messages.toml`` (title, why, what is safe, what to do);
``models.messages`` fills them in. A test proves that no code is without its sentence.
"""

from __future__ import annotations

from enum import StrEnum


class ErrorCode(StrEnum):
    """Everything the program may have to tell a person. The value is the reference shown beside the sentence."""

    # access
    WRONG_PASSWORD = "RA-MSK-01"
    UNKNOWN_USER = "RA-MSK-02"
    USER_INACTIVE = "RA-MSK-03"
    WEAK_PASSWORD = "RA-MSK-04"
    RECOVERY_KEY_TYPO = "RA-MSK-05"
    RECOVERY_KEY_WRONG = "RA-MSK-06"
    NOT_ALLOWED = "RA-IZN-01"
    LOCKED = "RA-IZN-02"
    # data folder, database, vault
    DATABASE_MISSING = "RA-DAT-01"
    DATABASE_DAMAGED = "RA-DAT-02"
    SCHEMA_NEWER = "RA-DAT-03"
    DATABASE_BUSY = "RA-DAT-04"
    DISK_FULL = "RA-DAT-05"
    READ_ONLY = "RA-DAT-06"
    STORAGE_GONE = "RA-DAT-07"
    KEY_FILE_DAMAGED = "RA-DAT-08"
    KEY_FILE_MISMATCH = "RA-DAT-09"
    OFFICE_EXISTS = "RA-DAT-10"
    FOLDER_NOT_WRITABLE = "RA-DAT-11"
    SECOND_INSTANCE = "RA-DAT-12"
    ATTACHMENT_DAMAGED = "RA-DAT-13"
    ATTACHMENT_REFUSED = "RA-DAT-14"
    # a folder several PCs share
    PLACE_UNFIT = "RA-BSM-01"
    SHARE_UNSAFE = "RA-BSM-02"
    DATABASE_REPLACED = "RA-BSM-03"
    SAVE_UNPROVEN = "RA-BSM-04"
    TWO_COPIES = "RA-BSM-05"
    LEDGER_UNWRITTEN = "RA-BSM-06"
    SERIES_BLOCKED = "RA-BSM-07"
    STEP_TAKEN = "RA-BSM-08"
    NO_OFFICE_THERE = "RA-BSM-09"
    # backup
    BACKUP_NOT_VERIFIED = "RA-CAD-01"
    BACKUP_PLACE_MISSING = "RA-CAD-02"
    BACKUP_FOREIGN = "RA-CAD-03"
    BACKUP_NOT_MADE = "RA-CAD-04"
    # work
    CHANGED_BY_OTHER = "RA-KRJ-01"
    NOT_FOUND = "RA-KRJ-02"
    STEP_INCOMPLETE = "RA-KRJ-03"
    STEP_NOT_YOURS = "RA-KRJ-04"
    STEP_CLOSED = "RA-KRJ-05"
    REASON_NEEDED = "RA-KRJ-06"
    CASE_CLOSED = "RA-KRJ-07"
    FORM_INVALID = "RA-FRM-01"
    LETTER_INCOMPLETE = "RA-SRT-01"
    LETTER_ISSUED = "RA-SRT-02"
    NUMBER_TAKEN = "RA-SRT-03"
    CLOCK_WRONG = "RA-SRT-04"
    SIGNER_MISSING = "RA-SRT-05"
    CONSENT_MISSING = "RA-SRT-06"
    LETTER_NEEDS_CASE = "RA-SRT-11"
    LETTER_HELD = "RA-SRT-12"
    LETTER_UNCHECKED = "RA-SRT-13"
    LETTER_OWN_CHECK = "RA-SRT-14"
    LETTER_STAGE = "RA-SRT-15"
    BOOKING_USED = "RA-SRT-16"
    DEFINITION_INVALID = "RA-DEF-01"
    VALUE_INVALID = "RA-ISI-01"
    # files of paper
    FILE_GONE = "RA-ARS-01"
    FILE_LENT = "RA-ARS-02"
    MINUTES_MISSING = "RA-ARS-03"
    # reports
    REPORT_STATE = "RA-LAP-01"
    REPORT_NOT_YOURS = "RA-LAP-02"
    REPORT_IN_RUN = "RA-LAP-03"
    REPORT_INCOMPLETE = "RA-LAP-04"
    REPORT_EARLY = "RA-LAP-05"
    # what persons may ask of the office, and cases that travel
    DATA_ERASED = "RA-HAK-01"
    PACKAGE_UNKNOWN = "RA-PKT-01"
    PACKAGE_PASSWORD = "RA-PKT-02"
    PACKAGE_DAMAGED = "RA-PKT-03"
    PACKAGE_NEWER = "RA-PKT-04"
    PACKAGE_TOO_BIG = "RA-PKT-05"
    # printing and scanning
    PRINTER_SILENT = "RA-PRN-01"
    PRINTER_GONE = "RA-PRN-03"
    PRINTER_REFUSES = "RA-PRN-04"
    PRINTER_NOT_READY = "RA-PRN-05"
    FILE_NOT_WRITTEN = "RA-PRN-02"
    SCANNER_SILENT = "RA-PIN-01"
    # the next version of the program
    RELEASE_REFUSED = "RA-PBR-01"
    PROGRAM_FIXED = "RA-PBR-02"
    UPDATE_UNTRIED = "RA-PBR-03"
    RETURN_CLOSED = "RA-PBR-04"


class UserError(Exception):
    """Something a person can understand and act on. ``details`` fill the sentence and never hold personal data.

    Attributes:
        code: which sentence to show.
        details: values for the placeholders of that sentence.
    """

    def __init__(self, code: ErrorCode, **details: object) -> None:
        super().__init__(code.value)
        self.code = code
        self.details = details


class Cancelled(Exception):
    """The person changed their mind; nothing to show, nothing was written."""


class BugError(Exception):
    """The program broke one of its own rules. Goes to the crash dialog, never to a message."""
