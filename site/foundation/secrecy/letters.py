"""The letters of the secrecy review: 保密审查表 (T03), 提请确定 (T04), 征求意见书 (T05), 决定公开告知书 (T06)."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import timezone

from foundation.letters.kinds import LetterField, LetterKind, register_letter, rows_field
from foundation.letters.layout import (
    Addressee,
    Fact,
    Facts,
    Heading,
    Listing,
    Signature,
    Text,
    Title,
)
from foundation.letters.rules import chinese_date
from foundation.organisations.models import User
from foundation.rules.parameters import value
from foundation.signoff.selectors import may_see_record

from . import access
from .models import Referral, ReferralEvent, SecrecyReview
from .release_models import PublicInterestDecision, ThirdPartyConsultation
from .selectors import may_see_referral

RIGHTS = "《中华人民共和国政府信息公开条例》第十五条、第三十二条"
FILES = "正文和附件"


def _handles(record: ThirdPartyConsultation | PublicInterestDecision, user: User) -> bool:
    """Names of right holders are for those who write to them."""
    return access.acting(user, access.CONSULT, record.body_id) is not None


def may_see_review(form: SecrecyReview, user: User) -> bool:
    """Whoever sees the page's record, and who inspects."""
    return (
        may_see_record(form.page_id, user)
        or access.acting(user, access.READ_INSPECTIONS, form.body_id) is not None
    )


REVIEW_SHEET = LetterKind(
    key="secrecy-review",
    label="保密审查表",
    basis="《中华人民共和国政府信息公开条例》第十七条；保密审查表（T03）",
    fields=(
        LetterField("title", "信息名称", "关于公布2026年度政务公开工作要点的通知"),
        rows_field(
            "rows",
            "审查内容",
            ("项目", "结果", "依据"),
            ("是否涉及国家秘密", "否", ""),
            ("是否涉及个人隐私", "是", "《中华人民共和国政府信息公开条例》第十五条"),
        ),
    ),
    outline=(
        Title("保密审查表"),
        Facts((Fact("信息名称", "{{ 信息名称 }}"),)),
        Text(""),
        Listing("审查内容", ("项目", "结果", "依据"), (5, 5, 6)),
    ),
    may_see=may_see_review,
    has_letterhead=False,
)
REFERRAL = LetterKind(
    key="secrecy-referral",
    label="政府信息公开提请确定申请",
    basis="《中华人民共和国政府信息公开条例》第十七条；保密审查确定申请（T04）",
    fields=(
        LetterField("kind", "申请名称", "保密审查确定申请"),
        LetterField("addressee", "收件人", "示范县国家保密局"),
        LetterField("topic", "提请事项", "是否涉及国家秘密"),
        rows_field(
            "rows", "提请内容", ("项目", "内容"), ("信息名称", "某项目规划图"), ("信息内容", "规划图全文")
        ),
        LetterField("days", "答复工作日", "10"),
        LetterField("extension", "延长工作日", "7"),
    ),
    outline=(
        Title("政府信息公开{{ 申请名称 }}"),
        Addressee(),
        Text(
            "根据《中华人民共和国政府信息公开条例》第十七条，现就下列政府信息{{ 提请事项 }}，提请你单位确定。"
        ),
        Listing("提请内容", ("项目", "内容"), (3, 10), has_head=False),
        Text(
            "请自收到本申请之日起{{ 答复工作日 }}个工作日内书面答复；需要延长的，请及时告知，"
            "延长不超过{{ 延长工作日 }}个工作日。"
        ),
        Signature(),
    ),
    may_see=may_see_referral,
)
CONSULTATION = LetterKind(
    key="third-party-consultation",
    label="政府信息公开征求意见书",
    basis="《中华人民共和国政府信息公开条例》第三十二条；征求第三方意见书和回执（T05）",
    fields=(
        LetterField("addressee", "收件人", "示范建设有限公司", is_personal=True),
        LetterField("title", "信息名称", "某项目中标合同"),
        LetterField("subject", "涉及内容", "商业秘密"),
        LetterField("asked", "征求意见的内容", "合同第三条报价明细"),
        LetterField("days", "答复工作日", "15"),
    ),
    outline=(
        Title("政府信息公开征求意见书"),
        Addressee(),
        Text("本机关拟公开《{{ 信息名称 }}》，其中的内容可能涉及你（单位）的{{ 涉及内容 }}："),
        Text("{{ 征求意见的内容 }}"),
        Text(
            f"根据{RIGHTS}，请自收到本征求意见书之日起{{{{ 答复工作日 }}}}个工作日内书面答复是否同意公开；"
            "不同意的，请说明理由。逾期未提出意见的，由本机关依照条例的规定决定是否公开。"
        ),
        Signature(),
        Heading("回执"),
        Facts(
            (
                Fact("信息名称", "{{ 信息名称 }}"),
                Fact("意见", "☐ 同意公开　☐ 部分同意公开　☐ 不同意公开"),
                Fact("理由", ""),
                Fact("签名（盖章）、日期", ""),
            )
        ),
    ),
    may_see=_handles,
    series="公开征",
)
NOTICE = LetterKind(
    key="third-party-notice",
    label="决定公开政府信息告知书",
    basis="《中华人民共和国政府信息公开条例》第十五条、第三十二条；决定公开政府信息告知书（T06）",
    fields=(
        LetterField("addressee", "收件人", "示范建设有限公司", is_personal=True),
        LetterField("title", "信息名称", "某项目中标合同"),
        LetterField("subject", "涉及内容", "商业秘密"),
        LetterField("decider", "决定主体", "本机关负责人集体讨论"),
        LetterField("decided_on", "决定日期", "2026年3月2日"),
        LetterField("reasons", "理由", "涉及公共安全，不公开会对公共利益造成重大影响。"),
    ),
    outline=(
        Title("决定公开政府信息告知书"),
        Addressee(),
        Text(
            "关于《{{ 信息名称 }}》中涉及你（单位）{{ 涉及内容 }}的内容，{{ 决定主体 }}于{{ 决定日期 }}认定，"
            "不公开会对公共利益造成重大影响，决定予以公开。"
        ),
        Facts(
            (
                Fact("公开内容", "{{ 信息名称 }}"),
                Fact("理由", "{{ 理由 }}"),
                Fact("依据", RIGHTS),
            )
        ),
        Text("你（单位）认为公开行为侵犯合法权益的，可以依法申请行政复议或者提起行政诉讼。"),
        Signature(),
    ),
    may_see=_handles,
    series="公开告",
)


def register_letters() -> None:
    """All four."""
    for kind in (REVIEW_SHEET, REFERRAL, CONSULTATION, NOTICE):
        register_letter(kind)


def consultation_fields(letter: ThirdPartyConsultation) -> dict[str, Any]:
    """T05, from the record."""
    return {
        "addressee": letter.holder_name,
        "title": letter.page_title,
        "subject": letter.get_subject_display(),
        "asked": letter.asked,
        "days": str(value("review.third_party_days", letter.body_id, letter.sent_on)),
    }


def holders_of(decision: PublicInterestDecision) -> str:
    """The right holders who were asked about the same matter."""
    if not decision.page_id:
        return ""
    asked = ThirdPartyConsultation.objects.filter(page_id=decision.page_id, subject=decision.subject)
    return "、".join(dict.fromkeys(letter.holder_name for letter in asked))


def notice_fields(decision: PublicInterestDecision) -> dict[str, Any]:
    """T06, from the decision."""
    return {
        "addressee": holders_of(decision) or "　" * 6,
        "title": decision.page_title,
        "subject": decision.get_subject_display(),
        "decider": decision.get_decider_display(),
        "decided_on": chinese_date(decision.decided_on),
        "reasons": decision.reasons,
    }


def referral_fields(referral: Referral) -> dict[str, Any]:
    """T04, from the referral."""
    return {
        "kind": referral.get_kind_display(),
        "addressee": referral.addressee,
        "topic": referral.get_topic_display(),
        "rows": list(_referral_rows(referral)),
        "days": str(value("review.referral_days", referral.body_id, referral.received_on)),
        "extension": str(value("review.referral_ext", referral.body_id, referral.received_on)),
    }


def _referral_rows(referral: Referral) -> Iterator[tuple[str, str]]:
    yield "信息名称", referral.information_name
    yield "信息内容", referral.content
    if referral.kind == "reconsideration":
        if referral.case_reference:
            yield "复议案件", referral.case_reference
        yield "申请人要求公开的理由", referral.applicant_reasons
        yield "被申请人不公开的理由", referral.respondent_reasons
    else:
        yield "不能确定的原因", referral.doubt
        yield "本机关意见", referral.own_opinion or "（无）"
    yield "批准人", f"{referral.approver_name}，{chinese_date(referral.approved_on)}"


def sheet_fields(forms: Sequence[SecrecyReview], second: Sequence[ReferralEvent]) -> dict[str, Any]:
    """T03: every signed form of a page, newest first, in one table."""
    rows: list[tuple[str, str, str]] = []
    for number, form in enumerate(forms):
        if len(forms) > 1:
            rows.append((f"第{len(forms) - number}次审查", _day(form.at), ""))
        rows += _form_rows(form, second)
    return {"title": forms[0].page_title, "rows": rows}


def _form_rows(form: SecrecyReview, second: Sequence[ReferralEvent]) -> Iterator[tuple[str, str, str]]:
    files = [f"{file['title']} {file['sha256'][:16]}" for file in form.files]
    yield "审查对象", "\n".join([f"{FILES}{len(files)}个，内容指纹{form.content_digest[:16]}", *files]), ""
    for label, answer, bases in form.rows:
        yield label, answer, "；".join(bases)
    if form.must_be_open:
        yield "规定应当公开", "是" if form.must_be_open == "yes" else "否", form.openness_rule
    if form.openness_exception:
        yield "应当公开而不公开的理由", form.openness_exception, ""
    if form.secret:
        yield "定密", form.secret_in_words, ""
    yield "结论", form.get_conclusion_display(), ""
    yield "意见", form.opinion or form.seal.opinion, ""
    behalf = f"（代 {form.seal.on_behalf_of} 签）" if form.seal.on_behalf_of else ""
    yield "审查责任人", f"{form.seal.person_name}{behalf}，{form.seal.post_title}，{_day(form.at)}", ""
    for event in second:
        words = f"{event.get_step_display()}：{event.person_name}，{_day(event.at)}。{event.opinion}"
        yield "复审", words, ""


def _day(at: dt.datetime) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"
