"""Which skill stands for which: from a replaced one along its successors to the one that counts now."""

from collections.abc import Iterable
from dataclasses import dataclass

from techhire.commons.skills.models.frameworks import Skill
from techhire.commons.skills.words import SkillState


@dataclass(frozen=True)
class Succession:
    """``after`` leads from the id of each replaced skill to the id of its successor."""

    after: dict[int, int]

    def end_of(self, skill_id: int) -> int:
        """The skill that counts for this one: itself where nothing took its place."""
        seen = {skill_id}
        while (later := self.after.get(skill_id)) is not None and later not in seen:
            seen.add(later)
            skill_id = later
        return skill_id

    def kin_of(self, skill_ids: Iterable[int]) -> set[int]:
        """These skills and all that end where one of them ends: what one estimate is made of."""
        ends = {self.end_of(pk) for pk in skill_ids}
        return ends | {pk for pk in self.after if self.end_of(pk) in ends}

    def through(self, skill_id: int) -> set[int]:
        """A skill and all whose way leads over it."""
        found, fresh = {skill_id}, {skill_id}
        while fresh:
            fresh = {pk for pk, later in self.after.items() if later in fresh} - found
            found |= fresh
        return found


def succession() -> Succession:
    """Every skill that another took the place of; there are few. One query, answered from an index."""
    replaced = Skill.objects.filter(state=SkillState.REPLACED, replaced_by_id__gt=0)
    return Succession(dict(replaced.values_list("pk", "replaced_by_id")))
