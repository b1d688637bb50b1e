"""公众留言 in 示范县: letters in every state, several of them answered in public. All invented."""

import datetime as dt
from dataclasses import dataclass, field

from django.utils import timezone

from foundation.organisations.enums import PostKind
from foundation.organisations.models import User
from foundation.organisations.selectors import holders
from foundation.submissions.intake import record
from opinion.feedback import services
from opinion.feedback.enums import Channel, Nature, Outcome, Scope, State
from opinion.feedback.kind import LETTER
from opinion.feedback.models import Letter

from .people import Staff


@dataclass(frozen=True, slots=True)
class _Piece:
    """One letter: how many days ago it came, after how many it was answered, and where it stands."""

    topic: str
    text: str
    reply: str = ""
    until: State = State.CLOSED
    ago: int = 3
    took: int = 2
    channel: Channel = Channel.WEB
    nature: Nature = Nature.ENQUIRY
    fields: dict[str, str] = field(default_factory=dict)


_PIECES = (
    _Piece(
        "《示范县优化营商环境若干规定》从哪天起施行",
        "在网上看到了规定全文，想请问从哪天起施行，以前办理中的事项是否适用？",
        "您好！施行日期见文件最后一条；施行前已受理、尚未办结的事项，按有利于申请人的规定办理。",
        ago=40,
    ),
    _Piece(
        "养老服务补贴申请表在哪里下载",
        "老人符合补贴条件，但在网站上没有找到申请表，社区说可以网上下载。",
        "您好！申请表在“政策文件库”中该文件的附件里，也可到社区服务窗口领取纸质表格。",
        ago=26,
        channel=Channel.PHONE,
    ),
    _Piece(
        "建议公布公交线路调整方案的意见采纳情况",
        "征求意见结束后，希望说明哪些意见采纳了、哪些没有采纳以及理由。",
        "您好！您的建议很好，已会同交通运输部门办理，采纳情况将在征集结束后公布。",
        ago=18,
        took=4,
        nature=Nature.SUGGESTION,
    ),
    _Piece(
        "部门信息公开指南联系电话打不通",
        "某局公开指南上的联系电话连续三天无人接听。",
        "您好！经核实，该电话已停用，指南未及时更新。现已更正为新号码，并对各部门指南进行了核对。",
        ago=12,
        took=3,
        channel=Channel.EMAIL,
        nature=Nature.COMPLAINT,
        fields={"outcome": Outcome.RECTIFIED},
    ),
    _Piece(
        "希望历年财政决算提供可编辑的表格",
        "决算公开都是扫描件，无法统计，希望提供表格文件。",
        "您好！今年起新公开的决算已提供表格文件。",
        until=State.ANSWERED,
        ago=8,
        took=4,
        nature=Nature.COMPLAINT,
        fields={
            "outcome": Outcome.NOT_NOW,
            "outcome_note": "往年决算的电子表格正在整理，数量较多，预计年底前完成。",
        },
    ),
    _Piece(
        "政务服务大厅周末是否办理业务",
        "工作日请假不便，想了解周末能否办理不动产登记。",
        "您好！周六上午9时至12时提供延时服务，可先电话预约。",
        until=State.APPROVING,
    ),
    _Piece(
        "学区划分文件什么时候公布",
        "孩子明年入学，想了解学区划分文件公布时间。",
        "您好！学区划分方案一般于每年五月公布，请关注网站通知。",
        until=State.CONFIRMING,
        ago=4,
    ),
    _Piece(
        "公租房轮候名单在哪里查看", "递交申请半年了，想知道轮候名单是否公开。", until=State.HANDLING, ago=4
    ),
    _Piece(
        "询问政府信息公开申请的邮寄地址",
        "想通过邮寄方式申请公开信息，请告知收件地址。",
        until=State.RECEIVED,
        ago=1,
    ),
    _Piece(
        "反映某小区物业收费问题",
        "物业未经公示就提高了收费标准，请有关部门处理。",
        until=State.TRANSFERRED,
        ago=9,
        nature=Nature.OTHER,
        channel=Channel.VISIT,
    ),
    _Piece("测试测试测试", "测试一下能不能发送。", until=State.INVALID, ago=6, nature=Nature.OTHER),
)
_ORDER = (State.HANDLING, State.CONFIRMING, State.APPROVING, State.ANSWERED, State.CLOSED)


def build_feedback(county: Staff, today: dt.date) -> list[Letter]:
    """Every piece, brought as far as it says."""
    return [_build(piece, county, today) for piece in _PIECES]


def _holder(kind: PostKind, staff: Staff) -> User:
    unit = staff.unit.pk if kind == PostKind.UNIT_HEAD else None
    return holders(kind, body_id=staff.body.pk, unit_id=unit).get().user


def _build(piece: _Piece, county: Staff, today: dt.date) -> Letter:
    office = _holder(PostKind.OFFICE_REVIEWER, county)
    came = timezone.make_aware(dt.datetime.combine(today - dt.timedelta(days=piece.ago), dt.time(10)))
    data = {"text": piece.text, "name": "示例", "contact": "0000-0000000"}
    letter: Letter = record(
        LETTER,
        data,
        body=county.body,
        received_at=came,
        channel=piece.channel,
        nature=piece.nature,
        topic=piece.topic,
        entered_by=None if piece.channel == Channel.WEB else office,
    )
    services.arrived(letter)
    if piece.until == State.TRANSFERRED:
        return services.transfer(
            letter, office, target="示范县信访局", reason="物业收费纠纷由有权处理的部门依法办理。"
        )
    if piece.until == State.INVALID:
        return services.refuse(letter, office, reason="内容为测试，没有具体事项。")
    if piece.until in _ORDER:
        _take_on(piece, letter, county, office)
    return letter


def _take_on(piece: _Piece, letter: Letter, county: Staff, office: User) -> None:
    """As far along the review as the piece says; answers get the day on which they were given."""
    far = _ORDER.index(piece.until)
    services.accept(letter, office, unit=county.unit, nature=piece.nature)
    if far >= 1:
        public = {"public_topic": piece.topic, "public_text": piece.text, "public_reply": piece.reply}
        services.draft(letter, county.editor, reply=piece.reply, scope=Scope.PUBLIC, **public, **piece.fields)
    if far >= 2:
        services.confirm(letter, _holder(PostKind.UNIT_HEAD, county))
    if far >= 3:
        services.approve(letter, office, is_anonymised=True)
        at = letter.received_at + dt.timedelta(days=piece.took)
        Letter.objects.filter(pk=letter.pk).update(answered_at=at, published_at=at)
    if far >= 4 and piece.nature == Nature.COMPLAINT:
        services.close(letter, office)
