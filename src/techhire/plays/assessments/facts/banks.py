"""What happens to banks, their items and their tests. Ids, numbers and codes only."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class PracticeLoaded:
    """The practice banks were brought to what the package says."""

    banks: int
    added: int
    updated: int
    retired: int
    subject: ClassVar[str] = "practice:"


@dataclass(frozen=True)
class BankCreated:
    bank_id: int
    skill_id: int
    subject: ClassVar[str] = "bank:bank_id"


@dataclass(frozen=True)
class BankExported:
    """Items left the house with their keys."""

    bank_id: int
    items: int
    language: str
    subject: ClassVar[str] = "bank:bank_id"


@dataclass(frozen=True)
class ItemWritten:
    item_id: int
    bank_id: int
    subject: ClassVar[str] = "item:item_id"


@dataclass(frozen=True)
class ItemEdited:
    """Its words, key, media or difficulty are different from this version on."""

    item_id: int
    bank_id: int
    version: int
    subject: ClassVar[str] = "item:item_id"


@dataclass(frozen=True)
class ItemMoved:
    """A step in an item's life: from one state to another."""

    item_id: int
    bank_id: int
    before: str
    after: str
    subject: ClassVar[str] = "item:item_id"


@dataclass(frozen=True)
class ItemPulled:
    """Nobody is asked the item from now on."""

    item_id: int
    bank_id: int
    reason: str
    subject: ClassVar[str] = "item:item_id"


@dataclass(frozen=True)
class ItemImportStarted:
    """A file of items was looked at; nothing went in yet."""

    import_id: int
    bank_id: int
    subject: ClassVar[str] = "bank:bank_id"


@dataclass(frozen=True)
class ItemsImported:
    import_id: int
    bank_id: int
    added: int
    changed: int
    subject: ClassVar[str] = "bank:bank_id"


@dataclass(frozen=True)
class ItemImportDropped:
    import_id: int
    bank_id: int
    subject: ClassVar[str] = "bank:bank_id"


@dataclass(frozen=True)
class CutsSet:
    cuts_id: int
    bank_id: int
    method: str
    subject: ClassVar[str] = "bank:bank_id"


@dataclass(frozen=True)
class AssessmentCreated:
    assessment_id: int
    bank_id: int
    kind: str
    subject: ClassVar[str] = "assessment:assessment_id"


@dataclass(frozen=True)
class AssessmentUpdated:
    """It is given by other rules from this version on."""

    assessment_id: int
    version: int
    subject: ClassVar[str] = "assessment:assessment_id"


@dataclass(frozen=True)
class AssessmentMoved:
    """It was opened for people, or closed."""

    assessment_id: int
    before: str
    after: str
    subject: ClassVar[str] = "assessment:assessment_id"


@dataclass(frozen=True)
class ItemDrifted:
    """People answer it differently lately, by so many logits; beyond the strict bound it was pulled at once."""

    item_id: int
    bank_id: int
    shift: float
    pulled: bool
    subject: ClassVar[str] = "item:item_id"


@dataclass(frozen=True)
class ItemKept:
    """Somebody looked at a drifting item and left it in use."""

    item_id: int
    bank_id: int
    subject: ClassVar[str] = "item:item_id"
