"""Dates as officials write them, and refusal of days that do not exist."""

from datetime import date, datetime

import pytest

from disclosure.documents.importing.dates import UnreadableDate, parse_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019-05-17", date(2019, 5, 17)),
        ("2024/1/3", date(2024, 1, 3)),
        ("2019.5.17", date(2019, 5, 17)),
        ("２０１９－０５－１７", date(2019, 5, 17)),
        ("2019年5月17日", date(2019, 5, 17)),
        ("2019 年 5 月 17 日", date(2019, 5, 17)),
        ("二〇一九年五月十七日", date(2019, 5, 17)),
        ("二○二○年十二月三十一日", date(2020, 12, 31)),
        ("二零二四年二月二十九日", date(2024, 2, 29)),
        ("20240103", date(2024, 1, 3)),
        ("2024-12-28 16:32", datetime(2024, 12, 28, 16, 32)),
        ("2024-01-23 10:13:07", datetime(2024, 1, 23, 10, 13, 7)),
        ("2024-01-23T10:13:07", datetime(2024, 1, 23, 10, 13, 7)),
        ("2024年1月3日9时30分", datetime(2024, 1, 3, 9, 30)),
    ],
)
def test_dates_are_read(text, expected):
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    "text", ["2023-02-29", "2024-13-01", "二〇一九年二月三十日", "2024-01-03 25:00", "0019-05-17"]
)
def test_days_that_do_not_exist_are_refused(text):
    with pytest.raises(UnreadableDate, match="不是实际存在的日期"):
        parse_date(text)


@pytest.mark.parametrize("text", ["", "近日", "2019年5月", "5月17日", "2019-05/17", "索引号"])
def test_other_text_is_refused_with_an_example(text):
    with pytest.raises(UnreadableDate, match="2019-05-17"):
        parse_date(text)
