"""The keys of the networking items that arithmetic on addresses can find again."""

import re
from ipaddress import IPv4Address, IPv4Network, ip_address, ip_network

from tests.plays.assessments.practice_bank import in_order, item, keyed, offered, pairs, right_ones

ADDRESS = re.compile(r"\d+\.\d+\.\d+\.\d+")


def net(text: str) -> IPv4Network:
    return IPv4Network(text, strict=False)


def addresses(text: str) -> list[IPv4Address]:
    return [IPv4Address(one) for one in ADDRESS.findall(text)]


def test_the_gateway_of_the_key_lies_in_the_network_of_the_computer() -> None:
    own, mask, *others = addresses(item("networking-05")["code"])
    inside = [str(one) for one in others if one in net(f"{own}/{mask}")]
    assert inside == [keyed("networking-05")]


def test_the_range_holds_as_many_addresses_as_the_key_says() -> None:
    first, last = addresses(item("networking-10")["prompt"]["en"])
    assert int(last) - int(first) + 1 == item("networking-10")["key"]


def test_the_addresses_that_work_for_the_printer_are_those_of_the_key() -> None:
    network, mask, router = addresses(item("networking-13")["prompt"]["en"])
    hosts = set(net(f"{network}/{mask}").hosts()) - {router}
    free = {one for one, text in offered("networking-13").items() if ip_address(text) in hosts}
    assert free == right_ones("networking-13")


def test_the_pool_that_ran_out_has_as_many_addresses_as_the_key_says() -> None:
    first, last = addresses(item("networking-17")["prompt"]["en"])
    assert f"All {int(last) - int(first) + 1} addresses" in keyed("networking-17")


def test_the_branch_has_as_many_addresses_for_machines_as_the_key_says() -> None:
    written = re.search(r"[\d.]+/\d+", item("networking-21")["prompt"]["en"])
    assert written
    assert len(list(ip_network(written[0]).hosts())) == item("networking-21")["key"]


def test_the_longest_prefix_leads_to_the_hop_of_the_key() -> None:
    (target,) = addresses(item("networking-22")["prompt"]["en"])
    routes = dict(line.split() for line in item("networking-22")["code"].splitlines()[1:])
    fitting = [network for network in map(ip_network, routes) if target in network]
    assert routes[str(max(fitting, key=lambda network: network.prefixlen))] == keyed("networking-22")


def test_the_first_rule_that_fits_denies_as_the_key_says() -> None:
    fitting = []
    for line in item("networking-23")["code"].splitlines():
        number, verdict, _, source, *rest = line.split()
        inside = source == "any" or ip_address("10.1.7.30") in net(source)
        if inside and (rest[-1] == "22" or "any port" in line):
            fitting.append((number, verdict))
    assert fitting[:2] == [("2", "DENY"), ("3", "ALLOW")]
    assert keyed("networking-23") == "It is blocked; rule 3 must go above rule 2"


def test_each_machine_lies_in_the_network_it_is_matched_to() -> None:
    for machine, network in pairs("networking-24").items():
        assert net(f"{machine}/255.255.255.192") == net(f"{network}/26")


def test_only_one_server_disagrees_with_the_official_one() -> None:
    asked = item("networking-28")["code"].splitlines()
    answers = {line.rpartition("@")[2]: answer for line, answer in zip(asked[::2], asked[1::2], strict=True)}
    wrong = [server for server, answer in answers.items() if answer != answers["ns1.example.com"]]
    assert wrong == item("networking-28")["key"][:1]


def test_the_masks_stand_from_the_most_addresses_to_the_fewest() -> None:
    sizes = [net(f"10.0.0.0/{mask}").num_addresses for mask in in_order("networking-29")]
    assert sizes == sorted(sizes, reverse=True) == [65_536, 512, 256, 64, 8]


def test_the_pings_of_the_tunnel_stand_on_both_sides_of_a_full_packet() -> None:
    passes, fails = (
        int(n.replace(",", "")) + 28
        for n in re.findall(r"\b1,\d{3}\b", item("networking-31")["prompt"]["en"])
    )
    assert passes < fails < 1500
    assert "packet size" in keyed("networking-31")
