"""Who judges by a rubric: named by its steward, from its own staff or another partner's."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor, Refused, require
from techhire.commons.permits.inputs import email_address
from techhire.plays.assessments.actions.readings import ask_for_waiting, pass_on
from techhire.plays.assessments.facts import AssessorEnded, AssessorNamed
from techhire.plays.assessments.models import Assessor, Judgment, Rubric
from techhire.plays.assessments.rules.judging import (
    TO_JUDGE,
    may_be_assessor,
    may_end_assessor,
    may_name_assessor,
    writing_seats,
)
from techhire.plays.assessments.words import LeftFor


@transaction.atomic
def name_assessor(actor: Actor, rubric: Rubric, /, *, email: str, now: datetime) -> Assessor:
    """Name a member of a partner by the address they sign in with. Work that waited for somebody comes to them."""
    rubric = Rubric.objects.select_for_update(of=("self",)).select_related("organization").get(pk=rubric.pk)
    require(may_name_assessor(actor, rubric))
    account = Account.objects.filter(email__iexact=email_address(email)).first()
    verdict = may_be_assessor(account, rubric)
    if account is None or not verdict:
        raise Refused(verdict.reason, field="email")
    if rubric.assessors.filter(account=account, ended_at__isnull=True).exists():
        raise Refused(_("This person judges already."), field="email")
    seats = writing_seats(rubric.organization.community_id).filter(account=account)
    own = seats.filter(organization_id=rubric.organization_id).first()
    seat = own or seats.order_by("pk")[0]
    assessor = Assessor.objects.create(
        rubric=rubric, account=account, organization_id=seat.organization_id, since=now
    )
    body = AssessorNamed(rubric.pk, account.pk)
    record(body, actor=actor, now=now, community_id=rubric.organization.community_id)
    ask_for_waiting(rubric, now=now)
    return assessor


@transaction.atomic
def end_assessor(actor: Actor, assessor: Assessor, /, *, now: datetime) -> Assessor:
    """They judge no new work; what waited for them passes to others, what they handed in stays."""
    require(may_end_assessor(actor, assessor))
    if assessor.ended_at is not None:
        return assessor
    assessor.ended_at = now
    assessor.save(update_fields=["ended_at"])
    body = AssessorEnded(assessor.rubric_id, assessor.account_id)
    record(body, actor=actor, now=now, community_id=assessor.rubric.organization.community_id)
    open_ones = Judgment.objects.filter(
        submission__rubric_id=assessor.rubric_id, assessor_id=assessor.account_id, state__in=TO_JUDGE
    )
    for judgment in open_ones.order_by("pk"):
        pass_on(judgment, reason=LeftFor.ENDED, now=now)
    return assessor
