"""The catalogue templates shipped with the product."""

import re

import pytest

from disclosure.catalogue.coverage import missing, template_coverage
from disclosure.catalogue.models import CatalogueItem, CatalogueTemplate
from disclosure.catalogue.services import load_template
from disclosure.catalogue.shipped import UnknownTemplate, floor_categories, read_template, shipped_codes
from disclosure.catalogue.timing import publication_due, time_rule

pytestmark = pytest.mark.django_db
SHAOXING = "shaoxing-2024"


def item(number: int, code: str = SHAOXING) -> CatalogueItem:
    load_template(code)
    return CatalogueItem.objects.get(template__code=code, number=number)


@pytest.mark.rows("R-012", "R-013", "R-014", "R-015", "R-016")
@pytest.mark.parametrize(
    ("code", "count"),
    [(SHAOXING, 73), ("zongyang-15", 15), ("jinhua-9", 9), ("zhengzhou-8", 8), ("regulation-711", 30)],
)
def test_every_template_loads_whole_and_loading_again_adds_nothing(code, count):
    for _ in range(2):
        template = load_template(code)
        assert template.items.count() == count
        assert [one.number for one in template.items.all()] == list(range(1, count + 1))
        for one in template.items.all():
            one.full_clean()


def test_loading_again_brings_changed_texts_back_to_the_source():
    changed = item(10)
    CatalogueItem.objects.filter(pk=changed.pk).update(legal_basis="", days=30, note="手工改动")
    assert item(10).days == 7
    assert "第372号" in item(10).legal_basis
    assert item(10).note == ""


def test_an_unknown_template_names_those_there_are():
    with pytest.raises(UnknownTemplate, match="shaoxing-2024"):
        load_template("hangzhou")


@pytest.mark.rows("R-012", "R-019", "R-021")
@pytest.mark.parametrize(
    ("number", "kind", "days", "event"),
    [
        (1, "working_days", 20, "formed"),
        (3, "dynamic", None, "formed"),
        (10, "working_days", 7, "printed"),
        (11, "working_days", 20, "formed"),
        *[(number, "natural_days", 20, "approved") for number in (19, 20, 21, 22)],  # 预算法 14
        (24, "working_days", 20, "formed"),
        *[(number, "working_days", 7, "decided") for number in (26, 27, 28, 29)],
        (49, "periodic", None, "formed"),
        (51, "periodic", None, "formed"),
        (53, "dated", None, "formed"),
        (55, "dynamic", None, "formed"),
        (68, "dynamic", None, "formed"),
        (72, "dated", None, "formed"),
    ],
)
def test_items_carry_the_time_rule_of_the_basic_catalogue(number, kind, days, event):
    one = item(number)
    assert (one.time_kind, one.days, one.base_event) == (kind, days, event)


@pytest.mark.rows("R-019", "R-021")
def test_recurring_duties_and_companion_interpretations_are_in_the_data():
    assert {(row["month"], row["day"]) for row in item(53).schedule} == {(4, 1), (7, 1)}
    assert {(row["month"], row["day"]) for row in item(72).schedule} == {(1, 31), (3, 31)}
    assert item(49).schedule[0]["every"] == "month"
    with_interpretation = CatalogueItem.objects.filter(interpretation_days=3)
    assert list(with_interpretation.values_list("number", flat=True)) == [12, 58]


@pytest.mark.rows("R-012")
def test_item_ten_shows_both_bases_and_item_four_the_carried_one():
    assert item(10).legal_basis.count("《") == 2
    assert "第711号" in item(4).legal_basis


@pytest.mark.rows("R-023")
def test_two_items_are_fulfilled_by_other_sites():
    load_template(SHAOXING)
    assert list(CatalogueItem.objects.exclude(linked_site="").values_list("number", flat=True)) == [42, 48]


def test_repairs_of_the_source_are_said_in_the_note():
    """Truncated in the source: 会议内; misprinted: 预算算信息, 每年41前."""
    for number, repaired in [(13, "会议内容"), (21, "财政预算信息"), (53, "4月1日前")]:
        assert repaired in item(number).content
        assert "订正" in item(number).note


@pytest.mark.rows("R-016")
def test_every_item_maps_to_the_regulation_and_every_category_is_covered():
    template = load_template(SHAOXING)
    assert all(re.search(r"20\(\d+\)", one.regulation_numbers) for one in template.items.all())
    assert missing(template_coverage(template)) == []
    assert len(template_coverage(template)) == len(floor_categories()) == 15


@pytest.mark.rows("R-014")
def test_the_nine_categories_leave_six_of_the_fifteen_uncovered():
    uncovered = missing(template_coverage(load_template("jinhua-9")))
    assert [category.code for category in uncovered] == [
        "20(3)",
        "20(4)",
        "20(6)",
        "20(8)",
        "20(11)",
        "20(13)",
    ]


@pytest.mark.rows("R-015")
@pytest.mark.parametrize(("number", "department"), [(1, "办公室"), (3, "产业发展处"), (8, "机关党委")])
def test_the_eight_key_contents_name_their_departments(number, department):
    assert item(number, "zhengzhou-8").department == department


def test_the_files_hold_only_what_the_model_knows():
    fields = {field.name for field in CatalogueItem._meta.get_fields()}
    for code in shipped_codes():
        shipped = read_template(code)
        assert CatalogueTemplate(code=code, name=shipped.name, year=shipped.year, source=shipped.source)
        for row in shipped.items:
            assert set(row) <= fields


@pytest.mark.rows("R-020")
def test_a_normative_document_keeps_its_seven_days_under_any_template():
    """A bureau files it under 规范性文件 of the 15 categories, whose limit is 20 days from 形成."""
    from datetime import date

    category = item(1, "zongyang-15")
    assert time_rule(category).days == 20
    found = publication_due(
        item=category, formed_on=date(2024, 9, 12), printed_on=date(2024, 9, 13), is_normative=True
    )
    assert found.deadline.due == date(2024, 9, 25)
    assert found.base_event == "印发之日"
    assert "第372号" in found.basis


def test_a_column_without_an_item_has_the_general_limit():
    from datetime import date

    found = publication_due(item=None, formed_on=date(2024, 9, 27))
    assert found.deadline.due == date(2024, 10, 30)
    assert "第二十六条" in found.basis
