"""Role profiles of the community's own on the civic lead's pages."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Community
from techhire.commons.permits import Actor
from techhire.commons.skills.actions.life_cycle import replace_skill
from techhire.commons.skills.models import RoleProfile, Skill
from tests.factories.skills import own_skill, small_starter

pytestmark = pytest.mark.django_db
DESK = {
    "name": "Barge desk",
    "about": "Helps crews.",
    "soc_code": "",
    "name_es": "Mesa de barcazas",
    "about_es": "Ayuda a las tripulaciones.",
    "note": "",
}


@pytest.fixture(autouse=True)
def language(community: Community) -> None:
    small_starter()


def skill(code: str) -> Skill:
    return Skill.objects.get(code=code)


def page_of(role: RoleProfile) -> str:
    return reverse("convener:role", args=[role.pk])


def asking(*codes: str, **said: str) -> dict[str, Any]:
    """What a browser sends for these lines, each at level 2, for day one."""
    rows = [skill(code).pk for code in codes]
    fields = {"level": "2", "weight": "3", "importance": "essential", "when": "day_one"} | said
    return {"skill": rows} | {f"{name}-{pk}": value for name, value in fields.items() for pk in rows}


@pytest.fixture
def barge(desk: Client) -> RoleProfile:
    """A proposed profile that asks for SQL."""
    desk.post(reverse("convener:roles"), DESK | {"propose": "1"})
    role = RoleProfile.objects.get(name="Barge desk")
    desk.post(page_of(role), DESK | asking("sql") | {"save": "1", "version": "1"})
    role.refresh_from_db()
    return role


def test_a_profile_is_begun_filled_and_published(desk: Client, barge: RoleProfile) -> None:
    assert (barge.state, barge.version, barge.lines.get().skill.code) == ("proposed", 2, "sql")
    assert reverse("public:role", args=[barge.slug]) not in desk.get(reverse("public:roles")).content.decode()
    assert desk.post(page_of(barge), {"decide": "publish", "note": "Asked for."}).status_code == 302
    barge.refresh_from_db()
    assert barge.state == "published"
    assert "Barge desk" in desk.get(reverse("public:roles")).content.decode()
    text = desk.get(page_of(barge)).content.decode()
    assert "Asked for." in text and "is asked for now," in text and "what people see" in text


def test_a_shared_one_is_copied_once_with_one_press(desk: Client) -> None:
    shared = RoleProfile.objects.get()
    made = desk.post(reverse("convener:roles"), {"copy": shared.pk})
    copy = RoleProfile.objects.get(copied_from=shared)
    assert made["Location"] == page_of(copy)
    text = desk.get(reverse("convener:roles")).content.decode()
    assert "You have 1 role profile of your own" in text and 'name="copy"' not in text
    again = desk.post(reverse("convener:roles"), {"copy": shared.pk}).content.decode()
    assert "There is already a role profile with this title." in again
    assert "Choose one of the shared" in desk.post(reverse("convener:roles"), {"copy": "x"}).content.decode()
    assert RoleProfile.objects.count() == 2


def test_searching_adds_to_the_page_and_saves_nothing(desk: Client, barge: RoleProfile) -> None:
    typed = DESK | asking("sql", level="4", importance="preferred") | {"version": "2", "name": "Typed title"}
    text = desk.post(page_of(barge), typed | {"find": "1", "search": "python"}).content.decode()
    assert f'id="add-{skill("python").pk}"' in text and 'value="Typed title"' in text
    text = desk.post(page_of(barge), typed | {"find": "1", "add": skill("python").pk}).content.decode()
    assert f'id="level-{skill("python").pk}"' in text and '<option value="4" selected>' in text
    assert (
        "Nothing found" in desk.post(page_of(barge), typed | {"find": "1", "search": "zzz"}).content.decode()
    )
    barge.refresh_from_db()
    assert (barge.version, barge.name, barge.lines.count()) == (2, "Barge desk", 1)


def test_a_line_that_is_left_out_goes_when_the_page_is_saved(desk: Client, barge: RoleProfile) -> None:
    typed = DESK | asking("sql", "dns") | {"version": "2", f"drop-{skill('sql').pk}": "1"}
    text = desk.post(page_of(barge), typed | {"find": "1"}).content.decode()
    assert f'id="drop-{skill("sql").pk}" value="1" checked' in text
    desk.post(page_of(barge), typed | {"save": "1"})
    assert barge.lines.get().skill.code == "dns"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Please fill this in."),
        ({"name": "User support"}, "There is already a role profile with this title."),
        ({"soc_code": "help"}, "An occupation code looks like 15-1232."),
        ({"level": "9"}, "Choose a level from 1 to 5"),
        ({"weight": "x"}, "Choose a level from 1 to 5"),
        ({"when": "never"}, "Choose a level from 1 to 5"),
    ],
)
def test_what_was_typed_stays_when_it_is_refused(
    desk: Client, barge: RoleProfile, wrong: dict[str, str], said: str
) -> None:
    line = {name: value for name, value in wrong.items() if name in {"level", "weight", "when"}}
    texts = {name: value for name, value in wrong.items() if name not in line}
    typed = DESK | asking("sql", "dns", **{"importance": "preferred"} | line) | texts
    text = desk.post(
        page_of(barge), typed | {"save": "1", "version": "2", "about": "Typed."}
    ).content.decode()
    assert said in text and "Typed." in text and 'id="error-summary"' in text
    assert f'id="level-{skill("dns").pk}"' in text and '<option value="preferred" selected>' in text
    assert barge.lines.get().importance == "essential"


def test_whoever_saved_meanwhile_is_shown_and_nothing_typed_is_lost(desk: Client, barge: RoleProfile) -> None:
    late = DESK | asking("dns") | {"save": "1", "version": "1", "about": "Typed."}
    text = desk.post(page_of(barge), late).content.decode()
    assert "Somebody else changed this" in text and "What is saved now" in text and "Typed." in text
    assert 'name="version" value="2"' in text
    assert desk.post(page_of(barge), late | {"version": "2"}).status_code == 302
    assert barge.lines.get().skill.code == "dns"


def test_a_skill_replaced_meanwhile_stays_on_the_page_as_its_successor(
    desk: Client, barge: RoleProfile, convener: Actor, community: Community
) -> None:
    old = own_skill(community, code="barge-radio", name="Barge radio")
    typed = DESK | asking("sql", "barge-radio", level="4") | {"version": "2"}
    replace_skill(convener, old, skill("dns"), now=old.changed_at)
    text = desk.post(page_of(barge), typed | {"find": "1"}).content.decode()
    assert f'id="level-{skill("dns").pk}"' in text and f'id="level-{old.pk}"' not in text


def test_publishing_without_spanish_is_refused_beside_the_field(desk: Client, barge: RoleProfile) -> None:
    desk.post(page_of(barge), DESK | asking("sql") | {"save": "1", "version": "2", "about_es": ""})
    text = desk.post(page_of(barge), {"decide": "publish", "note": "The board wants it."}).content.decode()
    assert 'value="The board wants it."' in text
    assert "People see this in both languages." in text and "Helps crews." in text
    assert f'id="level-{skill("sql").pk}"' in text
    barge.refresh_from_db()
    assert barge.state == "proposed"
    assert "Choose what to do." in desk.post(page_of(barge), {"decide": "x"}).content.decode()


def test_a_reader_looks_and_changes_nothing(desk: Client, onlooker: Client, barge: RoleProfile) -> None:
    assert onlooker.get(page_of(barge)).status_code == 404
    desk.post(page_of(barge), {"decide": "publish"})
    text = onlooker.get(page_of(barge)).content.decode()
    assert "Only the civic lead" in text and 'name="save"' not in text and "SQL" in text
    onlooker.post(page_of(barge), {"decide": "retire"})
    onlooker.post(page_of(barge), DESK | asking("dns") | {"save": "1", "version": "3"})
    onlooker.post(reverse("convener:roles"), DESK | {"propose": "1", "name": "Mine"})
    barge.refresh_from_db()
    assert (barge.state, barge.version, RoleProfile.objects.filter(name="Mine").count()) == (
        "published",
        3,
        0,
    )


def test_another_community_finds_nothing(barge: RoleProfile, stranger: Actor, browser_of: Any) -> None:
    browser = browser_of(stranger)
    assert browser.get(f"/c/north{page_of(barge)}").status_code == 404
    assert "Barge desk" not in browser.get(f"/c/north{reverse('convener:roles')}").content.decode()
    assert browser.get(page_of(barge)).status_code in {403, 404}


def test_the_list_asks_few_questions_of_the_database(
    desk: Client, community: Community, django_assert_max_num_queries: Any
) -> None:
    for n in range(12):
        RoleProfile.objects.create(community=community, slug=f"r{n}", name=f"Role {n}", about="Is.")
    with django_assert_max_num_queries(6):
        desk.get(reverse("convener:roles"))


def test_the_page_of_one_asks_few_questions_of_the_database(
    desk: Client, barge: RoleProfile, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(8):
        desk.get(page_of(barge))


def test_a_retired_one_is_read_by_who_knows_its_address(desk: Client, barge: RoleProfile) -> None:
    desk.post(page_of(barge), {"decide": "publish"})
    desk.post(page_of(barge), {"decide": "retire"})
    address = reverse("public:role", args=[barge.slug])
    assert address not in desk.get(reverse("public:roles")).content.decode()
    assert "New jobs do not begin from this any more." in desk.get(address).content.decode()
