"""附件3 政府信息公开申请表, field by field in the order of its source (R-155), blank or filled. No I/O.

组织机构代码 is called 统一社会信用代码 today; the blank cell among the ways of obtaining is 快递.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from disclosure.requests.enums import Form, Way
from disclosure.requests.models import Case

TITLE = "政府信息公开申请表"
FOOT = "本表复制有效。选填部分可以不填，不影响申请。"
CONTENT = "所需信息的内容描述"


@dataclass(frozen=True, slots=True)
class Group:
    """Rows (label, value) under one heading; ``part`` is the larger part that it stands in."""

    part: str
    label: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole form of one body."""

    title: str
    groups: tuple[Group, ...]
    foot: str = FOOT


def sheet_of(body_name: str, case: Case | None = None) -> Sheet:
    """The form: blank, or as the case fills it."""
    return Sheet(
        f"{body_name}{TITLE}",
        (_person(case), _organisation(case), _signed(case), _wanted(case), _chosen(case)),
    )


def _person(case: Case | None) -> Group:
    one = case if case and case.is_by_person else None
    labels = (
        ("姓名", "name"), ("工作单位", "employer"), ("证件名称", "proof"), ("证件号码", "proof_number"),
        ("通信地址", "address"), ("邮政编码", "postcode"), ("联系电话", "contact"), ("电子邮箱", "email"),
    )  # fmt: skip
    return Group("申请人信息", "公民", tuple((label, _said(one, name)) for label, name in labels))


def _organisation(case: Case | None) -> Group:
    one = case if case and not case.is_by_person else None
    labels = (
        ("名称", "name"), ("统一社会信用代码（组织机构代码）", "proof_number"), ("营业执照信息", "proof"),
        ("法人代表", "legal_person"), ("联系人姓名", "contact_person"), ("联系人电话", "contact"),
        ("联系人电子邮箱", "email"),
    )  # fmt: skip
    return Group("申请人信息", "法人或者其他组织", tuple((label, _said(one, name)) for label, name in labels))


def _said(case: Case | None, name: str) -> str:
    if case is None:
        return ""
    return case.get_proof_kind_display() if name == "proof" else getattr(case, name)


def _signed(case: Case | None) -> Group:
    day = f"{case.submitted_on:%Y年%-m月%-d日}" if case else "　　　　年　　月　　日"
    return Group("申请人信息", "签章", (("申请人签名或者盖章", ""), ("申请时间", day)))


def _wanted(case: Case | None) -> Group:
    words = "" if case is None else f"{case.subject}\n{case.text}"
    return Group("所需信息情况", "必填", ((CONTENT, words),))


def _chosen(case: Case | None) -> Group:
    reduction = _boxes((("yes", "申请（请提供相关证明）"), ("no", "不申请")), _reduction(case))
    rows = (
        ("所需信息的索取号", case.reference if case else ""),
        ("所需信息的用途", case.purpose if case else ""),
        ("是否申请减免费用", reduction),
        ("所需信息的指定提供方式（可多选）", _boxes(Form.choices, case.forms if case else ())),
        ("获取信息的方式（可多选）", _boxes(Way.choices, case.ways if case else ()) + _post_to(case)),
        ("其他方式", _boxes((("yes", "若本机关无法按照指定方式提供所需信息，也可接受其他方式"),),
                        ("yes",) if case and case.accepts_other else ())),
    )  # fmt: skip
    return Group("所需信息情况", "选填", rows)


def _post_to(case: Case | None) -> str:
    """The source has an address among what citizens fill in only."""
    if case is None or case.is_by_person or not case.address:
        return ""
    return f"\n邮寄地址：{' '.join(filter(None, (case.postcode, case.address)))}"


def _reduction(case: Case | None) -> Sequence[str]:
    if case is None:
        return ()
    return ("yes",) if case.wants_reduction else ("no",)


def _boxes(choices: Sequence[tuple[str, str]], ticked: Sequence[str]) -> str:
    return "　".join(f"{'☑' if value in ticked else '□'}{label}" for value, label in choices)


def name_of(case: Case | None) -> str:
    """The name of the file; nothing personal stands in it."""
    day = timezone.localdate()
    return f"{TITLE}_{case.number}" if case else f"{TITLE}（空白）_{day:%Y%m%d}"
