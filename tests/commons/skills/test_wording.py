"""What was tied to a skill keeps the version of its words, and says which of them changed since."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from techhire.commons.skills.models import Skill, SkillRevision
from techhire.commons.skills.queries import reworded_since, versions_of
from tests.factories.skills import SkillFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 15, tzinfo=UTC)


@dataclass
class Line:
    skill: Skill
    skill_version: int | None

    @property
    def skill_id(self) -> int:
        return self.skill.pk


def changes(skill: Skill, **said: object) -> None:
    skill.version += 1
    skill.save(update_fields=["version"])
    SkillRevision.objects.create(skill=skill, version=skill.version, state=skill.state, changes=said, at=NOW)


@pytest.fixture
def skill(db: None) -> Skill:
    return SkillFactory(name="Ticket handling")


def test_it_says_which_words_changed_since_and_no_others(skill: Skill) -> None:
    changes(skill, name=["Tickets", "Ticket handling"])
    then = skill.version
    changes(skill, definition=["a", "b"], parent=["", "x"])
    changes(skill, fields=["definition_es", "half_life_years"])
    (one,) = reworded_since([Line(skill, then)])
    assert (one.skill, one.then) == (skill, then)
    assert [str(part) for part in one.parts] == ["what it means", "what it means, in Spanish"]


def test_a_step_in_its_life_and_other_names_change_no_words(skill: Skill) -> None:
    then = skill.version
    changes(skill, state=["in_review", "published"])
    changes(skill, aliases=["tickets"])
    assert reworded_since([Line(skill, then)]) == []


def test_what_is_new_or_of_an_unknown_version_says_nothing_and_asks_nothing(
    skill: Skill, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    changes(skill, name=["a", "b"])
    other = SkillFactory()
    with django_assert_num_queries(0):  # type: ignore[operator]  # a fixture that is called
        assert reworded_since([Line(skill, skill.version), Line(other, None)]) == []


def test_versions_are_read_at_once(skill: Skill) -> None:
    assert versions_of([skill.pk, 10**9]) == {skill.pk: skill.version}
