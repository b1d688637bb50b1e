"""The section 审批路径 on the editing screen: what the three questions lead to, who still has to agree."""

from disclosure.documents.side_panels import Section

from .consents import consents_of, spoken_for
from .models import RumourCase
from .page_models import ClarificationPage


def route_section(page: ClarificationPage, user) -> Section:
    """Steps of the chain, consents, the matter behind."""
    workflow = page.get_workflow()
    steps = [task.name for task in workflow.tasks] if workflow else []
    consents = consents_of(page)
    missing = [one for one in consents if not one.is_given]
    summary = "→".join(steps) or "没有适用的审签流程"
    if missing:
        summary += f" · 尚缺{len(missing)}个部门同意"
    return Section(
        title="审批路径",
        summary=summary,
        template="clarifications/admin/route_section.html",
        context={
            "page": page,
            "route": page.approval_route,
            "steps": steps,
            "consents": consents,
            "may_answer": bool(consents and spoken_for(page, user)),
            "cases": RumourCase.objects.filter(page=page.pk),
        },
        tone="warning" if missing or not steps else "",
        is_open=bool(missing),
    )
