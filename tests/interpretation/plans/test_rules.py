"""What a plan lacks, what is not explained, what is hard to read."""

import pytest

from interpretation.plans.rules import Point, copied_passages, long_sentences, plan_faults, uncovered

WHOLE = Point("每月补助二百元", "第三条", "《社会救助暂行办法》第十条")


@pytest.mark.rows("R-086")
@pytest.mark.parametrize(
    ("points", "forms", "channels", "faults"),
    [
        ([WHOLE], ["graphic"], ["portal"], []),
        ([], ["graphic"], ["portal"], ["解读提纲为空，请逐条列出政策要点。"]),
        ([WHOLE], [], ["portal"], ["未填解读形式，请至少列一种。"]),
        ([WHOLE], ["graphic"], [], ["未填解读途径，请至少选一项。"]),
        ([Point("补助", "", " ")], ["graphic"], ["portal"], ["提纲“补助”未注明出处。"]),
    ],
)
def test_every_part_of_a_plan_is_asked_for(points, forms, channels, faults):
    assert plan_faults(points, forms, channels) == faults


@pytest.mark.rows("R-087")
@pytest.mark.parametrize(
    ("explained", "text", "is_left"),
    [
        ((), "别的内容。", True),
        (("第三条",), "", False),
        ((), "第三条规定了补助标准。", False),
        ((), "简单说,每月补助二百元。", False),
    ],
)
def test_a_point_is_covered_by_a_note_its_clause_or_its_words(explained, text, is_left):
    assert uncovered([WHOLE], explained, text) == ([WHOLE] if is_left else [])


def test_only_long_sentences_are_named():
    long = "各" * 81
    assert long_sentences(f"短句。{long}。{'各' * 80}。", 80) == ["各" * 20]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("社区代办,不用本人跑。", 0),
        ("规定如下:符合条件的老年人由户籍所在地街道办事处按月发放补助。", 1),
        ("符合条件的老年人\n由户籍所在地街道办事处按月发放补助", 1),
    ],
)
def test_copied_passages_are_found_across_lines(text, count):
    original = "第三条 符合条件的老年人由户籍所在地街道办事处按月发放补助,标准另行公布。"
    assert len(copied_passages(text, original, 20)) == count
