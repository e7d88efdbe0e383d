"""What the job asks for: the skills read from the ad, each with its level, confirmed at once."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Refused
from techhire.commons.skills.actions.life_cycle import propose_skill
from techhire.commons.skills.bridge import ReadLine, ReadText, read_text
from techhire.commons.skills.queries import anchors_for_many, search_skills, skills_in_bulk
from techhire.commons.skills.rules import may_propose_skill
from techhire.commons.skills.words import LEVEL_CHOICES, Importance, SkillKind, When
from techhire.plays.marketplace.actions.requirements import Line, set_requirements
from techhire.plays.marketplace.queries import Mark, marked, requirements_of, role_suggestion
from techhire.portals.employer.finding import own_posting
from techhire.portals.layout.guards import prepares_as

WEIGHTS = [(1, gettext_lazy("matters less")), (3, gettext_lazy("matters")), (5, gettext_lazy("matters most"))]


@dataclass
class Row:
    """One line of the form as it stands, saved or not."""

    skill: Any
    level: int
    weight: int
    importance: str
    when: str
    text: str = ""
    dropped: bool = False
    one_of: tuple[Any, ...] = ()


@require_http_methods(["GET", "POST"])
@prepares_as(Kind.EMPLOYER)
def page(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Show every line; "add" finds more skills without losing what was changed; "save" confirms them all."""
    posting = own_posting(request, identifier)
    rows = _saved(posting)
    found: list[Any] = []
    wanted = ""
    version = posting.version
    if request.method == "POST":
        rows = _posted(request.POST, rows, posting.community_id)
        version = _number(request.POST.get("version"), posting.version)
        wanted = request.POST.get("search", "").replace("\x00", "").strip()[:80]
        if "find" in request.POST:
            found = [
                s
                for s in search_skills(wanted, 12, community=request.community)
                if s.pk not in {row.skill.pk for row in rows}
            ]
        elif "save" in request.POST:
            try:
                set_requirements(
                    request.actor, posting, lines=_lines(rows), expected_version=version, now=request.now
                )
            except Refused as refusal:
                messages.error(request, str(refusal))
            else:
                messages.success(request, _("The skills are confirmed."))
                return redirect("employer:details", identifier=identifier)
        elif "propose" in request.POST:
            _propose(request, posting)
    return render(
        request,
        "employer/requirements.html",
        _context(request, posting, rows, version)
        | {
            "found": found,
            "wanted": wanted,
        },
    )


def _context(request: HttpRequest, posting: Any, rows: list[Row], version: int) -> dict[str, Any]:
    reading = read_text(f"{posting.title}\n{posting.text}", posting.community_id) if posting.text else None
    spans = [
        Mark(line.start, line.end, line.importance, line.skill.name)
        for line in requirements_of(posting)
        if line.start is not None and line.end is not None
    ]
    anchors = anchors_for_many([row.skill.pk for row in rows])
    _show_lists(rows, reading, posting.community_id)
    return {
        "section": "employer:home",
        "step": "requirements",
        "posting": posting,
        "rows": [(row, anchors[row.skill.pk]) for row in rows],
        "version": version,
        "levels": LEVEL_CHOICES,
        "weights": WEIGHTS,
        "importances": Importance.choices,
        "whens": When.choices,
        "pieces": marked(posting.text, spans),
        "reading": reading,
        "suggested": _suggested(reading, rows, posting.community_id) if reading else [],
        "learned": reading and any(line.when == When.LEARNED for line in reading.lines),
        "unknown": reading.unknown if reading else (),
        "may_propose": bool(may_propose_skill(request.actor)),
        "role": role_suggestion(posting) if not posting.profile_id else None,
        "high": sum(r.level >= 3 and r.importance == "essential" and r.when == "day_one" for r in rows),
        "may_write": request.actor.prepares_for(posting.organization_id),
    }


def _show_lists(rows: list[Row], reading: ReadText | None, community_id: int) -> None:
    """Beside each skill of an "either" list, all of the list."""
    lists = {line.skill_id: line.one_of for line in reading.lines if line.one_of} if reading else {}
    skills = skills_in_bulk(community_id, sorted({pk for ids in lists.values() for pk in ids}))
    for row in rows:
        row.one_of = tuple(skills[pk] for pk in lists.get(row.skill.pk, ()) if pk in skills)


def _propose(request: HttpRequest, posting: Any) -> None:
    """Put a word of the ad that is no skill yet before the civic lead."""
    word = " ".join(request.POST.get("propose", "").replace("\x00", "").split())[:60]
    said = _("Named in a job ad: %(word)s. The civic lead writes what it means.") % {"word": word}
    try:
        propose_skill(
            request.actor,
            name=word,
            definition=said,
            kind=SkillKind.TOOL,
            note=posting.title,
            now=request.now,
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("“%(word)s” is with the civic lead. It is read once it is published.") % {"word": word}
        )


def _suggested(reading: ReadText, rows: list[Row], community_id: int) -> list[tuple[Any, ReadLine]]:
    """Skills that phrases of the ad seem to mean and no line has yet; nothing of it counts before it is ticked."""
    there = {row.skill.pk for row in rows}
    lines = [line for line in reading.suggested if line.skill_id not in there]
    skills = skills_in_bulk(community_id, [line.skill_id for line in lines])
    return [(skills[line.skill_id], line) for line in lines if line.skill_id in skills]


def _saved(posting: Any) -> list[Row]:
    return [
        Row(line.skill, line.level, _nearest(line.weight), line.importance, line.when, line.text)
        for line in requirements_of(posting)
    ]


def _nearest(weight: int) -> int:
    return min((1, 3, 5), key=lambda known: abs(known - weight))


def _number(value: str | None, default: int) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 10 else default


def _posted(data: QueryDict, saved: list[Row], community_id: int) -> list[Row]:
    """The lines as they were sent, in their order, with skills added and dropped."""
    texts = {row.skill.pk: row.text for row in saved}
    ids = [int(pk) for pk in data.getlist("skill") if pk.isdecimal() and len(pk) < 19][:60]
    ids += [int(pk) for pk in data.getlist("add") if pk.isdecimal() and len(pk) < 19 and int(pk) not in ids]
    skills = skills_in_bulk(community_id, ids)
    rows = []
    for pk in dict.fromkeys(ids):
        if pk not in skills:
            continue
        rows.append(
            Row(
                skills[pk],
                min(max(_number(data.get(f"level-{pk}"), 2), 1), 5),
                min(max(_number(data.get(f"weight-{pk}"), 3), 1), 5),
                data.get(f"importance-{pk}", Importance.ESSENTIAL.value),
                data.get(f"when-{pk}", When.DAY_ONE.value),
                texts.get(pk, ""),
                dropped=f"drop-{pk}" in data,
            )
        )
    return rows


def _lines(rows: list[Row]) -> list[Line]:
    return [
        Line(row.skill.pk, row.level, row.weight, row.importance, row.when) for row in rows if not row.dropped
    ]
