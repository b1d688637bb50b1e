"""The notices that come with the product, so that a new database can count at once."""

import json
from datetime import date
from pathlib import Path

from django.db.models import Model

from foundation.workdays.notices import OffRange, notice_days

SHIPPED_NOTICES = Path(__file__).parent / "data" / "notices.json"


def read_shipped() -> list[dict]:
    """The shipped notices with dates, `OffRange`s and make-up days in place of JSON text."""
    return [
        {
            "year": notice["year"],
            "notice_no": notice["notice_no"],
            "title": notice["title"],
            "issued_on": date.fromisoformat(notice["issued_on"]),
            "off_ranges": [
                OffRange(off["name"], date.fromisoformat(off["first"]), date.fromisoformat(off["last"]))
                for off in notice["off"]
            ],
            "work_days": [date.fromisoformat(day) for day in notice["work_days"]],
        }
        for notice in json.loads(SHIPPED_NOTICES.read_text(encoding="utf-8"))
    ]


def load_shipped_notices(notice_model: type[Model], day_model: type[Model]) -> None:
    """Adds the shipped years that are missing; a year already entered by the office stays as it is.

    Takes the models because a migration has its own historical ones.
    """
    for shipped in read_shipped():
        days = notice_days(shipped.pop("off_ranges"), shipped.pop("work_days"))
        notice, created = notice_model._default_manager.get_or_create(year=shipped["year"], defaults=shipped)
        if created:
            day_model._default_manager.bulk_create(
                day_model(date=day, is_workday=is_workday, name=name, notice=notice)
                for day, is_workday, name in days
            )
