"""The skill library as the civic lead keeps it."""

import pytest
from django.test import Client
from django.urls import reverse

from techhire.commons.communities.models import Community
from techhire.commons.permits import Actor
from techhire.commons.skills.models import Alignment, Skill
from tests.factories.skills import FrameworkFactory, SkillFactory, own_skill, small_starter

pytestmark = pytest.mark.django_db
RADIO = {
    "name": "Barge radio",
    "kind": "method",
    "definition": "Talks to barges.",
    "name_es": "Radio de barcazas",
    "definition_es": "Habla con barcazas.",
    "aliases": "VHF radio\nmarine radio",
    "half_life_years": "9",
}


@pytest.fixture(autouse=True)
def language(community: Community) -> None:
    small_starter()


def test_proposing_and_publishing_in_the_browser(desk: Client) -> None:
    response = desk.post(reverse("convener:skills"), RADIO)
    made = Skill.objects.get(name="Barge radio")
    assert response["Location"] == reverse("convener:skill", args=[made.pk])
    assert sorted(alias.text for alias in made.aliases.all()) == ["VHF radio", "marine radio"]
    waiting = desk.get(reverse("convener:skills"), {"state": "waiting"}).content.decode()
    assert "Barge radio" in waiting
    desk.post(reverse("convener:skill", args=[made.pk]), {"decide": "publish", "note": "Needed."})
    made.refresh_from_db()
    assert made.state == "published"
    assert "Needed." in desk.get(reverse("convener:skill", args=[made.pk])).content.decode()
    assert "Barge radio" in desk.get(reverse("public:skills"), {"q": "marine"}).content.decode()


def test_what_was_typed_stays_when_it_is_refused(desk: Client) -> None:
    text = desk.post(reverse("convener:skills"), RADIO | {"name": "Python"}).content.decode()
    assert "There is already a skill with this name" in text
    assert "Talks to barges." in text
    assert "marine radio" in text


def test_why_it_was_decided_stays_when_the_decision_is_refused(desk: Client, community: Community) -> None:
    address = reverse("convener:skill", args=[own_skill(community).pk])
    text = desk.post(address, {"decide": "x", "note": "The board <b>wants</b> it."}).content.decode()
    assert "Choose what to do." in text
    assert 'value="The board &lt;b&gt;wants&lt;/b&gt; it."' in text


def test_saving_over_somebody_else_keeps_what_was_typed(desk: Client, community: Community) -> None:
    skill = own_skill(community, version=3, definition="Old.")
    address = reverse("convener:skill", args=[skill.pk])
    text = desk.post(address, RADIO | {"save": "1", "version": "2"}).content.decode()
    assert "Somebody else changed this" in text
    assert "Talks to barges." in text
    skill.refresh_from_db()
    assert skill.definition == "Old."
    assert desk.post(address, RADIO | {"save": "1", "version": "3"}).status_code == 302


def test_ties_and_replacing_find_the_other_skill_by_its_name(desk: Client, community: Community) -> None:
    skill = own_skill(community)
    address = reverse("convener:skill", args=[skill.pk])
    text = desk.post(address, {"tie": "1", "target": "No such", "relation": "exact"}).content.decode()
    assert "No skill has this name" in text
    desk.post(address, {"tie": "1", "target": "python", "relation": "broader"})
    tie = Alignment.objects.get()
    assert "Python" in desk.get(address).content.decode()
    desk.post(address, {"untie": str(tie.pk)})
    assert not Alignment.objects.exists()
    desk.post(address, {"replace": "1", "successor": "SQL"})
    skill.refresh_from_db()
    assert skill.state == "replaced"


def test_a_starter_skill_says_why_it_cannot_be_changed(desk: Client) -> None:
    skill = Skill.objects.get(code="python")
    address = reverse("convener:skill", args=[skill.pk])
    text = desk.get(address).content.decode()
    assert "shared by every community" in text
    assert 'name="save"' not in text
    desk.post(address, {"decide": "retire"})
    skill.refresh_from_db()
    assert skill.state == "published"


def test_a_reader_cannot_decide(onlooker: Client, community: Community) -> None:
    skill = own_skill(community, state="proposed")
    onlooker.post(reverse("convener:skill", args=[skill.pk]), {"decide": "publish"})
    assert onlooker.post(reverse("convener:skills"), RADIO).status_code == 200
    skill.refresh_from_db()
    assert skill.state == "proposed"
    assert not Skill.objects.filter(name="Barge radio").exists()


def test_another_communitys_skill_is_not_there(desk: Client, stranger: Actor, elsewhere: Community) -> None:
    skill = own_skill(elsewhere)
    assert desk.get(reverse("convener:skill", args=[skill.pk])).status_code == 404


@pytest.mark.parametrize("state", ["", "waiting", "own", "nonsense"])
def test_the_list_costs_the_same_however_long(
    desk: Client, community: Community, django_assert_max_num_queries: object, state: str
) -> None:
    for _ in range(12):
        own_skill(community, state="proposed")
    address = reverse("convener:skills")
    with django_assert_max_num_queries(16):  # type: ignore[operator]  # a fixture
        assert desk.get(address, {"state": state}).status_code == 200


def test_publishing_without_spanish_says_so_beside_the_field(desk: Client, community: Community) -> None:
    skill = own_skill(community, state="proposed", definition="Talks.", definition_es="")
    address = reverse("convener:skill", args=[skill.pk])
    text = desk.post(address, {"decide": "publish"}).content.decode()
    assert "People see this in both languages" in text and 'aria-invalid="true"' in text
    more = {"save": "1", "version": "1", "parent": "Python", "anchor_2": "Calls.", "anchor_2_es": "Llama."}
    assert desk.post(address, RADIO | more).status_code == 302
    desk.post(address, {"decide": "publish"})
    skill.refresh_from_db()
    assert skill.state == "published" and skill.parent is not None
    assert skill.anchors.get().text_es == "Llama."
    assert 'value="Llama."' in desk.get(address).content.decode()


def test_an_imported_skill_is_saved_with_the_broader_skill_it_came_with(
    desk: Client, community: Community
) -> None:
    theirs = FrameworkFactory(slug="case-1", community=community)
    wide = SkillFactory(framework=theirs, name="Radio")
    skill = SkillFactory(framework=theirs, parent=wide)
    own_skill(community, name="Radio")
    address = reverse("convener:skill", args=[skill.pk])
    assert 'value="Radio"' in desk.get(address).content.decode()
    sent = RADIO | {"save": "1", "version": "1", "parent": "Radio"}
    assert desk.post(address, sent).status_code == 302
    skill.refresh_from_db()
    assert (skill.name, skill.parent) == ("Barge radio", wide)
    assert desk.post(address, sent | {"version": "2", "parent": ""}).status_code == 302
    skill.refresh_from_db()
    assert skill.parent is None
