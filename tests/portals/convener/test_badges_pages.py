"""The civic lead's pages about badges: counts, one badge decided about, keys, and whom to trust."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from techhire.commons.communities.models import Community, Organization
from techhire.commons.ledger.worker import drain
from techhire.commons.people.models import Account
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Skill
from techhire.plays.credentials.models import Credential, SigningKey, TrustedIssuer
from tests.factories.communities import seat
from tests.factories.credentials import OUTSIDE_DID, badge_for
from tests.factories.matches import a_skill
from tests.factories.people import AccountFactory
from tests.factories.seekers import seeker_in

BADGES, KEYS, ISSUERS = "/convener/badges/", "/convener/signing-keys/", "/convener/trusted-issuers/"


@pytest.fixture
def python(db: None) -> Skill:
    return a_skill("Python")


@pytest.fixture
def badge(community: Community, python: Skill) -> Credential:
    return badge_for(seeker_in(community, name="Dana Reyes"), python)


@pytest.fixture
def owner(civic: Organization) -> Client:
    """A browser of an owner of the civic lead."""
    account: Account = AccountFactory()
    seat(account, civic, "owner")
    browser = Client()
    browser.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_badges_are_counted_and_listed_without_names(desk: Client, badge: Credential) -> None:
    said = page(desk, BADGES)
    assert "1 badge was given here" in said and str(badge.identifier) in said
    assert "Dana" not in said
    assert str(badge.identifier) not in page(desk, f"{BADGES}?state=revoked")
    assert "Dana" not in page(desk, reverse("convener:badge", args=[badge.identifier]))


def test_one_is_found_by_its_number_or_by_the_whole_badge(desk: Client, badge: Credential) -> None:
    there = reverse("convener:badge", args=[badge.identifier])
    for words in (str(badge.identifier), badge.identifier.urn, badge.document[:3000]):
        assert desk.get(BADGES, {"q": words}).url == there
    assert "No badge from here has this number." in page(desk, f"{BADGES}?q=hello")


def test_on_hold_and_back_and_taken_back_for_a_reason(desk: Client, badge: Credential) -> None:
    path = reverse("convener:badge", args=[badge.identifier])
    assert "It is on hold." in desk.post(path, {"do": "suspend"}, follow=True).content.decode()
    assert "It counts again." in desk.post(path, {"do": "reinstate"}, follow=True).content.decode()
    assert "Choose a reason." in desk.post(path, {"do": "revoke"}, follow=True).content.decode()
    gone = desk.post(path, {"do": "revoke", "reason": "mistake"}, follow=True).content.decode()
    assert "It is taken back." in gone and "cannot be brought back" in gone
    assert desk.post(path, {"do": "explode"}).status_code == 404


def test_a_reader_sees_and_decides_nothing(onlooker: Client, badge: Credential) -> None:
    path = reverse("convener:badge", args=[badge.identifier])
    assert "Only the civic lead can put" in page(onlooker, path)
    onlooker.post(path, {"do": "revoke", "reason": "mistake"})
    onlooker.post(KEYS, {"do": "rotate"})
    onlooker.post(ISSUERS, {"did": OUTSIDE_DID, "name": "Board", "standing": "trusted"})
    badge.refresh_from_db()
    assert badge.state == "issued"
    assert SigningKey.objects.count() == 1 and not TrustedIssuer.objects.exists()
    for readable in (BADGES, KEYS, ISSUERS):
        page(onlooker, readable)


def test_nobody_of_another_kind_or_community_enters(
    badge: Credential, browser_of: object, coach: Actor, hiring_manager: Actor, stranger: Actor
) -> None:
    for actor in (coach, hiring_manager, stranger):
        client = browser_of(actor)  # type: ignore[operator]  # the fixture makes a function
        for path in (BADGES, KEYS, ISSUERS, reverse("convener:badge", args=[badge.identifier])):
            assert client.get(path).status_code == 403
    there = browser_of(stranger).get(f"/c/north{reverse('convener:badge', args=[badge.identifier])}")  # type: ignore[operator]  # as above
    assert there.status_code == 404


def test_the_first_key_is_made_and_then_a_new_one(desk: Client, community: Community) -> None:
    assert "The community cannot sign yet" in page(desk, KEYS)
    assert "The community can sign now." in desk.post(KEYS, {"do": "open"}, follow=True).content.decode()
    assert (
        "Those signed before still hold." in desk.post(KEYS, {"do": "rotate"}, follow=True).content.decode()
    )
    assert sorted(SigningKey.objects.values_list("standing", flat=True)) == ["active", "retired"]
    for seed in SigningKey.objects.values_list("seed", flat=True):
        assert not seed or seed not in page(desk, KEYS)


def test_a_key_is_revoked_by_an_owner_and_its_badges_are_made_anew(
    desk: Client, owner: Client, badge: Credential
) -> None:
    path = reverse("convener:revoke_key", args=[badge.key_id])
    assert "Only an owner" in page(desk, path)
    assert "Only an owner" in desk.post(path, follow=True).content.decode()
    assert "1 badge stops holding at once" in page(owner, path)
    assert "Badges that stopped holding: 1." in owner.post(path, follow=True).content.decode()
    assert "1 waits to be made anew." in page(owner, KEYS)
    begun = owner.post(KEYS, {"do": "reissue", "key": badge.key_id}, follow=True).content.decode()
    assert "are being made anew" in begun and "hx-get" in begun
    drain(timezone.now)
    assert "All badges that waited were made anew." in page(owner, reverse("convener:reissue"))
    assert Credential.objects.filter(state="issued").count() == 1


@pytest.mark.parametrize("key", ["", "0", "x", "9" * 30])
def test_a_key_that_is_none_is_not_found(owner: Client, badge: Credential, key: str) -> None:
    assert owner.post(KEYS, {"do": "reissue", "key": key}).status_code == 404
    assert owner.get("/convener/signing-keys/999/revoke/").status_code == 404


def test_an_issuer_is_trusted_and_spoken_of_anew(desk: Client, community: Community) -> None:
    assert OUTSIDE_DID in page(desk, f"{ISSUERS}?did={OUTSIDE_DID}&name=Board"), (
        "filled in from the credential"
    )
    given = {"did": OUTSIDE_DID, "name": "Open Network Board", "standing": "trusted"}
    assert "Saved." in desk.post(ISSUERS, given, follow=True).content.decode()
    desk.post(ISSUERS, given | {"standing": "refused"})
    assert TrustedIssuer.objects.get().standing == "refused"
    said = desk.post(ISSUERS, given | {"did": "the board"}).content.decode()
    assert "begins with did:" in said and "the board" in said


def test_the_list_of_badges_asks_a_fixed_number_of_questions(
    desk: Client, community: Community, python: Skill, django_assert_max_num_queries: object
) -> None:
    for number in range(6):
        badge_for(seeker_in(community, name=f"Person {number}"), python)
    with django_assert_max_num_queries(14):  # type: ignore[operator]  # the fixture makes a function
        page(desk, BADGES)
