"""The bodies of 示范县, their units and the people in every post."""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from foundation.organisations.enums import BodyKind, PostKind
from foundation.organisations.models import Appointment, Body, Post, Unit, User

SEED = 20260101
FAMILY_NAMES = "林周沈钱方陆顾叶程夏江苏杜余贺范石丁任秦"
GIVEN_NAMES = (
    "小北", "正言", "慎之", "复明", "立诚", "知行", "思齐", "守正", "明理", "文清", "若水", "景行", "致远", "书宁",
    "怀瑾", "予安", "亦诚", "闻达", "念真", "克己", "以宁", "望舒", "清和", "秉烛", "行知",
)  # fmt: skip
# code, full name, short name, 机关代字, kind, business unit
BODIES = (
    ("sfx", "示范县人民政府", "县政府", "示政发", BodyKind.GOVERNMENT, "综合科"),
    ("sfx-zfb", "示范县人民政府办公室", "县政府办", "示政办发", BodyKind.DEPARTMENT, "政务公开科"),
    ("sfx-ybj", "示范县医疗保障局", "县医保局", "示医保发", BodyKind.DEPARTMENT, "待遇保障股"),
    ("sfx-mzj", "示范县民政局", "县民政局", "示民发", BodyKind.DEPARTMENT, "养老服务股"),
    ("sfx-rsj", "示范县人力资源和社会保障局", "县人社局", "示人社发", BodyKind.DEPARTMENT, "就业促进股"),
    ("sfx-zjj", "示范县住房和城乡建设局", "县住建局", "示建发", BodyKind.DEPARTMENT, "村镇建设股"),
    ("sfx-jyj", "示范县教育局", "县教育局", "示教发", BodyKind.DEPARTMENT, "基础教育股"),
    ("sfx-sjj", "示范县市场监督管理局", "县市场监管局", "示市监发", BodyKind.DEPARTMENT, "食品监管股"),
    ("sfx-czj", "示范县财政局", "县财政局", "示财发", BodyKind.DEPARTMENT, "预算股"),
    ("sfx-nyj", "示范县农业农村局", "县农业农村局", "示农发", BodyKind.DEPARTMENT, "农田建设股"),
    ("sfx-yjj", "示范县应急管理局", "县应急局", "示应急发", BodyKind.DEPARTMENT, "防灾减灾股"),
    ("sfx-qxj", "示范县气象局", "县气象局", "示气发", BodyKind.DEPARTMENT, "预报服务股"),
    ("sfx-jia", "甲河镇人民政府", "甲河镇", "甲政发", BodyKind.TOWNSHIP, "党政办公室"),
    ("sfx-yi", "乙山乡人民政府", "乙山乡", "乙政发", BodyKind.TOWNSHIP, "党政办公室"),
    ("sfx-bing", "丙湖街道办事处", "丙湖街道", "丙街发", BodyKind.TOWNSHIP, "党政综合办"),
    ("sfx-gsgs", "示范县供水公司", "县供水公司", "示供水", BodyKind.ENTERPRISE, "客户服务部"),
)
COUNTY, OFFICE = "sfx", "sfx-zfb"
VERTICAL = {"sfx-qxj": "示范市气象局"}
_CHAIN_POSTS = (
    ("bianji", PostKind.EDITOR, "编辑"),
    ("kezhang", PostKind.UNIT_HEAD, "科室负责人"),
    ("baomi", PostKind.SECRECY_REVIEWER, "保密审查员"),
    ("fushen", PostKind.OFFICE_REVIEWER, "办公室主任"),
    ("lingdao", PostKind.LEADER, "签发领导"),
    ("fenguan", PostKind.DEPUTY_LEADER, "分管负责人"),
    ("zhuyao", PostKind.MAIN_LEADER, "主要负责人"),
)
_SIGNED_ON_YEARS_AGO = 6


@dataclass(frozen=True, slots=True)
class Staff:
    """A body with the unit that drafts and everybody its chain needs."""

    body: Body
    unit: Unit
    editor: User
    approvers: tuple[User, ...]

    def __iter__(self) -> Iterator[User]:
        """Everybody, in the order of the posts."""
        return iter((self.editor, *self.approvers))


class People:
    """Creates users; one hash serves all, because they share the demo password."""

    def __init__(self, password: str) -> None:
        self.password_hash = make_password(password)
        self.names = self._names()
        self.since = timezone.localdate() - dt.timedelta(days=365 * _SIGNED_ON_YEARS_AGO)

    @staticmethod
    def _names() -> Iterator[tuple[str, str]]:
        names = [(family, given) for family in FAMILY_NAMES for given in GIVEN_NAMES]
        random.Random(SEED).shuffle(names)  # noqa: S311  (fictional names, not secrets)
        return iter(names)

    def person(self, username: str, **fields) -> User:
        """One person."""
        family, given = next(self.names)
        return User.objects.create(
            username=username,
            email=f"{username}@example.gov.cn",
            last_name=family,
            first_name=given,
            password=self.password_hash,
            phone="0000-0000000",
            **fields,
        )

    def appoint(self, user: User, kind: str, title: str, body: Body, unit: Unit | None = None) -> None:
        """Give a person a post."""
        post = Post.objects.create(body=body, unit=unit, kind=kind, title=title)
        Appointment.objects.create(post=post, user=user, starts_on=self.since)

    def staff(self, body: Body, unit: Unit, prefix: str) -> Staff:
        """Everybody the chain of a body needs."""
        users = []
        for name, kind, title in _CHAIN_POSTS:
            user = self.person(f"{prefix}{name}")
            in_unit = kind in (PostKind.EDITOR, PostKind.UNIT_HEAD)
            self.appoint(user, kind, title, body, unit if in_unit else None)
            users.append(user)
        return Staff(body, unit, users[0], tuple(users[1:]))

    def also_at(self, staff: Staff, body: Body, unit: Unit) -> Staff:
        """The same people in the same posts of another body."""
        for user, (_, kind, title) in zip(staff, _CHAIN_POSTS, strict=True):
            in_unit = kind in (PostKind.EDITOR, PostKind.UNIT_HEAD)
            self.appoint(user, kind, title, body, unit if in_unit else None)
        return Staff(body, unit, staff.editor, staff.approvers)


def create_bodies() -> dict[str, Body]:
    """All bodies below the county government, by code."""
    bodies: dict[str, Body] = {}
    for number, (code, name, short, prefix, kind, _) in enumerate(BODIES, start=1):
        bodies[code] = Body.objects.create(
            code=code,
            name=name,
            short_name=short,
            number_prefix=prefix,
            kind=kind,
            parent=bodies.get(COUNTY),
            index_code=f"0000{number:04d}-{number % 10}",
            is_vertical=code in VERTICAL,
            vertical_superior=VERTICAL.get(code, ""),
        )
    return bodies


def create_staffs(people: People, bodies: dict[str, Body]) -> dict[str, Staff]:
    """A staff for each body, by code. The county office also works for the county government itself."""
    units = {
        code: Unit.objects.create(
            body=bodies[code], name=unit, is_disclosure_office=code == OFFICE, phone="0000-0000001"
        )
        for code, _, _, _, _, unit in BODIES
    }
    office = people.staff(bodies[OFFICE], units[OFFICE], "")
    staffs = {COUNTY: people.also_at(office, bodies[COUNTY], units[COUNTY]), OFFICE: office}
    for code, *_ in BODIES[2:]:
        prefix = f"{code.removeprefix('sfx-')}-"
        staffs[code] = people.staff(bodies[code], units[code], prefix)
    people.appoint(people.person("jiandu"), PostKind.SUPERVISOR, "政务公开监督员", bodies[OFFICE])
    people.appoint(people.person("yunwei"), PostKind.OPERATOR, "平台运维员", bodies[OFFICE])
    people.person("admin", is_superuser=True, is_staff=True)
    second = people.person("baomi2")
    for code in (COUNTY, OFFICE):
        people.appoint(second, PostKind.SECRECY_SECOND, "保密复审员", bodies[code])
    return staffs
