"""Who keeps rubrics, who hands work in, and who judges it without knowing whose it is."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from techhire.commons.communities.models import Membership, Organization
from techhire.commons.communities.words import Kind, MemberRole, OrganizationState
from techhire.commons.people.models import Account
from techhire.commons.people.words import AccountState
from techhire.commons.permits import Actor, Verdict, allowed, refused
from techhire.plays.assessments.models import Assessor, Judgment, Rubric, RubricEdition, Submission
from techhire.plays.assessments.words import (
    TO_READ,
    ReadingState,
    RubricKind,
    RubricState,
    WorkState,
)
from techhire.plays.seekers.models import Dispute, Grant, Seeker
from techhire.plays.seekers.rules import ABOUT_YOURSELF, is_self, live_grants, may_answer_dispute
from techhire.plays.seekers.words import DisputeReason, Purpose, SeekerState

STEWARDS = (Kind.EMPLOYER, Kind.ONRAMP, Kind.PROVIDER, Kind.CIVIC)
"""Kinds of organization that may keep a rubric."""
OFFERING = (Purpose.COACHING, Purpose.TRAINING)
"""Purposes of a grant under which somebody may be offered a work sample without any posting."""
NOT_STEWARD = _("Only members who may write for the organization that keeps this rubric can do that.")
NOT_YOURS = _("This is not yours to open.")
NO_ACCESS = _("This person has not given you access.")
NOT_NOW = _("Your organization does not take part at the moment.")
NO_LONGER = _("This work does not wait for you any more.")
TO_JUDGE = (ReadingState.WAITING, ReadingState.BEGUN)


@dataclass(frozen=True)
class Job:
    """The posting somebody is judged for. Postings are kept above, so whoever calls hands in who knows them.

    ``asks`` says what holds for it at the moment it is asked. A rule asks within the deed, so that a posting which is
    taken out of sight between a page and the deed stops the deed.
    """

    posting_id: int
    asks: Callable[[], Verdict]

    @property
    def verdict(self) -> Verdict:
        """What holds for the posting now."""
        return self.asks()


def _is_system(actor: Actor, community_id: int) -> bool:
    return actor.is_system and actor.community_id in (None, community_id)


def _writes_as_steward(actor: Actor, organization: Organization) -> Verdict:
    if _is_system(actor, organization.community_id):
        return allowed()
    kept = any(organization.pk in actor.organizations(kind) for kind in STEWARDS)
    if organization.community_id != actor.community_id or not (kept and actor.writes_for(organization.pk)):
        return refused(NOT_STEWARD)
    if organization.state != OrganizationState.ACTIVE:
        return refused(NOT_NOW)
    return allowed()


def may_see_rubric(actor: Actor, rubric: Rubric) -> Verdict:
    """Members of the steward, readers included; the civic lead, who may be its second reader."""
    organization = rubric.organization
    here = organization.community_id == actor.community_id
    if _is_system(actor, organization.community_id):
        return allowed()
    if here and (actor.sits_in(organization.pk) or actor.is_convener):
        return allowed()
    return refused(NOT_STEWARD)


def may_draft_rubric(actor: Actor, organization: Organization) -> Verdict:
    """A writing member of an employer, an onramp, a provider or the civic lead."""
    return _writes_as_steward(actor, organization)


def may_update_rubric(actor: Actor, edition: RubricEdition) -> Verdict:
    """The steward, while the edition is a draft: what somebody works by or judges by never changes."""
    verdict = _writes_as_steward(actor, edition.rubric.organization)
    if verdict and edition.state != RubricState.DRAFT:
        return refused(_("This wording is not a draft any more. Begin a new one to change it."))
    return verdict


def may_send_for_reading(actor: Actor, edition: RubricEdition) -> Verdict:
    """As to change it."""
    return may_update_rubric(actor, edition)


def may_send_back(actor: Actor, edition: RubricEdition) -> Verdict:
    """The second reader, or the author who wants to go on writing."""
    verdict = _writes_as_steward(actor, edition.rubric.organization)
    if not verdict and not _is_convener_here(actor, edition):
        return verdict
    if edition.state != RubricState.IN_REVIEW:
        return refused(_("Nobody reads this wording at the moment."))
    return allowed()


def may_open_rubric(actor: Actor, edition: RubricEdition) -> Verdict:
    """A second reader: another writing member of the steward than its author, or the civic lead."""
    verdict = may_send_back(actor, edition)
    if verdict and not actor.is_system and actor.account_id == edition.author_id:
        return refused(_("Somebody else has to read it first: a colleague, or the civic lead."))
    return verdict


def _is_convener_here(actor: Actor, edition: RubricEdition) -> bool:
    return actor.is_convener and actor.community_id == edition.rubric.organization.community_id


def may_change_rubric(actor: Actor, rubric: Rubric) -> Verdict:
    """The steward begins a new wording beside the one in use."""
    return _writes_as_steward(actor, rubric.organization)


def may_retire_rubric(actor: Actor, rubric: Rubric) -> Verdict:
    """The steward; what is under way goes on."""
    return _writes_as_steward(actor, rubric.organization)


def may_name_assessor(actor: Actor, rubric: Rubric) -> Verdict:
    """The steward names who judges."""
    return _writes_as_steward(actor, rubric.organization)


def may_end_assessor(actor: Actor, assessor: Assessor) -> Verdict:
    """The steward, or the assessor themself."""
    here = assessor.rubric.organization.community_id == actor.community_id
    if here and actor.is_signed_in and actor.account_id == assessor.account_id:
        return allowed()
    return _writes_as_steward(actor, assessor.rubric.organization)


def writing_seats(community_id: int) -> QuerySet[Membership]:
    """Open seats of people who may write for an active partner of the community."""
    return Membership.objects.filter(
        organization__community_id=community_id,
        organization__state=OrganizationState.ACTIVE,
        role__in=(MemberRole.OWNER, MemberRole.MEMBER),
        ended_at__isnull=True,
        account__state=AccountState.ACTIVE,
    )


def may_be_assessor(account: Account | None, rubric: Rubric) -> Verdict:
    """Somebody who writes for a partner of the community, the steward or another one."""
    seats = writing_seats(rubric.organization.community_id)
    if account is not None and seats.filter(account=account).exists():
        return allowed()
    return refused(_("We know no member of a partner here by this address."))


def close_accounts(seeker: Seeker) -> QuerySet[Membership]:
    """Seats in organizations that see, or once saw, this person by name: whoever holds one cannot judge blindly."""
    seeing = Grant.objects.filter(seeker=seeker).values("organization_id")
    return Membership.objects.filter(organization_id__in=seeing, ended_at__isnull=True)


def answering_accounts(rubric: Rubric) -> QuerySet[Membership]:
    """Seats from which a dispute of a result can be read: whoever holds one cannot read the work afresh."""
    at_steward = Q(organization_id=rubric.organization_id)
    at_lead = Q(
        organization__kinds__kind=Kind.CIVIC, organization__community_id=rubric.organization.community_id
    )
    return Membership.objects.filter(at_steward | at_lead, ended_at__isnull=True)


def eligible_assessors(submission: Submission) -> QuerySet[Assessor]:
    """Who could be asked to read this piece: named, still a partner's, a stranger to the person, not asked before.

    For a fresh reading nobody either who could know that there is a dispute.
    """
    rubric = submission.rubric
    writing = writing_seats(rubric.organization.community_id).values("account_id")
    asked = Judgment.objects.filter(submission=submission, assessor__isnull=False).values("assessor_id")
    found = Assessor.objects.filter(rubric=rubric, ended_at__isnull=True, account_id__in=writing)
    found = found.exclude(account_id__in=close_accounts(submission.seeker).values("account_id"))
    found = found.exclude(account_id__in=asked)
    if submission.state == WorkState.REREAD:
        found = found.exclude(account_id__in=answering_accounts(rubric).values("account_id"))
    own = submission.seeker.account_id
    return found.exclude(account_id=own) if own is not None else found


def may_judge(actor: Actor, judgment: Judgment) -> Verdict:
    """The assessor who was asked, while the work waits, and as long as they are a stranger to the person."""
    work = judgment.submission
    if work is None or actor.account_id is None or judgment.assessor_id != actor.account_id:
        return refused(NOT_YOURS)
    if work.seeker.community_id != actor.community_id:
        return refused(NOT_YOURS)
    if is_self(actor, work.seeker):
        return refused(ABOUT_YOURSELF)
    gone = work.state not in TO_READ or work.seeker.state != SeekerState.ACTIVE
    if gone or judgment.state not in TO_JUDGE:
        return refused(NO_LONGER)
    if not any(actor.writes_for(pk) for pk in actor.organizations()):
        return refused(_("Only people who may write for a partner can judge."))
    if close_accounts(work.seeker).filter(account_id=actor.account_id).exists():
        return refused(_("Your organization sees this person, so somebody else has to judge."))
    if judgment.is_fresh and answering_accounts(work.rubric).filter(account_id=actor.account_id).exists():
        return refused(NO_LONGER)
    return allowed()


def may_leave_judgment(actor: Actor, judgment: Judgment) -> Verdict:
    """The assessor who was asked, at any time before they hand their judgment in."""
    work = judgment.submission
    if work is None or actor.account_id is None or judgment.assessor_id != actor.account_id:
        return refused(NOT_YOURS)
    if work.seeker.community_id != actor.community_id or judgment.state not in TO_JUDGE:
        return refused(NO_LONGER)
    return allowed()


def may_offer_work(
    actor: Actor, organization: Organization, seeker: Seeker, rubric: Rubric, job: Job | None = None
) -> Verdict:
    """Staff of an active organization the person let see them: an onramp, a provider, an employer for its posting."""
    if not rubric.organization.community_id == organization.community_id == seeker.community_id:
        return refused(NO_ACCESS)
    if _is_system(actor, seeker.community_id):
        return allowed()
    if actor.community_id != seeker.community_id or not actor.writes_for(organization.pk):
        return refused(NO_ACCESS)
    if organization.state != OrganizationState.ACTIVE:
        return refused(NOT_NOW)
    granted = live_grants(actor).filter(seeker=seeker, organization=organization)
    if granted.filter(purpose__in=OFFERING).exists():
        return allowed()
    if job is None or not granted.filter(purpose=Purpose.HIRING, posting_id=job.posting_id).exists():
        return refused(NO_ACCESS)
    return job.verdict


def may_begin_work(actor: Actor, seeker: Seeker, rubric: Rubric) -> Verdict:
    """The person alone: nobody works for them, so nobody begins for them."""
    if not is_self(actor, seeker) or seeker.state != SeekerState.ACTIVE:
        return refused(NOT_YOURS)
    if rubric.organization.community_id != seeker.community_id or rubric.kind != RubricKind.WORK_SAMPLE:
        return refused(NOT_YOURS)
    if rubric.organization.state != OrganizationState.ACTIVE:
        return refused(_("This work sample is not in use any more."))
    return allowed()


def may_see_work(actor: Actor, submission: Submission) -> Verdict:
    """The person alone; assessors see it through their judgment, without a name."""
    return allowed() if is_self(actor, submission.seeker) else refused(NOT_YOURS)


def may_see_disputed_work(actor: Actor, submission: Submission, dispute: Dispute) -> Verdict:
    """Whoever has to answer an open dispute reads the work as an assessor does: without knowing whose it is."""
    about_it = submission.evidence_id == dispute.evidence_id and dispute.answered_at is None
    if not about_it or submission.seeker.state != SeekerState.ACTIVE:
        return refused(NOT_YOURS)
    verdict = may_answer_dispute(actor, dispute.evidence)
    if not verdict or actor.is_system:
        return verdict
    if close_accounts(submission.seeker).filter(account_id=actor.account_id).exists():
        return refused(
            _("An organization of yours sees this person by name, so the work is not shown to you.")
        )
    return allowed()


def may_save_work(actor: Actor, submission: Submission) -> Verdict:
    """The person, while it is under way."""
    verdict = may_see_work(actor, submission)
    if verdict and submission.state != WorkState.UNDER_WAY:
        return refused(_("This work is not under way any more."))
    return verdict


def may_hand_in(actor: Actor, submission: Submission) -> Verdict:
    """As to save it."""
    return may_save_work(actor, submission)


def may_withdraw_work(actor: Actor, submission: Submission) -> Verdict:
    """The person, until an assessor has begun to judge; the product for a record that was erased."""
    if _is_system(actor, submission.seeker.community_id):
        return allowed()
    verdict = may_see_work(actor, submission)
    if not verdict:
        return verdict
    if submission.state not in (WorkState.OFFERED, WorkState.UNDER_WAY, WorkState.HANDED_IN):
        return refused(_("This work is judged, or taken back already."))
    if submission.judgments.filter(begun_at__isnull=False).exists():
        return refused(_("Somebody has begun to judge it, so it cannot be taken back."))
    return allowed()


def may_end_offer(actor: Actor, submission: Submission) -> Verdict:
    """The product alone, which follows the posting it was offered for."""
    return allowed() if _is_system(actor, submission.seeker.community_id) else refused(NOT_YOURS)


def may_ask_fresh_reading(actor: Actor, submission: Submission, dispute: Dispute) -> Verdict:
    """The product alone, for a result the person says has the wrong level; once for each piece of work."""
    if not _is_system(actor, submission.seeker.community_id):
        return refused(NOT_YOURS)
    about_it = submission.evidence_id == dispute.evidence_id and submission.state == WorkState.JUDGED
    if not about_it or dispute.answered_at is not None or dispute.reason != DisputeReason.WRONG_LEVEL:
        return refused(_("A fresh reading says nothing about this."))
    if submission.dispute_id is not None:
        return refused(_("This work was read once more already."))
    return allowed()


def may_call_off_fresh_reading(actor: Actor, submission: Submission) -> Verdict:
    """The product alone, once the dispute is answered or the person is gone."""
    if not _is_system(actor, submission.seeker.community_id) or submission.state != WorkState.REREAD:
        return refused(NOT_YOURS)
    answered = submission.dispute is not None and submission.dispute.answered_at is not None
    gone = submission.seeker.state != SeekerState.ACTIVE
    return allowed() if answered or gone else refused(_("The dispute is not answered yet."))


def may_clear_work(actor: Actor, submission: Submission) -> Verdict:
    """The product alone, after the person erased their record."""
    erased = submission.seeker.state == SeekerState.ERASED
    system = _is_system(actor, submission.seeker.community_id)
    return allowed() if system and erased else refused(NOT_YOURS)
