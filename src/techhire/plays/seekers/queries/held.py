"""Everything held about a person, in plain data, for the person to keep."""

from dataclasses import asdict
from typing import Any

from techhire.commons.permits import Actor, require
from techhire.commons.skills.models import EverydayTask
from techhire.plays.seekers.models import (
    AccessRecord,
    Consent,
    Contact,
    Dispute,
    EmployerBlock,
    EmployerFeedback,
    Evidence,
    Experience,
    ExperienceSkill,
    Grant,
    Hold,
    Seeker,
    SkillUse,
    Vouch,
)
from techhire.plays.seekers.queries.selfid import about_self
from techhire.plays.seekers.queries.skills import skill_lines
from techhire.plays.seekers.rules import may_act_for, may_read_about_self

PROFILE = (
    "code",
    "name",
    "language",
    "is_adult",
    "place",
    "zip_code",
    "travel_mode",
    "travel_minutes",
    "remote_ok",
    "schedule",
    "pay_floor_cents",
    "available_from",
    "authorized",
    "needs_sponsorship",
    "has_degree",
    "found",
    "made_at",
)


def download_everything(actor: Actor, seeker: Seeker) -> dict[str, Any]:
    """Every row about this person, oldest first; for the person and their coach only.

    What the person said about themself is in the person's own copy and in no other.
    """
    require(may_act_for(actor, seeker))
    own = {"seeker": seeker}
    return {
        "profile": {key: getattr(seeker, key) for key in PROFILE},
        "contacts": _rows(Contact, own, "kind", "value", "is_shared", "for_employers"),
        "skills": [
            {"skill": line.skill.name, "word": line.word, "level": line.level}
            for line in skill_lines(actor, seeker)
        ],
        "evidence": _rows(
            Evidence,
            own,
            "skill__name",
            "kind",
            "level",
            "sd",
            "organization__name",
            "issuer_name",
            "title",
            "at",
            "last_used",
            "state",
            "recorded_at",
        ),
        "uses": _rows(SkillUse, own, "skill__name", "where", "until", "year_only", "still", "said_at"),
        "experiences": _experiences(own),
        "vouches": _rows(
            Vouch,
            {"evidence__seeker": seeker},
            "evidence__skill__name",
            "evidence__organization__name",
            "evidence__level",
            "evidence__at",
            "evidence__state",
            "turned_out",
            "settled_by__at",
            "answer",
        ),
        "employer_feedback": _rows(
            EmployerFeedback,
            own,
            "organization__name",
            "skill__name",
            "level",
            "at",
            "state",
            "given_at",
            "answered_at",
        ),
        "disputes": _rows(
            Dispute,
            {"evidence__seeker": seeker},
            "evidence__skill__name",
            "reason",
            "words",
            "opened_at",
            "looked_at_since",
            "answer",
            "answered_at",
        ),
        "consents": _rows(
            Consent, own, "purpose", "scope", "words", "spoken", "given_at", "confirmed_at", "withdrawn_at"
        ),
        "access": _rows(Grant, own, "organization__name", "purpose", "scope", "since", "until", "ended_at"),
        "who_looked": _rows(AccessRecord, own, "organization__name", "purpose", "what", "at"),
        "holds": _rows(Hold, own, "reason", "law", "until", "placed_at", "lifted_at"),
        "hidden_from": _rows(EmployerBlock, own, "organization__name"),
    } | _about_self(actor, seeker)


def _about_self(actor: Actor, seeker: Seeker) -> dict[str, Any]:
    if not may_read_about_self(actor, seeker):
        return {}
    told = about_self(actor, seeker)
    return {"about_you": asdict(told) if told else None}


def _experiences(own: dict[str, Any]) -> list[dict[str, Any]]:
    """What the person did, in their words, with the skills found in each."""
    told = _rows(
        Experience,
        own,
        "pk",
        "kind",
        "title",
        "own_title",
        "place",
        "since",
        "until",
        "what",
        "tools",
        "language",
        "own_title_en",
        "place_en",
        "what_en",
        "tools_en",
        "often",
        "task_ids",
        "on_resume",
        "made_at",
    )
    tasks = dict(EverydayTask.objects.values_list("pk", "text"))
    skills = _rows(
        ExperienceSkill,
        {"experience__seeker": own["seeker"]},
        "experience_id",
        "skill__name",
        "found_in",
        "level",
    )
    for row in told:
        row["tasks"] = [tasks[pk] for pk in row.pop("task_ids") if pk in tasks]
        mine = row.pop("pk")
        row["skills"] = [
            {key: found[key] for key in ("skill__name", "found_in", "level")}
            for found in skills
            if found["experience_id"] == mine
        ]
    return told


def _rows(kind: Any, of: dict[str, Any], *fields: str) -> list[dict[str, Any]]:
    return list(kind.objects.filter(**of).order_by("pk").values(*fields))
