"""A role profile's life in a community: proposed, changed, published, retired; each step kept."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from techhire.commons.communities.models import Community
from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.permits.inputs import one_line
from techhire.commons.skills.actions.both_languages import refuse_half_told
from techhire.commons.skills.actions.role_lines import (
    RoleLine,
    check_lines,
    lines_in,
    put_lines,
    refuse_without_core,
)
from techhire.commons.skills.actions.role_texts import NEEDED, TEXTS, checked_texts
from techhire.commons.skills.facts import RoleChanged, RoleMoved, RoleProposed
from techhire.commons.skills.models import RoleProfile, RoleRevision
from techhire.commons.skills.rules import (
    may_propose_role,
    may_publish_role,
    may_retire_role,
    may_update_role,
)
from techhire.commons.skills.words import SkillState

MOVES: dict[str, set[str]] = {
    SkillState.PROPOSED: {SkillState.PUBLISHED, SkillState.RETIRED},
    SkillState.PUBLISHED: {SkillState.RETIRED},
    SkillState.RETIRED: {SkillState.PUBLISHED},
}


@transaction.atomic
def propose_role(
    actor: Actor,
    /,
    *,
    copied_from: RoleProfile | None = None,
    lines: Iterable[RoleLine] | None = None,
    note: str = "",
    now: datetime,
    **texts: Any,
) -> RoleProfile:
    """Begin a role profile of the community's own: from nothing, or as a copy of a shared one with its lines.

    ``texts`` are ``name``, ``about``, their Spanish ``name_es`` and ``about_es``, and ``soc_code``; what a copy leaves
    out is the shared one's. Nobody begins a job from it until it is published.
    """
    require(may_propose_role(actor))
    community = Community.objects.select_for_update().get(pk=actor.community_id or 0)
    origin = _origin(copied_from)
    said = {name: getattr(origin, name) for name in TEXTS} if origin else {}
    said |= checked_texts(dict.fromkeys(NEEDED - said.keys(), "") | texts)
    _refuse_known(community.pk, said["name"], origin=origin)
    asked = list(lines) if lines is not None else lines_in(origin) if origin else []
    check_lines(asked, community.pk)
    role = RoleProfile.objects.create(
        community=community,
        slug=_free_slug(community.pk, said["name"], origin),
        copied_from=origin,
        state=SkillState.PROPOSED,
        onet_code=_detailed(origin.onet_code if origin else "", said.get("soc_code", "")),
        **said,
    )
    changes = {"copied_from": origin.pk if origin else None, "asks": put_lines(role, asked)}
    _note(actor, role, changes, one_line(note, field="note", limit=400, required=False), now)
    record(RoleProposed(role.pk, origin.pk if origin else None), actor=actor, now=now)
    return role


def _origin(copied_from: RoleProfile | None) -> RoleProfile | None:
    shared = copied_from is None or copied_from.community_id is None
    if copied_from is not None and not (shared and copied_from.state == SkillState.PUBLISHED):
        raise Refused(_("Choose one of the shared role profiles to copy."), field="copied_from")
    return copied_from


def _refuse_known(
    community_id: int, name: str, own: int | None = None, origin: RoleProfile | None = None
) -> None:
    """One title, one profile: of those offered here, and those that wait to be."""
    here = RoleProfile.objects.filter(community_id=community_id).exclude(state=SkillState.RETIRED)
    shared = RoleProfile.objects.filter(community__isnull=True, state=SkillState.PUBLISHED)
    others = here.exclude(pk=own or 0) | shared.exclude(pk=origin.pk if origin else 0)
    if others.filter(name__iexact=name).exists():
        raise Refused(_("There is already a role profile with this title."), field="name")


def _free_slug(community_id: int, name: str, origin: RoleProfile | None) -> str:
    """A copy is found where the shared one was, so that no link breaks; anything else stands in nobody's place."""
    base = origin.slug if origin else slugify(name)[:70] or "role"
    shared = RoleProfile.objects.filter(community__isnull=True).exclude(pk=origin.pk if origin else 0)
    taken = RoleProfile.objects.filter(community_id=community_id) | shared
    known = set(taken.filter(slug__startswith=base).values_list("slug", flat=True))
    return (
        base if base not in known else next(s for n in range(2, 10**6) if (s := f"{base}-{n}") not in known)
    )


def _detailed(onet_code: str, soc_code: str) -> str:
    """The O*NET code, where it still is one of the occupation: 15-1232.00 of 15-1232."""
    return onet_code if soc_code and onet_code.startswith(soc_code) else ""


def _note(actor: Actor, role: RoleProfile, changes: dict[str, Any], note: str, now: datetime) -> None:
    said = {"version": role.version, "state": role.state, "changes": changes, "note": note}
    RoleRevision.objects.create(profile=role, by_id=actor.account_id, at=now, **said)


@transaction.atomic
def update_role(
    actor: Actor,
    profile: RoleProfile,
    /,
    *,
    lines: Iterable[RoleLine] | None = None,
    expected_version: int | None = None,
    note: str = "",
    now: datetime,
    **texts: Any,
) -> RoleProfile:
    """Change what a role profile says of itself and, where ``lines`` are given, all it asks for. A change is a version.

    Jobs that began from it keep what they ask for.
    """
    role = _locked(profile, expected_version)
    require(may_update_role(actor, role))
    asked = checked_texts(
        {name: text for name, text in texts.items() if name not in TEXTS or text != getattr(role, name)}
    )
    old = lines_in(role)
    wanted = list(lines) if lines is not None else old
    check_lines(wanted, _place(role), kept={line.skill_id for line in old})
    told = {name: [getattr(role, name), value] for name, value in asked.items()}
    changes: dict[str, Any] = {"texts": {name: pair for name, pair in told.items() if pair[0] != pair[1]}}
    for name, value in asked.items():
        setattr(role, name, value)
    role.onet_code = _detailed(role.onet_code, role.soc_code)
    if "name" in changes["texts"]:
        _refuse_known(_place(role), role.name, role.pk, role.copied_from)
    if role.state == SkillState.PUBLISHED:
        refuse_half_told({name: getattr(role, name) for name in TEXTS})
        refuse_without_core(wanted)
    changes["asks"] = put_lines(role, wanted) if lines is not None else []
    if changes["texts"] or changes["asks"]:
        _keep(actor, role, [*asked, "onet_code"], changes, note, now)
        record(RoleChanged(role.pk, role.version), actor=actor, now=now)
    return role


def _place(role: RoleProfile) -> int:
    if role.community_id is None:
        raise ValueError("a shared role profile is changed by no action")
    return role.community_id


def _locked(profile: RoleProfile, expected_version: int | None) -> RoleProfile:
    now_there = RoleProfile.objects.select_for_update(of=("self",)).select_related("copied_from")
    role = now_there.get(pk=profile.pk)
    if expected_version is not None and role.version != expected_version:
        raise Refused(
            _("Somebody else changed this while you were editing. Look at what is there now and save again.")
        )
    return role


def _keep(
    actor: Actor, role: RoleProfile, fields: list[str], changes: dict[str, Any], note: str, now: datetime
) -> None:
    role.version += 1
    role.save(update_fields=[*fields, "version"])
    _note(actor, role, changes, one_line(note, field="note", limit=400, required=False), now)


def _move(
    actor: Actor, role: RoleProfile, state: str, now: datetime, *, note: str, expected_version: int | None
) -> RoleProfile:
    role = _locked(role, expected_version)
    before = role.state
    if state not in MOVES[before]:
        raise Refused(_("The role profile cannot go from where it is to there."), field="state")
    if state == SkillState.PUBLISHED:
        _refuse_known(_place(role), role.name, role.pk, role.copied_from)
        refuse_half_told({name: getattr(role, name) for name in TEXTS})
        lines = lines_in(role)
        check_lines(lines, _place(role))
        refuse_without_core(lines)
    role.state = state
    _keep(actor, role, ["state"], {"state": [before, state]}, note, now)
    record(RoleMoved(role.pk, before, state), actor=actor, now=now)
    return role


@transaction.atomic
def publish_role(
    actor: Actor,
    profile: RoleProfile,
    /,
    *,
    note: str = "",
    expected_version: int | None = None,
    now: datetime,
) -> RoleProfile:
    """Offer it, or offer it again, where jobs and resumes begin from a role; a copy in place of the shared one."""
    require(may_publish_role(actor, profile))
    return _move(actor, profile, SkillState.PUBLISHED, now, note=note, expected_version=expected_version)


@transaction.atomic
def retire_role(
    actor: Actor,
    profile: RoleProfile,
    /,
    *,
    note: str = "",
    expected_version: int | None = None,
    now: datetime,
) -> RoleProfile:
    """Offer it no more; jobs that began from it go on, and where it was a copy the shared one is offered again."""
    require(may_retire_role(actor, profile))
    return _move(actor, profile, SkillState.RETIRED, now, note=note, expected_version=expected_version)
