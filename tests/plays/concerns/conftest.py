"""One job, one program and their owners, as people see them."""

import pytest

from techhire.commons.communities.models import Organization
from techhire.plays.marketplace.models import Posting
from techhire.plays.providers.models import Program
from tests.factories.marketplace import PostingFactory
from tests.factories.matches import a_skill
from tests.factories.providers import a_program


@pytest.fixture
def job(employer: Organization) -> Posting:
    """A published job."""
    return PostingFactory(organization=employer, published=True)


@pytest.fixture
def course(provider: Organization) -> Program:
    """A listed program."""
    return a_program(provider, {a_skill("Cabling"): 2}, listed=True)
