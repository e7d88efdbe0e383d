"""A draft posting of the employer, and the shared language where a test reads text."""

import pytest

from techhire.commons.communities.models import Organization
from techhire.commons.skills.models import Framework
from techhire.plays.marketplace.models import Posting
from tests.factories.marketplace import PostingFactory
from tests.factories.skills import starter_in_database


@pytest.fixture
def starter(db: None) -> Framework:
    """The whole starter framework."""
    return starter_in_database()


@pytest.fixture
def draft(employer: Organization) -> Posting:
    """A draft with an ad."""
    return PostingFactory(organization=employer)


@pytest.fixture
def ready(employer: Organization) -> Posting:
    """A posting that can be published."""
    return PostingFactory(organization=employer, ready=True)


@pytest.fixture
def published(employer: Organization) -> Posting:
    """A posting that is open."""
    return PostingFactory(organization=employer, published=True)
