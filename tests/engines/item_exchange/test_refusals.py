"""What cannot be taken is told with its line and reason, and the rest goes in."""

from typing import NamedTuple

import pytest

from techhire.engines.item_exchange import Problem, Reason, Refused, read_item, read_package
from techhire.engines.item_exchange.words import WORDS, sentence
from tests.engines.item_exchange.samples import PNG, package, sample, zipped

CHOICE = sample("choice-3.0")
CHOICES = CHOICE[CHOICE.index("    <qti-choice-interaction") : CHOICE.index("  </qti-item-body>")]
CORRECT = CHOICE[CHOICE.index("    <qti-correct-response>") : CHOICE.index("  </qti-response-declaration>")]


class Bend(NamedTuple):
    """What of a good item is changed, into what, the words at whose line it is refused, and why."""

    old: str
    new: str
    at: str
    reason: Reason


LIT = "<strong>on</strong>"
ITEM = "<qti-assessment-item"
DECLARED = "<qti-response-declaration"
ASKED = "<qti-choice-interaction"
STIMULUS = '<qti-assessment-stimulus-ref identifier="s" href="s.xml"/><qti-item-body>'
BENT = {
    "an open text": Bend(CHOICES, "<qti-extended-text-interaction/>", "<qti-ext", Reason.SCORED_BY_PEOPLE),
    "a hot spot": Bend(CHOICES, "<qti-hotspot-interaction/>", "<qti-hotspot", Reason.UNKNOWN_KIND),
    "a program": Bend(CHOICES, "<qti-custom-interaction/>", "<qti-custom", Reason.UNKNOWN_KIND),
    "nothing to answer": Bend(CHOICES, "", "<qti-item-body", Reason.NO_QUESTION),
    "two questions": Bend(
        CHOICES,
        CHOICES + CHOICES.replace("response-id", 'class="second" response-id'),
        'class="second"',
        Reason.SEVERAL_QUESTIONS,
    ),
    "no key": Bend(CORRECT, "", DECLARED, Reason.NO_KEY),
    "another response": Bend(
        'response-identifier="RESPONSE"', 'response-identifier="X"', ASKED, Reason.NO_KEY
    ),
    "a key that is no choice": Bend("<qti-value>B<", "<qti-value>D<", ASKED, Reason.INCOMPLETE),
    "two keys": Bend("<qti-value>B", "<qti-value>A</qti-value><qti-value>B", DECLARED, Reason.UNUSABLE_KEY),
    "a choice twice": Bend('identifier="B" fixed', 'identifier="A" fixed', ASKED, Reason.INCOMPLETE),
    "an adaptive item": Bend('adaptive="false"', 'adaptive="true"', ITEM, Reason.CHANGES_ITSELF),
    "a variable": Bend(LIT, '<qti-printed-variable identifier="X"/>', "<qti-printed", Reason.CHANGES_ITSELF),
    "a formula": Bend(LIT, "<math><mi>x</mi></math>", "<math", Reason.FORMULA),
    "a frame": Bend(LIT, '<iframe src="https://example.org"/>', "<iframe", Reason.OUTSIDE_REFERENCE),
    "a picture elsewhere": Bend(
        LIT, '<img src="https://example.org/a.png" alt="x"/>', "<img", Reason.OUTSIDE_REFERENCE
    ),
    "a picture written out": Bend(
        LIT, '<img src="data:image/png;base64,AA" alt="x"/>', "<img", Reason.OUTSIDE_REFERENCE
    ),
    "a picture above": Bend(LIT, '<img src="../../a.png" alt="x"/>', "<img", Reason.OUTSIDE_REFERENCE),
    "an absent picture": Bend(LIT, '<img src="a.png" alt="x"/>', "<img", Reason.FILE_MISSING),
    "a picture to choose": Bend(
        "The cable is broken.", '<img src="a.png" alt="x"/>', "<img", Reason.PICTURE_CHOICE
    ),
    "a shared text": Bend("<qti-item-body>", STIMULUS, ITEM, Reason.SHARED_TEXT),
    "another version": Bend(
        '="http://www.imsglobal.org/xsd/imsqtiasi_v3p0"', '="urn:x"', ITEM, Reason.OTHER_VERSION
    ),
    "no identifier": Bend('identifier="lease-time"', "", ASKED, Reason.INCOMPLETE),
    "no language": Bend('xml:lang="en-US"', 'xml:lang="not a language"', ASKED, Reason.INCOMPLETE),
}


@pytest.mark.parametrize("name", BENT)
def test_an_item_we_cannot_take_is_refused_at_its_line(name: str) -> None:
    bend = BENT[name]
    assert bend.old in CHOICE
    text = CHOICE.replace(bend.old, bend.new, 1)
    with pytest.raises(Refused) as refused:
        read_item(text)
    line = text[: text.index(bend.at)].count("\n") + 1
    assert (refused.value.reason, refused.value.line) == (bend.reason, line)


def test_the_rest_of_a_package_goes_in() -> None:
    bent = CHOICE.replace(CHOICES, "<qti-hotspot-interaction/>\n", 1)
    reading = read_package(
        package(
            {
                "items/a.xml": CHOICE,
                "items/b.xml": bent,
                "items/c.xml": "<broken",
                "items/d.xml": CHOICE,
                "items/e.xml": sample("order-2.1"),
            }
        )
    )
    assert [item.identifier for item in reading.items] == ["lease-time", "restore"]
    assert [(problem.file, problem.line, problem.reason) for problem in reading.problems] == [
        ("items/b.xml", 23, Reason.UNKNOWN_KIND),
        ("items/c.xml", 1, Reason.NOT_XML),
        ("items/d.xml", 1, Reason.SAME_IDENTIFIER),
    ]
    assert sentence(reading.problems[0]) == "We do not have this kind of question: qti-hotspot-interaction."


def test_a_listed_file_that_is_absent_or_outside_is_told_at_the_line_of_the_list() -> None:
    manifest = sample("imsmanifest-2.1").replace("items/order.xml", "https://example.org/order.xml")
    reading = read_package(zipped({"imsmanifest.xml": manifest}))
    assert {problem.file for problem in reading.problems} == {"imsmanifest.xml"}
    assert [(problem.line, problem.reason) for problem in reading.problems] == [
        (10, Reason.FILE_MISSING),
        (28, Reason.OUTSIDE_REFERENCE),
    ]


def test_without_a_list_every_item_file_is_read() -> None:
    reading = read_package(zipped({"a.xml": CHOICE, "b.xml": "<other/>", "c.txt": "words"}))
    assert [item.identifier for item in reading.items] == ["lease-time"]
    assert reading.problems == ()


def test_a_package_without_items_says_so() -> None:
    assert read_package(zipped({"a.txt": "words"})).problems == (
        Problem("imsmanifest.xml", 0, Reason.NO_ITEMS),
    )


def test_a_picture_that_is_none_is_refused_whatever_its_name() -> None:
    shown = CHOICE.replace("<strong>on</strong>", '<img src="a.png" alt="x"/>')
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    with pytest.raises(Refused) as refused:
        read_item(shown, {"a.png": svg})
    assert refused.value.reason is Reason.MEDIA_KIND
    assert read_item(shown, {"a.png": PNG}).media[0].content_type == "image/png"


@pytest.mark.parametrize("lower", ["77", "60"])
def test_a_number_between_bounds_needs_the_key_in_their_middle(lower: str) -> None:
    text = sample("numeric-3.0")
    start, end = text.index("<qti-equal"), text.index("</qti-equal>") + len("</qti-equal>")
    bounds = "".join(
        f'<qti-{tag}><qti-variable identifier="RESPONSE"/>'
        f'<qti-base-value base-type="float">{number}</qti-base-value></qti-{tag}>'
        for tag, number in (("gte", lower), ("lte", "83"))
    )
    bent = f"{text[:start]}<qti-and>{bounds}</qti-and>{text[end:]}"
    if lower == "77":
        assert read_item(bent).tolerance == 3
    else:
        with pytest.raises(Refused, match="unusable_key"):
            read_item(bent)


def test_every_reason_has_a_sentence() -> None:
    assert set(WORDS) == set(Reason)
    for reason in Reason:
        assert sentence(Problem("a.xml", 1, reason, "this")).endswith(".")


def test_an_item_is_bounded_in_length_and_parts() -> None:
    with pytest.raises(Refused, match="too long"):
        read_item(CHOICE.replace("The disk is full.", "x " * 10_001))
    many = "".join(f'<qti-simple-choice identifier="X{n}">x</qti-simple-choice>' for n in range(60))
    with pytest.raises(Refused, match="too many parts"):
        read_item(CHOICE.replace("    </qti-choice-interaction>", many + "</qti-choice-interaction>"))
