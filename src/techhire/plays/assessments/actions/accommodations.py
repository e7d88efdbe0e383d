"""How much time a person takes for tests. Nobody is asked why, and nothing of it stands beside a result."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.plays.assessments.facts.sittings import AccommodationSet
from techhire.plays.assessments.models import Accommodation
from techhire.plays.assessments.rules.sittings import may_set_accommodation
from techhire.plays.assessments.words import Breaks, ExtraTime
from techhire.plays.seekers.actions.estimates import lock_seeker
from techhire.plays.seekers.models import Seeker
from techhire.plays.seekers.rules import on_behalf


@transaction.atomic
def set_accommodation(
    actor: Actor, seeker: Seeker, /, *, extra_time: str, breaks: str, now: datetime
) -> Accommodation:
    """Set both for every test begun from now on. A test under way keeps its time."""
    seeker = lock_seeker(seeker)
    require(may_set_accommodation(actor, seeker))
    if extra_time not in ExtraTime.values:
        raise Refused(_("Choose one of the answers."), field="extra_time")
    if breaks not in Breaks.values:
        raise Refused(_("Choose one of the answers."), field="breaks")
    row = Accommodation.objects.filter(seeker=seeker).first() or Accommodation(seeker=seeker)
    row.extra_time, row.breaks, row.changed_at = extra_time, breaks, now
    row.save()
    record(AccommodationSet(seeker.pk), actor=on_behalf(actor, seeker), now=now)
    return row
