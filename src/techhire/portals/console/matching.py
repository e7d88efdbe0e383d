"""`techhire match`: who fits a posting, or an ad in a file, in order and without names."""

import json
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from techhire.portals.console.ground import stand_up
from techhire.portals.console.opening import text_of
from techhire.portals.console.showing import settle_if_made
from techhire.portals.console.stopping import Stop

if TYPE_CHECKING:
    from techhire.plays.matches.queries import Shortlist

LONGEST_AD = 60_000


def match(options: Namespace) -> None:
    """Print the list as one JSON object or as a table."""
    if options.top < 1:
        raise Stop("--top must be at least 1.", 2)
    settle_if_made()
    stand_up()
    head, found = _of_posting(options) if _is_identifier(options.posting) else _of_file(options)
    if options.format == "table":
        _table(head, found)
    else:
        people = [_person(at, row) for at, row in enumerate(found.rows, 1)]
        print(json.dumps(head | _counts(found) | {"people": people}, ensure_ascii=False, indent=2))


def _is_identifier(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _of_posting(options: Namespace) -> "tuple[dict[str, Any], Shortlist]":
    from django.utils import timezone

    from techhire.commons.communities.queries import all_communities
    from techhire.commons.permits import Actor
    from techhire.plays.marketplace.queries import posting_by_identifier
    from techhire.plays.matches.queries import shortlist

    for community in all_communities():
        actor = Actor.system(community.pk)
        posting = posting_by_identifier(actor, options.posting)
        if posting is not None:
            found = shortlist(actor, posting, now=timezone.now(), size=options.top)
            head = {"posting": str(posting.identifier), "title": posting.title, "community": community.slug}
            return head, found
    raise Stop(f"No posting has the identifier {options.posting}.", 2)


def _of_file(options: Namespace) -> "tuple[dict[str, Any], Shortlist]":
    from django.utils import timezone

    from techhire.commons.communities.queries import community_at
    from techhire.commons.permits import Actor
    from techhire.plays.matches.queries.texts import shortlist_for_text

    if options.posting != "-" and not Path(options.posting).is_file():
        raise Stop(f"{options.posting} is neither a posting's identifier nor a file.", 2)
    community = community_at(slug=options.community)
    if community is None:
        raise Stop("No community has this short name. Name one with --community.", 2)
    with text_of(options.posting) as file:
        text = file.read(LONGEST_AD + 1)
    if len(text) > LONGEST_AD or "\x00" in text:
        raise Stop(f"This is no job ad: more than {LONGEST_AD:,} characters, or not text.", 2)
    reading, found = shortlist_for_text(
        Actor.system(community.pk), community, text, now=timezone.now(), size=options.top
    )
    if not reading.lines:
        raise Stop("No skill was found in this text, so nobody can be ranked for it.", 2)
    asked = [
        {"skill": line.name, "level": line.level, "importance": line.importance} for line in reading.lines
    ]
    return {
        "posting": None,
        "title": text.strip().partition("\n")[0][:160],
        "community": community.slug,
        "few_it_skills": reading.few_it_skills,
        "asked": asked,
    }, found


def _counts(found: "Shortlist") -> dict[str, Any]:
    return {
        "considered": found.considered.words,
        "left_out_by_conditions": found.filtered.words,
        "tied_beyond": found.tied_beyond,
    }


def _person(at: int, row: Any) -> dict[str, Any]:
    return {
        "rank": at,
        "place": row.place,
        "equal": row.equal,
        "person": row.pseudonym,
        "group": row.group,
        "fit": round(row.fit, 6),
        "words": str(row.words),
        "shows": row.shows,
        "of": row.of,
        "skills": [
            {
                "skill": line.skill.code,
                "name": line.skill.name,
                "required": line.required,
                "importance": line.importance,
                "when": line.when,
                "word": line.word,
            }
            for line in row.lines
        ],
    }


def _table(head: dict[str, Any], found: "Shortlist") -> None:
    counts = _counts(found)
    print(f"{head['title']} ({head['community']})")
    print(
        f"People looked at: {counts['considered']}; conditions not met: {counts['left_out_by_conditions']}.\n"
    )
    print(f"{'place':>5}  {'person':<8} {'fit':>5}  {'shows':<7} {'in words':<26} not yet shown")
    for row in found.rows:
        missing = [f"{line.skill.name} {line.required}" for line in row.lines if not _is_shown(line)]
        place = f"{row.place}{'=' if row.equal else ''}"
        shows = f"{row.shows} of {row.of}"
        print(
            f"{place:>5}  {row.pseudonym:<8} {row.fit:>5.2f}  {shows:<7} {row.words!s:<26} {', '.join(missing)}"
        )


def _is_shown(line: Any) -> bool:
    return line.is_met or line.importance != "essential" or line.when != "day_one"
