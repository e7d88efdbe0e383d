"""The civic lead's first screen."""

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Community
from techhire.commons.permits import Actor
from tests.cases import in_one_world
from tests.factories.communities import OrganizationFactory
from tests.factories.skills import own_skill, small_starter

pytestmark = pytest.mark.django_db
HOME = "/convener/"


def test_an_empty_site_says_what_to_do_first(desk: Client) -> None:
    assert "Load the shared language first" in desk.get(HOME).content.decode()


def test_what_waits_comes_first(desk: Client, community: Community) -> None:
    small_starter()
    OrganizationFactory(community=community, state="applied", kinds=["employer"])
    own_skill(community, state="proposed")
    text = desk.get(HOME).content.decode()
    assert "1 partner waits for your answer" in text
    assert "1 skill was proposed" in text


def test_a_quiet_day_says_so_and_counts_what_is_here(
    desk: Client, community: Community, elsewhere: Community
) -> None:
    small_starter()
    OrganizationFactory(community=community, kinds=["employer"])
    OrganizationFactory(community=elsewhere, kinds=["employer"])
    text = desk.get(HOME).content.decode()
    assert "Nothing waits for your answer" in text
    assert (
        '<span class="th-number">1</span> <a class="usa-link" href="/convener/partners/?kind=employer' in text
    )
    assert "fewer than 10" in text


@in_one_world("who", ["hiring_manager", "trainer", "coach", "helper", "person", "stranger"])
@pytest.mark.parametrize("page", ["home", "organizations", "skills", "imports"])
def test_nobody_else_comes_in(
    request: pytest.FixtureRequest, browser_of: object, who: str, page: str, community: Community
) -> None:
    actor: Actor = request.getfixturevalue(who)
    response = browser_of(actor).get(reverse(f"convener:{page}"))  # type: ignore[operator]  # a fixture
    assert response.status_code == 403


def test_a_visitor_is_sent_to_sign_in(client: Client, community: Community) -> None:
    response = client.get(HOME)
    assert response.status_code == 302
    assert "next=/convener/" in response["Location"]


def test_a_reader_looks_and_changes_nothing(onlooker: Client, community: Community) -> None:
    small_starter()
    for page in ("home", "organizations", "skills", "imports"):
        assert onlooker.get(reverse(f"convener:{page}")).status_code == 200
    assert "Add a partner" not in onlooker.get(reverse("convener:organizations")).content.decode()
    assert "Start the import" not in onlooker.get(reverse("convener:imports")).content.decode()


def test_the_first_screen_costs_the_same_however_much_is_here(
    desk: Client, community: Community, django_assert_max_num_queries: object
) -> None:
    small_starter()
    for _ in range(6):
        OrganizationFactory(community=community, kinds=["employer", "provider"])
    with django_assert_max_num_queries(32):  # type: ignore[operator]  # a fixture
        desk.get(HOME)
