"""`techhire match-all` gives every posting's shortlist at once, in this process and on Spark."""

import csv
import io
import random
import shutil
from functools import partial

import pytest

from techhire.commons.communities.models import Community, Organization
from techhire.commons.permits import Actor, Refused
from techhire.engines.matching import Needs, People, merge, rank_batch
from techhire.plays.marketplace.models import Posting
from techhire.plays.matches.bridge import build_people, postings_laid_out, reach_table
from techhire.plays.matches.queries import pseudonym_of, shortlist
from techhire.plays.matches.queries.batches import every_shortlist
from techhire.plays.seekers.actions.found import block_employer
from techhire.plays.seekers.models import Seeker
from tests.cases import in_one_world
from tests.factories.communities import OrganizationFactory
from tests.factories.matches import NOW, a_posting, a_skill, crowd
from tests.portals.console.conftest import Run

HAS_JAVA = shutil.which("java") is not None


@pytest.fixture
def market(employer: Organization, community: Community, system: Actor) -> list[Posting]:
    """Eighty people and six postings of two employers, from one of which some people hide."""
    dice = random.Random(7)
    skills = [a_skill(f"Skill {n}") for n in range(6)]
    people = crowd(community, skills, 80, dice)
    other = OrganizationFactory(community=community, kinds=["employer"])
    postings = [
        a_posting(owner, {skill: dice.choice([1, 2, 3]) for skill in dice.sample(skills, 3)})
        for owner in (employer, other)
        for _unused in range(3)
    ]
    for seeker in people[:20]:
        if seeker.state == "active":
            block_employer(system, seeker, other, now=NOW)
    return postings


def test_the_batch_is_every_shortlist(market: list[Posting], system: Actor, community: Community) -> None:
    rows = list(every_shortlist(system, community.pk, size=7, rank_all=rank_batch))
    for posting in market:
        wanted = shortlist(system, Posting.objects.get(pk=posting.pk), now=NOW, size=7).rows
        got = [row for row in rows if row.posting.pk == posting.pk]
        assert [row.pseudonym for row in got] == [row.pseudonym for row in wanted]
        assert [row.place for row in got] == list(range(1, len(wanted) + 1))
        assert [row.fit for row in got] == [pytest.approx(row.fit, abs=1e-12) for row in wanted]


def test_postings_whose_notice_is_not_over_are_left_out(
    market: list[Posting], system: Actor, community: Community
) -> None:
    Community.objects.filter(pk=community.pk).update(ranking_on=False)
    assert list(every_shortlist(system, community.pk, size=7, rank_all=rank_batch)) == []


@in_one_world("who", ["convener", "hiring_manager", "person", "visitor"])
def test_nobody_but_the_operator_ranks_for_everything(
    who: str, market: list[Posting], community: Community, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(Refused, match="operator"):
        next(every_shortlist(request.getfixturevalue(who), community.pk, size=7, rank_all=rank_batch))


def test_the_command_writes_a_row_a_person_and_posting(run: Run, market: list[Posting]) -> None:
    done = run("match-all", "--top", 3, "--threads", 2)
    assert done.code == 0, done.err
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert {row["posting"] for row in rows} == {str(posting.identifier) for posting in market}
    first = next(row for row in rows if row["posting"] == str(market[0].identifier))
    assert first["place"] == "1" and len(first["person"]) == 6
    assert "rows in" in done.err
    names = {seeker.code for seeker in Seeker.objects.all()}
    assert not names & {row["person"] for row in rows}
    assert first["person"] in {pseudonym_of(market[0].pk, seeker.pk) for seeker in Seeker.objects.all()}


@pytest.mark.parametrize(
    ("words", "said"), [(["--top", "0"], "at least 1"), (["--community", "no"], "short name")]
)
def test_what_cannot_be_is_told(run: Run, market: list[Posting], words: list[str], said: str) -> None:
    done = run("match-all", *words)
    assert done.code == 2 and said in done.err


def test_without_spark_the_command_says_how_to_get_it(run: Run, market: list[Posting]) -> None:
    try:
        import pyspark  # type: ignore[import-not-found]  # noqa: F401  # of an extra
    except ImportError:
        done = run("match-all", "--spark", "local[1]")
        assert done.code == 1 and "techhire[spark]" in done.err
    else:
        pytest.skip("Spark is installed here")


@pytest.mark.skipif(not HAS_JAVA, reason="no Java on this machine")
@pytest.mark.filterwarnings("default")
def test_on_spark_it_is_the_same(market: list[Posting], system: Actor, community: Community) -> None:
    """Warnings of pyspark and its own libraries are not ours to turn into errors."""
    pytest.importorskip("pyspark", reason="the extra spark is not installed")
    from techhire.portals.console.matching_on_spark import rank_on, session

    plain = list(every_shortlist(system, community.pk, size=7, rank_all=rank_batch))
    with session("local[2]") as spark:
        told = list(every_shortlist(system, community.pk, size=7, rank_all=partial(rank_on, spark, 3)))
    assert told == plain and len(plain) > 20


def test_what_a_partition_does_needs_no_spark(market: list[Posting], community: Community) -> None:
    """Three partitions as Arrow hands them over, one of them empty."""
    pyarrow = pytest.importorskip("pyarrow", reason="the extra spark is not installed")
    from techhire.engines.matching import Batch
    from techhire.portals.console.matching_on_spark import as_arrow, rank_partition

    people, needs = build_people(community.pk), postings_laid_out(community.pk).needs
    table = as_arrow(people)
    cuts = [table.slice(0, 30), table.slice(30, 0), table.slice(30)]
    found = [
        batch
        for cut in cuts
        for batch in rank_partition(iter(cut.to_batches()), needs=needs, table=reach_table(), k=5)
    ]
    whole = pyarrow.Table.from_batches(found)
    columns = [whole.column(name).to_numpy() for name in ("need", "person", "group", "fit")]
    together, alone = merge([Batch(*columns)], needs, 5), rank_batch(people, needs, reach_table(), 5)
    assert together.person_ids.tolist() == alone.person_ids.tolist()
    assert together.fit.tolist() == alone.fit.tolist()
    assert not list(rank_partition(iter([]), needs=Needs.of([]), table=reach_table(), k=5))
    assert isinstance(people, People)
