"""The form of a question of one kind: both languages side by side, and rows for what is to be chosen."""

from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any, cast

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from techhire.commons.skills.words import LEVEL_CHOICES
from techhire.plays.assessments.queries.wording import Wording
from techhire.plays.assessments.words import ItemKind
from techhire.portals.layout.forms import PlainForm

t = gettext_lazy
LANGUAGES = ("en", "es")
ROWS, MOST_ROWS = 5, 20
WITH_ROWS = (ItemKind.SINGLE, ItemKind.MULTIPLE, ItemKind.CODE_READING, ItemKind.ORDER, ItemKind.MATCH)
MARKED = (ItemKind.SINGLE, ItemKind.CODE_READING, ItemKind.MULTIPLE)
Texts = dict[str, str]


@dataclass(frozen=True)
class RowFields:
    """One row of the form: its number, its inputs, and whether it is marked as right."""

    number: int
    choice: list[BoundField]
    target: list[BoundField]
    right: bool


def _area(label: Any, rows: int, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": rows, "class": "th-rows"}),
        **more,
    )


class ItemForm(PlainForm):
    """A question as its author types it. Nothing is checked here but numbers; the action says what is missing."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    rows = forms.IntegerField(widget=forms.HiddenInput, required=False)
    level = forms.TypedChoiceField(label=t("Level it is for"), coerce=int, choices=LEVEL_CHOICES, initial=2)
    topic = forms.CharField(
        label=t("Topic"), max_length=60, required=False, help_text=t("A word or two; a test can mix topics.")
    )
    prompt_en = _area(t("Question in English"), 3)
    prompt_es = _area(t("Question in Spanish"), 3)
    program = _area(t("Code or text to look at"), 5, help_text=t("Shown as it stands, in both languages."))
    rationale_en = _area(t("Why the right answer is right, in English"), 2)
    rationale_es = _area(t("Why the right answer is right, in Spanish"), 2)
    b = forms.FloatField(
        label=t("How hard you think it is"),
        required=False,
        min_value=-6,
        max_value=6,
        help_text=t("From -3, very easy, to 3, very hard. Left empty, the middle of its level is taken."),
    )
    code = forms.CharField(
        label=t("Short name"),
        max_length=80,
        required=False,
        help_text=t("For lists and files. Left empty, one is made up."),
    )

    def __init__(self, *args: Any, kind: str, is_new: bool, **kwargs: Any) -> None:
        self.kind = ItemKind(kind)
        super().__init__(*args, **kwargs)
        self.row_count = self._rows_asked() if kind in WITH_ROWS else 0
        self._add_rows()
        self._add_typed()
        if not is_new:
            del self.fields["code"]
        for field in self.fields.values():
            drawn = field.widget.attrs.get("class", "")
            if "usa-" not in drawn:
                name = "usa-textarea" if _is_area(field) else "usa-input"
                field.widget.attrs["class"] = f"{drawn} {name}".strip()

    def _rows_asked(self) -> int:
        sent = self.data.get("rows", "") if self.is_bound else str(self.initial.get("rows", ROWS))
        number = int(sent) if str(sent).isdecimal() and len(str(sent)) < 4 else ROWS
        return max(2, min(MOST_ROWS, number + (3 if "more" in self.data else 0)))

    def _add_rows(self) -> None:
        for number in range(1, self.row_count + 1):
            for side in ("choice", "target") if self.kind == ItemKind.MATCH else ("choice",):
                for language in LANGUAGES:
                    self.fields[f"{side}_{number}_{language}"] = _area(LABELS[side, language], 1)
                self.fields[f"{side}_{number}_id"] = forms.CharField(
                    required=False, max_length=128, widget=forms.HiddenInput
                )

    def _add_typed(self) -> None:
        if self.kind == ItemKind.SHORT_TEXT:
            hint = t("One a line. Small and capital letters count as the same.")
            self.fields["answers"] = _area(t("Answers that count as right"), 4, help_text=hint)
            self.fields["case_sensitive"] = forms.BooleanField(
                label=t("Small and capital letters matter"),
                required=False,
                widget=forms.CheckboxInput(attrs={"class": "usa-checkbox__input"}),
            )
        if self.kind == ItemKind.NUMERIC:
            self.fields["number"] = forms.FloatField(label=t("The right number"), required=False)
            self.fields["tolerance"] = forms.FloatField(
                label=t("An answer may be off by"), required=False, min_value=0, initial=0
            )

    @property
    def shown_rows(self) -> list[RowFields]:
        """The rows of choices with their inputs."""
        right = self._right()
        return [
            RowFields(
                number,
                [self[f"choice_{number}_{language}"] for language in LANGUAGES],
                [self[f"target_{number}_{language}"] for language in LANGUAGES]
                if self.kind == ItemKind.MATCH
                else [],
                str(number) in right,
            )
            for number in range(1, self.row_count + 1)
        ]

    @property
    def row_ids(self) -> list[BoundField]:
        """The hidden fields that keep each choice its id."""
        return [self[name] for name in self.fields if name.endswith("_id")]

    def _right(self) -> set[str]:
        """Numbers of the rows marked as right."""
        if self.is_bound:
            return set(cast(QueryDict, self.data).getlist("right"))
        return {str(number) for number in self.initial.get("right", ())}

    def refuse(self, refusal: Exception) -> None:
        """Show a refusal about choices or the key at the first input that is about them."""
        field = getattr(refusal, "field", None)
        place = {"choices": "choice_1_en", "content": "prompt_en"}.get(field or "", field)
        if field == "key":
            place = next((one for one in ("answers", "number", "choice_1_en") if one in self.fields), None)
        self.add_error(place if place in self.fields else None, str(refusal))

    def wording(self) -> Wording:
        """What was typed, as the action takes it."""
        typed = self.cleaned_data
        content, key = _content_and_key(self, typed)
        return Wording(
            kind=self.kind.value,
            level=typed["level"],
            topic=typed["topic"],
            program=typed["program"],
            content=content,
            key=key,
            tolerance=typed.get("tolerance") or 0.0,
            case_sensitive=typed.get("case_sensitive", False),
        )


LABELS = {
    ("choice", "en"): t("In English"),
    ("choice", "es"): t("In Spanish"),
    ("target", "en"): t("Belongs to, in English"),
    ("target", "es"): t("Belongs to, in Spanish"),
}


def _is_area(field: forms.Field) -> bool:
    return isinstance(field.widget, forms.Textarea)


def _content_and_key(form: ItemForm, typed: dict[str, Any]) -> tuple[dict[str, dict[str, Any]], Any]:
    rows = _typed_rows(form, typed, "choice")
    parts: dict[str, list[tuple[str, Texts]]] = {}
    key: Any = None
    if form.kind == ItemKind.MATCH:
        parts["targets"], key = _targets(form, typed)
    if form.kind in WITH_ROWS:
        chosen = _named(rows, ascii_lowercase)
        if form.kind == ItemKind.ORDER:
            key = list(chosen.values())
        elif form.kind == ItemKind.MATCH:
            key = {chosen[number]: target for number, target in key.items() if number in chosen}
        else:
            key = _marked(form, chosen)
        parts["choices"] = _listed(form, chosen, dict(rows), key)
    elif form.kind == ItemKind.SHORT_TEXT:
        key = typed["answers"].splitlines()
    else:
        key = _plain_number(typed.get("number"))
    return {language: said for language in LANGUAGES if (said := _said(typed, parts, language))}, key


def _typed_rows(form: ItemForm, typed: dict[str, Any], side: str) -> list[tuple[int, Texts]]:
    """Rows in which something stands, with their texts by language and the id they had."""
    rows = []
    for number in range(1, form.row_count + 1):
        texts = {one: typed.get(f"{side}_{number}_{one}", "").strip() for one in LANGUAGES}
        if any(texts.values()):
            rows.append((number, {**texts, "id": typed.get(f"{side}_{number}_id", "")}))
    return rows


def _named(rows: list[tuple[int, Texts]], letters: str, start: str = "") -> dict[int, str]:
    """An id for each row: the one it had, else the next free letter in the order of the texts, which tells nothing."""
    kept = [texts["id"] for _number, texts in rows if texts["id"]]
    taken = set(kept) if len(set(kept)) == len(kept) else set()
    free = (start + letter for letter in letters if start + letter not in taken)
    found: dict[int, str] = {}
    for number, texts in sorted(rows, key=lambda row: (row[1]["en"] or row[1]["es"]).casefold()):
        found[number] = texts["id"] if texts["id"] in taken else next(free)
    return {number: found[number] for number, _texts in rows}


def _targets(form: ItemForm, typed: dict[str, Any]) -> tuple[list[tuple[str, Texts]], dict[int, str]]:
    """What can be matched to, each once, and for each row which of them."""
    rows = _typed_rows(form, typed, "target")
    alike: dict[tuple[str, str], list[int]] = {}
    for number, texts in rows:
        alike.setdefault((texts["en"], texts["es"]), []).append(number)
    firsts = [(numbers[0], dict(rows)[numbers[0]]) for numbers in alike.values()]
    names = _named(firsts, ascii_lowercase, "to-")
    key = {number: names[numbers[0]] for numbers in alike.values() for number in numbers}
    return sorted((names[number], texts) for number, texts in firsts), key


def _marked(form: ItemForm, chosen: dict[int, str]) -> Any:
    right = [one for number, one in chosen.items() if str(number) in form._right()]
    if form.kind == ItemKind.MULTIPLE:
        return right
    return right[0] if len(right) == 1 else None


def _listed(
    form: ItemForm, chosen: dict[int, str], texts: dict[int, Texts], key: Any
) -> list[tuple[str, Texts]]:
    """The choices as they are shown: as typed, but by id where the order typed is the answer."""
    listed = [(one, texts[number]) for number, one in chosen.items()]
    if form.kind == ItemKind.ORDER:
        listed.sort(key=lambda pair: pair[0])
        if [one for one, _texts in listed] == key:
            listed = listed[1:] + listed[:1]
    return listed


def _said(typed: dict[str, Any], parts: dict[str, list[tuple[str, Texts]]], language: str) -> dict[str, Any]:
    """What stands in one language; nothing where not a word does."""
    said: dict[str, Any] = {name: typed[f"{name}_{language}"].strip() for name in ("prompt", "rationale")}
    texts = [texts[language] for rows in parts.values() for _one, texts in rows]
    if not any([*said.values(), *texts]):
        return {}
    for part, rows in parts.items():
        said[part] = [{"id": one, "text": texts[language]} for one, texts in rows]
    return said


def _plain_number(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value


def typed_from(wording: Wording) -> dict[str, Any]:
    """The form's first contents for a question that is there already."""
    typed: dict[str, Any] = {"level": wording.level, "topic": wording.topic, "program": wording.program}
    for language, said in wording.content.items():
        typed |= {f"{name}_{language}": said.get(name, "") for name in ("prompt", "rationale")}
    if wording.kind == ItemKind.SHORT_TEXT:
        return typed | {"answers": "\n".join(wording.key), "case_sensitive": wording.case_sensitive}
    if wording.kind == ItemKind.NUMERIC:
        return typed | {"number": wording.key, "tolerance": wording.tolerance}
    return typed | _rows_from(wording)


def _rows_from(wording: Wording) -> dict[str, Any]:
    first = next(iter(wording.content.values()))
    ids = wording.key if wording.kind == ItemKind.ORDER else [one["id"] for one in first["choices"]]
    typed: dict[str, Any] = {"right": []}
    for number, one in enumerate(ids, start=1):
        typed |= _side(wording, "choice", number, one)
        if wording.kind == ItemKind.MATCH:
            typed |= _side(wording, "target", number, wording.key[one])
        elif one == wording.key or (wording.kind == ItemKind.MULTIPLE and one in wording.key):
            typed["right"].append(number)
    used = set(wording.key.values()) if wording.kind == ItemKind.MATCH else set()
    spare = [one["id"] for one in first.get("targets", ()) if one["id"] not in used]
    for number, one in enumerate(spare, start=len(ids) + 1):
        typed |= _side(wording, "target", number, one)
    return typed | {"rows": min(MOST_ROWS, max(ROWS, len(ids) + len(spare) + 1))}


def _side(wording: Wording, side: str, number: int, one: str) -> dict[str, str]:
    part = f"{side}s"
    typed = {f"{side}_{number}_id": one}
    for language, said in wording.content.items():
        typed[f"{side}_{number}_{language}"] = next(row["text"] for row in said[part] if row["id"] == one)
    return typed


def kind_hint(kind: str) -> str:
    """How the rows of a kind are filled in."""
    hints = {
        ItemKind.ORDER: _("Write them in the right order. People see them in another one."),
        ItemKind.MATCH: _(
            "Several on the left may belong to the same on the right. A right side alone leads astray."
        ),
        ItemKind.MULTIPLE: _("Mark every choice that is right."),
    }
    return hints.get(ItemKind(kind), _("Mark the one choice that is right."))
