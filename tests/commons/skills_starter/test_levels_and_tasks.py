"""The five levels in words, and the everyday tasks that show skills people already have."""

import re
from collections import Counter, defaultdict

from techhire.commons.skills.words import TASK_AREAS

AREAS = 8  # kinds of life and work the tasks come from, at least


def test_the_five_levels_are_there_in_order(read):
    levels = read("levels.csv")
    assert [line["level"] for line in levels] == ["1", "2", "3", "4", "5"]
    for column in ("name_en", "name_es", "anchor_en", "anchor_es"):
        assert len({line[column] for line in levels}) == 5
    assert all(line["anchor_en"] != line["anchor_es"] for line in levels)


def test_level_names_are_those_of_the_scale(read):
    assert [line["name_en"] for line in read("levels.csv")] == [
        "Aware",
        "Assisted",
        "Independent",
        "Proficient",
        "Expert",
    ]


def test_about_sixty_skills_have_an_anchor_for_each_level(anchors, skill_slugs):
    by_skill = defaultdict(list)
    for line in anchors:
        assert line["skill"] in skill_slugs, f"{line.place} {line['skill']}"
        by_skill[line["skill"]].append(line["level"])
    assert len(by_skill) >= 60
    assert not {skill: levels for skill, levels in by_skill.items() if levels != list("12345")}


def test_anchors_say_what_a_person_can_do_in_one_sentence(anchors):
    for line in anchors:
        for column, opening in (("anchor_en", "Can "), ("anchor_es", "Puede ")):
            text = line[column]
            assert text.startswith(opening) and text.endswith("."), f"{line.place} {text}"
            assert 5 <= len(text.split()) <= 25, f"{line.place} {text}"
            assert not re.search(r"\.\s", text), f"{line.place} {text}"


def test_no_anchor_is_used_twice(anchors):
    for column in ("anchor_en", "anchor_es"):
        counts = Counter(line[column].casefold() for line in anchors)
        assert not [text for text, number in counts.items() if number > 1]


def test_every_skill_essential_in_three_profiles_has_anchors(anchors, profiles):
    asked = Counter(line["skill"] for line in profiles if line["importance"] == "essential")
    anchored = {line["skill"] for line in anchors}
    assert not {skill for skill, number in asked.items() if number >= 3} - anchored


def test_there_are_enough_tasks_for_many_lives_and_few_enough_for_one_page(tasks):
    assert 80 <= len(tasks) <= 96
    assert len({task["slug"] for task in tasks}) == len(tasks)
    assert len({task["area"] for task in tasks}) >= AREAS
    assert {task["area"] for task in tasks} == set(TASK_AREAS)


def test_tasks_are_first_person_lines_that_fit_a_phone(tasks):
    for task in tasks:
        assert re.search(r"\b(I|me|my)\b", task["text_en"]), task.place
        assert task["text_en"] != task["text_es"], task.place
        assert max(len(task["text_en"]), len(task["text_es"])) <= 70, task.place
    for column in ("text_en", "text_es"):
        assert len({task[column].casefold() for task in tasks}) == len(tasks)


def test_tasks_show_real_skills_at_modest_levels(tasks, skill_slugs):
    for task in tasks:
        pairs = [pair.split(":") for pair in task["skills"].split("|")]
        assert all(len(pair) == 2 for pair in pairs), task.place
        assert {skill for skill, _ in pairs} <= skill_slugs, f"{task.place} {task['skills']}"
        assert {level for _, level in pairs} <= {"1", "2", "3"}, task.place
        assert len({skill for skill, _ in pairs}) == len(pairs), task.place
