"""Questions of item banks: what they ask, apart from what is right; and their life from draft to retired."""

from datetime import datetime
from typing import Annotated, Any

from django.http import Http404
from ninja import Query, Router
from ninja.responses import Status
from pydantic import Field, StrictBool, StrictFloat, StrictInt, StringConstraints

from techhire.commons.permits import require
from techhire.plays.assessments.actions import item_life as life
from techhire.plays.assessments.actions.drifting import keep_item
from techhire.plays.assessments.actions.items import edit_item, write_item
from techhire.plays.assessments.queries.items import history_of_item, item_at, items_listed
from techhire.plays.assessments.queries.rescoring import rescorings_of
from techhire.plays.assessments.queries.wording import Wording
from techhire.plays.assessments.rules import may_see_keys
from techhire.plays.assessments.words import ItemKind, ItemState, PullReason
from techhire.portals.api.banks import bank_numbered
from techhire.portals.api.fields import Given, Level, Number, Shown, Version, line, prose
from techhire.portals.api.paging import Page, Paging, page_of
from techhire.portals.api.service import answers
from techhire.portals.api.tokens import key_reader, reader, writer
from techhire.portals.layout.request import Request

router = Router(auth=reader, tags=["Item banks"])
ChoiceId = Annotated[str, StringConstraints(min_length=1, max_length=128, pattern=r"^[^\s\"'<>&]+$")]
Answer = Annotated[str, line(200)]
Finite = Annotated[StrictFloat, Field(ge=-1e15, le=1e15, allow_inf_nan=False)]
Whole = Annotated[StrictInt, Field(ge=-(10**15), le=10**15)]
KeyValue = (
    Answer
    | Annotated[list[Answer], Field(max_length=20)]
    | Annotated[dict[ChoiceId, ChoiceId], Field(max_length=20)]
    | Whole
    | Finite
)
STEPS = {
    "submit": life.submit_item,
    "approve": life.approve_item,
    "use": life.put_item_in_use,
    "retire": life.retire_item,
    "revive": life.revive_item,
}


class ItemListed(Shown):
    """A question without what it says: what it is for, where it stands, how hard it is (logits)."""

    id: int
    code: str
    kind: str
    level: int
    topic: str
    state: str
    pulled_for: str
    languages: list[str]
    a: float
    b: float
    c: float
    guessed: bool
    version: int
    changed_at: datetime

    @staticmethod
    def resolve_languages(row: Any) -> list[str]:
        """The languages it is whole in."""
        return sorted(row.content)


class ChoiceShown(Shown):
    """Something to choose, to order or to match."""

    id: str
    text: str


class QuestionSaidShown(Shown):
    """What a question says in one language."""

    prompt: str
    choices: list[ChoiceShown] = []
    targets: list[ChoiceShown] = []


class ItemShown(ItemListed):
    """A question as people see it; ``program`` is code or text to look at."""

    skill: str
    skill_version: int
    program: str
    content: dict[str, QuestionSaidShown]

    @staticmethod
    def resolve_skill(row: Any) -> str:
        """Code of the skill it is about."""
        return str(row.bank.skill.code)


class KeyShown(Shown):
    """What is right, and why, by language: an id, ids in order, pairs, accepted answers or a number by kind."""

    key: str | list[str] | dict[str, str] | int | float
    tolerance: float
    case_sensitive: bool
    rationale: dict[str, str]

    @staticmethod
    def resolve_rationale(row: Any) -> dict[str, str]:
        """The reason in each language."""
        return {language: said.get("rationale", "") for language, said in row.content.items()}


class ChoiceGiven(Given):
    """Something to choose, to order or to match."""

    id: ChoiceId
    text: Annotated[str, prose(1000, least=1)]


class SaidGiven(Given):
    """What a question says in one language."""

    prompt: Annotated[str, prose(4000, least=1)]
    rationale: Annotated[str, prose(4000)] = ""
    choices: Annotated[list[ChoiceGiven], Field(max_length=20)] = []
    targets: Annotated[list[ChoiceGiven], Field(max_length=20)] = []


class ContentGiven(Given):
    """English, Spanish or both."""

    en: SaidGiven | None = None
    es: SaidGiven | None = None


class WordingGiven(Given):
    """A question with its key; ``b`` is the author's guess in logits, left out the middle of its level."""

    kind: ItemKind
    level: Level
    topic: Annotated[str, line(60)] = ""
    program: Annotated[str, prose(8000)] = ""
    content: ContentGiven
    key: KeyValue
    tolerance: Annotated[StrictFloat | StrictInt, Field(ge=0, le=1e15, allow_inf_nan=False)] = 0
    case_sensitive: StrictBool = False
    b: Annotated[StrictFloat | StrictInt, Field(ge=-6, le=6, allow_inf_nan=False)] | None = None


class ItemGiven(WordingGiven):
    """A new question; its short name is made up where it is empty."""

    code: Annotated[str, line(80)] = ""


class EditGiven(WordingGiven):
    """A question in other words, and the version they replace."""

    version: Version


class ItemStepGiven(Given):
    """The version the step is taken from; without one, whatever it is now."""

    version: Version | None = None


class BackGiven(ItemStepGiven):
    """What has to change."""

    remark: Annotated[str, line(400, least=1)]


class PullGiven(Given):
    """Why it has to go at once; ``earlier_words`` takes back answers to what it said before it was reworded too."""

    reason: PullReason
    remark: Annotated[str, line(400)] = ""
    earlier_words: StrictBool = False


class RescoringShown(Shown):
    """Results scored again without the question: of how many sittings, and how many say what beside before."""

    id: int
    reason: str
    began_at: datetime
    finished_at: datetime | None
    sittings: int
    same: int
    up: int
    down: int
    gone: int


class ItemStepShown(Shown):
    """One step of a question's life: from which state to which, by whom, and what was said with it."""

    step: str
    version: int
    before: str
    after: str
    remark: str
    by: str
    at: datetime

    @staticmethod
    def resolve_by(row: Any) -> str:
        """Who took it, where it was a person."""
        return str(row.by or "")


class ItemsAsked(Paging):
    """Which items of a bank."""

    state: ItemState | None = None


@router.get("banks/{number}/items", response=answers(Page[ItemListed], found=True))
def items(request: Request, number: Number, asked: Query[ItemsAsked]) -> Any:
    """Questions of a bank by level and short name, without what they say."""
    rows = items_listed(request.actor, bank_numbered(request, number))
    if asked.state is not None:
        rows = rows.filter(state=asked.state.value)
    return page_of(rows, asked, by=("level", "code", "pk"), name=f"items:{number}")


@router.post(
    "banks/{number}/items", response=answers(ItemShown, status=201, found=True, written=True), auth=writer
)
def write(request: Request, number: Number, body: ItemGiven) -> Any:
    """Write a draft."""
    bank = bank_numbered(request, number)
    made = write_item(request.actor, bank, wording=_wording(body), code=body.code, b=body.b, now=request.now)
    return Status(201, made)


def _wording(body: WordingGiven) -> Wording:
    said = {
        language: one.model_dump()
        for language, one in (("en", body.content.en), ("es", body.content.es))
        if one
    }
    given = body.model_dump(include={"level", "topic", "program", "key", "case_sensitive"})
    return Wording(kind=body.kind.value, content=said, tolerance=float(body.tolerance), **given)


def _item(request: Request, number: str) -> Any:
    found = item_at(request.actor, int(number))
    if found is None:
        raise Http404
    return found


@router.get("items/{number}", response=answers(ItemShown, found=True))
def item(request: Request, number: Number) -> Any:
    """What a question asks, without what is right."""
    return _item(request, number)


@router.get("items/{number}/key", response=answers(KeyShown, found=True), auth=key_reader)
def item_key(request: Request, number: Number) -> Any:
    """What is right, and why. The token needs the scope for it."""
    found = _item(request, number)
    require(may_see_keys(request.actor, found.bank))
    return found


@router.put("items/{number}", response=answers(ItemShown, found=True, written=True), auth=writer)
def edit(request: Request, number: Number, body: EditGiven) -> Any:
    """Change what it says. One that was approved goes to a second reader again."""
    return edit_item(
        request.actor,
        _item(request, number),
        wording=_wording(body),
        b=None if body.b is None else float(body.b),
        expected_version=body.version,
        now=request.now,
    )


@router.post("items/{number}/submit", response=answers(ItemShown, found=True, written=True), auth=writer)
def submit(request: Request, number: Number, body: ItemStepGiven) -> Any:
    """Hand a draft to a second reader."""
    return _stepped(request, number, "submit", body)


@router.post("items/{number}/approve", response=answers(ItemShown, found=True, written=True), auth=writer)
def approve(request: Request, number: Number, body: ItemStepGiven) -> Any:
    """Approve it as its second reader; it is tried out unscored from now on."""
    return _stepped(request, number, "approve", body)


@router.post("items/{number}/use", response=answers(ItemShown, found=True, written=True), auth=writer)
def put_in_use(request: Request, number: Number, body: ItemStepGiven) -> Any:
    """Score it from the next test on."""
    return _stepped(request, number, "use", body)


@router.post("items/{number}/retire", response=answers(ItemShown, found=True, written=True), auth=writer)
def retire_question(request: Request, number: Number, body: ItemStepGiven) -> Any:
    """Ask it no more."""
    return _stepped(request, number, "retire", body)


@router.post("items/{number}/revive", response=answers(ItemShown, found=True, written=True), auth=writer)
def revive(request: Request, number: Number, body: ItemStepGiven) -> Any:
    """Make a retired one a draft again."""
    return _stepped(request, number, "revive", body)


def _stepped(request: Request, number: str, step: str, body: ItemStepGiven) -> Any:
    found = _item(request, number)
    return STEPS[step](request.actor, found, expected_version=body.version, now=request.now)


@router.post("items/{number}/send-back", response=answers(ItemShown, found=True, written=True), auth=writer)
def send_back(request: Request, number: Number, body: BackGiven) -> Any:
    """Give it back to its author."""
    found = _item(request, number)
    given: dict[str, Any] = {"expected_version": body.version, "now": request.now}
    return life.send_back_item(request.actor, found, remark=body.remark, **given)


@router.post("items/{number}/pull", response=answers(ItemShown, found=True, written=True), auth=writer)
def pull(request: Request, number: Number, body: PullGiven) -> Any:
    """Take it out at once, from the next question on. Wrong or unfair, answers to it do not count any more either."""
    return life.pull_item(
        request.actor,
        _item(request, number),
        reason=body.reason.value,
        remark=body.remark,
        earlier_words=body.earlier_words,
        now=request.now,
    )


@router.post("items/{number}/keep", response=answers(ItemShown, found=True, written=True), auth=writer)
def keep_in_use(request: Request, number: Number, body: ItemStepGiven) -> Any:
    """Leave one in use that people answer differently lately, after looking at it."""
    given: dict[str, Any] = {"expected_version": body.version, "now": request.now}
    return keep_item(request.actor, _item(request, number), **given)


@router.get("items/{number}/rescorings", response=answers(list[RescoringShown], found=True))
def rescorings(request: Request, number: Number) -> Any:
    """What became of results after the question was found wrong or unfair, newest first."""
    return [
        {
            "id": found.rescoring.pk,
            "reason": found.rescoring.reason,
            "began_at": found.rescoring.made_at,
            "finished_at": found.rescoring.finished_at,
            "sittings": found.rescoring.sittings,
            **{name: getattr(found, name) for name in ("same", "up", "down", "gone")},
        }
        for found in rescorings_of(request.actor, _item(request, number))
    ]


@router.get("items/{number}/history", response=answers(Page[ItemStepShown], found=True))
def item_history(request: Request, number: Number, asked: Query[Paging]) -> Any:
    """Steps of a question's life, newest first."""
    rows = history_of_item(_item(request, number))
    return page_of(rows, asked, by=("-pk",), name=f"item-history:{number}")
