"""What happens to the shared language. Ids, numbers and codes only."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class StarterLoaded:
    framework_id: int
    added: int
    updated: int
    retired: int
    subject: ClassVar[str] = "framework:framework_id"


@dataclass(frozen=True)
class StarterTied:
    """Ties of the starter framework to lists that are here: made, changed, ended by a release."""

    framework_id: int
    made: int
    changed: int
    ended: int
    subject: ClassVar[str] = "framework:framework_id"


@dataclass(frozen=True)
class SkillProposed:
    skill_id: int
    framework_id: int
    subject: ClassVar[str] = "skill:skill_id"


@dataclass(frozen=True)
class SkillMoved:
    """A step in a skill's life: from one state to another."""

    skill_id: int
    before: str
    after: str
    subject: ClassVar[str] = "skill:skill_id"


@dataclass(frozen=True)
class SkillStandsElsewhere:
    """What was said with this skill counted as ``before_id`` and counts as ``after_id`` from now on."""

    skill_id: int
    before_id: int
    after_id: int
    subject: ClassVar[str] = "skill:skill_id"


@dataclass(frozen=True)
class RoleProposed:
    """A role profile of a community's own began: from nothing, or as a copy of a shared one."""

    profile_id: int
    copied_from_id: int | None
    subject: ClassVar[str] = "role:profile_id"


@dataclass(frozen=True)
class RoleChanged:
    """It says something else of itself, or asks for something else, from this version on."""

    profile_id: int
    version: int
    subject: ClassVar[str] = "role:profile_id"


@dataclass(frozen=True)
class RoleMoved:
    """A step in a role profile's life: from one state to another."""

    profile_id: int
    before: str
    after: str
    subject: ClassVar[str] = "role:profile_id"


@dataclass(frozen=True)
class RoleLineFollowed:
    """A line of a role profile went over to the skill that took the place of its own."""

    profile_id: int
    before_id: int
    after_id: int
    subject: ClassVar[str] = "role:profile_id"


@dataclass(frozen=True)
class SkillChanged:
    """Its words, kind, parent or half-life are different from this version on."""

    skill_id: int
    version: int
    subject: ClassVar[str] = "skill:skill_id"


@dataclass(frozen=True)
class SkillsAligned:
    origin_id: int
    target_id: int
    relation: str
    subject: ClassVar[str] = "skill:origin_id"


@dataclass(frozen=True)
class AlignmentRemoved:
    origin_id: int
    target_id: int
    subject: ClassVar[str] = "skill:origin_id"


@dataclass(frozen=True)
class ImportStarted:
    run_id: int
    kind: str
    subject: ClassVar[str] = "import_run:run_id"


@dataclass(frozen=True)
class ImportRefused:
    """Nothing was changed: it is not the file or folder it should be."""

    run_id: int
    kind: str
    subject: ClassVar[str] = "import_run:run_id"


@dataclass(frozen=True)
class ImportFinished:
    run_id: int
    kind: str
    added: int
    updated: int
    bad: int
    subject: ClassVar[str] = "import_run:run_id"
