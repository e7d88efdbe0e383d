"""Whose record this is, and what is stored of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from techhire.commons.communities.models import Community
from techhire.commons.permits import Actor, require
from techhire.plays.seekers.models import Contact, Estimate, Seeker
from techhire.plays.seekers.rules import may_see_seeker, visible_seekers
from techhire.plays.seekers.words import OUT_OF_SIGHT, ContactKind, SeekerState


def seeker_of(actor: Actor) -> Seeker | None:
    """The actor's own record in this community, where there is one."""
    if not actor.is_signed_in:
        return None
    mine = Seeker.objects.filter(account_id=actor.account_id, community_id=actor.community_id)
    return mine.exclude(state__in=OUT_OF_SIGHT).select_related("community").first()


def accounts_with_records(community: Community, accounts: Iterable[int]) -> set[int]:
    """Those of the accounts that have a record here, in whatever state: so that a list keeps their names out."""
    rows = Seeker.objects.filter(community=community, account_id__in=list(accounts))
    return {number for number in rows.values_list("account_id", flat=True) if number}


def seeker_by_code(actor: Actor, code: str) -> Seeker | None:
    """The person with this code, where the actor may open them by name."""
    return visible_seekers(actor).select_related("community").filter(code=code).first()


def codes_of(seeker_ids: Iterable[int]) -> dict[int, dict[int, int]]:
    """Stored codes by person and skill. One query."""
    codes: dict[int, dict[int, int]] = defaultdict(dict)
    rows = Estimate.objects.filter(seeker_id__in=list(seeker_ids))
    for seeker_id, skill_id, code in rows.values_list("seeker_id", "skill_id", "code"):
        codes[seeker_id][skill_id] = code
    return dict(codes)


def contacts_of(actor: Actor, seeker: Seeker) -> QuerySet[Contact]:
    """Ways to reach a person, for those who may open them by name."""
    require(may_see_seeker(actor, seeker))
    return Contact.objects.filter(seeker=seeker).order_by("pk")


@dataclass(frozen=True)
class Readiness:
    """What still keeps a person from being found, in the order to do it."""

    has_age: bool
    has_place: bool
    has_skills: bool

    @property
    def is_ready(self) -> bool:
        """Whether being found can be turned on."""
        return self.has_age and self.has_place and self.has_skills


def readiness_of(actor: Actor, seeker: Seeker) -> Readiness:
    """How far a person is from being found. One query."""
    require(may_see_seeker(actor, seeker))
    return Readiness(
        has_age=seeker.is_adult is True,
        has_place=seeker.latitude is not None or seeker.remote_ok,
        has_skills=Estimate.objects.filter(seeker=seeker).exists(),
    )


@dataclass(frozen=True)
class LetterTo:
    """Where a letter to a person goes, in which language, from which community."""

    address: str
    language: str
    community: Community


def letter_to(seeker_id: int) -> LetterTo | None:
    """A person's own address; None where they have none, since a shared one may be read by others."""
    seeker = Seeker.objects.filter(pk=seeker_id).select_related("account", "community").first()
    if seeker is None or seeker.state in OUT_OF_SIGHT:
        return None
    return _own_address(seeker)


def is_unreachable(seeker_id: int) -> bool:
    """Whether an employer that said yes finds no way to reach the person."""
    return not Contact.objects.filter(seeker_id=seeker_id, for_employers=True).exists()


def sealed_letter_to(seeker_id: int) -> LetterTo | None:
    """The same for somebody whose erased record stays sealed: they are told until when, and why."""
    sealed = Seeker.objects.filter(pk=seeker_id, state=SeekerState.SEALED).select_related(
        "account", "community"
    )
    seeker = sealed.first()
    return _own_address(seeker) if seeker else None


def _own_address(seeker: Seeker) -> LetterTo | None:
    address = seeker.account.email if seeker.account else ""
    if not address:
        own = Contact.objects.filter(seeker=seeker, kind=ContactKind.EMAIL, is_shared=False).first()
        address = own.value if own else ""
    return LetterTo(address, seeker.language, seeker.community) if address else None
