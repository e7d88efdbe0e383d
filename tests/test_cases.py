"""Cases of one world: each finds it as it was, and a failure says whose it was."""

import pytest
from django.core import mail
from django.core.cache import cache

from techhire.commons.communities.models import Community
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from tests.cases import in_one_world
from tests.factories.people import AccountFactory

pytestmark = pytest.mark.django_db


def test_each_case_finds_the_world_as_it_was(request: pytest.FixtureRequest, community: Community) -> None:
    found = []

    @in_one_world("word", ["first", "second", "third"])
    def spoils(community: Community, word: str) -> None:
        found.append((word, Account.objects.count(), community.name, len(mail.outbox), cache.get("kept")))
        AccountFactory()
        community.name = word
        community.save()
        mail.send_mail("A letter", "", "from@example.org", ["to@example.org"])
        cache.set("kept", word)

    before = (Account.objects.count(), community.name, 0, None)
    spoils(request=request, community=community)
    assert found == [(word, *before) for word in ("first", "second", "third")]
    assert Community.objects.get(pk=community.pk).name == before[1]


def test_a_fixture_named_by_a_case_outlives_the_case_before(request: pytest.FixtureRequest) -> None:
    @in_one_world("who", ["hiring_manager", "rival"])
    def is_kept(request: pytest.FixtureRequest, who: str) -> None:
        actor: Actor = request.getfixturevalue(who)
        assert Account.objects.filter(pk=actor.account_id).exists()
        assert Community.objects.filter(pk=actor.community_id).exists()

    is_kept(request=request)


def test_a_failure_says_whose_it_was(request: pytest.FixtureRequest) -> None:
    asked = []

    @in_one_world("who", ["person", "visitor", "coach"])
    def refuses(who: str) -> None:
        asked.append(who)
        assert who == "person"

    with pytest.raises(AssertionError) as failure:
        refuses(request=request)
    assert failure.value.__notes__ == ["who: 'visitor'"]
    assert asked == ["person", "visitor"]
