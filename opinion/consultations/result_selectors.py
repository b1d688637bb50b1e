"""What stands on the page of a result, and what leads there and back (关联公开, R-111)."""

from typing import Any

from django.core.paginator import Paginator

from .charts import bars
from .course_models import ConsultationCourse
from .public import links_of
from .result_models import ConsultationResultPage

ROWS_PER_PAGE = 100


def shown_with(page: ConsultationResultPage, number: str | None) -> dict[str, Any]:
    """Charts, one page of the table, and the related pages. Three queries."""
    figures = page.figures or {}
    charts = (
        bars("verdicts", "采纳情况", figures.get("verdicts", ())),
        bars("sources", "意见来源", figures.get("sources", ())),
        bars("identities", "谁提的意见", figures.get("identities", ())),
    )
    notice = page.notice if page.notice and page.notice.live else None
    return {
        "charts": [chart for chart in charts if chart],
        "total": figures.get("total", 0),
        "themes": figures.get("themes", ()),
        "listing_page": Paginator(page.table, ROWS_PER_PAGE).get_page(number),
        "notice": notice,
        "course": ConsultationCourse.objects.filter(page=notice).first() if notice else None,
        "links": links_of(notice) if notice else [],
    }
