"""Two tabs over the same form: what a browser sends of it, and what whoever saves second is told."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.test import Client
from lxml import html

from techhire.commons.people.models import Account
from techhire.commons.permits import Actor

Opened = tuple[Client, str]
"""Somebody signed in, and the address of the form."""
Ask = Callable[[str], Any]
"""A fixture of a test by its name."""


def signed_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account_id))
    return client


def sent(page: HttpResponse, name: str, value: str, button: dict[str, str]) -> dict[str, Any]:
    """What a browser sends of the form that holds a field, with another value in it."""
    tree = html.fromstring(page.content.decode())
    form = next(form for form in tree.forms if name in form.fields and "version" in form.fields)
    typed: dict[str, Any] = {}
    for each, said in form.form_values():
        typed.setdefault(each, []).append(said.removeprefix("\n"))
    return typed | {name: value} | button


def is_told(late: HttpResponse, theirs: str) -> None:
    """Whoever saved second reads that there was a first, and what it was."""
    page = late.content.decode()
    assert late.status_code == 200, "it was saved over what somebody else saved meanwhile"
    assert "changed this" in page
    told_now = html.fromstring(page).xpath("//span[contains(., 'Saved now:')]")
    beside = [one for one in told_now if theirs in one.text_content()]
    assert beside, "what the other one saved stands there"
    for one in beside:
        assert is_read_with(page, one.get("id")), "a screen reader reads it with the field"


def is_read_with(page: str, told: str) -> bool:
    """Whether a field, or a group of fields, is described by what has this id; all it is described by is there."""
    tree = html.fromstring(page)
    described = [one.get("aria-describedby").split() for one in tree.xpath("//*[@aria-describedby]")]
    ids = set(tree.xpath("//@id"))
    assert all(ids.issuperset(names) for names in described), "it is described by something that is not there"
    return any(told in names for names in described)
