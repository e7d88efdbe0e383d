"""The words of the command line. Nothing heavy is imported until a command is chosen."""

import os
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Callable
from importlib import import_module

from techhire.portals.console.stopping import Stop

HOME = "techhire.portals.console"
Add = Callable[[str, str, str], ArgumentParser]


def run(arguments: list[str]) -> int:
    """Parse, run, and turn every way of ending into an exit code."""
    options = _parser().parse_args(arguments)
    module, _colon, function = options.run.partition(":")
    try:
        import_module(f"{HOME}.{module}").__dict__[function](options)
        sys.stdout.flush()
    except Stop as stop:
        print(f"techhire {options.command}: {stop}", file=sys.stderr)
        return stop.code
    except BrokenPipeError:
        # Whoever read our output has seen enough; keep Python from writing to the closed pipe at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    return 0


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="techhire",
        description="TechHire: from a job posting to an explained shortlist of people who chose to be found.",
        formatter_class=RawDescriptionHelpFormatter,
        epilog="Settings come from the environment; `techhire check` says what is missing.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, target: str, words: str) -> ArgumentParser:
        command = commands.add_parser(name, help=words, description=words)
        command.set_defaults(run=target)
        return command

    _first_steps(add)
    _running(add)
    _keeping(add)
    _reading(add)
    _matching_all(add)
    _measuring(add)
    return parser


def _first_steps(add: Add) -> None:
    demo = add("demo", "showing:demo", "Start a site with a made-up community, at the address it prints.")
    demo.add_argument("--people", type=int, default=3000, help="how many people look for work (default 3000)")
    demo.add_argument(
        "--port", type=int, help="the port to answer on (default: the first free one from 8000)"
    )
    demo.add_argument("--reset", action="store_true", help="throw the demo's data away first")
    demo.add_argument("--no-serve", action="store_true", help="only make the data")
    add("keys", "keys:print_keys", "Print new secrets to put into the environment.")
    add("check", "checking:check", "Say what is missing before this site can serve.")
    new = add(
        "new-community", "founding:new_community", "Make a community and its civic lead, ready to sign in."
    )
    new.add_argument("--slug", required=True, help="its short name in addresses, like river-city")
    new.add_argument("--name", required=True, help="its name, like 'River City TechHire'")
    new.add_argument("--civic-lead", required=True, metavar="NAME", help="the organization that convenes it")
    new.add_argument("--email", required=True, help="where the first owner of that organization signs in")
    new.add_argument("--host", default="", help="the host it answers on, where it has one of its own")
    new.add_argument("--place", default="", help="the region in words")
    new.add_argument(
        "--site", default="", metavar="URL", help="the site's address, for the link that is printed"
    )


def _running(add: Add) -> None:
    serve = add("serve", "serving:serve", "Answer requests, with threads.")
    serve.add_argument("--bind", default="127.0.0.1:8000", help="address and port (default 127.0.0.1:8000)")
    serve.add_argument("--processes", type=int, default=1)
    serve.add_argument("--threads", type=int, default=8, help="threads a process (default 8)")
    worker = add(
        "worker", "working:work", "Do the work that waits: letters, imports, snapshots. Run one or more."
    )
    worker.add_argument("--once", action="store_true", help="stop when nothing is due")


def _keeping(add: Add) -> None:
    backup = add("backup", "backups:backup", "Write the database and the files into one archive.")
    backup.add_argument("path", metavar="PATH", help="the archive to write, like techhire.tar.gz")
    restore = add("restore", "restoring:restore", "Bring back what `backup` wrote.")
    restore.add_argument("path", metavar="PATH")
    restore.add_argument("--replace", action="store_true", help="replace what is there now")
    add("rotate-keys", "rotating:rotate_keys", "Seal every encrypted field with the newest key.")
    _signing(add("signing-keys", "signing_keys:signing_keys", "List the keys badges are signed with."))
    add("upgrade", "upgrading:upgrade", "Bring database and styles to this version, after installing it.")
    bring = add(
        "import", "importing:import_file", "Bring in a vocabulary or classification from its official files."
    )
    bring.add_argument("kind", choices=["onet", "esco", "case", "ctdl-asn", "soc", "cip", "credentials"])
    bring.add_argument("path", metavar="PATH", help="the file or folder as its publisher gives it out")
    _ties(
        add("ties", "tying:ties", "What ties the starter framework to O*NET and ESCO; make or end one tie.")
    )
    items = add("import-items", "importing_items:import_items", "Bring QTI questions into a bank, as drafts.")
    items.add_argument("path", metavar="PATH", help="a QTI package (zip) or one QTI item (XML)")
    items.add_argument("--bank", type=int, required=True, metavar="ID", help="the bank's number")
    items.add_argument(
        "--level", type=int, choices=range(1, 6), default=2, help="of items that name none (default 2)"
    )
    items.add_argument("--look", action="store_true", help="only tell what would go in")


def _ties(ties: ArgumentParser) -> None:
    ties.add_argument("--tie", metavar="SLUG", help="tie this skill of the starter framework to --with")
    ties.add_argument("--end", metavar="SLUG", help="take apart the tie of this skill to --with")
    ties.add_argument("--in", dest="within", metavar="LIST", help="the other list, like onet or esco")
    ties.add_argument(
        "--with", dest="other", metavar="CODE", help="the other skill: its code or exact name there"
    )
    ties.add_argument(
        "--relation",
        choices=["exact", "broader", "narrower", "related"],
        help="what the other skill is to ours",
    )
    ties.add_argument("--waiting", action="store_true", help="name every tie that waits for its other side")


def _signing(keys: ArgumentParser) -> None:
    keys.add_argument("--community", default="", metavar="SLUG", help="only this community's")
    keys.add_argument(
        "--rotate", action="store_true", help="sign with a new key from now on; old badges hold"
    )
    keys.add_argument(
        "--revoke", type=int, metavar="KEY", help="stop believing a key; its badges stop holding"
    )
    keys.add_argument("--reissue", type=int, metavar="KEY", help="make the badges of a revoked key anew")


def _model(command: ArgumentParser) -> None:
    command.add_argument(
        "--model",
        choices=["auto", "none", "local"],
        default="auto",
        help="the optional sentence model: where installed (auto), never, or always (local)",
    )


def _reading(add: Add) -> None:
    extract = add(
        "extract", "extracting:extract", "Read text into skills, one JSON line for each line of input."
    )
    extract.add_argument(
        "file", nargs="?", default="-", metavar="FILE", help="a text file, or - for standard input"
    )
    extract.add_argument("--vocabulary", metavar="CSV", help="names to look for, with columns id,name,kind")
    extract.add_argument("--format", choices=["json", "table"], default="json")
    extract.add_argument(
        "--model",
        choices=["auto", "none"],
        default="auto",
        help="the reader of mentions: where the linear model is not sure (auto), or never",
    )
    ranks = add(
        "rank-skills", "ranking:rank_skills", "Find the skills each text speaks of, best first, as CSV."
    )
    ranks.add_argument("--labels", required=True, metavar="CSV", help="the skills, with columns id,label")
    ranks.add_argument("--texts", required=True, metavar="CSV", help="the texts, with columns id,text")
    ranks.add_argument("-k", type=int, default=10, help="how many a text (default 10)")
    _model(ranks)
    match = add("match", "matching:match", "Show who fits a posting, in order, without names.")
    match.add_argument(
        "--posting", required=True, metavar="ID|FILE", help="a posting's identifier, or a file with an ad"
    )
    match.add_argument("--top", type=int, default=50, help="how many people (default 50)")
    match.add_argument("--format", choices=["json", "table"], default="json")
    match.add_argument(
        "--community", default="", metavar="SLUG", help="whose people, for a file (default: the default one)"
    )


def _matching_all(add: Add) -> None:
    every = add("match-all", "matching_all:match_all", "Rank people for every open posting at once, as CSV.")
    every.add_argument(
        "--community", default="", metavar="SLUG", help="whose postings (default: the default one)"
    )
    every.add_argument("--top", type=int, default=50, help="how many people a posting (default 50)")
    every.add_argument(
        "--out", default="-", metavar="CSV", help="the file to write, or - for standard output"
    )
    every.add_argument("--threads", type=int, default=1, help="threads of this process (default 1)")
    every.add_argument(
        "--spark", default="", metavar="MASTER", help="rank on Spark instead, like local[2] (extra: spark)"
    )
    every.add_argument("--partitions", type=int, default=8, help="partitions on Spark (default 8)")


def _measuring(add: Add) -> None:
    measure = add("calibrate", "calibrating:calibrate", "Measure the items of a test from people's answers.")
    measure.add_argument(
        "responses", nargs="?", metavar="CSV", help="rows are people, columns items, blank is no answer"
    )
    measure.add_argument("--model", choices=["1pl", "2pl", "grm", "3pl"])
    measure.add_argument(
        "--prior",
        choices=["none", "bank"],
        default="none",
        help="bank: draw the items of a 2pl toward what is usual among them (default none)",
    )
    measure.add_argument("--freq", metavar="COLUMN", help="the column that says how many people gave a row")
    measure.add_argument("--id", metavar="COLUMN", help="a column that says who answered; it is left out")
    measure.add_argument("--out", metavar="JSON", help="the file of items to write")
    measure.add_argument(
        "--anchors",
        metavar="JSON",
        help="items as `calibrate` writes them, on whose scale the new ones are put",
    )
    _measuring_a_bank(measure)
    _trying(add("simulate-cat", "simulating:simulate_cat", "Try an adaptive test on made-up people."))


def _measuring_a_bank(measure: ArgumentParser) -> None:
    bank = measure.add_argument_group("a bank of a community's own")
    bank.add_argument("--bank", type=int, metavar="ID", help="the bank's number: measure its questions")
    bank.add_argument("--as", dest="whose", metavar="EMAIL", help="who of the civic lead does it")
    bank.add_argument(
        "--source",
        choices=["supervised", "all"],
        default="supervised",
        help="which of the bank's own answers (default supervised)",
    )
    bank.add_argument("--export", metavar="CSV", help="write the bank's answers, without people, and stop")
    bank.add_argument("--take", metavar="JSON", help="take in items that `calibrate` measured before")
    bank.add_argument("--limit", type=float, help="most people, as a share, who may see one item (lottery)")
    bank.add_argument("--adopt", action="store_true", help="use the numbers from now on")
    bank.add_argument(
        "--use-pilots",
        action="store_true",
        help="with --adopt: put measured items that were tried out in use",
    )
    bank.add_argument(
        "--against-known",
        action="store_true",
        help="with --adopt: use the numbers although they disagree with what is known of the items",
    )


def _trying(tries: ArgumentParser) -> None:
    tries.add_argument("items", metavar="JSON", help="items as `calibrate` writes them")
    tries.add_argument("--people", type=int, default=10_000, help="how many take it (default 10000)")
    tries.add_argument("--seed", type=int, default=1, help="the same seed gives the same people (default 1)")
    tries.add_argument("--min-items", type=int, default=5, help="fewest items (default 5)")
    tries.add_argument("--max-items", type=int, default=20, help="most items (default 20)")
    tries.add_argument("--stop-se", type=float, default=0.35, help="standard error to stop at (default 0.35)")
    tries.add_argument("--method", choices=["maximum_information", "randomesque"], default="randomesque")
    tries.add_argument("--randomesque", type=int, default=5, help="by lot among how many (default 5)")
    tries.add_argument(
        "--limit", type=float, help="most people, as a share, who may see one item (Sympson-Hetter)"
    )
    tries.add_argument(
        "--picture", metavar="SVG", help="where to draw it (default: beside you, named as the items)"
    )
