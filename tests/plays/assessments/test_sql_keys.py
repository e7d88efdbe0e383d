"""The keys of the SQL items, found again by running them in a database."""

import re
import sqlite3
from collections.abc import Iterator

import pytest

from tests.plays.assessments.practice_bank import in_order, item, keyed, listed, offered, pairs, right_ones

Rows = list[tuple[object, ...]]


@pytest.fixture
def base() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    yield connection
    connection.close()


def value_of(cell: str) -> object:
    cell = cell.strip()
    return None if cell == "NULL" else int(cell) if re.fullmatch(r"\d+", cell) else cell


def lay_out(base: sqlite3.Connection, code: str) -> str:
    """Builds the table drawn above the query of an item; gives back the query."""
    drawing, query = code.split("\n\n")
    heads, _, *lines = drawing.splitlines()
    name = re.search(r"FROM (\w+)", query)
    assert name
    columns = [head.strip() for head in heads.split("|")]
    base.execute(f"CREATE TABLE {name[1]} ({', '.join(columns)})")
    rows = [[value_of(cell) for cell in line.split("|")] for line in lines]
    base.executemany(f"INSERT INTO {name[1]} VALUES ({', '.join('?' * len(columns))})", rows)
    return query


def drawn(base: sqlite3.Connection, identifier: str) -> Rows:
    return base.execute(lay_out(base, item(identifier)["code"])).fetchall()


def outcome(base: sqlite3.Connection, statement: str) -> object:
    """Rows as a set, or the word refused where the database does not take the statement."""
    try:
        return sorted(base.execute(statement).fetchall(), key=repr)
    except sqlite3.Error:
        return "refused"


def those_giving(base: sqlite3.Connection, identifier: str, rows: Rows, frame: str = "{}") -> set[str]:
    """Ids of the choices that, put into the frame, give these rows in any order."""
    wanted = sorted(rows, key=repr)
    return {one for one, text in offered(identifier).items() if outcome(base, frame.format(text)) == wanted}


def test_the_condition_keeps_as_many_rows_as_the_key_says(base: sqlite3.Connection) -> None:
    assert len(drawn(base, "sql-01")) == item("sql-01")["key"]


def test_the_four_pieces_make_a_query_only_in_the_order_of_the_key(base: sqlite3.Connection) -> None:
    base.executescript("CREATE TABLE supplies (name, qty); INSERT INTO supplies VALUES ('cable', 4)")
    assert outcome(base, " ".join(in_order("sql-02"))) == [("cable", 4)]


def test_only_text_in_single_quotes_finds_the_state(base: sqlite3.Connection) -> None:
    base.executescript("CREATE TABLE customers (state); INSERT INTO customers VALUES ('OH'), ('NV')")
    assert those_giving(base, "sql-03", [("OH",)]) == right_ones("sql-03")


def test_the_first_row_is_the_one_of_the_key(base: sqlite3.Connection) -> None:
    assert drawn(base, "sql-07")[0][0] == keyed("sql-07")


def test_the_rows_kept_are_those_of_the_key(base: sqlite3.Connection) -> None:
    base.execute("CREATE TABLE supplies (name, qty)")
    for text in offered("sql-08").values():
        name, amount = text.split(", ")
        base.execute("INSERT INTO supplies VALUES (?, ?)", [name, int(amount) if amount.isdigit() else None])
    kept = {f"{name}, {qty}" for name, qty in base.execute(item("sql-08")["code"])}
    assert kept == {offered("sql-08")[one] for one in right_ones("sql-08")}


@pytest.mark.parametrize(
    ("identifier", "statement"),
    [
        (
            "sql-09",
            "CREATE TABLE customers (name, phone); INSERT INTO customers VALUES ('Kim', NULL), ('Lee', 5)",
        ),
        ("sql-15", "CREATE TABLE customers (city); INSERT INTO customers VALUES ('Kim'), ('Kim')"),
        (
            "sql-24",
            "CREATE TABLE orders (customer_id);"
            "INSERT INTO orders VALUES ('Kim'), ('Kim'), ('Kim'), ('Kim'), ('Kim'), ('Kim'), ('Lee')",
        ),
    ],
)
def test_the_first_accepted_word_completes_the_query(
    base: sqlite3.Connection, identifier: str, statement: str
) -> None:
    base.executescript(statement)
    rows = base.execute(item(identifier)["code"].replace("______", item(identifier)["key"][0])).fetchall()
    assert [row[0] for row in rows] == ["Kim"]


def test_a_count_of_a_column_skips_what_is_not_stored(base: sqlite3.Connection) -> None:
    assert drawn(base, "sql-10") == [(item("sql-10")["key"],)]


@pytest.mark.parametrize("identifier", ["sql-11", "sql-19"])
def test_the_ids_that_come_back_are_those_of_the_key(base: sqlite3.Connection, identifier: str) -> None:
    assert listed(row[0] for row in drawn(base, identifier)) == keyed(identifier)


def test_the_tickets_come_in_the_order_of_the_key(base: sqlite3.Connection) -> None:
    base.execute("CREATE TABLE tickets (priority, opened)")
    base.executemany(
        "INSERT INTO tickets VALUES (?, ?)", [row.split(", ") for row in offered("sql-12").values()]
    )
    assert [", ".join(row) for row in base.execute(item("sql-12")["code"])] == in_order("sql-12")


ORDERS = """
CREATE TABLE customers (id, name); INSERT INTO customers VALUES (1, 'Kim'), (2, 'Lee'), (3, 'Ray');
CREATE TABLE orders (id, customer_id, total); INSERT INTO orders VALUES (2, 1, 5), (3, 1, 9), (4, 2, 7);
"""


def test_only_the_customer_number_joins_orders_to_their_customers(base: sqlite3.Connection) -> None:
    base.executescript(ORDERS)
    query = item("sql-13")["code"].split("\n\n")[1].replace("______", "{}")
    wanted: Rows = [(2, "Kim"), (3, "Kim"), (4, "Lee")]
    assert those_giving(base, "sql-13", wanted, query) == right_ones("sql-13")


def test_the_codes_that_match_are_those_of_the_key(base: sqlite3.Connection) -> None:
    base.execute("CREATE TABLE parts (code)")
    base.executemany("INSERT INTO parts VALUES (?)", [[text] for text in offered("sql-14").values()])
    found = {row[0] for row in base.execute(f"SELECT code FROM parts {item('sql-14')['code']}")}
    assert found == {offered("sql-14")[one] for one in right_ones("sql-14")}


def test_only_one_query_lists_the_five_most_expensive(base: sqlite3.Connection) -> None:
    base.execute("CREATE TABLE products (name, price)")
    base.executemany("INSERT INTO products VALUES (?, ?)", [(f"p{n}", n) for n in range(6, 14)])
    wanted: Rows = [(f"p{n}",) for n in range(9, 14)]
    assert those_giving(base, "sql-16", wanted) == right_ones("sql-16")


def test_only_one_statement_closes_one_ticket_and_no_other(base: sqlite3.Connection) -> None:
    def after(statement: str) -> Rows:
        base.executescript(
            "DROP TABLE IF EXISTS tickets; CREATE TABLE tickets (id, status);"
            "INSERT INTO tickets VALUES (811, 'open'), (812, 'open'), (813, 'closed')"
        )
        base.execute(statement)
        return base.execute("SELECT * FROM tickets ORDER BY id").fetchall()

    wanted = [(811, "open"), (812, "closed"), (813, "closed")]
    assert {one for one, text in offered("sql-17").items() if after(text) == wanted} == right_ones("sql-17")


def test_only_one_query_counts_the_tickets_of_each_team(base: sqlite3.Connection) -> None:
    base.executescript(
        "CREATE TABLE tickets (id, team); INSERT INTO tickets VALUES (4, 'A'), (5, 'A'), (6, 'B')"
    )
    assert those_giving(base, "sql-20", [("A", 2), ("B", 1)]) == right_ones("sql-20")


def test_a_customer_without_orders_is_counted_as_the_key_says(base: sqlite3.Connection) -> None:
    base.executescript(ORDERS)
    counts = dict(base.execute(item("sql-21")["code"]).fetchall())
    assert f"A row with the count {counts[3]}" == keyed("sql-21")


def test_only_one_ending_finds_customers_without_an_order(base: sqlite3.Connection) -> None:
    base.executescript(ORDERS)
    query = item("sql-22")["code"].replace("______", "{}")
    assert those_giving(base, "sql-22", [("Ray",)], query) == right_ones("sql-22")


def test_a_second_shipment_counts_an_order_twice(base: sqlite3.Connection) -> None:
    base.executescript("CREATE TABLE orders (id, amount); INSERT INTO orders VALUES (1, 10), (2, 5)")
    base.executescript("CREATE TABLE shipments (order_id); INSERT INTO shipments VALUES (1), (1), (2)")
    joined = "SELECT SUM(amount) FROM orders JOIN shipments ON order_id = id"
    assert base.execute(joined).fetchone() == (25,)
    assert "two shipments" in keyed("sql-23")


def test_each_join_has_as_many_rows_as_it_is_matched_to(base: sqlite3.Connection) -> None:
    base.executescript("CREATE TABLE a (n); INSERT INTO a VALUES (1), (2), (3)")
    base.executescript("CREATE TABLE b (n); INSERT INTO b VALUES (2), (3), (3), (4), (5)")
    for query, rows in pairs("sql-25").items():
        assert str(len(base.execute(query).fetchall())) == rows


def test_only_what_is_not_stored_escapes_both_conditions(base: sqlite3.Connection) -> None:
    base.executescript(
        "CREATE TABLE tickets (status); INSERT INTO tickets VALUES ('closed'), ('open'), (''), (NULL)"
    )
    counts = [base.execute(query).fetchone()[0] for query in item("sql-27")["code"].split("\n")]
    assert counts == [1, 2]
    assert keyed("sql-27") == "Their status is NULL"


def test_the_statements_refused_are_those_of_the_key(base: sqlite3.Connection) -> None:
    base.executescript(
        "CREATE TABLE customers (id INTEGER PRIMARY KEY); INSERT INTO customers VALUES (1), (2)"
    )
    base.executescript(item("sql-28")["code"])
    refused = {one for one, text in offered("sql-28").items() if outcome(base, text) == "refused"}
    assert refused == right_ones("sql-28")


def test_the_average_counts_a_missing_value_as_zero(base: sqlite3.Connection) -> None:
    base.executescript("CREATE TABLE shifts (hours); INSERT INTO shifts VALUES (10), (20), (NULL), (30)")
    assert base.execute(item("sql-29")["code"]).fetchone() == (item("sql-29")["key"],)


def test_only_one_condition_without_a_function_finds_the_whole_year(base: sqlite3.Connection) -> None:
    base.execute("CREATE TABLE t (created)")
    inside = ["2025-01-01 00:00:00", "2025-06-30 10:00:00", "2025-12-31 23:59:59"]
    moments = [*inside, "2024-12-31 23:59:59", "2026-01-01 00:00:00"]
    base.executemany("INSERT INTO t VALUES (?)", [[moment] for moment in moments])
    found = those_giving(base, "sql-30", [(moment,) for moment in inside], "SELECT created FROM t WHERE {}")
    assert {one for one in found if offered("sql-30")[one].startswith("created ")} == right_ones("sql-30")


def test_a_missing_value_in_the_list_leaves_no_rows(base: sqlite3.Connection) -> None:
    base.executescript("CREATE TABLE customers (id); INSERT INTO customers VALUES (1), (2), (3)")
    base.executescript("CREATE TABLE orders (customer_id); INSERT INTO orders VALUES (1), (1), (NULL)")
    assert base.execute(item("sql-31")["code"]).fetchall() == []
    assert keyed("sql-31") == "No rows"


def test_the_queries_for_the_newest_row_of_each_device_are_those_of_the_key(base: sqlite3.Connection) -> None:
    base.executescript(
        "CREATE TABLE checks (device, checked, result);"
        "INSERT INTO checks VALUES ('A', 1, 'ok'), ('A', 3, 'slow'), ('B', 2, 'bad'), ('B', 1, 'ok'), ('C', 3, 'ok'),"
        " ('C', 2, 'bad')"
    )
    wanted = [("A", 3, "slow"), ("B", 2, "bad"), ("C", 3, "ok")]
    found = {
        one
        for one, text in offered("sql-32").items()
        if sorted(row[:3] for row in base.execute(text)) == wanted
    }
    assert found == right_ones("sql-32")
