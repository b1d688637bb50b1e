"""The one transition table of a case. The officer's buttons, the flow chart and the services all read it. No I/O."""

from dataclasses import dataclass
from enum import StrEnum

from .enums import OPEN_STATES, State


class Actor(StrEnum):
    """Who takes a step."""

    OFFICE = "受理机构"
    UNIT = "承办科室"
    HEAD = "政府信息公开工作机构负责人"
    CHAIN = "审签流程"
    APPLICANT = "申请人"
    SYSTEM = "系统"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: from which states, where to (None: the state stays), by whom.

    ``effect`` says before the click what will happen, ``told`` who receives something (empty: nobody).
    """

    key: str
    label: str
    sources: tuple[State, ...]
    target: State | None
    actors: tuple[Actor, ...]
    effect: str
    told: str = ""
    basis: str = ""


S = State
_CLOCK_RUNS = (S.REGISTERED, S.HANDLING, S.CONSULTING)
# Nothing is decided yet: the applicant may still be heard.
_AT_WORK = (*_CLOCK_RUNS, S.SUPPLEMENT, S.FEE, S.SUSPENDED)
STEPS: dict[str, Step] = {
    step.key: step
    for step in (
        Step("confirm", "确认收到", (S.UNCONFIRMED,), S.REGISTERED, (Actor.OFFICE, Actor.APPLICANT),
             "双方确认之日为收到申请之日，答复期限自次日起算", "申请人", "条例第三十一条"),
        Step("accept", "受理", (S.REGISTERED,), S.HANDLING, (Actor.OFFICE,),
             "交承办科室办理，生成受理单", "申请人", "条例第三十条"),
        Step("ask_supplement", "告知补正", (S.REGISTERED, S.HANDLING), S.SUPPLEMENT, (Actor.OFFICE,),
             "一次性告知需补正的事项和期限；收到补正后答复期限重新起算", "申请人", "条例第三十条"),
        Step("supplement", "收到补正", (S.SUPPLEMENT,), S.HANDLING, (Actor.APPLICANT, Actor.OFFICE),
             "答复期限自收到补正之日的次日起重新计算；尚未受理的回到初审", "", "条例第三十条"),
        Step("abandon", "视为放弃", (S.SUPPLEMENT,), S.CLOSED, (Actor.OFFICE,),
             "申请人无正当理由逾期不补正，不再处理该申请", "申请人", "条例第三十条"),
        Step("ask_reason", "告知说明理由", (S.REGISTERED, S.HANDLING), None, (Actor.OFFICE,),
             "申请的数量、频次明显超过合理范围的，书面要求申请人说明理由；答复期限照常计算", "申请人",
             "条例第三十五条"),
        Step("give_reason", "收到理由说明", _AT_WORK, None, (Actor.APPLICANT, Actor.OFFICE),
             "记录申请人说明的理由，由受理机构认定；答复期限照常计算", "", "条例第三十五条"),
        Step("judge_reason", "认定申请理由", _CLOCK_RUNS, None, (Actor.OFFICE,),
             "理由不合理的，才能作不予处理的答复；理由合理的，继续办理并告知申请人", "", "条例第三十五条"),
        Step("delay", "延迟答复", (S.REGISTERED, S.HANDLING), None, (Actor.HEAD,),
             "理由合理但不能按期答复的，确定延迟答复的合理期限，在原期限届满前告知申请人", "申请人",
             "条例第三十五条"),
        Step("consult", "征求意见", (S.HANDLING, S.CONSULTING), S.CONSULTING, (Actor.OFFICE, Actor.UNIT),
             "书面征求意见；第三方、其他机关的答复时间不计入答复期限", "被征求意见人", "条例第三十二条至第三十四条"),
        Step("consulted", "征求意见结束", (S.CONSULTING,), S.HANDLING, (Actor.OFFICE, Actor.UNIT, Actor.SYSTEM),
             "最后一份意见收到或者期满，答复期限恢复计算", "", "条例第三十三条"),
        Step("extend", "延长答复期限", _CLOCK_RUNS, None, (Actor.HEAD,),
             "一次，不超过20个工作日，须在原期限届满前告知申请人", "申请人", "条例第三十三条"),
        Step("suspend", "中止期限", (S.HANDLING,), S.SUSPENDED, (Actor.HEAD,),
             "因不可抗力等法定事由中止，须写明法律依据", "申请人", "R-181"),
        Step("go_on", "恢复期限", (S.SUSPENDED,), S.HANDLING, (Actor.OFFICE,),
             "障碍消除，答复期限继续计算", "申请人", "R-181"),
        Step("charge", "收费通知", (S.HANDLING,), S.FEE, (Actor.OFFICE,),
             "通知缴纳信息处理费；缴清后答复期限重新起算", "申请人", "条例第四十二条、国办函〔2020〕109号"),
        Step("paid", "已缴费", (S.FEE,), S.HANDLING, (Actor.OFFICE, Actor.HEAD),
             "答复期限自缴清之日的次日起重新计算", "", "国办函〔2020〕109号第七条"),
        Step("unpaid", "逾期未缴费", (S.FEE,), S.CLOSED, (Actor.OFFICE,),
             "不再处理该申请", "申请人", "国办函〔2020〕109号第七条"),
        Step("answer_at_once", "当场答复", (S.REGISTERED, S.HANDLING), None, (Actor.OFFICE,),
             "已公开或者可以当场提供的，当场答复；答复仍须审签", "申请人", "条例第三十三条"),
        Step("submit", "送审答复", (S.REGISTERED, S.HANDLING), S.SIGNING, (Actor.OFFICE, Actor.UNIT),
             "答复书和提供的文件送保密审查和各级审签", "审签人", "条例第十七条"),
        Step("return", "退回修改", (S.SIGNING,), S.HANDLING, (Actor.CHAIN, Actor.OFFICE),
             "答复退回修改或者撤回，答复期限继续计算", "拟稿人", ""),
        Step("sign", "签发", (S.SIGNING,), S.SIGNED, (Actor.CHAIN,),
             "答复书编号成文，等待送达", "承办人", ""),
        Step("deliver", "送达", (S.SIGNED,), S.CLOSED, (Actor.OFFICE,),
             "记录送达方式、日期和凭证，答复期限办结", "申请人", "条例第四十条"),
        Step("deliver_later", "送达，信息待提供", (S.SIGNED,), S.SUPPLYING, (Actor.OFFICE,),
             "答复已送达，信息在答复书写明的日期前提供", "申请人", "条例第三十六条第二项"),
        Step("supply", "提供信息", (S.SUPPLYING,), S.CLOSED, (Actor.OFFICE,),
             "记录提供的方式、日期和凭证", "申请人", "条例第三十六条第二项"),
        Step("withdraw", "撤回申请", tuple(s for s in OPEN_STATES if s not in (S.SIGNED, S.SUPPLYING)), S.CLOSED,
             (Actor.APPLICANT, Actor.OFFICE), "申请人不再要求提供，本申请终结", "承办人", ""),
        Step("merge", "并案", (S.REGISTERED, S.HANDLING), S.CLOSED, (Actor.OFFICE,),
             "并入同一申请人的另一件申请一并答复", "申请人", "R-167"),
        Step("split", "拆分", (S.REGISTERED, S.HANDLING), None, (Actor.OFFICE,),
             "把其中的事项另立为一件，收到日期不变", "申请人", "R-167"),
        Step("transfer", "转办", (S.REGISTERED, S.HANDLING), S.REGISTERED, (Actor.OFFICE,),
             "移交另一机关办理，办理手续和材料一并移交", "接收机关", "R-191"),
        Step("correct", "更正答复", (S.CLOSED, S.SUPPLYING), S.HANDLING, (Actor.OFFICE,),
             "自行纠正或者按复议决定、判决重新答复", "申请人", ""),
    )
}  # fmt: skip


def steps_from(state: State) -> list[Step]:
    """What can be done in this state, in the order of the table."""
    return [step for step in STEPS.values() if state in step.sources]


# What is written down beside the steps of the table.
RECORDS = {
    "open": "登记",
    "correct_receipt": "更正收到日期",
    "check_identity": "核验身份",
    "review": "详审",
    "give_to": "改交科室",
    "tell_consulting": "告知征求意见",
    "receive_consultation": "征求意见书送达",
    "reply_consultation": "收到意见",
    "lapse_consultation": "意见期满未答复",
    "judge": "认定意见",
    "overrule": "决定公开",
    "tell_third_party": "告知第三方决定公开",
    "ask_extension": "提请延期",
    "refuse_extension": "不同意延期",
    "confirm_overdue": "超时未确认收到",
    "supplement_lapsed": "补正期满",
    "part": "由拆分立案",
    "took_in": "并入其他申请",
    "transferred_in": "接收转办",
    "report": "报送办理结果",
    "due_moved": "期限变动",
}
