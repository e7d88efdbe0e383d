"""What somebody else saved meanwhile is read to whoever hears the page, together with the field it belongs to."""

import pytest
from django import forms
from django.template import Context, Template
from django.utils.translation import override
from lxml import html

from techhire.portals.layout.forms import PlainForm

PAGE = Template("{% load house %}{% for bound in form %}{% field bound %}{% endfor %}")


class Asked(PlainForm):
    words = forms.CharField(help_text="At most five words.")
    note = forms.CharField(required=False)
    tick = forms.BooleanField(required=False, help_text="Only if it is so.")
    choice = forms.ChoiceField(choices=[("a", "Days"), ("b", "Nights")], widget=forms.RadioSelect)
    days = forms.MultipleChoiceField(
        choices=[("m", "Monday"), ("t", "Tuesday")], widget=forms.CheckboxSelectMultiple
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


SENT = {"words": "mine", "note": "same", "tick": "", "choice": "a", "days": ["m"], "version": 1}
KEPT = {"words": "theirs", "note": "same", "tick": True, "choice": "b", "days": ["t"], "version": 2}


def asked(version: int) -> html.HtmlElement:
    form = Asked(SENT, initial=KEPT)
    form.add_error("words", "Say it shorter.")
    form.take_up(version)
    return html.fromstring(f"<main>{PAGE.render(Context({'form': form}))}</main>")


def read_with(page: html.HtmlElement, field: str) -> str:
    """All that a screen reader reads after the name of a field, in its order; each part is there once."""
    (one,) = page.xpath(f"//*[@id='id_{field}']")
    parts = [page.xpath(f"//*[@id='{name}']") for name in (one.get("aria-describedby") or "").split()]
    assert all(len(part) == 1 for part in parts), "a part is missing, or there twice"
    return " ".join(part[0].text_content().strip() for part in parts)


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("words", "At most five words. Say it shorter. Saved now: theirs"),
        ("tick", "Only if it is so. Saved now: yes"),
        ("choice", "Saved now: Nights"),
        ("days", "Saved now: Tuesday"),
        ("note", ""),
    ],
)
def test_what_is_saved_now_is_read_with_its_field_and_takes_nothing_away(field: str, said: str) -> None:
    with override("en"):
        assert read_with(asked(version=2), field) == said


def test_a_group_says_what_is_saved_once_and_not_with_each_choice() -> None:
    page = asked(version=2)
    assert not page.xpath("//input[@type='radio' or @name='days'][@aria-describedby]")


def test_where_nobody_else_saved_nothing_is_said_of_it() -> None:
    page = asked(version=1)
    assert not page.xpath("//*[contains(@aria-describedby, '_kept')]")
    assert read_with(page, "words") == "At most five words. Say it shorter."
