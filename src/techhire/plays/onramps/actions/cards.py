"""A printed card for somebody the onramp works with, and the account behind it."""

from datetime import datetime

from django.db import transaction

from techhire.commons.communities.models import Organization
from techhire.commons.ledger.recording import record
from techhire.commons.people.actions import issue_card
from techhire.commons.permits import Actor, require
from techhire.plays.onramps.facts import CardGiven
from techhire.plays.onramps.rules import may_give_card
from techhire.plays.seekers.actions.accounts import open_account
from techhire.plays.seekers.models import Seeker


@transaction.atomic
def give_card(
    actor: Actor, organization: Organization, seeker: Seeker, /, *, now: datetime
) -> tuple[str, str]:
    """Number and code of a new card, shown this once; an earlier card ends. Opens an account where there is none."""
    require(may_give_card(actor, organization, seeker))
    account = seeker.account or open_account(actor, seeker, now=now)
    number, code = issue_card(actor, account, organization_id=organization.pk, now=now)
    record(CardGiven(organization.pk, seeker.pk, account.pk), actor=actor, now=now)
    return number, code
