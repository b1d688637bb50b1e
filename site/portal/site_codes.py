"""The numbers that stand at the foot of a government website, and where each is verified. Pure.

标识码: ten digits, the first six the administrative division, or bm and eight (国办发〔2017〕47号). ICP: shown with
a link to the ministry's system (《非经营性互联网信息服务备案管理办法》第十三条). 公安: fourteen digits, as its platform
gives them.
"""

import re

from django.core.validators import RegexValidator

SITE_CODE = RegexValidator(r"^(\d{10}|bm\d{8})\Z", "应为 10 位数字，或 bm 加 8 位数字")
ICP_NUMBER = RegexValidator(
    r"^[\u4e00-\u9fa5]ICP备\d{8}(\d{2})?号(-\d{1,3})?\Z",
    "应为省份简称加“ICP备”、8 或 10 位数字和“号”，如 示ICP备00000000号-1",
)
POLICE_NUMBER = RegexValidator(
    r"^[\u4e00-\u9fa5]公网安备 ?\d{14}号\Z",
    "应为省份简称加“公网安备”、14 位数字和“号”，如 示公网安备00000000000000号",
)
POSTCODE = RegexValidator(r"^\d{6}\Z", "应为 6 位数字")
DOMAIN = RegexValidator(
    r"^(?=.{4,100}\Z)([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\.)+[a-z]{2,}\Z",
    "应为小写英文域名，不含 https:// 和路径，如 www.example.gov.cn",
)
ICP_SYSTEM = "https://beian.miit.gov.cn/"
_POLICE_SYSTEM = "https://beian.mps.gov.cn/#/query/webSearch?code="


def police_address(number: str) -> str:
    """Where a 公安备案号 is verified; empty for none."""
    digits = re.search(r"\d{14}", number)
    return f"{_POLICE_SYSTEM}{digits[0]}" if digits else ""
