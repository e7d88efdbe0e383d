"""What people did, told step by step in their own words, becomes skills they say yes to one by one."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from techhire.commons.communities.models import Community
from techhire.commons.ledger.models import Fact
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import EverydayTask, Skill, SkillAlias
from techhire.plays.seekers.actions.erasure import erase_seeker
from techhire.plays.seekers.actions.evidence import withdraw_evidence
from techhire.plays.seekers.actions.experiences import (
    answer_found_skill,
    describe_experience,
    remove_experience,
    start_experience,
)
from techhire.plays.seekers.models import Evidence, Experience, ExperienceSkill, Seeker
from techhire.plays.seekers.queries import (
    download_everything,
    experience_numbered,
    experiences_of,
    found_skills,
    knew_few_words,
    skill_lines,
    tasks_offered,
)
from tests.cases import in_one_world
from tests.factories.matches import a_skill, a_task
from tests.factories.seekers import NOW, piece, seeker_in
from tests.plays.seekers.conftest import ROLES

pytestmark = pytest.mark.django_db

WORDS = "En la tienda arreglaba las impresoras y atendía a los clientes."


@pytest.fixture
def printers(db: None) -> Skill:
    skill = a_skill("Printer support", name_es="Soporte de impresoras")
    SkillAlias.objects.create(skill=skill, text="arreglar impresoras")
    return skill


@pytest.fixture
def customers(db: None) -> Skill:
    skill = a_skill("Customer service", name_es="Servicio al cliente")
    SkillAlias.objects.create(skill=skill, text="atender a los clientes")
    return skill


@pytest.fixture
def phones(db: None) -> EverydayTask:
    skill = a_skill("Telephone skills")
    return a_task("I answer a busy phone", {skill: 3})


@pytest.fixture
def shop(dana: Seeker, person: Actor, printers: Skill, customers: Skill) -> Experience:
    """Dana told about a shop, in Spanish."""
    started = start_experience(person, dana, kind="helping", now=NOW)
    return describe_experience(person, started, what=WORDS, now=NOW)


def found(experience: Experience) -> dict[str, ExperienceSkill]:
    return {row.skill.name: row for row in experience.skills.select_related("skill", "experience__seeker")}


def test_skills_are_found_in_spanish_words_with_their_place(person: Actor, shop: Experience) -> None:
    told = found_skills(person, shop)
    assert [(one.row.skill.name, one.quote) for one in told] == [
        ("Printer support", "arreglaba las impresoras"),
        ("Customer service", "atendía a los clientes"),
    ]
    assert told[0].before == "En la tienda " and told[0].after.startswith(" y atendía")
    assert shop.language == "es" and not knew_few_words(told)
    assert {row.level for row in shop.skills.all()} == {None}
    assert not Evidence.objects.exists()


def test_words_are_sealed_and_facts_hold_none_of_them(shop: Experience) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select what from seekers_experience")
        assert "impresoras" not in cursor.fetchone()[0]
    fact = Fact.objects.get(name="ExperienceDescribed")
    assert fact.data == {
        "seeker_id": shop.seeker_id,
        "experience_id": shop.pk,
        "fields": ["what"],
        "found": 2,
    }


def test_an_answer_becomes_a_claim_and_a_no_nothing(person: Actor, dana: Seeker, shop: Experience) -> None:
    rows = found(shop)
    answer_found_skill(person, rows["Printer support"], level=3, now=NOW)
    answer_found_skill(person, rows["Customer service"], level=0, now=NOW)
    assert [(line.skill.name, line.word, line.level) for line in skill_lines(person, dana)] == [
        ("Printer support", "claimed", 3)
    ]
    row = experiences_of(person, dana).get()
    assert (row.kept, row.unanswered) == (1, 0)


def test_a_changed_answer_replaces_the_claim(person: Actor, dana: Seeker, shop: Experience) -> None:
    row = found(shop)["Printer support"]
    for level in (2, 4, 4, 0, 1):
        row = answer_found_skill(person, row, level=level, now=NOW)
    states = list(Evidence.objects.order_by("pk").values_list("level", "state"))
    assert [(int(level), state) for level, state in states] == [
        (2, "withdrawn"),
        (4, "withdrawn"),
        (1, "counts"),
    ]
    assert row.claim is not None and row.claim.level == 1


def test_a_claim_taken_back_elsewhere_is_no_trouble(person: Actor, shop: Experience) -> None:
    row = answer_found_skill(person, found(shop)["Printer support"], level=2, now=NOW)
    withdraw_evidence(person, Evidence.objects.get(), now=NOW)
    assert answer_found_skill(person, row, level=3, now=NOW).level == 3


def test_other_words_keep_what_was_answered_and_drop_the_rest(person: Actor, shop: Experience) -> None:
    answer_found_skill(person, found(shop)["Printer support"], level=3, now=NOW)
    describe_experience(person, shop, what="Vendía comida en la calle.", now=NOW)
    rows = found(shop)
    assert set(rows) == {"Printer support"}
    assert (rows["Printer support"].start, rows["Printer support"].level) == (None, 3)
    describe_experience(person, Experience.objects.get(), what=WORDS, now=NOW)
    rows = found(shop)
    assert rows["Printer support"].level == 3 and rows["Printer support"].start == 13
    assert rows["Customer service"].level is None


def test_taps_bring_skills_with_a_likely_level(person: Actor, shop: Experience, phones: EverydayTask) -> None:
    described = describe_experience(person, shop, task_ids=[phones.pk, phones.pk], now=NOW)
    assert described.task_ids == [phones.pk]
    row = found(shop)["Telephone skills"]
    assert (row.found_in, row.likely_level, row.level) == ("task", 3, None)
    assert found_skills(person, shop)[-1].quote == ""


def test_tools_are_read_too(person: Actor, shop: Experience) -> None:
    a_skill("Excel")
    describe_experience(person, shop, tools="Microsoft Excel, radios", now=NOW)
    assert found(shop)["Excel"].found_in == "tools"


def test_closest_tasks_come_first_in_the_language_of_the_words(person: Actor, shop: Experience) -> None:
    near = EverydayTask.objects.create(slug="n", text="x", text_es="Arreglo impresoras", area="home")
    far = EverydayTask.objects.create(slug="f", text="y", text_es="Manejo un camión", area="driving")
    offered = tasks_offered(shop)
    assert (offered.close, offered.others) == ([near], [far])


def test_nothing_known_is_said_so(person: Actor, dana: Seeker) -> None:
    started = start_experience(person, dana, kind="paid", now=NOW)
    describe_experience(person, started, what="Vendía comida en la calle.", now=NOW)
    assert knew_few_words(found_skills(person, started))


@in_one_world("who", ROLES)
def test_only_the_person_and_their_coach_write_and_read_it(
    role: Callable[[str], Actor],
    coached: Seeker,
    trained: Seeker,
    shop: Experience,
    who: str,
) -> None:
    actor, row = role(who), found(shop)["Printer support"]
    deeds: list[Callable[[], Any]] = [
        lambda: start_experience(actor, coached, kind="paid", now=NOW),
        lambda: describe_experience(actor, shop, place="Ana's", now=NOW),
        lambda: answer_found_skill(actor, row, level=2, now=NOW),
        lambda: found_skills(actor, shop),
        lambda: list(experiences_of(actor, coached)),
        lambda: remove_experience(actor, shop, now=NOW),
    ]
    if who in {"person", "coach"}:
        for deed in deeds:
            deed()
        assert Experience.objects.count() == 1
    else:
        for deed in deeds:
            with pytest.raises(Refused):
                deed()
        assert Experience.objects.get().place == ""


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"title": "king"}, "title"),
        ({"often": "always"}, "often"),
        ({"kind": "fun"}, "kind"),
        ({"what": "x" * 2001}, "what"),
        ({"tools": "x\x00"}, "tools"),
        ({"place": "two\nlines"}, "place"),
        ({"since": 1890}, "since"),
        ({"since": 2030}, "since"),
        ({"until": 2020}, "until"),
        ({"since": 2021, "until": 2020}, "until"),
        ({"seeker_id": 7}, None),
    ],
)
def test_what_nobody_can_mean_is_refused(
    person: Actor, shop: Experience, fields: dict[str, Any], field: str | None
) -> None:
    with pytest.raises(Refused) as refusal:
        describe_experience(person, shop, **fields, now=NOW)
    assert refusal.value.field == field


def test_an_old_page_does_not_overwrite_unseen(person: Actor, shop: Experience) -> None:
    with pytest.raises(Refused, match="changed this meanwhile"):
        describe_experience(person, shop, expected_version=1, place="Elsewhere", now=NOW)
    assert (
        describe_experience(person, shop, expected_version=shop.version, place="Here", now=NOW).place
        == "Here"
    )


def test_removing_it_takes_its_claims_back_and_no_others(
    person: Actor, dana: Seeker, shop: Experience, customers: Skill
) -> None:
    answer_found_skill(person, found(shop)["Printer support"], level=3, now=NOW)
    piece(dana, customers, "claim", 2)
    remove_experience(person, shop, now=NOW)
    assert not Experience.objects.exists() and not ExperienceSkill.objects.exists()
    assert [line.skill for line in skill_lines(person, dana)] == [customers]
    assert Fact.objects.filter(name="ExperienceRemoved").count() == 1


def test_there_is_an_end_to_telling(person: Actor, dana: Seeker) -> None:
    for _one in range(40):
        start_experience(person, dana, kind="paid", now=NOW)
    with pytest.raises(Refused, match="Forty"):
        start_experience(person, dana, kind="paid", now=NOW)


@pytest.mark.parametrize("kind", ["", "fun"])
def test_a_kind_is_one_of_ours(person: Actor, dana: Seeker, kind: str) -> None:
    with pytest.raises(Refused):
        start_experience(person, dana, kind=kind, now=NOW)


def test_levels_are_ours(person: Actor, shop: Experience) -> None:
    for level in (6, -1):
        with pytest.raises(Refused):
            answer_found_skill(person, found(shop)["Printer support"], level=level, now=NOW)


def test_everything_told_is_in_the_download_and_gone_after_an_erasure(
    person: Actor, dana: Seeker, shop: Experience, phones: EverydayTask
) -> None:
    describe_experience(person, shop, task_ids=[phones.pk, 999_999], now=NOW)
    (kept,) = download_everything(person, dana)["experiences"]
    assert kept["what"] == WORDS and kept["tasks"] == [phones.text]
    assert {one["skill__name"] for one in kept["skills"]} >= {"Printer support", "Telephone skills"}
    erase_seeker(person, dana, now=NOW)
    assert not Experience.objects.exists()


def test_an_experience_of_somebody_else_is_not_there(
    person: Actor, dana: Seeker, community: Community, system: Actor
) -> None:
    theirs = start_experience(system, seeker_in(community), kind="paid", now=NOW)
    assert experience_numbered(person, dana, theirs.pk) is None


def test_a_list_takes_one_query(person: Actor, dana: Seeker, django_assert_num_queries: Callable) -> None:
    for _one in range(5):
        start_experience(person, dana, kind="paid", now=NOW)
    with django_assert_num_queries(1):
        assert len(experiences_of(person, dana)) == 5


def test_words_around_a_quote_are_whole(person: Actor, dana: Seeker, printers: Skill) -> None:
    started = start_experience(person, dana, kind="paid", now=NOW)
    long = f"{'palabra ' * 20}arreglaba las impresoras {'palabra ' * 20}"
    described = describe_experience(person, started, what=long, now=NOW)
    (told,) = found_skills(person, described)
    assert told.before.startswith("… palabra") and told.after.endswith("palabra …")
