"""The questions the demo draws for its own bank: whole in both languages, with a key that follows from their facts."""

import random
import re

from techhire.plays.assessments.queries.wording import checked
from techhire.portals.console.demo.questions import draw_questions


def test_every_question_is_whole_and_its_key_fits() -> None:
    drawn = [wording for wording, _guess in draw_questions(random.Random(7))]
    assert len(drawn) == 33
    for wording in drawn:
        assert set(checked(wording).content) == {"en", "es"}
        words = " ".join(str(said) for said in wording.content.values()) + wording.program
        assert not re.search(r"\{[a-z]+\}", words), wording.topic


def test_a_number_is_what_the_facts_come_to() -> None:
    for wording, _guess in draw_questions(random.Random(8)):
        if wording.topic == "counting-what-is-left":
            lost, cable, restart = map(int, re.findall(r"\d+", wording.content["en"]["prompt"]))
            assert wording.key == lost - cable - restart > 0
        if wording.topic == "disk-space":
            needed, free, stays = map(int, re.findall(r"\d+", wording.content["en"]["prompt"]))
            assert wording.key == needed + stays - free > 0


def test_the_right_choice_stands_in_no_fixed_place_and_says_the_same_in_both_languages() -> None:
    places = set()
    for wording, _guess in draw_questions(random.Random(9)):
        if wording.topic == "one-of-many":
            places.add(wording.key)
            said = {
                language: next(c["text"] for c in content["choices"] if c["id"] == wording.key)
                for language, content in wording.content.items()
            }
            assert said["en"].startswith("Her account works") and said["es"].startswith("Su cuenta funciona")
    assert len(places) > 1


def test_the_same_dice_draw_the_same_questions() -> None:
    first, second = (list(draw_questions(random.Random(3))) for _unused in range(2))
    assert first == second
