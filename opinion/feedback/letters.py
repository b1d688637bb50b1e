"""转办函: what is outside the body's powers goes to who has them (政务公开投诉转办)."""

from foundation.letters.kinds import LetterField, LetterKind
from foundation.letters.layout import Addressee, Fact, Facts, Signature, Text, Title

from .access import may_reveal

TRANSFER = LetterKind(
    key="feedback-transfer",
    label="转办函",
    basis="本机关留言办理规则：不属于本机关职责的来件转送有权处理的单位（信访事项依《信访工作条例》）",
    fields=(
        LetterField("addressee", "收件人", "示范县信访局"),
        LetterField("number", "来件编号", "LY20260302-0007"),
        LetterField("received_on", "收到日期", "2026年3月2日"),
        LetterField("topic", "来件主题", "反映某路段路灯不亮"),
        LetterField("reason", "转办理由", "该事项由你单位负责管理。"),
        LetterField("text", "来件内容", "某路段路灯近一个月不亮，夜间出行不便。"),
    ),
    outline=(
        Title("关于转送公众来件的函"),
        Addressee(),
        Text(
            "本机关于{{ 收到日期 }}收到公众来件（编号{{ 来件编号 }}），主题为“{{ 来件主题 }}”。"
            "{{ 转办理由 }}现转送你单位处理。"
        ),
        Facts((Fact("来件内容", "{{ 来件内容 }}"),)),
        Text("请依法依规办理，并直接答复来件人；来件人联系方式另行交接，请注意保护个人信息。"),
        Signature(),
    ),
    may_see=may_reveal,
    series="转",
)
NOTICE = (
    "您好！您反映的事项不属于本机关职责，已于{day}转送{target}处理，理由：{reason}"
    "请向该单位了解办理情况。感谢您的来信。"
)
