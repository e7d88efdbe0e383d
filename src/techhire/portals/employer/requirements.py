"""What the job asks for: what the ad says clearly is set, what is a guess is asked, and all is confirmed at once."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from techhire.commons.communities.words import Kind
from techhire.commons.permits import Refused
from techhire.commons.skills.actions.life_cycle import propose_skill
from techhire.commons.skills.bridge import ReadLine, ReadText, read_text
from techhire.commons.skills.queries import reworded_since, search_skills, skills_in_bulk
from techhire.commons.skills.rules import may_propose_skill
from techhire.commons.skills.words import LEVEL_CHOICES, SkillKind
from techhire.plays.marketplace.actions.requirements import set_requirements
from techhire.plays.marketplace.queries import (
    Mark,
    Usual,
    marked,
    requirements_of,
    usual_among,
    usual_profiles,
)
from techhire.plays.marketplace.words import Doubt
from techhire.portals.employer import skill_rows as lines
from techhire.portals.employer.finding import own_posting
from techhire.portals.layout.guards import prepares_as
from techhire.portals.layout.request import Request

NEEDS = [
    ("must", gettext_lazy("essential, needed on day one")),
    ("preferred", gettext_lazy("preferred")),
    ("learned", gettext_lazy("learned on the job")),
]


@dataclass
class Sheet:
    """The page between two visits to the server: its lines, what is kept, read and usual, and what was just done."""

    posting: Any
    kept: list[Any]
    reading: ReadText | None
    profiles: list[Any]
    usual: Usual | None
    rows: list[lines.Row]
    version: int
    note: str = ""
    wanted: str = ""
    found: list[Any] = field(default_factory=list)


@require_http_methods(["GET", "POST"])
@prepares_as(Kind.EMPLOYER)
def page(request: Request, identifier: uuid.UUID) -> HttpResponse:
    """Show every line; a button changes the sheet and keeps what was typed; "save" confirms all lines."""
    posting = own_posting(request, identifier)
    sheet = _sheet(request, posting)
    if request.method == "POST":
        if "save" in request.POST:
            if _saved(request, sheet):
                return redirect("employer:details", identifier=identifier)
        else:
            _change(request, sheet)
    return render(request, "employer/requirements.html", _context(request, sheet))


def _sheet(request: Request, posting: Any) -> Sheet:
    reading = read_text(f"{posting.title}\n{posting.text}", posting.community_id) if posting.text else None
    profiles = usual_profiles(posting)
    bulk = request.POST.get("bulk-level", "") if "set_levels" in request.POST else ""
    chosen = bulk.removeprefix("usual:") if bulk.startswith("usual:") else request.POST.get("usual", "")
    usual = usual_among(profiles, posting, chosen)
    kept = requirements_of(posting)
    rows = lines.rows_saved(posting, kept, reading, usual)
    if request.method == "POST":
        rows = lines.rows_posted(request.POST, rows, posting, reading, usual)
    version = lines.number(request.POST.get("version"), posting.version)
    return Sheet(posting, kept, reading, profiles, usual, rows, version)


def _saved(request: Request, sheet: Sheet) -> bool:
    """Confirm the lines. Refused, they stay as they were typed, beside what somebody else saved meanwhile."""
    posting = sheet.posting
    try:
        set_requirements(
            request.actor,
            posting,
            lines=lines.lines_of(sheet.rows),
            expected_version=sheet.version,
            now=request.now,
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        if sheet.version != posting.version:
            sheet.kept = requirements_of(posting)
            now = lines.rows_saved(posting, sheet.kept, sheet.reading, sheet.usual)
            sheet.rows, sheet.version = lines.tell_saved(sheet.rows, now), posting.version
        return False
    if lines.lines_of(sheet.rows):
        messages.success(request, _("The skills are confirmed."))
    else:
        messages.warning(request, _("The job names no skill now. It needs one before it can be published."))
    return True


def _change(request: Request, sheet: Sheet) -> None:
    """Carry out the button that was pressed; none of them saves."""
    data = request.POST
    if "set_levels" in data:
        sheet.note = _levels_set(*lines.set_levels(sheet.rows, data.get("bulk-level", "")))
    elif "set_needs" in data:
        done = lines.set_needs(sheet.rows, data.get("bulk-need", ""))
        sheet.note = ngettext("%(n)d skill is set.", "%(n)d skills are set.", done) % {"n": done}
    elif "settle" in data:
        lines.settle(sheet.rows, lines.number(data["settle"], 0))
    elif "remove" in data:
        lines.drop(sheet.rows, lines.number(data["remove"], 0), dropped=True)
    elif "restore" in data:
        lines.drop(sheet.rows, lines.number(data["restore"], 0), dropped=False)
    elif "propose" in data:
        _propose(request, sheet.posting)
    else:
        _find(request, sheet)


def _levels_set(done: int, left: int) -> str:
    said = ngettext("%(n)d level is set.", "%(n)d levels are set.", done) % {"n": done}
    if not left:
        return said
    more = ngettext(
        "%(n)d skill is not in the usual profile and stays open.",
        "%(n)d skills are not in the usual profile and stay open.",
        left,
    )
    return f"{said} {more % {'n': left}}"


def _find(request: Request, sheet: Sheet) -> None:
    sheet.wanted = request.POST.get("search", "").replace("\x00", "").strip()[:80]
    there = {row.skill.pk for row in sheet.rows}
    found = search_skills(sheet.wanted, 12, community=request.community)
    sheet.found = [skill for skill in found if skill.pk not in there]


def _context(request: Request, sheet: Sheet) -> dict[str, Any]:
    posting, reading = sheet.posting, sheet.reading
    rows = list(lines.ways_on(sheet.rows))
    lines.explain(rows)
    look = [row for row in rows if row.is_open]
    unsaid = [row for row in rows if not row.level_said and not row.dropped and row.source != lines.YOU]
    kept = [row for row in rows if not row.dropped]
    return {
        "section": "employer:home",
        "step": "requirements",
        "posting": posting,
        "sheet": sheet,
        "rows": rows,
        "kept": kept,
        "look": look,
        "look_first": [row for row in look if not row.lacks_only_level],
        "look_level": [row for row in look if row.lacks_only_level],
        "clear": len(kept) - len(look),
        "groups": _groups(rows),
        "unsaid": unsaid
        if any(Doubt.LEVEL in row.doubts or Doubt.ADDED in row.doubts for row in unsaid)
        else [],
        "unweighed": [row for row in look if Doubt.NEED in row.reasons],
        "bulk_level": _bulk_level(request, sheet, unsaid),
        "levels": [(f"level:{value}", label) for value, label in LEVEL_CHOICES],
        "usuals": [(f"usual:{profile.slug}", profile) for profile in _comparable(sheet)],
        "needs": NEEDS,
        "reading": reading,
        "suggested": _suggested(reading, rows, posting.community_id) if reading else [],
        "not_named": _not_named(sheet),
        "unknown": reading.unknown if reading else (),
        "pieces": _pieces(sheet),
        "may_propose": bool(may_propose_skill(request.actor)),
        "reworded": reworded_since(line for line in sheet.kept if line.confirmed),
        "high": sum(r.level >= 3 and r.importance == "essential" and r.when == "day_one" for r in kept),
        "may_write": request.actor.prepares_for(posting.organization_id),
    }


def _comparable(sheet: Sheet) -> list[Any]:
    """What is offered to compare with, and what the job began from where that is offered no more."""
    began = [sheet.usual.profile] if sheet.usual else []
    known = {profile.slug for profile in sheet.profiles}
    return [*sheet.profiles, *(profile for profile in began if profile.slug not in known)]


def _groups(rows: list[lines.Row]) -> list[tuple[Any, str, list[lines.Row]]]:
    """What needs no look, by how much it matters; what is left out stays where it was."""
    found: dict[str, list[lines.Row]] = {value: [] for value, _label in NEEDS}
    for row in rows:
        if not row.is_open:
            key = (
                "learned"
                if row.when == "learned"
                else "must"
                if row.importance == "essential"
                else "preferred"
            )
            found[key].append(row)
    return [(label, value, found[value]) for value, label in NEEDS if found[value]]


def _bulk_level(request: Request, sheet: Sheet, unsaid: list[lines.Row]) -> str:
    """What the list of levels stands on: what was chosen, what a senior title asks for, else what is usual."""
    chosen = request.POST.get("bulk-level", "")
    guessed = {row.level for row in unsaid if Doubt.LEVEL in row.reasons}
    if chosen or guessed == {lines.SENIOR} or not sheet.usual:
        return chosen or f"level:{max(guessed, default=lines.MODEST)}"
    return f"usual:{sheet.usual.profile.slug}"


def _pieces(sheet: Sheet) -> Any:
    spans = [
        Mark(line.start, line.end, line.importance, line.skill.name)
        for line in sheet.kept
        if line.start is not None and line.end is not None
    ]
    return marked(sheet.posting.text, spans)


def _not_named(sheet: Sheet) -> list[Any]:
    """What a first job of this kind usually asks for on day one and the ad does not name, heaviest first."""
    if sheet.usual is None:
        return []
    there = {row.skill.pk for row in sheet.rows}
    there |= {line.skill_id for line in sheet.reading.suggested} if sheet.reading else set()
    found = [line for pk, line in sheet.usual.lines.items() if pk not in there]
    return sorted(
        found, key=lambda line: (line.when == "learned", line.importance != "essential", -line.weight)
    )


def _propose(request: Request, posting: Any) -> None:
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


def _suggested(reading: ReadText, rows: list[lines.Row], community_id: int) -> list[tuple[Any, ReadLine]]:
    """Skills that phrases of the ad seem to mean and no line has yet; nothing of it counts before it is ticked."""
    there = {row.skill.pk for row in rows}
    found = [line for line in reading.suggested if line.skill_id not in there]
    skills = skills_in_bulk(community_id, [line.skill_id for line in found])
    return [(skills[line.skill_id], line) for line in found if line.skill_id in skills]
