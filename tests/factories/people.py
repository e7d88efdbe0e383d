"""Accounts."""

import factory

from techhire.commons.people.models import Account


class AccountFactory(factory.django.DjangoModelFactory[Account]):
    """Somebody who can sign in."""

    class Meta:
        model = Account

    handle = factory.Sequence(lambda n: f"person{n}@example.org")
    email = factory.SelfAttribute("handle")
    name = factory.Sequence(lambda n: f"Person {n}")
