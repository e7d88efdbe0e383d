"""A form that is not filled in says so in our words, whoever made the form."""

import pytest
from django import forms
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from techhire.commons.communities.models import Community
from techhire.portals.layout.forms import PlainForm


class Questions(PlainForm):
    words = forms.CharField()
    choice = forms.ChoiceField(choices=[("a", "A")])
    several = forms.MultipleChoiceField(choices=[("a", "A")])
    tick = forms.BooleanField()
    file = forms.FileField()


def test_what_is_missing_is_asked_for_plainly() -> None:
    said = {name: errors[0] for name, errors in Questions({}).errors.items()}
    assert said == {
        "words": "Please fill this in.",
        "choice": "Choose one of the answers.",
        "several": "Choose at least one.",
        "tick": "Tick this to go on.",
        "file": "Choose a file first.",
    }
    with override("es"):
        spanish = {name: str(errors[0]) for name, errors in Questions({}).errors.items()}
    assert not set(spanish.values()) & set(said.values())


class Numbers(PlainForm):
    openings = forms.IntegerField(min_value=1, max_value=1000)
    share = forms.FloatField(min_value=-6, max_value=6)
    pay = forms.DecimalField(min_value=0, max_digits=5, decimal_places=2)
    title = forms.CharField(max_length=5)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"openings": "0"}, "Enter 1 or more."),
        ({"openings": "1800"}, "Enter 1000 or less."),
        ({"share": "-7"}, "Enter -6 or more."),
        ({"share": "6.5"}, "Enter 6 or less."),
        ({"pay": "-3"}, "Enter 0 or more."),
        ({"pay": "15.125"}, "Enter at most 2 digits after the point."),
        ({"pay": "12345"}, "This number is too long."),
        ({"pay": "123456"}, "This number is too long."),
        ({"title": "Clerks"}, "This is too long: 5 characters at most."),
    ],
)
def test_what_is_out_of_bounds_is_told_plainly(typed: dict[str, str], said: str) -> None:
    errors = Numbers({"openings": "1", "share": "1", "pay": "1", "title": "Clerk"} | typed).errors
    assert {name: list(told) for name, told in errors.items()} == {next(iter(typed)): [said]}
    with override("es"):
        assert str(Numbers(typed).errors[next(iter(typed))][0]) != said


@pytest.mark.parametrize("typed", ["a\x00b", "\x00"])
def test_a_character_that_cannot_be_kept_is_told_plainly(typed: str) -> None:
    said = Questions({"words": typed}).errors["words"]
    assert said == ["This holds a character that cannot be kept. Delete it, or type the text again."]
    with override("es"):
        spanish = Questions({"words": typed}).errors["words"]
        assert spanish == [
            "Aquí hay un carácter que no se puede guardar. Bórrelo o escriba el texto de nuevo."
        ]


@pytest.mark.django_db
def test_the_sign_in_library_speaks_plainly_too(client: Client, community: Community) -> None:
    page = client.post(reverse("account_login"), {}).content.decode()
    assert "Please fill this in." in page and "This field is required" not in page


def test_a_refused_text_that_is_too_long_comes_back_as_its_beginning() -> None:
    form = Questions({"words": "x" * 50})
    form.shorten("words", 20)
    assert form["words"].value() == "x" * 50, "it was not refused"
    form.add_error("words", "This is too long.")
    form.shorten("words", 20)
    assert form["words"].value() == "x" * 20
    assert form.errors["words"] == ["This is too long.", "Below stands only its beginning, 20 characters."]
