"""A skill's life in a community's own framework: proposed, in review, published, replaced, retired; each step kept."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from techhire.commons.communities.models import Community
from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.permits.inputs import one_line, several_lines
from techhire.commons.skills.actions.anchors import put_anchors
from techhire.commons.skills.actions.both_languages import refuse_half_told
from techhire.commons.skills.facts import SkillChanged, SkillMoved, SkillProposed, SkillStandsElsewhere
from techhire.commons.skills.models import Framework, Skill, SkillAlias, SkillRevision, in_use
from techhire.commons.skills.rules import (
    may_propose_skill,
    may_publish_skill,
    may_replace_skill,
    may_retire_skill,
    may_review_skill,
    may_update_skill,
)
from techhire.commons.skills.words import SkillKind, SkillState, own_slug

ALIASES = 40
MOVES: dict[str, set[str]] = {
    SkillState.PROPOSED: {SkillState.IN_REVIEW, SkillState.PUBLISHED, SkillState.RETIRED},
    SkillState.IN_REVIEW: {SkillState.PUBLISHED, SkillState.RETIRED},
    SkillState.PUBLISHED: {SkillState.REPLACED, SkillState.RETIRED},
    SkillState.REPLACED: {SkillState.PUBLISHED},
    SkillState.RETIRED: {SkillState.PUBLISHED},
}


@transaction.atomic
def propose_skill(
    actor: Actor,
    /,
    *,
    name: str,
    definition: str,
    kind: str,
    aliases: Iterable[str] = (),
    note: str = "",
    now: datetime,
    **more: Any,
) -> Skill:
    """Put a skill the language lacks before the civic lead. Nobody is described with it until it is published."""
    require(may_propose_skill(actor))
    details = _details({"name": name, "definition": definition, "kind": kind, **more})
    framework = _own_framework(actor, now)
    _check_parent(framework, details.get("parent"))
    _refuse_known(framework, details["name"])
    skill = Skill.objects.create(
        framework=framework,
        code=_free_code(framework, details["name"]),
        state=SkillState.PROPOSED,
        is_it=details["kind"] != SkillKind.WORKPLACE,
        changed_at=now,
        **details,
    )
    _put_aliases(skill, aliases)
    _note(actor, skill, {"name": skill.name}, one_line(note, field="note", limit=400, required=False), now)
    record(SkillProposed(skill.pk, framework.pk), actor=actor, now=now)
    return skill


def _own_framework(actor: Actor, now: datetime) -> Framework:
    community = Community.objects.get(pk=actor.community_id or 0)
    framework, _made = Framework.objects.get_or_create(
        slug=own_slug(community.pk),
        defaults={
            "community": community,
            "name": _("Skills of %(community)s") % {"community": community.name},
            "publisher": community.name,
            "version": "1",
            "changed_at": now,
        },
    )
    return framework


def _refuse_known(framework: Framework, name: str, own: int | None = None) -> None:
    """One name, one skill: neither the shared language nor the community may have it already."""
    here = Skill.objects.filter(in_use(framework.community_id)) | Skill.objects.filter(framework=framework)
    others = here.exclude(pk=own or 0)
    if others.filter(name__iexact=name).exists() or others.filter(aliases__text__iexact=name).exists():
        raise Refused(_("There is already a skill with this name. Search the library for it."), field="name")


def _free_code(framework: Framework, name: str) -> str:
    base = slugify(name)[:80] or "skill"
    taken = set(
        Skill.objects.filter(framework=framework, code__startswith=base).values_list("code", flat=True)
    )
    taken |= set(
        Skill.objects.filter(framework__slug="starter", code__startswith=base).values_list("code", flat=True)
    )
    return (
        base
        if base not in taken
        else next(f"{base}-{n}" for n in range(2, 10**6) if f"{base}-{n}" not in taken)
    )


def _details(asked: dict[str, Any]) -> dict[str, Any]:
    return {key: _checked(key, value) for key, value in asked.items()}


def _checked(key: str, value: Any) -> Any:
    if key in ("name", "name_es"):
        return one_line(value, field=key, limit=120, required=key == "name")
    if key in ("definition", "definition_es"):
        text = several_lines(value, field=key, limit=600)
        if key == "definition" and not text:
            raise Refused(_("Please fill this in."), field=key)
        return text
    if key == "parent":
        return value
    if key == "kind":
        if value not in SkillKind.values:
            raise Refused(_("Choose a kind."), field=key)
        return value
    if key == "half_life_years":
        return _years(value)
    raise Refused(_("A skill has no such detail."), field=key)


def _years(value: Any) -> Decimal:
    try:
        years = Decimal(str(value))
    except InvalidOperation:
        years = Decimal(0)
    if not (years.is_finite() and 1 <= years <= 30):
        raise Refused(_("Choose between 1 and 30 years."), field="half_life_years")
    return years


def _put_aliases(skill: Skill, aliases: Iterable[str]) -> list[str]:
    """Set the other names of a skill; a name of another skill in use is refused."""
    wanted: dict[str, str] = {}
    for raw in aliases:
        text = one_line(raw, field="aliases", limit=120, required=False)
        if text and text.casefold() != skill.name.casefold():
            wanted.setdefault(text.casefold(), text)
    if len(wanted) > ALIASES:
        raise Refused(_("That is too many other names."), field="aliases")
    others = Skill.objects.filter(in_use(skill.framework.community_id)).exclude(pk=skill.pk)
    for text in wanted.values():
        if others.filter(name__iexact=text).exists() or others.filter(aliases__text__iexact=text).exists():
            raise Refused(_("“%(name)s” is a name of another skill.") % {"name": text}, field="aliases")
    old = set(SkillAlias.objects.filter(skill=skill).values_list("text", flat=True))
    SkillAlias.objects.filter(skill=skill).exclude(text__in=wanted.values()).delete()
    SkillAlias.objects.bulk_create(SkillAlias(skill=skill, text=t) for t in wanted.values() if t not in old)
    return sorted(old ^ set(wanted.values()))


def _note(actor: Actor, skill: Skill, changes: dict[str, Any], note: str, now: datetime) -> None:
    SkillRevision.objects.create(
        skill=skill,
        version=skill.version,
        state=skill.state,
        changes=changes,
        note=note,
        by_id=actor.account_id,
        at=now,
    )


@transaction.atomic
def update_skill(
    actor: Actor,
    skill: Skill,
    /,
    *,
    expected_version: int | None = None,
    aliases: Iterable[str] | None = None,
    note: str = "",
    anchors: Mapping[int, tuple[str, str]] | None = None,
    now: datetime,
    **details: Any,
) -> Skill:
    """Change what a skill says of itself. Each change is a version; ties keep the one they were made with.

    ``parent`` is a skill in use here, none, or the one it has; ``anchors`` are English and Spanish words by level.
    """
    skill = _locked(skill, expected_version)
    require(may_update_skill(actor, skill))
    asked = _details(details)
    if "parent" in asked and asked["parent"] != skill.parent:
        _check_parent(skill.framework, asked["parent"], skill.pk)
    if skill.state == SkillState.PUBLISHED:
        refuse_half_told(asked)
    if "name" in asked:
        _refuse_known(skill.framework, asked["name"], skill.pk)
    changes: dict[str, Any] = {
        key: [str(getattr(skill, key)), str(value)]
        for key, value in asked.items()
        if getattr(skill, key) != value
    }
    for key, value in asked.items():
        setattr(skill, key, value)
    if aliases is not None and (changed := _put_aliases(skill, aliases)):
        changes["aliases"] = changed
    if anchors is not None and (levels := put_anchors(skill, anchors)):
        changes["levels"] = levels
    if changes:
        said = one_line(note, field="note", limit=400, required=False)
        _keep(actor, skill, [*asked, "version", "changed_at"], changes, said, now)
        record(SkillChanged(skill.pk, skill.version), actor=actor, now=now)
    return skill


def _check_parent(framework: Framework, parent: Skill | None, own: int | None = None) -> None:
    """A broader skill is one in use here, and stands nowhere below the skill itself.

    Two people who save at once may have closed a ring further up, so the way up ends where it comes round.
    """
    usable = Skill.objects.filter(in_use(framework.community_id))
    if parent is not None and not usable.filter(pk=parent.pk).exists():
        raise Refused(_("Choose another skill that is in use."), field="parent")
    above, seen = parent, set[int]()
    while above is not None and above.pk not in seen:
        if above.pk == own:
            raise Refused(_("A skill cannot be broader than itself."), field="parent")
        seen.add(above.pk)
        above = above.parent


def _locked(skill: Skill, expected_version: int | None) -> Skill:
    now_there = Skill.objects.select_for_update(of=("self",)).select_related("framework").get(pk=skill.pk)
    if expected_version is not None and now_there.version != expected_version:
        raise Refused(
            _("Somebody else changed this while you were editing. Look at what is there now and save again.")
        )
    return now_there


def _keep(
    actor: Actor, skill: Skill, fields: list[str], changes: dict[str, Any], note: str, now: datetime
) -> None:
    skill.version += 1
    skill.changed_at = now
    skill.save(update_fields=fields)
    Framework.objects.filter(pk=skill.framework_id).update(changed_at=now)
    _note(actor, skill, changes, note, now)


def _move(
    actor: Actor, skill: Skill, state: str, now: datetime, *, note: str, expected_version: int | None
) -> Skill:
    skill = _locked(skill, expected_version)
    before, stood_as = skill.state, skill.replaced_by_id
    if state not in MOVES[before]:
        raise Refused(_("The skill cannot go from where it is to there."), field="state")
    if state == SkillState.PUBLISHED:
        skill.replaced_by = None
        _refuse_known(skill.framework, skill.name, skill.pk)
        refuse_half_told({"name_es": skill.name_es, "definition_es": skill.definition_es})
    skill.state = state
    said = one_line(note, field="note", limit=400, required=False)
    fields = ["state", "replaced_by", "version", "changed_at"]
    _keep(actor, skill, fields, {"state": [before, state]}, said, now)
    record(SkillMoved(skill.pk, before, state), actor=actor, now=now)
    if state == SkillState.PUBLISHED and stood_as is not None:
        _stands(actor, skill, stood_as, skill.pk, now)
    return skill


def _stands(actor: Actor, skill: Skill, before: int, after: int, now: datetime) -> None:
    body = SkillStandsElsewhere(skill.pk, before, after)
    record(body, actor=actor, now=now, community_id=skill.framework.community_id)


@transaction.atomic
def review_skill(
    actor: Actor, skill: Skill, /, *, note: str = "", expected_version: int | None = None, now: datetime
) -> Skill:
    """Take a proposal up, so that others see somebody is looking at it."""
    require(may_review_skill(actor, skill))
    return _move(actor, skill, SkillState.IN_REVIEW, now, note=note, expected_version=expected_version)


@transaction.atomic
def publish_skill(
    actor: Actor, skill: Skill, /, *, note: str = "", expected_version: int | None = None, now: datetime
) -> Skill:
    """Put a skill into use, or back into use; texts are read with it from now on."""
    require(may_publish_skill(actor, skill))
    return _move(actor, skill, SkillState.PUBLISHED, now, note=note, expected_version=expected_version)


@transaction.atomic
def replace_skill(
    actor: Actor,
    skill: Skill,
    successor: Skill,
    /,
    *,
    note: str = "",
    expected_version: int | None = None,
    now: datetime,
) -> Skill:
    """Point from a skill to the one that takes its place, as which what asks for it or shows it counts from now on."""
    require(may_replace_skill(actor, skill))
    usable = Skill.objects.filter(in_use(skill.framework.community_id), pk=successor.pk)
    if successor.pk == skill.pk or not usable.exists():
        raise Refused(_("Choose another skill that is in use."), field="successor")
    moved = _move(actor, skill, SkillState.REPLACED, now, note=note, expected_version=expected_version)
    moved.replaced_by = successor
    moved.save(update_fields=["replaced_by"])
    _stands(actor, moved, moved.pk, successor.pk, now)
    return moved


@transaction.atomic
def retire_skill(
    actor: Actor, skill: Skill, /, *, note: str = "", expected_version: int | None = None, now: datetime
) -> Skill:
    """Take a skill out of use; what people showed of it stays theirs."""
    require(may_retire_skill(actor, skill))
    return _move(actor, skill, SkillState.RETIRED, now, note=note, expected_version=expected_version)
