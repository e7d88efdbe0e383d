"""Checking credentials from anywhere: what was checked, what was not, and where the site never goes."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import override_settings

from techhire.commons.communities.models import Community
from techhire.commons.outside import Fetched, OutsideFailed
from techhire.commons.permits import Actor, Refused
from techhire.commons.skills.models import Skill
from techhire.engines.credential_proofs import data_integrity, documents, keys, status
from techhire.plays.credentials.actions.sharing import share_badge
from techhire.plays.credentials.actions.trusting import judge_issuer
from techhire.plays.credentials.models import Credential
from techhire.plays.credentials.queries import checking
from techhire.plays.credentials.queries.checking import Checked, check_credential
from techhire.plays.credentials.words.checks import CHECKS, CODES
from techhire.plays.seekers.models import Seeker
from tests.factories.credentials import OUTSIDE_DID, badge_for, outside_badge, outside_text
from tests.factories.seekers import NOW

pytestmark = pytest.mark.django_db
GUILD = "did:web:guild.example"
LIST = "https://guild.example/status/1"


def found(checked: Checked, outcome: str) -> list[tuple[str, str]]:
    return [(line.name, line.code) for line in checked.lines if line.outcome == outcome]


@pytest.fixture
def went_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every address that was asked for; nothing answers."""
    asked: list[str] = []

    def fetch(url: str, **_bounds: Any) -> Fetched:
        asked.append(url)
        raise OutsideFailed("nobody there")

    monkeypatch.setattr(checking, "fetch", fetch)
    return asked


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, object]], list[str]]:
    """``answers({url: document})`` is what the outside says."""

    def make(said: dict[str, object]) -> list[str]:
        asked: list[str] = []

        def fetch(url: str, **_bounds: Any) -> Fetched:
            asked.append(url)
            body = said[url]
            data = body if isinstance(body, bytes) else json.dumps(body).encode()
            return Fetched(url, 200, "application/json", data)

        monkeypatch.setattr(checking, "fetch", fetch)
        return asked

    return make


BROKEN = (b"\x89PNG\r\n\x1a\n", b"<svg/>", "{" * 100_000)
"""What may once have been a badge."""


def guild_badge(key: keys.SigningKey, **more: Any) -> dict[str, Any]:
    """A badge of a guild at its own address, with a place in its list."""
    document = documents.achievement_credential(
        id="urn:uuid:7b1c1c5e-6d0b-4b39-9a51-0d7f0a5f2f10",
        issuer=documents.Issuer(GUILD, "Guild"),
        subject=documents.Subject(id="did:example:dana"),
        achievement=documents.Achievement("https://guild.example/1", "Card", "Networks.", "An exam."),
        valid_from=NOW,
        status=[status.entry(LIST, 7, "revocation")],
        **more,
    )
    return data_integrity.sign(document, key, created=NOW)


def guild_list(key: keys.SigningKey, *positions: int) -> dict[str, Any]:
    said = status.status_list_credential(
        list_url=LIST, issuer=GUILD, purpose="revocation", positions=positions, valid_from=NOW
    )
    return data_integrity.sign(said, key, created=NOW)


@pytest.fixture
def guild() -> keys.SigningKey:
    return keys.new_key(b"g" * 32)


def guild_document(key: keys.SigningKey) -> dict[str, Any]:
    return keys.did_document(GUILD, [keys.ListedKey(key.public)])


def test_an_outside_badge_with_its_key_inside_is_checked_without_going_out(
    community: Community, went_out: list[str]
) -> None:
    checked = check_credential(community, outside_text(), now=NOW)
    assert (checked.verdict, checked.standing, checked.issuer) == ("valid", "unknown", OUTSIDE_DID)
    assert checked.said and checked.said.title == "Network Basics Card"
    assert checked.said.issuer_name == "Open Network Board"
    assert went_out == []


def test_one_word_changed_after_signing_is_seen(community: Community) -> None:
    badge = outside_badge()
    badge["credentialSubject"]["achievement"]["name"] = "Chief of Networks"
    checked = check_credential(community, json.dumps(badge), now=NOW)
    assert checked.verdict == "not_valid"
    assert found(checked, "failed") == [("signature", "does_not_hold")]


def paper(*addresses: str) -> bytes:
    """A PDF with a link to each."""
    links = b"".join(b"<</A<</S/URI/URI(%s)>>>>" % address.encode() for address in addresses)
    return b"%PDF-1.7\n" + links


def test_a_paper_is_checked_by_the_badge_its_link_leads_to_and_no_other_address_is_followed(
    community: Community, badge: Credential, system: Actor, went_out: list[str]
) -> None:
    token = share_badge(system, badge, on=True, now=NOW).share_token
    link = f"https://jobs.example.org/badges/shared/{token}/"
    checked = check_credential(community, paper("https://evil.example/", link), now=NOW)
    assert (checked.verdict, checked.carrier, checked.text) == ("valid", "pdf", badge.document)
    other = f"https://jobs.example.org/badges/shared/{'x' * 30}/"
    for bare in (paper(), paper("https://evil.example/badge.json"), paper(other), paper(link, other)):
        checked = check_credential(community, bare, now=NOW)
        assert (checked.verdict, checked.carrier, checked.said) == ("no_credential", "pdf", None)
        assert "only the paper" in str(checked.next_step)
    share_badge(system, badge, on=False, now=NOW)
    assert check_credential(community, paper(link), now=NOW).is_nothing
    assert went_out == []


def test_our_badge_has_the_days_of_our_clock_and_a_foreign_one_those_it_wrote(
    community: Community, dana: Seeker, python: Skill
) -> None:
    late = NOW.replace(hour=3)
    assert community.day_of(late) != late.date()
    own = check_credential(community, badge_for(dana, python, now=late).document, now=NOW)
    assert own.said and own.said.earned_on == community.day_of(late)
    foreign = check_credential(community, outside_text(valid_from=late), now=NOW)
    assert foreign.said and foreign.said.earned_on == late.date()


def test_our_own_badge_with_a_word_changed_is_seen(community: Community, badge: Credential) -> None:
    forged = badge.document.replace("level 3", "level 5")
    assert found(check_credential(community, forged, now=NOW), "failed") == [("signature", "does_not_hold")]
    head, payload, signature = badge.compact.split(".")
    token = f"{head}.{payload[:-4]}AAAA.{signature}"
    assert check_credential(community, token, now=NOW).verdict == "not_valid"


def test_one_that_ended_or_has_not_begun_is_seen(community: Community, badge: Credential) -> None:
    late = badge.valid_until + timedelta(days=1)
    assert ("period", "expired") in found(check_credential(community, badge.document, now=late), "failed")
    early = NOW - timedelta(days=1)
    assert ("period", "not_yet") in found(check_credential(community, badge.document, now=early), "failed")


def test_without_a_way_out_an_issuer_elsewhere_cannot_be_told(
    community: Community, guild: keys.SigningKey
) -> None:
    checked = check_credential(community, json.dumps(guild_badge(guild)), now=NOW)
    assert checked.verdict == "cannot_tell"
    assert ("issuer_key", "issuer_not_reached") in found(checked, "not_checked")
    assert found(checked, "failed") == []


def test_where_the_list_is_out_of_reach_the_page_says_so(
    community: Community, guild: keys.SigningKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def fetch(url: str, **_bounds: Any) -> Fetched:
        asked.append(url)
        if url.endswith("did.json"):
            return Fetched(url, 200, "application/json", json.dumps(guild_document(guild)).encode())
        raise OutsideFailed("away")

    monkeypatch.setattr(checking, "fetch", fetch)
    checked = check_credential(community, json.dumps(guild_badge(guild)), now=NOW)
    assert checked.verdict == "as_far_as_checked"
    assert found(checked, "not_checked") == [("revocation", "list_not_reached")]
    assert "may not go out" in str(next(line for line in checked.lines if line.name == "revocation").says)
    assert asked == ["https://guild.example/.well-known/did.json", LIST]


@pytest.mark.parametrize(("positions", "verdict"), [((), "valid"), ((7,), "not_valid"), ((8,), "valid")])
def test_with_a_way_out_issuer_and_list_are_asked(
    community: Community,
    guild: keys.SigningKey,
    answers: Callable[[dict[str, object]], list[str]],
    positions: tuple[int, ...],
    verdict: str,
) -> None:
    answers(
        {
            "https://guild.example/.well-known/did.json": guild_document(guild),
            LIST: guild_list(guild, *positions),
        }
    )
    assert check_credential(community, json.dumps(guild_badge(guild)), now=NOW).verdict == verdict


def test_a_forged_credential_makes_the_site_ask_for_no_list(
    community: Community, guild: keys.SigningKey, answers: Callable[[dict[str, object]], list[str]]
) -> None:
    asked = answers({"https://guild.example/.well-known/did.json": guild_document(keys.new_key(b"x" * 32))})
    check_credential(community, json.dumps(guild_badge(guild)), now=NOW)
    assert asked == ["https://guild.example/.well-known/did.json"]


@pytest.mark.parametrize(
    "answer",
    [b"", b"\xff\xfe", b"[]", b"null", b'{"id": 1}', b"{" * 5000, b'{"a":1,"a":2}', b"<html></html>"],
)
def test_an_outside_site_that_answers_nonsense_breaks_nothing(
    community: Community,
    guild: keys.SigningKey,
    answers: Callable[[dict[str, object]], list[str]],
    answer: bytes,
) -> None:
    answers({"https://guild.example/.well-known/did.json": answer, LIST: answer})
    assert check_credential(community, json.dumps(guild_badge(guild)), now=NOW).verdict != "valid"


def test_a_list_of_ours_answers_for_no_other_issuer(
    community: Community, guild: keys.SigningKey, badge: Credential
) -> None:
    own = badge.entries.get(list__purpose="revocation").list.address
    said = guild_badge(guild)
    said["credentialStatus"][0]["statusListCredential"] = own
    assert check_credential(community, json.dumps(said), now=NOW).verdict != "valid"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/badge.json",
        "https://127.0.0.1/badge.json",
        "https://localhost/badge.json",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/x",
        "https://guild.example/badge.json",
        "https://user:pw@guild.example/badge.json",
        "http://",
    ],
)
def test_an_address_is_followed_only_where_the_operator_lists_it(community: Community, url: str) -> None:
    with pytest.raises(Refused, match="may not go out"):
        check_credential(community, url, now=NOW)


def test_even_a_listed_name_with_a_private_address_is_not_followed(community: Community) -> None:
    with override_settings(OUTSIDE_HOSTS=["localhost"]), pytest.raises(Refused):
        check_credential(community, "https://localhost/badge.json", now=NOW)


def test_an_address_that_may_be_followed_is_read(
    community: Community, answers: Callable[[dict[str, object]], list[str]]
) -> None:
    answers({"https://guild.example/badge.json": outside_badge()})
    assert check_credential(community, " https://guild.example/badge.json ", now=NOW).verdict == "valid"


def test_an_address_that_does_not_answer_is_said_to(community: Community, went_out: list[str]) -> None:
    with pytest.raises(Refused, match="did not answer"):
        check_credential(community, "https://guild.example/badge.json", now=NOW)


def test_a_badge_shared_here_is_read_here(
    community: Community, person: Actor, badge: Credential, went_out: list[str]
) -> None:
    row = share_badge(person, badge, on=True, now=NOW)
    url = f"https://testserver/badges/shared/{row.share_token}/"
    assert check_credential(community, url, now=NOW).verdict == "valid"
    assert went_out == []
    share_badge(person, row, on=False, now=NOW)
    with pytest.raises(Refused):
        check_credential(community, url, now=NOW)


@pytest.mark.parametrize(
    "thing",
    [
        "",
        " ",
        "hello",
        "{}",
        "[]",
        "a.b.c",
        "{" * 100_000,
        "\x00",
        b"",
        b"\x89PNG\r\n\x1a\n",
        b"<svg/>",
        b"\xff",
    ],
)
def test_what_is_no_credential_is_said_to_be_none(community: Community, thing: object) -> None:
    checked = check_credential(community, thing, now=NOW)
    assert checked.is_bad and checked.standing == "unknown"
    assert checked.is_nothing is (thing not in BROKEN)


def test_the_issuers_standing_is_shown_beside_the_verdict(community: Community, convener: Actor) -> None:
    judge_issuer(convener, community, did=OUTSIDE_DID, name="Board", standing="trusted", now=NOW)
    assert check_credential(community, outside_text(), now=NOW).standing == "trusted"
    judge_issuer(convener, community, did=OUTSIDE_DID, name="Board", standing="refused", now=NOW)
    assert check_credential(community, outside_text(), now=NOW).standing == "refused"


def test_every_check_has_words(community: Community, badge: Credential) -> None:
    for thing in (badge.document, "", outside_text(), badge.document.replace("level 3", "level 4")):
        for line in check_credential(community, thing, now=NOW).lines:
            assert str(line.title) and str(line.outcome_says)
            assert line.outcome == "passed" or str(line.says), (line.name, line.code)
    assert {name for name, _code in CODES} <= set(CHECKS)
