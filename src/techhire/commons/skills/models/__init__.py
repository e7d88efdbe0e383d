"""Rows of the shared language."""

from techhire.commons.skills.models.credentials import CredentialOccupation, ListedCredential
from techhire.commons.skills.models.frameworks import (
    Alignment,
    Framework,
    LevelAnchor,
    Skill,
    SkillAlias,
    SkillRevision,
    Version,
    in_use,
    language_version,
    replaced_here,
)
from techhire.commons.skills.models.imports import ImportIssue, ImportRun
from techhire.commons.skills.models.occupations import (
    Occupation,
    OccupationActivity,
    OccupationLink,
    OccupationRating,
    OccupationSkill,
    OccupationTask,
    OccupationTitle,
    ProgramCode,
    ProgramOccupation,
    RatingWord,
    WorkActivity,
)
from techhire.commons.skills.models.roles import (
    EverydayTask,
    EverydayTaskSkill,
    ProfileSkill,
    RoleProfile,
    RoleRevision,
    ever_published,
)
from techhire.commons.skills.models.succession import Succession, succession

__all__ = [
    "Alignment",
    "CredentialOccupation",
    "EverydayTask",
    "EverydayTaskSkill",
    "Framework",
    "ImportIssue",
    "ImportRun",
    "LevelAnchor",
    "ListedCredential",
    "Occupation",
    "OccupationActivity",
    "OccupationLink",
    "OccupationRating",
    "OccupationSkill",
    "OccupationTask",
    "OccupationTitle",
    "ProfileSkill",
    "ProgramCode",
    "ProgramOccupation",
    "RatingWord",
    "RoleProfile",
    "RoleRevision",
    "Skill",
    "SkillAlias",
    "SkillRevision",
    "Succession",
    "Version",
    "WorkActivity",
    "ever_published",
    "in_use",
    "language_version",
    "replaced_here",
    "succession",
]
