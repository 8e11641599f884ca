"""The tables as peewee sees them: columns only, no business methods.

Moments are ISO 8601 text with the office's offset (they sort as text), structured values JSON text.
``row_version`` rises with each change and catches two people writing the same row.
"""

from __future__ import annotations

from models.store.tables.agenda import (
    BookClosing,
    Dispatch,
    Disposition,
    DispositionTask,
    IncomingLetter,
    IncomingScan,
)
from models.store.tables.archive import (
    ArchiveFile,
    Destruction,
    DestructionFile,
    DocumentMark,
    FileLoan,
    Handover,
    ShelfMove,
    Shortage,
)
from models.store.tables.cases import CaseFile, CaseLink, LegalClock, Note, StepPause, StepRun, Tick
from models.store.tables.forms import Attachment, Draft, FactRow, FormRecord, PersonMark, SamePerson
from models.store.tables.keeping import AuditRow, BackupRun, Meta_, Request, RestoreDrill
from models.store.tables.lawful import AuditRedaction, CasePackage, DoomedFile, Erasure, LogRedaction, PersonRequest
from models.store.tables.letters import (
    ArchiveCode,
    ConsentException,
    Counter,
    IssuedNumber,
    LedgerAlarm,
    Letter,
    LetterEvent,
    LetterReply,
    LetterScan,
    Paper,
    PaperNumbers,
)
from models.store.tables.office import (
    Absence,
    Account,
    ActorAccount,
    Definition,
    DefinitionDraft,
    Mandate,
    Officer,
    Setting,
)
from models.store.tables.records import FileReceipt, LogEntry
from models.store.tables.reports import ReportCopy, ReportEvent, ReportRecount, ServiceReport
from models.store.tables.simfoni import SimfoniEntry, SimfoniTotal

__all__ = [
    "Absence",
    "Account",
    "ActorAccount",
    "ArchiveCode",
    "ArchiveFile",
    "Attachment",
    "AuditRedaction",
    "AuditRow",
    "BackupRun",
    "BookClosing",
    "CaseFile",
    "CaseLink",
    "CasePackage",
    "ConsentException",
    "Counter",
    "Definition",
    "DefinitionDraft",
    "Destruction",
    "DestructionFile",
    "Dispatch",
    "Disposition",
    "DispositionTask",
    "DocumentMark",
    "DoomedFile",
    "Draft",
    "Erasure",
    "FactRow",
    "FileLoan",
    "FileReceipt",
    "FormRecord",
    "Handover",
    "IncomingLetter",
    "IncomingScan",
    "IssuedNumber",
    "LedgerAlarm",
    "LegalClock",
    "Letter",
    "LetterEvent",
    "LetterReply",
    "LetterScan",
    "LogEntry",
    "LogRedaction",
    "Mandate",
    "Meta_",
    "Note",
    "Officer",
    "Paper",
    "PaperNumbers",
    "PersonMark",
    "PersonRequest",
    "ReportCopy",
    "ReportEvent",
    "ReportRecount",
    "Request",
    "RestoreDrill",
    "SamePerson",
    "ServiceReport",
    "Setting",
    "ShelfMove",
    "Shortage",
    "SimfoniEntry",
    "SimfoniTotal",
    "StepPause",
    "StepRun",
    "Tick",
]
