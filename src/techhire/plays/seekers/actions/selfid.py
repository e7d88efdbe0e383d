"""A person says something about themself for the statistics of fairness, changes it, or takes it back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from techhire.commons.ledger.recording import record
from techhire.commons.permits import Actor, Refused, require
from techhire.plays.seekers.actions.estimates import lock_seeker
from techhire.plays.seekers.facts import ToldAboutSelf, TookBackAboutSelf
from techhire.plays.seekers.models import Seeker, SelfIdentification
from techhire.plays.seekers.rules import may_take_back_about_self, may_tell_about_self
from techhire.plays.seekers.words import ABOUT_SELF


@transaction.atomic
def tell_about_self(actor: Actor, seeker: Seeker, /, *, sex: str, race: str, age: str, now: datetime) -> None:
    """Keep the answers, sealed. "Rather not say" is one of them, so that nobody is asked twice."""
    current = lock_seeker(seeker)
    require(may_tell_about_self(actor, current))
    answers = {"sex": sex, "race": race, "age": age}
    for name, choices in ABOUT_SELF.items():
        if answers[name] not in choices.values:
            raise Refused(_("Choose one of the answers."), field=name)
    SelfIdentification.objects.update_or_create(seeker=current, defaults={**answers, "changed_at": now})
    record(ToldAboutSelf(current.pk), actor=actor, now=now)


@transaction.atomic
def take_back_about_self(actor: Actor, seeker: Seeker, /, *, now: datetime) -> None:
    """Delete the answers. What was counted with them stays counted until the next count."""
    current = lock_seeker(seeker)
    require(may_take_back_about_self(actor, current))
    gone, _each = SelfIdentification.objects.filter(seeker=current).delete()
    if gone:
        record(TookBackAboutSelf(current.pk), actor=actor, now=now)
