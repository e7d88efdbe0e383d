"""What a resume says, as plain data: our words in English, the person's in their own English or as they told them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from techhire.commons.skills.words import LEVEL_WORDS
from techhire.plays.assessments.queries.works import tasks_behind
from techhire.plays.seekers.queries import resume_parts
from techhire.plays.seekers.words import EvidenceKind, SkillWord, WorkKind

if TYPE_CHECKING:
    from techhire.commons.permits import Actor
    from techhire.commons.skills.models import RoleProfile
    from techhire.plays.seekers.models import Evidence, Seeker
    from techhire.plays.seekers.queries import BackedSkill, ResumeParts, ToldWork

LANGUAGES = {"en": "English", "es": "Spanish"}
MOST_CLAIMED = 24
MOST_TASKS = 8
MOST_PIECES = 3
WORDS = (SkillWord.PROVEN, SkillWord.LIKELY, SkillWord.CLAIMED)


def resume_of(
    actor: "Actor", seeker: "Seeker", chosen: Mapping[str, Any], role: "RoleProfile | None", asked: list[int]
) -> dict[str, Any]:
    """The resume as data for the page and for the printed one. ``asked`` are skill ids of the role, shown first."""
    parts = resume_parts(actor, seeker)
    tasks = {pk: edition.title for pk, edition in tasks_behind(actor, seeker).items()}
    with override("en"):
        return {
            "title": _("Resume of %(name)s") % {"name": seeker.name or seeker.code},
            "author": seeker.name,
            "lang": "en",
            "name": seeker.name or seeker.code,
            "contact": _contact(seeker, parts, chosen),
            "headline": role.name if role else "",
            "education": _("Four-year degree") if chosen.get("degree") and seeker.has_degree == "yes" else "",
            "work": [_work(told, bool(chosen.get("words"))) for told in parts.work],
            "skills": _skills(parts.skills, asked, tasks),
            "labels": _labels(),
        }


def _labels() -> dict[str, str]:
    return {
        "looking": _("Looking for work as"),
        "skills": _("Skills"),
        "work": _("Experience"),
        "education": _("Education"),
        "proven": _("Proven: tested, judged or certified by others"),
        "likely": _("Likely: others have recorded or confirmed it"),
        "claimed": _("Claimed: in my own words, ready to be shown"),
    }


def _contact(seeker: "Seeker", parts: "ResumeParts", chosen: Mapping[str, Any]) -> list[str]:
    ways = [value for kind, value in parts.contacts if chosen.get(kind)]
    return ways + ([seeker.place] if chosen.get("city") and seeker.place else [])


def _work(told: "ToldWork", with_words: bool) -> dict[str, Any]:
    row = told.experience
    words, words_lang = row.in_english("what") if with_words else ("", "en")
    place, place_lang = row.in_english("place")
    tools, tools_lang = row.in_english("tools")
    title, title_lang = row.in_english("own_title") if row.own_title else (row.named, "en")
    answers = {
        "own_title": title_lang,
        "place": place_lang if place else "en",
        "what": words_lang if words else "en",
        "tools": tools_lang if tools else "en",
    }
    kind = "" if row.kind == WorkKind.PAID else str(WorkKind(row.kind).label)
    years = f"{row.since}–{row.until or _('now')}" if row.since else ""
    return {
        "experience": row.pk,
        "title": title,
        "title_lang": title_lang,
        "place": place,
        "place_lang": place_lang,
        "about": [part for part in (kind, years, row.get_often_display()) if part],
        "tasks": [task.text for task in told.tasks[:MOST_TASKS]],
        "words": words,
        "words_lang": words_lang,
        "words_in": "" if words_lang == "en" else _("In %(language)s:") % {"language": LANGUAGES[words_lang]},
        "tools": tools,
        "tools_lang": tools_lang,
        "tools_label": _("Worked with:"),
        "still": [key for key, language in answers.items() if language != "en"],
    }


def _skills(
    skills: "list[BackedSkill]", asked: list[int], tasks: Mapping[int, str]
) -> dict[str, list[dict[str, Any]]]:
    order = {pk: at for at, pk in enumerate(asked)}
    ranked = sorted(skills, key=lambda one: order.get(one.line.skill.pk, len(order)))
    said: dict[str, list[dict[str, Any]]] = {word.value: [] for word in WORDS}
    for one in ranked:
        if one.line.word in said:
            said[one.line.word].append(_skill(one, tasks))
    said[SkillWord.CLAIMED.value] = said[SkillWord.CLAIMED.value][:MOST_CLAIMED]
    return said


def _skill(one: "BackedSkill", tasks: Mapping[int, str]) -> dict[str, Any]:
    number, word = one.line.level, LEVEL_WORDS.get(one.line.level)
    return {
        "name": one.line.skill.name,
        "level": _("level %(number)d of 5, %(word)s") % {"number": number, "word": word} if word else "",
        "by": [_piece(piece, tasks.get(piece.pk, piece.title)) for piece in one.pieces[:MOST_PIECES]],
    }


def _piece(piece: "Evidence", title: str) -> str:
    """Where it comes from; a vouch without who gave it. ``title`` of judged work is the task's own in English."""
    kind = str(EvidenceKind(piece.kind).label)
    by = piece.issuer_name or (piece.organization.name if piece.organization else "")
    if piece.kind in {EvidenceKind.VOUCH, EvidenceKind.EMPLOYER_FEEDBACK}:
        by = ""
    return ", ".join(part for part in (kind, title, by, str(piece.at.year)) if part)
