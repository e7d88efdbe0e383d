"""People an onramp works with."""

from typing import Any

from techhire.commons.communities.models import Organization
from techhire.commons.permits import Actor
from techhire.plays.onramps.actions.caseload import enter_person, take_on
from techhire.plays.onramps.models import Caseload
from techhire.plays.seekers.models import Seeker
from tests.factories.matches import NOW, a_person
from tests.factories.providers import lets_in


def on_caseload(onramp: Organization, seeker: Seeker | None = None, **fields: Any) -> Caseload:
    """Somebody who let the onramp coach them and was taken on."""
    seeker = seeker or a_person(onramp.community, **fields)
    lets_in(seeker, onramp, "coaching")
    return take_on(Actor.system(onramp.community_id), onramp, seeker, now=NOW)


def walk_in(coach: Actor, onramp: Organization) -> Seeker:
    """Somebody without an account whom the coach entered."""
    return enter_person(coach, onramp, name="Rosa", words="Yes, write that down.", now=NOW)
