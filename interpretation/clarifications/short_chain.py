"""短流程: one reviewer, the secrecy review and the 主要负责人, for clarifications in a department's own name (R-132).

What goes in the government's name or is sensitive asks for more than this chain gives, and so takes the ordinary one.
"""

from django.db import transaction

from foundation.organisations.enums import PostKind
from foundation.organisations.models import Body
from foundation.signoff.chains.models import Chain, ChainStep
from foundation.signoff.chains.rules import Step
from foundation.signoff.chains.services import revise
from foundation.signoff.enums import StepKind

from .page_models import ClarificationPage

NAME = "澄清辟谣短流程"
_BASIS = (
    "《桦甸市行政机关澄清虚假或不完整信息工作办法》第七条：以部门名义的由其主要负责人批准；"
    "先审查后公开（条例第十七条）"
)
STEPS = (
    Step(
        "科室负责人审核",
        PostKind.UNIT_HEAD,
        StepKind.REVIEW,
        ("事实、证据及其来源已核实", "标题没有照搬谣言", "一校：文字、数字、日期无误"),
        proofreads=True,
    ),
    Step("保密审查", PostKind.SECRECY_REVIEWER, StepKind.SECRECY, ("正文和附件均已逐项审查",)),
    Step(
        "主要负责人签发",
        PostKind.MAIN_LEADER,
        StepKind.SIGNATURE,
        ("同意公开澄清", "涉及其他部门的已取得同意", "末校：标题、结论、日期无误"),
        proofreads=True,
    ),
)


@transaction.atomic
def load_short_chain(body: Body | None = None) -> Chain:
    """Put the short chain in force for one body and those below it, or for all. Safe to repeat."""
    name = f"{NAME}·{body.display_name}" if body else NAME
    chain, is_new = Chain.objects.get_or_create(
        name=name, defaults={"body": body, "page_type": ClarificationPage._meta.label_lower}
    )
    if is_new:
        for order, step in enumerate(STEPS):
            ChainStep.objects.create(
                chain=chain, sort_order=order, **(step.as_data() | {"checks": "\n".join(step.checks)})
            )
        revise(Chain.objects.get(pk=chain.pk), None, f"随产品提供：{_BASIS}")
    return chain
