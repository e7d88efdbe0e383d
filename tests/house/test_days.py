"""Which day it is depends on where: a day comes from the community's own clock, never from the moment's."""

import ast
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "techhire"
ON_PURPOSE = {
    "commons/communities/models.py": "the community's clock itself",
    "plays/assessments/migrations/0003_no_own_time_beside_a_result.py": "a moment turned to the community's clock",
    "plays/credentials/queries/rechecking.py": "which ones to look at; whether one ended is asked of the moment",
    "plays/credentials/bridge/reading.py": "the day another issuer wrote, on the clock it was written in",
    "portals/api/test_days.py": "a year so far off that no clock matters",
    "portals/onramp/test_days.py": "a moment already turned to the community's clock",
}


def takes_a_day(path: Path) -> bool:
    """Whether a module cuts a moment to its day."""
    calls = (
        node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)
    )
    return any(isinstance(c.func, ast.Attribute) and c.func.attr == "date" and not c.args for c in calls)


def test_a_day_is_asked_of_the_community() -> None:
    found = {str(path.relative_to(SOURCE)) for path in SOURCE.rglob("*.py") if takes_a_day(path)}
    assert found == set(ON_PURPOSE)
