"""An employer that is paused or has left shows no job to anybody, and nobody is shown to it."""

import pytest

from techhire.commons.communities.models import Organization
from techhire.commons.communities.queries import actor_for
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.plays.marketplace.models import Posting
from techhire.plays.marketplace.queries import open_postings, posting_by_identifier, search_postings
from techhire.plays.matches.actions.decisions import decide, unmask
from techhire.plays.matches.actions.showing import show_person, show_shortlist
from techhire.plays.matches.queries import fit_for, jobs_for, pseudonym_of
from techhire.plays.matches.queries.waiting import waiting_for
from tests.factories.matches import NOW, TODAY, found_person

AWAY = ["paused", "left"]


def put(employer: Organization, state: str) -> None:
    employer.state = state
    employer.save(update_fields=["state"])


@pytest.mark.parametrize("state", AWAY)
def test_its_jobs_leave_every_public_list(
    state: str, posting: Posting, employer: Organization, visitor: Actor, system: Actor, tickets: Skill
) -> None:
    seeker = found_person(posting.community, {tickets: 3})
    assert jobs_for(system, seeker, today=TODAY)
    put(employer, state)
    assert not open_postings(posting.community).exists()
    assert not search_postings(posting.community).exists()
    assert posting_by_identifier(visitor, posting.identifier) is None
    assert jobs_for(system, seeker, today=TODAY) == []
    with pytest.raises(Refused):
        fit_for(visitor, seeker, Posting.objects.get(pk=posting.pk))


def test_a_paused_employer_is_shown_nobody_and_learns_no_name(
    posting: Posting, employer: Organization, hiring_manager: Actor, tickets: Skill, networks: Skill
) -> None:
    seeker = found_person(posting.community, {tickets: 3, networks: 3})
    show_shortlist(hiring_manager, posting, now=NOW)
    decide(hiring_manager, posting, seeker, answer="yes", now=NOW)
    put(employer, "paused")
    account = Account.objects.get(pk=hiring_manager.account_id)
    actor = actor_for(account, posting.community)
    again = Posting.objects.get(pk=posting.pk)
    name = pseudonym_of(posting.pk, seeker.pk)
    for deed in (
        lambda: show_shortlist(actor, again, now=NOW),
        lambda: show_person(actor, again, name, now=NOW),
        lambda: decide(actor, again, seeker, answer="no", now=NOW),
        lambda: unmask(actor, again, seeker, now=NOW),
    ):
        with pytest.raises(Refused, match="does not take part at the moment"):
            deed()
    assert waiting_for(actor, [again]) == {}
