"""`ties`: the crosswalk from the command line."""

import pytest

from techhire.commons.skills.models import Alignment, Framework, Skill
from tests.factories.skills import FrameworkFactory, SkillFactory, starter_in_database
from tests.portals.console.conftest import Run

pytestmark = pytest.mark.django_db


@pytest.fixture
def onet(db: None) -> Framework:
    starter_in_database()
    framework = FrameworkFactory(slug="onet", name="O*NET")
    SkillFactory(framework=framework, code="Python", name="Python")
    return framework


def test_without_a_list_it_says_what_to_do(run: Run) -> None:
    assert "import one" in run("ties").out


def test_a_tie_is_made_shown_and_ended_again(run: Run, onet: Framework) -> None:
    told = run("ties", "--tie", "python", "--in", "onet", "--with", "Python", "--relation", "exact")
    assert told.code == 0 and "Tied: Python – exact – Python." in told.out
    assert "O*NET: 1 tied" in told.out
    assert Alignment.objects.get().relation == "exact"
    told = run("ties", "--end", "python", "--in", "onet", "--with", "Python")
    assert "Taken apart" in told.out and "1 taken apart here" in told.out
    assert not Alignment.objects.exists()


def test_ties_that_wait_are_named_when_asked(run: Run, onet: Framework) -> None:
    assert "java – exact – Oracle Java" in run("ties", "--waiting").out
    assert "Oracle Java" not in run("ties").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--tie", "python", "--end", "python"), "not both"),
        (("--tie", "python", "--in", "onet"), "--with"),
        (("--tie", "python", "--in", "onet", "--with", "Python"), "--relation"),
        (("--end", "python", "--in", "onet", "--with", "Python"), "not tied"),
        (("--end", "python", "--in", "onet", "--with", "Cobra"), "no skill 'Cobra'"),
    ],
)
def test_what_is_left_out_or_wrong_is_said(
    run: Run, onet: Framework, words: tuple[str, ...], said: str
) -> None:
    told = run("ties", *words)
    assert told.code == 2 and said in told.err
    assert Skill.objects.filter(framework=onet).count() == 1
