"""What a verification may find, in words for those who answer for it."""

from dataclasses import dataclass
from enum import Enum


class Breach(Enum):
    """Kind of breach: its name and what to do."""

    RECORD_CHANGED = ("记录被改动", "从备份核对该条记录，查明何人在数据库中改动。")
    RECORD_MISSING = ("记录缺失或次序被改", "从备份找回缺失的记录，查明何人删除。")
    TAIL_MISSING = ("最新记录缺失", "从备份找回最近的记录，查明何人删除。")
    NOT_CLEARED = ("公开页面没有发布许可", "立即紧急撤下该页面，查明如何公开。")
    TAKEN_DOWN = ("已撤下的版本仍在公开", "立即紧急撤下该页面，查明如何恢复公开。")
    SEAL_UNFIT = ("发布许可与封签不符", "立即紧急撤下该页面，查明许可由何人写入。")
    CHAIN_INCOMPLETE = ("公开页面审签不全", "立即紧急撤下该页面，补齐审签后再公开。")
    REVISION_CHANGED = ("签发的版本内容被改动", "从备份恢复该版本，查明何人改动。")
    PAGE_CHANGED = ("公开内容与签发的版本不一致", "立即紧急撤下该页面，从备份恢复，查明何人改动。")
    DATE_CHANGED = ("首次公开时间被改动", "从备份恢复首次公开时间，查明何人改动。")
    NOT_RECORDED = ("公开页面没有公开记录", "核对该页面何时公开，从备份找回公开记录。")
    FILE_CHANGED = ("随稿封存的文件被改动或缺失", "从备份恢复该文件，查明何人改动。")

    @property
    def label(self) -> str:
        """Its name."""
        return self.value[0]

    @property
    def remedy(self) -> str:
        """What to do."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach: of which record, page or file."""

    breach: Breach
    where: str
    detail: str = ""

    @property
    def key(self) -> str:
        """The same for the same finding on another night."""
        return f"{self.breach.name}:{self.where}"

    def __str__(self) -> str:
        detail = f"（{self.detail}）" if self.detail else ""
        return f"{self.breach.label}：{self.where}{detail}。{self.breach.remedy}"
