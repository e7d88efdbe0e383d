"""Credentials from elsewhere: the person's own, those that wait for an organization, and issuers' standing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from techhire.commons.communities.models import Community, Organization
from techhire.commons.communities.queries import organizations_in
from techhire.commons.permits import Actor, require
from techhire.commons.skills.bridge import read_text
from techhire.commons.skills.models import Skill
from techhire.commons.skills.queries import published_skills, skills_in_bulk
from techhire.plays.credentials.bridge.reading import SaidAlignment
from techhire.plays.credentials.models import AcceptedCredential, TrustedIssuer
from techhire.plays.credentials.queries.checking import Checked, CheckLine, check_credential
from techhire.plays.credentials.queries.offers import addresses_of
from techhire.plays.credentials.rules import (
    DECIDERS,
    may_decide_outside_credential,
    may_judge_issuer,
    may_see_badges,
    visible_outside_credentials,
)
from techhire.plays.credentials.words import IssuerStanding, OutsideState
from techhire.plays.seekers.models import Seeker

MOST_SUGGESTIONS = 6


@dataclass(frozen=True)
class Waiting:
    """A credential that waits, what checking it now finds, and the skills of ours it may show."""

    row: AcceptedCredential
    checked: Checked
    suggested: list[Skill]


@dataclass(frozen=True)
class Backing:
    """Who stands behind evidence from an outside credential: its issuer, how it stands here, and who accepted it."""

    issuer: str
    standing: str
    accepted_by: str

    @property
    def says(self) -> str:
        """The same in a sentence."""
        if self.standing == IssuerStanding.TRUSTED:
            return _("The community trusts its issuer.")
        words = _("%(name)s accepted it by looking at it; nobody has said here that its issuer is trusted.")
        return words % {"name": self.accepted_by}


def sent_by(actor: Actor, seeker: Seeker) -> QuerySet[AcceptedCredential]:
    """What a person sent, newest first."""
    require(may_see_badges(actor, seeker))
    rows = AcceptedCredential.objects.filter(seeker=seeker).select_related("organization", "skill", "seeker")
    return rows.order_by("-sent_at", "-pk")


def deciders_in(community: Community) -> list[Organization]:
    """Organizations a person may send a credential to, the civic lead first."""
    rows = organizations_in(community).filter(kinds__kind__in=DECIDERS).distinct()
    civic = set(organizations_in(community, "civic").values_list("pk", flat=True))
    return sorted(rows, key=lambda row: (row.pk not in civic, row.name))


def outside_waiting(actor: Actor) -> QuerySet[AcceptedCredential]:
    """What waits for the actor's own organizations, oldest first."""
    rows = visible_outside_credentials(actor).filter(state=OutsideState.WAITING)
    return rows.select_related("seeker", "organization__community").order_by("sent_at", "pk")


def outside_ended(actor: Actor) -> QuerySet[AcceptedCredential]:
    """What the actor's own organizations accepted and counts no more, newest first; they may accept it anew."""
    rows = visible_outside_credentials(actor).filter(state=OutsideState.ENDED)
    return rows.select_related("organization").order_by("-ended_at", "-pk")


def outside_numbered(actor: Actor, outside_id: int) -> AcceptedCredential | None:
    """One that was sent to an organization of the actor's, decided or not."""
    rows = visible_outside_credentials(actor).filter(pk=outside_id)
    return rows.select_related(
        "seeker__community", "seeker__account", "organization__community", "skill"
    ).first()


def look_at(actor: Actor, row: AcceptedCredential, now: datetime) -> Waiting:
    """Check it again now, and suggest which of our skills it shows. Whoever calls writes down that it was opened."""
    require(may_decide_outside_credential(actor, row))
    community = row.organization.community
    checked = check_credential(community, row.document, person=addresses_of(row.seeker), now=now)
    ties = checked.said.alignments if checked.said else ()
    return Waiting(row, checked, suggested_skills(community, ties, row.title))


def suggested_skills(community: Community, ties: Iterable[SaidAlignment], title: str) -> list[Skill]:
    """Skills in use here that an alignment names by its code or name, then those read from its words."""
    found: dict[int, Skill] = {}
    here = published_skills(community)
    for tie in ties:
        named = Q(name__iexact=tie.name) if tie.name else Q()
        coded = Q(code__iexact=tie.code) if tie.code else Q()
        if named or coded:
            found |= {row.pk: row for row in here.filter(named | coded)[:MOST_SUGGESTIONS]}
    words = ". ".join(filter(None, (title, *(tie.name for tie in ties))))
    if words and len(found) < MOST_SUGGESTIONS:
        read = [line.skill_id for line in read_text(words, community.pk).lines]
        named_in = skills_in_bulk(community.pk, read)
        found |= {pk: named_in[pk] for pk in read if pk in named_in}
    return list(found.values())[:MOST_SUGGESTIONS]


def lines_of(row: AcceptedCredential) -> list[CheckLine]:
    """The checks that were done when it was sent, in words."""
    return [CheckLine(one["name"], one["outcome"], one["code"]) for one in row.checks]


def issuers_behind(actor: Actor, seeker: Seeker) -> dict[int, Backing]:
    """By piece of evidence that rests on an accepted credential: how its issuer stands here now. Two queries."""
    require(may_see_badges(actor, seeker))
    rows = AcceptedCredential.objects.filter(
        seeker=seeker, state=OutsideState.ACCEPTED, evidence__isnull=False
    ).select_related("organization")
    found = {row.evidence_id: row for row in rows if row.evidence_id}
    judged = TrustedIssuer.objects.filter(
        community_id=seeker.community_id, did__in={row.issuer for row in found.values()}
    )
    standing = dict(judged.values_list("did", "standing"))
    return {
        pk: Backing(row.issuer, standing.get(row.issuer, "unknown"), row.organization.name)
        for pk, row in found.items()
    }


def issuers_judged(actor: Actor, community: Community) -> QuerySet[TrustedIssuer]:
    """Outside issuers the civic lead has spoken of, by name."""
    require(may_judge_issuer(actor, community))
    return TrustedIssuer.objects.filter(community=community).select_related("by").order_by("name", "pk")
