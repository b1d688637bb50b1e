"""收费通知书, 征求意见单, 工作联系单, and the letters of a correction: 转送函, 处理结果告知书."""

from typing import Any

from disclosure.answers.appeals import beside_answers
from disclosure.requests.letters import REMEDIES
from disclosure.requests.models import Case
from foundation.letters.kinds import LetterField, LetterKind, Shape, register_letter
from foundation.letters.layout import Addressee, Each, Fact, Facts, Heading, Signature, Text, Title
from foundation.letters.rules import chinese_date
from foundation.organisations.models import User
from foundation.rules.parameters import value

from . import access
from .enums import RecordResult, SheetKind
from .models import FeeNotice, OwnRecord, Sheet
from .parameters import FEE_DAYS, FEE_RULES

REGULATION = "《中华人民共和国政府信息公开条例》"


def _fee_seen(notice: FeeNotice, user: User) -> bool:
    return access.keeper(notice.case.body_id, user) is not None


def _sheet_seen(sheet: Sheet, user: User) -> bool:
    return access.sheets_seen(user).filter(pk=sheet.pk).exists()


def _record_seen(own: OwnRecord, user: User) -> bool:
    return access.keeper(own.body_id, user) is not None


FEE = LetterKind(
    key="foi-fee",
    label="政府信息公开信息处理费收费通知书",
    basis=f"{REGULATION}第四十二条；{FEE_RULES}",
    fields=(
        LetterField("addressee", "收件人", "示范建设有限公司", is_personal=True),
        LetterField("application", "申请编号", "SQ20260302-0012"),
        LetterField("reason", "收费理由", "您在2026年3月共提出政府信息公开申请12件，数量明显超过合理范围。"),
        LetterField("reckoning", "计算过程", "本自然月内第12件，本件100元"),
        LetterField("amount", "金额", "100"),
        LetterField("days", "缴费工作日", "20"),
    ),
    outline=(
        Title("政府信息公开信息处理费收费通知书"),
        Addressee(),
        Text("本机关收到您提出的政府信息公开申请（编号{{ 申请编号 }}）。{{ 收费理由 }}"),
        Text(f"根据{REGULATION}第四十二条和{FEE_RULES}，本机关决定收取信息处理费{{{{ 金额 }}}}元。"),
        Facts(
            (
                Fact("计算过程", "{{ 计算过程 }}"),
                Fact("应缴金额", "{{ 金额 }}元"),
                Fact("缴费期限", "自收到本通知次日起{{ 缴费工作日 }}个工作日内"),
            )
        ),
        Text(
            "请自收到本通知次日起{{ 缴费工作日 }}个工作日内缴纳。逾期未缴纳的，视为放弃申请，本机关不再处理该申请。"
            "缴清后，本机关的答复期限自缴清次日起重新计算。"
        ),
        Text("缴费地点：{{ 机关地址 }}；联系电话：{{ 联系电话 }}。"),
        Signature(),
    ),
    may_see=_fee_seen,
    series="依费",
)


def _sheet(kind: SheetKind, series: str, opening: str) -> LetterKind:
    return LetterKind(
        key=f"foi-sheet-{kind.value}",
        label=kind.label,
        basis="R-193：征求意见单、工作联系单；如实、完整、及时答复",
        fields=(
            LetterField("addressee", "收件人", "示范县财政局"),
            LetterField("question", "事项", ("请提供2025年度部门预算批复的有关情况。",), Shape.PARAGRAPHS),
            LetterField("application", "申请编号", "SQ20260302-0012"),
            LetterField("due", "答复期限", "2026年3月9日"),
        ),
        outline=(
            Title(kind.label),
            Addressee(),
            Text(opening),
            Each("事项"),
            Text("涉及的政府信息公开申请编号：{{ 申请编号 }}。", when="申请编号"),
            Text("请于{{ 答复期限 }}前如实、完整地书面答复，不得隐瞒、推诿。"),
            Signature(),
            Heading("答复"),
            Facts((Fact("答复内容", ""), Fact("承办人、负责人签名", ""), Fact("日期（盖章）", ""))),
        ),
        may_see=_sheet_seen,
        series=series,
    )


SHEETS = {
    SheetKind.OPINION: _sheet(
        SheetKind.OPINION, "公开意", "因办理政府信息公开事项，现就下列事项征求你单位意见："
    ),
    SheetKind.WORK: _sheet(SheetKind.WORK, "公开联", "因办理政府信息公开事项，现请你单位协助办理下列事项："),
}
FORWARD = LetterKind(
    key="foi-record-forward",
    label="更正申请转送函",
    basis=f"{REGULATION}第四十一条：不属于本行政机关职能范围的，转送有权更正的行政机关处理",
    fields=(
        LetterField("addressee", "收件人", "示范县人力资源和社会保障局"),
        LetterField("number_of", "更正申请编号", "GZ20260302-0001"),
        LetterField("subject", "信息名称", "社会保险缴费记录", is_personal=True),
        LetterField("received", "收到日期", "2026年3月2日"),
        LetterField("words", "办理情况", "该记录由你局保存，依法应由你局核实更正。"),
    ),
    outline=(
        Title("更正申请转送函"),
        Addressee(),
        Text(
            "本机关于{{ 收到日期 }}收到更正政府信息的申请（编号{{ 更正申请编号 }}），涉及“{{ 信息名称 }}”。"
        ),
        Text("{{ 办理情况 }}"),
        Text(
            f"根据{REGULATION}第四十一条，现将该申请及证据材料转送你单位处理，请将结果告知申请人并函告本机关。"
        ),
        Signature(),
    ),
    may_see=_record_seen,
    series="公开转",
)


RECORD_ANSWER = LetterKind(
    key="foi-record-answer",
    label="更正申请处理结果告知书",
    basis=f"{REGULATION}第四十一条：处理结果告知申请人",
    fields=(
        LetterField("addressee", "收件人", "申小明", is_personal=True),
        LetterField("number_of", "更正申请编号", "GZ20260302-0001"),
        LetterField("subject", "信息名称", "社会保险缴费记录", is_personal=True),
        LetterField("received", "收到日期", "2026年3月2日"),
        LetterField("decision", "处理结果", "经核实，您反映的记录不准确，本机关已予更正。"),
        LetterField("words", "办理情况", "已将缴费月数更正为12个月。"),
        REMEDIES,
    ),
    outline=(
        Title("更正申请处理结果告知书"),
        Addressee(),
        Text(
            "本机关于{{ 收到日期 }}收到您更正政府信息的申请（编号{{ 更正申请编号 }}），涉及“{{ 信息名称 }}”。"
            f"依照{REGULATION}第四十一条，现将处理结果告知如下："
        ),
        Heading("一、处理结果"),
        Text("{{ 处理结果 }}"),
        Heading("二、办理情况"),
        Text("{{ 办理情况 }}"),
        Heading("不服本告知的救济途径"),
        Each("救济途径"),
        Signature(),
    ),
    may_see=_record_seen,
    series="依告",
)


def register_letters() -> None:
    """All five."""
    for kind in (FEE, *SHEETS.values(), FORWARD, RECORD_ANSWER):
        register_letter(kind)


def fee_fields(notice: FeeNotice) -> dict[str, Any]:
    """收费通知书, from the record. It names the applicant: whoever may see the letter may see that."""
    case = Case.objects.select_related("body").get(pk=notice.case_id)
    return {
        "addressee": case.name,
        "application": case.number,
        "reason": notice.reason,
        "reckoning": notice.reckoning,
        "amount": str(notice.amount),
        "days": str(value(FEE_DAYS.key, case.body, notice.notified_on)),
    }


def sheet_fields(sheet: Sheet) -> dict[str, Any]:
    """Either sheet, from the record."""
    return {
        "addressee": str(sheet.to_unit.name if sheet.to_unit else sheet.to_body.name),
        "question": sheet.question.splitlines(),
        "application": sheet.case.number if sheet.case else "",
        "due": chinese_date(sheet.due_on),
    }


def forward_fields(own: OwnRecord) -> dict[str, Any]:
    """转送函, from the record; without the applicant's name: the application itself goes along."""
    return {
        "addressee": own.forwarded_to,
        "number_of": own.number,
        "subject": own.subject,
        "received": chinese_date(own.received_on),
        "words": own.result_words,
    }


_DECISIONS = {
    RecordResult.CORRECTED: "经核实，您反映的记录不准确，本机关已予更正。",
    RecordResult.FORWARDED: "该信息不属于本机关的职能范围，本机关已将您的申请转送{to}处理。",
    RecordResult.TOLD: "该信息不属于本机关的职能范围，请您向{to}提出。",
    RecordResult.REFUSED: "经核实，有关记录准确，不予更正。",
}


def record_answer_fields(own: OwnRecord, addressee: str) -> dict[str, Any]:
    """处理结果告知书, from the record; to whoever asked for the correction."""
    return {
        "addressee": addressee,
        "number_of": own.number,
        "subject": own.subject,
        "received": chinese_date(own.received_on),
        "decision": _DECISIONS[RecordResult(own.result)].format(to=own.forwarded_to),
        "words": own.result_words,
        "remedies": beside_answers(own.body, "您", "本告知书"),
    }
