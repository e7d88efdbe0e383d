"""`signing-keys`: what signs the badges, from the command line."""

import pytest

from techhire.commons.communities.models import Community
from techhire.plays.credentials.models import SigningKey
from tests.factories.credentials import badge_for
from tests.factories.matches import a_skill
from tests.factories.seekers import seeker_in
from tests.portals.console.conftest import Run

pytestmark = pytest.mark.django_db


def standings() -> list[str]:
    return list(SigningKey.objects.order_by("pk").values_list("standing", flat=True))


def test_keys_are_listed_by_community_without_their_secret(
    run: Run, community: Community, elsewhere: Community
) -> None:
    badge = badge_for(seeker_in(community), a_skill("Python"))
    told = run("signing-keys").out
    assert f"River City TechHire: {badge.key.did}" in told and "1 badges" in told
    assert "Northgate TechHire: no key yet" in told
    assert badge.key.seed not in told
    assert "Northgate" not in run("signing-keys", "--community", "river").out


def test_a_key_is_rotated_revoked_and_its_badges_begin_to_be_made_anew(
    run: Run, community: Community
) -> None:
    badge = badge_for(seeker_in(community), a_skill("Python"))
    run("signing-keys", "--community", "river", "--rotate")
    assert standings() == ["retired", "active"]
    told = run("signing-keys", "--community", "river", "--revoke", badge.key_id)
    assert "Badges that stopped holding: 1." in told.out and told.code == 0
    assert standings() == ["revoked", "active"]
    assert (
        "The worker makes them anew"
        in run("signing-keys", "--community", "river", "--reissue", badge.key_id).out
    )


def test_rotating_makes_the_first_key_where_there_is_none(run: Run, community: Community) -> None:
    assert run("signing-keys", "--rotate").code == 0
    assert standings() == ["active"]


def test_what_cannot_be_done_is_said(run: Run, community: Community, elsewhere: Community) -> None:
    assert run("signing-keys", "--community", "nowhere").code == 2
    assert "Name one community" in run("signing-keys", "--rotate").err
    assert run("signing-keys", "--community", "river", "--revoke", 9).code == 2
    badge = badge_for(seeker_in(community), a_skill("Python"))
    run("signing-keys", "--community", "river", "--revoke", badge.key_id)
    again = run("signing-keys", "--community", "river", "--revoke", badge.key_id)
    assert again.code == 1 and "Nobody believes this key" in again.err
