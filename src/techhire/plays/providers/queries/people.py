"""People who let a provider see them: their places, and what the provider vouched for."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.plays.providers.models import Cohort, Enrollment
from techhire.plays.providers.rules import trained_by, visible_enrollments
from techhire.plays.providers.words import EnrollmentState
from techhire.plays.seekers.models import Evidence, Grant, Seeker
from techhire.plays.seekers.queries import pieces_entered
from techhire.plays.seekers.rules import agreements_to_vouching
from techhire.plays.seekers.words import EvidenceKind


@dataclass(frozen=True)
class Trainee:
    """Somebody who gave access for training, their places here, newest first, and whether they agreed to vouches."""

    grant: Grant
    places: list[Enrollment]
    may_vouch: bool

    @property
    def seeker(self) -> Seeker:
        """The person."""
        return self.grant.seeker


def people_of(actor: Actor, organization: Organization) -> list[Trainee]:
    """Everybody who gave the provider access, newest first. Three queries."""
    grants = trained_by(actor, organization).select_related("seeker").order_by("-since", "-pk")
    newest = {grant.seeker_id: grant for grant in reversed(grants)}
    places: dict[int, list[Enrollment]] = defaultdict(list)
    for row in _places(actor, organization).filter(seeker_id__in=newest):
        places[row.seeker_id].append(row)
    rows = sorted(newest.values(), key=lambda grant: (grant.since, grant.pk), reverse=True)
    agreed = set(agreements_to_vouching(organization.pk).values_list("seeker_id", flat=True))
    return [Trainee(grant, places[grant.seeker_id], grant.seeker_id in agreed) for grant in rows]


def person_coded(actor: Actor, organization: Organization, code: str) -> Seeker | None:
    """The person with this code, where they gave the provider access."""
    grant = trained_by(actor, organization).filter(seeker__code=code).select_related("seeker").first()
    return grant.seeker if grant else None


def places_of(actor: Actor, organization: Organization, seeker: Seeker) -> QuerySet[Enrollment]:
    """Places a person had with this provider, newest first."""
    return _places(actor, organization).filter(seeker=seeker)


def _places(actor: Actor, organization: Organization) -> QuerySet[Enrollment]:
    rows = visible_enrollments(actor).filter(cohort__program__organization=organization)
    return rows.select_related("cohort__program").order_by("-cohort__starts_on", "-pk")


def people_to_enroll(actor: Actor, cohort: Cohort) -> list[Seeker]:
    """Those who gave the provider access and have no place in the cohort, newest first. One query."""
    inside = Enrollment.objects.filter(cohort=cohort).exclude(state=EnrollmentState.WITHDREW)
    grants = trained_by(actor, cohort.program.organization).exclude(seeker_id__in=inside.values("seeker_id"))
    found = grants.select_related("seeker").order_by("-since", "-pk")
    return list({grant.seeker_id: grant.seeker for grant in found}.values())


def vouches_given(actor: Actor, organization: Organization, seeker: Seeker) -> QuerySet[Evidence]:
    """What the provider vouched for about somebody who lets it see them, newest first."""
    return _entered(actor, organization, seeker).filter(kind=EvidenceKind.VOUCH)


def credentials_accepted(actor: Actor, organization: Organization, seeker: Seeker) -> QuerySet[Evidence]:
    """Outside certifications the provider entered for somebody who lets it see them, newest first."""
    return _entered(actor, organization, seeker).filter(kind=EvidenceKind.CREDENTIAL)


def piece_entered(
    actor: Actor, organization: Organization, seeker: Seeker, evidence_id: int
) -> Evidence | None:
    """One of either by its number. One query."""
    return _entered(actor, organization, seeker).filter(pk=evidence_id).first()


def _entered(actor: Actor, organization: Organization, seeker: Seeker) -> QuerySet[Evidence]:
    return pieces_entered(organization, seeker, trained_by(actor, organization))
