"""What somebody agrees to when they leave personal data (个人信息处理告知). Old versions stay, so that it can be shown.

《个人信息保护法》 第十三条 (consent), 第十七条 (what must be told), 第四十七条 (deletion).
"""

PRESENT = "2026-1"
CONSENTS = {
    "2026-1": (
        "我同意本机关为办理和答复本件处理我填写的姓名、联系方式和附件。这些信息只由办理人员在需要联系我时查看，"
        "查看留有记录；不公开，不用于其他目的，办结后到期自动删除。"
    )
}
