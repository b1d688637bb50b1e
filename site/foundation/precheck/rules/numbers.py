"""Mobile numbers and bank-card numbers."""

import re
from collections.abc import Iterator

from .finding import Finding, Kind, Severity, mask
from .plain import before

# Ranges given out under 《电信网编号计划》 (工业和信息化部, 2017) and later allocations. 140, 141, 144, 146 and 148
# belong to machines; they look the same to a reader and are reported too.
_MOBILE = re.compile(
    r"(?<![0-9A-Za-z._-])(?:(?:\+|00)?86[ -]?)?"
    r"(?P<number>1(?:3\d|4[014-9]|5[0-35-9]|6[2567]|7[0-8]|8\d|9[0-35-9])"
    r"(?:\d{8}|[ -]\d{4}[ -]\d{4}|[ -]\d{3}[ -]\d{5}|\d[ -]\d{3}[ -]?\d{4}))"
    r"(?![0-9A-Za-z_])(?!\.\d)"
)
_FOR_WORK = re.compile(
    r"(?:联系|咨询|监督|举报|投诉|值班|服务|办公|预约|报名|报警|救援|客服|受理|业务|责任|负责)"
    r"(?:人|电话|手机|方式|热线|号码)[^0-9]{0,10}$|热线[^0-9]{0,6}$"
)

# 62 and the older 9558 (工商银行) and 95599 (农业银行) are cards of domestic banks; the others are 16 digits.
_DOMESTIC_CARD = re.compile(r"62\d{14,17}|9558\d{15}|95599\d{14}")
_FOREIGN_CARD = re.compile(r"(?:4\d|5[1-5]|35|2[2-7])\d{14}")
_CARD = re.compile(r"(?<![0-9A-Za-z.-])[2-69](?>[ -]?\d){15,18}+(?![0-9A-Za-z])(?!-\d)")
_CALLED_CARD = re.compile(r"(?:卡号|账号|帐号|账户|帐户|银行卡|存折|打卡)[^0-9]{0,8}$")
_SEPARATOR = re.compile(r"[ -]")


def find_mobile_numbers(text: str) -> Iterator[Finding]:
    """Mobile numbers of 11 digits. One given as a contact for work is only to be confirmed."""
    for match in _MOBILE.finditer(text):
        for_work = _FOR_WORK.search(before(text, match.start(), 20))
        yield Finding(
            Kind.MOBILE,
            Severity.CONFIRM if for_work else Severity.MUST_FIX,
            "公开的工作联系电话为手机号码" if for_work else "疑似个人手机号码",
            "请确认系本人同意公开的工作电话；有固定电话的，建议改用固定电话。"
            if for_work
            else "公开前删去或遮盖中间四位。",
            match.start(),
            match.end(),
            excerpt=mask(_SEPARATOR.sub("", match["number"])),
        )


def passes_luhn(digits: str) -> bool:
    """The check digit of ISO/IEC 7812-1."""
    total = sum(int(digit) for digit in digits[-1::-2])
    total += sum(sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return total % 10 == 0


def find_bank_cards(text: str) -> Iterator[Finding]:
    """Card numbers of 16 to 19 digits that pass Luhn and begin like a card."""
    for match in _CARD.finditer(text):
        number = _SEPARATOR.sub("", match[0])
        domestic = _DOMESTIC_CARD.fullmatch(number)
        if not (domestic or _FOREIGN_CARD.fullmatch(number)) or not passes_luhn(number):
            continue
        certain = domestic or _CALLED_CARD.search(before(text, match.start(), 20))
        yield Finding(
            Kind.BANK_CARD,
            Severity.MUST_FIX if certain else Severity.CONFIRM,
            "疑似银行卡号（校验位相符）",
            "公开前删去或只保留末四位；单位缴款账户请核对后注明理由。",
            match.start(),
            match.end(),
            excerpt=mask(number),
        )
