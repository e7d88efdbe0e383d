"""Items in the layout of the standard, as other programs write them."""

import pytest

from techhire.engines.item_exchange import Choice, Reading, Reason, read_item, read_package
from tests.engines.item_exchange.samples import PNG, sample, zipped


def alone(name: str) -> Reading:
    """A sample read as a file of its own."""
    return read_package(sample(name).encode(), name=f"{name}.xml")


def test_a_choice_item_of_qti_3_becomes_plain_text_with_its_key_and_why() -> None:
    item = read_item(sample("choice-3.0"))
    assert (item.identifier, item.title, item.kind, item.language) == (
        "lease-time",
        "Lease time",
        "single",
        "en-US",
    )
    assert item.prompt == (
        "A laptop shows the address `169.254.10.7`. The cable light is on.\n\n"
        "- Other laptops in the room work.\n- This one worked yesterday.\n\n"
        "What most likely went wrong?"
    )
    assert item.choices == (
        Choice("A", "The cable is broken."),
        Choice("B", "It got no answer from DHCP."),
        Choice("C", "The disk is full."),
    )
    assert item.key == "B"
    assert item.rationale == "Addresses that begin with 169.254 are self-assigned."


def test_partial_points_of_qti_2_1_become_right_or_wrong_and_it_says_so() -> None:
    reading = alone("multiple-2.1")
    assert (reading.items[0].kind, reading.items[0].key) == ("multiple", ["phrase", "manager"])
    assert reading.problems == ()
    assert [note.reason for note in reading.notes] == [Reason.PARTIAL_CREDIT]


def test_a_typed_answer_keeps_every_wording_that_earns_full_points() -> None:
    item = read_item(sample("text-entry-2.1"))
    assert item.kind == "short_text"
    assert item.prompt == "Mail for a domain goes where its ____ record points."
    assert item.key == ["MX", "MX record"]
    assert not item.case_sensitive
    assert item.rationale == "Any spelling with or without the word record."


def test_case_counts_where_the_file_does_not_say_otherwise() -> None:
    item = read_item(sample("text-entry-2.1").replace(' caseSensitive="false"', ""))
    assert item.case_sensitive


def test_a_number_keeps_its_tolerance_and_its_field_is_no_text() -> None:
    item = read_item(sample("numeric-3.0"))
    assert (item.kind, item.key, item.tolerance) == ("numeric", 80, 2.5)
    assert item.prompt == "How many seconds does 1 gigabyte take at 100 megabits a second?"


def test_a_relative_tolerance_becomes_an_absolute_one() -> None:
    changed = sample("numeric-3.0").replace("absolute", "relative").replace("2.5 2.5", "5")
    assert read_item(changed).tolerance == 4


def test_order_and_matching_keep_their_keys() -> None:
    assert read_item(sample("order-2.1")).key == ["stop", "copy", "start"]
    item = read_item(sample("match-3.0"))
    assert item.key == {"ssh": "p22", "https": "p443"}
    assert [target.text for target in item.targets] == ["22", "25", "443"]


def test_a_package_of_qti_2_1_brings_code_pictures_skills_and_levels() -> None:
    reading = read_package(
        zipped(
            {
                "imsmanifest.xml": sample("imsmanifest-2.1"),
                "items/code.xml": sample("code-2.1"),
                "items/order.xml": sample("order-2.1"),
                "pictures/console view.png": PNG,
                "test.xml": "<assessmentTest/>",
            }
        )
    )
    code, order = reading.items
    assert (code.kind, code.skill_code, code.level) == ("code_reading", "python", 2)
    assert code.code == "total = 0\nfor n in (1, 2, 3):\n    total += n\nprint(total)"
    assert code.prompt == "What is printed?"
    (picture,) = code.media
    assert (picture.name, picture.content_type, picture.alt, picture.data) == (
        "console-view.png",
        "image/png",
        "A console, empty",
        PNG,
    )
    assert (order.skill_code, order.level) == ("8f1d-restore", None)
    assert reading.problems == ()
    assert [(note.reason, note.line) for note in reading.notes] == [(Reason.NOT_TAKEN, 38)]


def test_code_shown_beside_a_question_is_not_code_to_be_read() -> None:
    item = read_item(
        sample("code-2.1")
        .replace("<pre>", '<pre class="code">')
        .replace("<img", "<!--")
        .replace('"/></p>', "--></p>")
    )
    assert item.kind == "single"


def test_scoring_of_another_kind_is_told_and_the_right_answer_taken() -> None:
    changed = sample("choice-3.0").replace("match_correct.xml", "own_template.xml")
    reading = read_package(changed.encode())
    assert reading.items[0].key == "B"
    assert [(note.reason, note.line) for note in reading.notes] == [(Reason.OWN_SCORING, 6)]


def test_a_picture_without_words_is_told() -> None:
    files = {"items/code.xml": sample("code-2.1").replace(' alt="A console, empty"', "")}
    reading = read_package(zipped({**files, "pictures/console view.png": PNG}))
    assert reading.items[0].media[0].alt == ""
    assert [note.reason for note in reading.notes] == [Reason.NO_MANIFEST, Reason.NO_ALT]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_other_encodings_are_read(encoding: str) -> None:
    text = sample("order-2.1").replace(
        'encoding="UTF-8"', 'encoding="UTF-16"' if encoding == "utf-16" else ""
    )
    text = text.replace("Restore", "Restaurar después")
    assert read_package(text.encode(encoding)).items[0].title == "Restaurar después"
