"""The default chain (审签流程), its steps and their checklists, and how it becomes a Wagtail workflow."""

from dataclasses import dataclass

from django.db import transaction
from wagtail.models import Page, Workflow, WorkflowPage, WorkflowTask

from foundation.organisations.enums import PostKind

from .enums import StepKind
from .models import PostTask


@dataclass(frozen=True, slots=True)
class Step:
    """One level of a chain: its name, the post that decides and what must be ticked."""

    name: str
    post: PostKind
    checks: tuple[str, ...]
    kind: StepKind = StepKind.REVIEW


DEFAULT_CHAIN_NAME = "信息发布审签(三审三校)"
# 三审三校 with the secrecy review as a gate of its own (R-061, R-076, R-077; 保密法实施条例第四十二条 先审查后公开).
DEFAULT_CHAIN = (
    Step(
        "科室负责人初审",
        PostKind.UNIT_HEAD,
        ("内容真实、准确、完整", "一校:文字、人名、地名、数字、日期无误", "公开属性和理由恰当"),
    ),
    Step(
        "保密审查",
        PostKind.SECRECY_REVIEWER,
        (
            "正文和附件均已逐项审查",
            "不涉及国家秘密、工作秘密",
            "不涉及商业秘密和个人隐私",
            "公开后不危及国家安全、公共安全、经济安全、社会稳定",
        ),
        StepKind.SECRECY,
    ),
    Step(
        "办公室复审",
        PostKind.OFFICE_REVIEWER,
        ("栏目、目录事项正确,要素齐全", "二校:格式、排版、附件、链接无误", "表述规范、严肃"),
    ),
    Step("领导签发", PostKind.LEADER, ("同意公开发布", "三校:标题、文号、日期无误"), StepKind.SIGNATURE),
)


@transaction.atomic
def install_default_chain(root: Page) -> Workflow:
    """Create the default workflow with its steps and attach it to this page and all below. Safe to repeat."""
    workflow, _ = Workflow.objects.get_or_create(name=DEFAULT_CHAIN_NAME)
    for order, step in enumerate(DEFAULT_CHAIN):
        task, _ = PostTask.objects.update_or_create(
            name=step.name,
            defaults={
                "post_kind": step.post,
                "step_kind": step.kind,
                "checklist": "\n".join(step.checks),
                "active": True,
            },
        )
        WorkflowTask.objects.update_or_create(workflow=workflow, task=task, defaults={"sort_order": order})
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    return workflow
