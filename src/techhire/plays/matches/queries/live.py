"""Live checks for one posting: which skills can be checked, who was asked, and what came of it, one skill a line."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import QuerySet

from techhire.commons.ledger.queries import facts_about
from techhire.commons.permits import Actor, require
from techhire.commons.skills.models import Skill
from techhire.commons.skills.words import When
from techhire.engines.evidence import EvidenceClass, decode
from techhire.plays.assessments.models import Assessment, LiveCheck
from techhire.plays.assessments.queries.live import live_tests
from techhire.plays.assessments.words import OPEN_CHECKS, LiveCheckState, LiveOutcome
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.bridge import hidden_from
from techhire.plays.matches.models import Decision
from techhire.plays.matches.queries.shortlists import pseudonym_of
from techhire.plays.matches.rules import may_see_unmasked, standing_reviews
from techhire.plays.matches.words import Answer
from techhire.plays.seekers.models import Grant, Seeker
from techhire.plays.seekers.queries import codes_of
from techhire.plays.seekers.words import Purpose, SeekerState

SETTLED = (LiveOutcome.CONSISTENT, LiveOutcome.LOWER)


@dataclass(frozen=True)
class LiveOffer:
    """One skill of a posting with a live check, for one person whose name is known.

    ``check`` is the last one asked for this posting, or (``is_elsewhere``) one open for another of the employer's.
    ``has_more`` says that there is more than the person's own word to confirm; ``others`` counts people at the same
    stage who could be asked for the same and were not. ``ended`` is the ``CheckEnd`` of one that was taken back, where
    ``with_ends`` looked it up and the record names one.
    """

    skill: Skill
    test: Assessment
    check: LiveCheck | None
    has_more: bool
    others: int
    is_elsewhere: bool
    ended: str = ""

    @property
    def may_ask(self) -> bool:
        """Whether asking is left: nothing is open, the person did not say no, and no answer is there."""
        return self.has_more and not asked_out(self.check)

    @property
    def asks_all(self) -> int:
        """How many are asked where everybody at this stage is, this person with them."""
        return self.others + self.may_ask


def asked_out(check: LiveCheck | None) -> bool:
    """Whether the last check leaves nothing to ask: it is open, the person said no, or it has its answer."""
    if check is None or check.state == LiveCheckState.WITHDRAWN:
        return False
    return check.state in OPEN_CHECKS or check.state == LiveCheckState.DECLINED or check.outcome in SETTLED


def tests_for(actor: Actor, posting: Posting) -> dict[int, Assessment]:
    """By skill of the first day, the live check this community has. Two queries."""
    asked = set(posting.requirements.filter(when=When.DAY_ONE).order_by().values_list("skill_id", flat=True))
    return {test.bank.skill_id: test for test in live_tests(actor) if test.bank.skill_id in asked}


def people_at_stage(posting: Posting) -> QuerySet[Seeker]:
    """People this employer said yes to and knows by name for the posting, who can answer for themselves here."""
    named = Grant.objects.filter(
        organization_id=posting.organization_id,
        posting_id=posting.pk,
        purpose=Purpose.HIRING,
        ended_at__isnull=True,
    )
    yes = Decision.objects.filter(posting=posting, answer=Answer.YES)
    here = Seeker.objects.filter(
        community_id=posting.community_id, state=SeekerState.ACTIVE, account__isnull=False
    )
    there = here.filter(found=True, is_adult=True) | here.filter(
        pk__in=standing_reviews().filter(posting=posting).values("seeker_id")
    )
    both = there.filter(pk__in=named.values("seeker_id")).filter(pk__in=yes.values("seeker_id"))
    return (
        both.exclude(pk__in=hidden_from(posting.organization_id)).select_related("community").order_by("pk")
    )


def last_checks(posting: Posting, tests: Iterable[Assessment]) -> dict[tuple[int, int], LiveCheck]:
    """By person and test, the last check for this posting, or an open one for another of the employer's. One query."""
    rows = LiveCheck.objects.filter(organization_id=posting.organization_id, assessment__in=list(tests))
    found: dict[tuple[int, int], LiveCheck] = {}
    for check in rows.select_related("sitting", "organization", "seeker__community").order_by(
        "asked_at", "pk"
    ):
        if check.posting_id == posting.pk or check.state in OPEN_CHECKS:
            found[check.seeker_id, check.assessment_id] = check
    return found


def live_offers(actor: Actor, posting: Posting, seeker: Seeker) -> list[LiveOffer]:
    """What can be checked live for a person whose name is known here. Eight queries, however many people there are."""
    require(may_see_unmasked(actor, posting, seeker))
    tests = tests_for(actor, posting)
    if not tests:
        return []
    checks = last_checks(posting, tests.values())
    people = [pk for pk in people_at_stage(posting).values_list("pk", flat=True) if pk != seeker.pk]
    codes = codes_of([seeker.pk, *people])
    offers = []
    for skill_id, test in tests.items():
        askable = {
            pk: has_more(codes.get(pk, {}).get(skill_id)) and not asked_out(checks.get((pk, test.pk)))
            for pk in people
        }
        check = checks.get((seeker.pk, test.pk))
        more = has_more(codes.get(seeker.pk, {}).get(skill_id))
        elsewhere = check is not None and check.posting_id != posting.pk
        offers.append(LiveOffer(test.bank.skill, test, check, more, sum(askable.values()), elsewhere))
    return offers


def with_ends(offers: list[LiveOffer]) -> list[LiveOffer]:
    """The same offers, with why the checks that were taken back ended. One query, none where none was."""
    taken_back = [one.check.pk for one in offers if one.check and one.check.state == LiveCheckState.WITHDRAWN]
    if not taken_back:
        return offers
    facts = facts_about("live_check", *taken_back, names=("LiveCheckWithdrawn",))
    ends = {fact.subject_id: str(fact.data.get("ended", "")) for fact in facts}
    return [replace(one, ended=ends.get(one.check.pk, "")) if one.check else one for one in offers]


@dataclass(frozen=True)
class AskedFor:
    """The posting a live check was asked for, and the made-up name of the person there."""

    identifier: UUID
    title: str
    pseudonym: str


def asked_for(check: LiveCheck) -> AskedFor | None:
    """For the letters about a live check. None where it was asked without a posting."""
    posting = Posting.objects.filter(pk=check.posting_id).first() if check.posting_id else None
    if posting is None:
        return None
    return AskedFor(posting.identifier, posting.title, pseudonym_of(posting.pk, check.seeker_id))


def has_more(code: int | None) -> bool:
    """Whether an estimate rests on more than what the person told."""
    return code is not None and decode(code).evidence_class > EvidenceClass.CLAIMS
