"""Which occupation a job's title names, and what somebody means who types one."""

import pytest

from techhire.commons.communities.models import Community
from techhire.commons.permits import Refused
from techhire.commons.skills.actions.role_texts import checked_texts
from techhire.commons.skills.models import Framework, Occupation, OccupationTitle
from techhire.commons.skills.queries import (
    is_occupation,
    occupation_said,
    occupation_titled,
    occupations_usual,
)

pytestmark = pytest.mark.django_db


def occupation(code: str, title: str, *others: str, scheme: str = "onet") -> None:
    row = Occupation.objects.create(scheme=scheme, code=code, title=title)
    OccupationTitle.objects.bulk_create(OccupationTitle(occupation=row, title=name) for name in others)


def test_titles_of_the_job_families_name_an_occupation_before_any_list_is_imported(
    starter: Framework, community: Community
) -> None:
    assert occupation_titled(community, "Entry-level help desk technician (evenings)") == "15-1232"
    assert occupation_titled(community, "Técnico de mesa de ayuda") in {"", "15-1232"}
    assert occupation_titled(community, "Truck driver") == ""


def test_a_title_of_the_imported_lists_stands_before_them(starter: Framework, community: Community) -> None:
    occupation("15-1299.08", "Computer Systems Engineers", "Systems Engineer")
    assert occupation_titled(community, "systems  engineer") == "15-1299"


def test_a_title_of_several_occupations_names_none_of_them(starter: Framework, community: Community) -> None:
    occupation("53-3032.00", "Drivers", "Wagon Lead")
    occupation("53-3033.00", "Light Drivers", "Wagon Lead")
    assert occupation_titled(community, "Wagon lead") == occupation_said("Wagon lead") == ""


def test_a_code_or_an_exact_title_is_understood(db: None) -> None:
    occupation("15-1254", "Web Developers", scheme="soc2018")
    assert occupation_said(" 15-1254 ") == occupation_said("WEB developers") == "15-1254"
    assert occupation_said("15-9999") == occupation_said("Web") == occupation_said("") == ""


def test_without_the_list_any_code_of_its_shape_is_taken(db: None) -> None:
    assert is_occupation("15-9999")
    assert not is_occupation("15-99") and not is_occupation("15-123²") and not is_occupation("151-232")


@pytest.mark.parametrize("listed", [True, False])
@pytest.mark.parametrize("code", ["15-1254", "15-9999", "15-99", "15-123²", "15-123٣", "151-232", "15–1254"])
def test_a_role_profile_takes_the_codes_that_a_posting_takes(db: None, code: str, listed: bool) -> None:
    if listed:
        occupation("15-1254", "Web Developers", scheme="soc2018")
    if is_occupation(code):
        assert checked_texts({"soc_code": code}) == {"soc_code": code}
    else:
        with pytest.raises(Refused):
            checked_texts({"soc_code": code})


def test_what_jobs_usually_are_is_named_in_both_languages(starter: Framework, community: Community) -> None:
    rows = {row.code: row for row in occupations_usual(community, "", "11-3021")}
    assert rows["15-1252"].title == "Software Developers" and rows["15-1252"].title_es
    assert rows["11-3021"].title == ""
    assert list(rows) == sorted(rows)
