"""Home addresses with door numbers, and licence plates."""

import re
from collections.abc import Iterator

from .finding import Finding, Kind, Severity, mask
from .plain import before

_NUMBER = r"[0-9〇零一二三四五六七八九十百]{1,6}"
_ROAD = r"(?:路|街|巷|弄|里|道|胡同|村|社区|小区|花园|公寓|新村|家园|苑|组|屯|庄)"
# A road or village with its number, and behind it the stairwell, floor or door that an office would not need.
_HOME = re.compile(
    rf"[\u4e00-\u9fa5]{{1,12}}{_ROAD}(?:[\u4e00-\u9fa5]{{0,8}}?{_NUMBER}(?:号|弄|组|巷)(?:院|附{_NUMBER}号)?[-,、]?){{1,3}}"
    rf"[\u4e00-\u9fa5]{{0,12}}? ?(?:{_NUMBER}[A-Za-z]?(?:号楼|栋|幢|座|单元|层|楼|室|户)[-, ]?){{1,4}}"
)
_ESTATE = re.compile(
    rf"[\u4e00-\u9fa5]{{2,12}}(?:小区|花园|公寓|新村|家园|苑){_NUMBER}(?:号楼|栋|幢|座)(?:{_NUMBER}单元)?{_NUMBER}(?:室|户|号)"
)
_VILLAGE_DOOR = re.compile(rf"[\u4e00-\u9fa5]{{1,10}}(?:村|屯|庄){_NUMBER}(?:组|社|队){_NUMBER}号")
_CALLED_HOME = re.compile(
    r"(?:家庭住址|住址|户籍地址?|户籍所在地|居住地址?|现住址?|家住|住)[::]?"
    rf"([\u4e00-\u9fa5]{{2,30}}(?:路|街|巷|弄|道|村|组|胡同){_NUMBER}号)"
)
_OFFICE = re.compile(
    r"政府|行政|中心|大楼|办公|机关|大厦|委员会|[局厅院所站馆]|法院|学校|公司|银行|广场|酒店|宾馆"
)

# GA 36—2018: letters without I and O; new-energy plates have six places.
_SERIAL = "[A-HJ-NP-Z0-9]"
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][ ·.]?"
    rf"(?:[ABCDEFGHJK]{_SERIAL}[0-9]{{4}}|[0-9]{{5}}[ABCDEFGHJK]|{_SERIAL}{{4}}[A-HJ-NP-Z0-9挂学警港澳])"
    r"(?![0-9A-Za-z])"
)
_DIGITS_OF_A_PLATE = 3  # at most two letters stand among the five places


def find_addresses(text: str) -> Iterator[Finding]:
    """Addresses that lead to a door. Those of offices and public places are passed over."""
    taken = 0
    matches = [match for rule in (_HOME, _ESTATE, _VILLAGE_DOOR) for match in rule.finditer(text)]
    matches += _CALLED_HOME.finditer(text)
    for match in sorted(matches, key=lambda found: (found.start(), -found.end())):
        start, end = match.span(1) if match.re is _CALLED_HOME else match.span()
        if start < taken or (_OFFICE.search(text, start, end) and match.re is not _CALLED_HOME):
            continue
        taken = end
        yield Finding(
            Kind.ADDRESS,
            Severity.CONFIRM,
            "疑似门牌到户的家庭住址",
            "属于个人住址的，删去门牌号以下内容；属于办公地址的，可以保留。",
            start,
            end,
            excerpt=mask(text[start:end], 6, 0),
        )


def find_plates(text: str) -> Iterator[Finding]:
    """Licence plates, those of new-energy cars included."""
    for match in _PLATE.finditer(text):
        serial = match[0][2:]
        if sum(char.isdigit() for char in serial) < _DIGITS_OF_A_PLATE:
            continue
        if "文号" in before(text, match.start(), 6):
            continue
        yield Finding(
            Kind.PLATE,
            Severity.CONFIRM,
            "疑似机动车号牌",
            "属于个人车辆的，公开前遮盖后几位。",
            match.start(),
            match.end(),
            excerpt=mask(match[0], 2, 2),
        )
