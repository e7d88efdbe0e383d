"""The way out is closed: only listed hosts, only https, only public addresses, and the one that was checked."""

import socket
from collections.abc import Callable
from ipaddress import IPv4Address

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from techhire.commons.outside import OutsideClosed, fetch
from techhire.commons.outside.addresses import is_public, target_of

Answers = Callable[..., None]


@pytest.fixture
def resolves_to(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Answers:
    """Every name resolves to these addresses, and data.example.org is listed."""
    settings.OUTSIDE_HOSTS = ["data.example.org"]

    def answer(*addresses: str) -> None:
        rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443)) for address in addresses]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: rows)

    answer("93.184.215.14")
    return answer


def test_nothing_is_open_until_the_operator_lists_it(settings: Settings) -> None:
    assert settings.OUTSIDE_HOSTS == []
    with pytest.raises(OutsideClosed, match="TECHHIRE_OUTSIDE_HOSTS"):
        fetch("https://data.example.org/")


def test_a_listed_host_is_spoken_to_at_the_address_that_was_checked(resolves_to: Answers) -> None:
    target = target_of("https://Data.Example.org/a/b.csv?x=1#part")
    assert (target.host, target.address, target.path) == ("data.example.org", "93.184.215.14", "/a/b.csv?x=1")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "data.example.org",
        "http://data.example.org/",
        "ftp://data.example.org/",
        "file:///etc/passwd",
        "https://data.example.org:8443/",
        "https://data.example.org:99999/",
        "https://user:secret@data.example.org/",
        "https://data.example.org@evil.example/",
        "https://evil.example/data.example.org",
        "https://data.example.org.evil.example/",
        "https://sub.data.example.org/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://data.example.org/a b",
        "https://data.example.org/\r\nHost: x",
        "https://data.example.org/\x00",
        "https://data.example.org/é",
    ],
)
def test_every_other_address_is_closed(resolves_to: Answers, url: str) -> None:
    with pytest.raises(OutsideClosed):
        fetch(url)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
    ],
)
def test_a_name_that_leads_inside_is_closed(resolves_to: Answers, address: str) -> None:
    assert not is_public(address)
    resolves_to(address)
    with pytest.raises(OutsideClosed, match="private"):
        target_of("https://data.example.org/")


def test_one_private_address_among_public_ones_closes_the_name(resolves_to: Answers) -> None:
    resolves_to("93.184.215.14", "10.0.0.1")
    with pytest.raises(OutsideClosed):
        target_of("https://data.example.org/")


def test_a_name_without_an_address_is_closed(resolves_to: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*args: object, **kwargs: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", none)
    with pytest.raises(OutsideClosed):
        target_of("https://data.example.org/")


@given(st.ip_addresses(v=4))
def test_wrapping_an_address_changes_nothing(address: IPv4Address) -> None:
    assert is_public(f"::ffff:{address}") == is_public(str(address))
