"""Sealed fields: nothing of them is in the database in plain, and every one moves to a new key."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.db import connection
from django.test import override_settings

from techhire.commons.communities.models import Community
from techhire.commons.vault import (
    SealedField,
    Unreadable,
    encrypted_fields,
    new_key,
    reseal_all,
    seal,
    unseal,
)
from techhire.plays.assessments.models import Accommodation, Rubric, RubricEdition, Submission, SubmittedFile
from techhire.plays.concerns.models import Concern, Report
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.models import Message
from techhire.plays.seekers.models import (
    Consent,
    Contact,
    Dispute,
    Evidence,
    Experience,
    Seeker,
    SelfIdentification,
)
from tests.factories.communities import OrganizationFactory
from tests.factories.credentials import ABOUT_BADGES, sealed_about_badges
from tests.factories.matches import a_posting
from tests.factories.people import AccountFactory
from tests.factories.skills import SkillFactory

pytestmark = pytest.mark.django_db
SECRET = "Zyx Wvutsrq"
NUMBER = 81462357.5
OF_A_SEEKER = (
    "name",
    "place",
    "zip_code",
    "latitude",
    "longitude",
    "pay_floor_cents",
    "authorized",
    "needs_sponsorship",
)
OF_A_CONCERN = ("Concern.to_owner", "Concern.answer", "Report.words", "Report.email", "Report.phone")


@pytest.fixture
def seeker(community: Community, now: datetime) -> Seeker:
    return Seeker.objects.create(
        community=community,
        code="abc",
        name=SECRET,
        place=SECRET,
        zip_code=SECRET,
        latitude=NUMBER,
        longitude=NUMBER,
        pay_floor_cents=int(NUMBER),
        authorized=SECRET,
        needs_sponsorship=SECRET,
        made_at=now,
    )


@pytest.fixture
def written(seeker: Seeker, now: datetime) -> set[str]:
    """One row for every sealed field, each holding the secret; returns the names of the fields written."""
    evidence = Evidence.objects.create(
        seeker=seeker,
        skill=SkillFactory(),
        kind="claim",
        level=2,
        source="self",
        issuer_name=SECRET,
        title=SECRET,
        at=now.date(),
        recorded_at=now,
    )
    Consent.objects.create(seeker=seeker, purpose="being_found", words=SECRET, given_at=now)
    Contact.objects.create(seeker=seeker, kind="email", value=SECRET)
    Dispute.objects.create(evidence=evidence, reason="not_me", words=SECRET, opened_at=now)
    SelfIdentification.objects.create(seeker=seeker, sex=SECRET, race=SECRET, age=SECRET, changed_at=now)
    Accommodation.objects.create(seeker=seeker, extra_time=SECRET, breaks=SECRET, changed_at=now)
    told = {key: SECRET for name in ("own_title", "place", "what", "tools") for key in (name, f"{name}_en")}
    Experience.objects.create(seeker=seeker, kind="paid", made_at=now, **told)
    _hand_in(seeker, now)
    posting = a_posting(OrganizationFactory(community=seeker.community), {})
    Message.objects.create(posting=posting, seeker=seeker, text=SECRET, words=SECRET, sent_at=now)
    _reported(posting, now)
    TOTP.activate(AccountFactory(name=SECRET), SECRET)
    sealed_about_badges(SECRET, evidence)
    return {
        "people.Account.name",
        "assessments.Accommodation.breaks",
        "assessments.Accommodation.extra_time",
        *ABOUT_BADGES,
        *(f"seekers.Seeker.{name}" for name in OF_A_SEEKER),
        "seekers.Evidence.issuer_name",
        "seekers.Evidence.title",
        "seekers.Consent.words",
        "seekers.Contact.value",
        "seekers.Dispute.words",
        "seekers.SelfIdentification.sex",
        "seekers.SelfIdentification.race",
        "seekers.SelfIdentification.age",
        "seekers.Experience.own_title",
        "seekers.Experience.place",
        "seekers.Experience.what",
        "seekers.Experience.tools",
        "seekers.Experience.own_title_en",
        "seekers.Experience.place_en",
        "seekers.Experience.what_en",
        "seekers.Experience.tools_en",
        "assessments.Submission.text",
        "assessments.SubmittedFile.words",
        *(f"concerns.{name}" for name in OF_A_CONCERN),
        "matches.Message.text",
        "matches.Message.words",
        "mfa.Authenticator.data",
    }


def _reported(posting: Posting, now: datetime) -> None:
    owner = posting.organization
    concern = Concern.objects.create(
        community=owner.community,
        thing="posting",
        organization=owner,
        posting=posting,
        opened_at=now,
        to_owner=SECRET,
        answer=SECRET,
    )
    told = {"words": SECRET, "email": SECRET, "phone": SECRET}
    Report.objects.create(concern=concern, wrong="else", fingerprint="a", made_at=now, **told)


def _hand_in(seeker: Seeker, now: datetime) -> None:
    steward = OrganizationFactory(community=seeker.community)
    rubric = Rubric.objects.create(
        organization=steward, kind="work_sample", skill=SkillFactory(), made_at=now
    )
    edition = RubricEdition.objects.create(
        rubric=rubric, number=1, skill_version=1, title="Task", changed_at=now
    )
    work = Submission.objects.create(
        rubric=rubric,
        edition=edition,
        seeker=seeker,
        state="under_way",
        pseudonym="abcdefgh",
        text=SECRET,
        made_at=now,
    )
    SubmittedFile.objects.create(submission=work, place=1, kind="pdf", size=1, data=b"%", words=SECRET)


def everything_stored() -> Iterator[str]:
    """Every value of every table, as the database holds it."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                yield from (str(value) for value in row)


def test_this_test_writes_every_sealed_field(written: set[str]) -> None:
    assert {str(field) for field in encrypted_fields()} == written


def test_nothing_sealed_is_stored_in_plain(written: set[str]) -> None:
    assert Contact.objects.get().value == SECRET
    assert (seeker := Seeker.objects.get()).latitude == NUMBER and seeker.pay_floor_cents == int(NUMBER)
    for part in (SECRET, *SECRET.split(), str(int(NUMBER))):
        assert not any(part in value for value in everything_stored())


def test_every_value_moves_to_the_new_key_and_the_old_one_can_go(written: set[str], seeker: Seeker) -> None:
    old, new = settings.FIELD_KEYS[0], new_key()
    with override_settings(FIELD_KEYS=[new, old]):
        told: list[SealedField] = []
        total = reseal_all(batch=1, progress=lambda field, done: told.append(field))
        assert (total.resealed, total.unreadable) == (len(written), 0)
        assert len(told) == len(written) - 1
    with override_settings(FIELD_KEYS=[new]):
        assert Seeker.objects.get().name == SECRET
        assert unseal(Authenticator.objects.get().data["secret"]) == SECRET
        assert (
            Consent.objects.get().words
            == Contact.objects.get().value
            == Dispute.objects.get().words
            == SECRET
        )
    with pytest.raises(Unreadable):
        Seeker.objects.get()


def test_running_it_again_changes_nothing(written: set[str]) -> None:
    with override_settings(FIELD_KEYS=[new_key(), *settings.FIELD_KEYS]):
        reseal_all()
        before = sorted(everything_stored())
        again = reseal_all()
        assert (again.resealed, again.current) == (0, len(written))
        assert sorted(everything_stored()) == before


def test_a_value_without_its_key_is_counted_and_left(seeker: Seeker, written: set[str]) -> None:
    with override_settings(FIELD_KEYS=[new_key()]):
        assert reseal_all().unreadable == len(written)
    assert Seeker.objects.get().name == SECRET


def test_a_value_changed_meanwhile_is_not_overwritten(
    seeker: Seeker, monkeypatch: pytest.MonkeyPatch
) -> None:
    from techhire.commons.vault import resealing

    real = resealing.reseal

    def slow(token: str) -> str:
        Seeker.objects.update(name="Somebody saved this")
        return real(token)

    monkeypatch.setattr(resealing, "reseal", slow)
    with override_settings(FIELD_KEYS=[new_key(), *settings.FIELD_KEYS]):
        reseal_all()
        assert Seeker.objects.get().name == "Somebody saved this"


def test_many_rows_in_several_batches(community: Community, now: datetime) -> None:
    Seeker.objects.bulk_create(
        Seeker(community=community, code=f"c{n}", name=f"{SECRET} {n}", made_at=now) for n in range(23)
    )
    new = new_key()
    with override_settings(FIELD_KEYS=[new, *settings.FIELD_KEYS]):
        assert (
            reseal_all(batch=5).resealed == 23 * 4
        )  # a name and three answers that have a value from the start
    with override_settings(FIELD_KEYS=[new]):
        assert {row.name for row in Seeker.objects.all()} == {f"{SECRET} {n}" for n in range(23)}


def test_a_sealed_field_cannot_be_searched(seeker: Seeker) -> None:
    for lookup in ("name__icontains", "name__startswith", "name__gt"):
        with pytest.raises(TypeError):
            list(Seeker.objects.filter(**{lookup: "Zyx"}))
    assert not Seeker.objects.filter(name=seal(SECRET)).exists()
