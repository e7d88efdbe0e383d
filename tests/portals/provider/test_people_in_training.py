"""People in training: what the school vouches for, and what it reads of them."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor
from techhire.plays.seekers.models import AccessRecord, Evidence, Seeker
from tests.factories.matches import a_person, a_skill
from tests.factories.providers import lets_in

Browser = Callable[[Actor | None], Client]


def test_a_vouch_is_given_by_search_choice_and_level_and_taken_back(
    browser: Browser, trainer: Actor, trainee: Seeker, provider: Organization
) -> None:
    skill = a_skill("Linux")
    client, address = browser(trainer), reverse("provider:person", args=[trainee.code])
    assert "did not agree to vouching" in client.get(address).content.decode()
    lets_in(trainee, provider, "vouching")
    assert f"skill={skill.pk}" in client.get(address, {"q": "linux"}).content.decode()
    chosen = f"{address}?skill={skill.pk}"
    assert 'name="level"' in client.get(chosen).content.decode()
    bad = client.post(chosen, {"level": "9", "on": "2026-02-20"})
    assert "Please look at this again" in bad.content.decode()
    future = client.post(chosen, {"level": "3", "on": "2099-02-20"})
    assert "has not come yet" in future.content.decode() and not Evidence.objects.exists()
    assert client.post(chosen, {"level": "3", "on": "2026-02-20"}).status_code == 302
    row = Evidence.objects.get()
    assert (row.kind, row.seeker_id, row.state) == ("vouch", trainee.pk, "waiting")
    client.post(address, {"withdraw": row.pk})
    row.refresh_from_db()
    assert row.state == "withdrawn"
    assert client.post(address, {"withdraw": row.pk}).status_code == 404


def test_people_are_shown_with_a_record_of_it_and_without_the_rest_of_their_skills(
    browser: Browser, trainer: Actor, trainee: Seeker, community: Community, provider: Organization
) -> None:
    secret = a_skill("Secret hobby")
    a_person(community, name="Nobody You Know")
    from tests.factories.matches import claims

    claims(trainee, secret, 3)
    client = browser(trainer)
    people = client.get(reverse("provider:people")).content.decode()
    person = client.get(reverse("provider:person", args=[trainee.code])).content.decode()
    assert "Rosa Quill" in people and "Nobody You Know" not in people
    assert "Secret hobby" not in person
    record = AccessRecord.objects.get()
    assert (record.seeker_id, record.organization_id) == (trainee.pk, provider.pk)
    assert (record.purpose, record.what) == ("training", "name")
