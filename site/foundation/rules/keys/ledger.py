"""The ledger of duties (时限台账): reminders, limits of what is typed."""

from ..registry import Parameter

_REMINDERS = (
    "需求R-270（及时提醒）的默认值：到期前10、3、0个工作日，超期后每个工作日，再逐级上报；本机关可调整"
)

DUTIES = (
    Parameter(
        "duties.soon_days",
        "法定时限列入“将到期”的提前量",
        3,
        "工作日",
        "本机关内部工作目标；与到期提醒（需求R-270：到期前10、3、0个工作日）的第二次提醒一致",
        used_by="时限台账的“将到期”清单",
    ),
    Parameter(
        "duties.remind_first",
        "到期前第一次提醒",
        10,
        "工作日",
        _REMINDERS,
        used_by="到期提醒",
    ),
    Parameter(
        "duties.remind_second",
        "到期前第二次提醒",
        3,
        "工作日",
        _REMINDERS,
        used_by="到期提醒",
    ),
    Parameter(
        "duties.escalate_head",
        "超期满此数提醒科室负责人",
        1,
        "工作日",
        _REMINDERS,
        used_by="超期督促",
    ),
    Parameter(
        "duties.escalate_leader",
        "超期满此数提醒分管负责人",
        3,
        "工作日",
        _REMINDERS,
        used_by="超期督促",
    ),
    Parameter(
        "duties.health_minutes",
        "周期任务超过此时间未运行即告警",
        15,
        "分钟",
        "平台运行维护目标，无法定依据",
        used_by="run_duties --health 和监控地址 healthz/duties",
    ),
    Parameter(
        "duties.oldest_base_years",
        "起算日距今超过此数须再次确认，以防误录",
        10,
        "年",
        "本机关内部录入核对规则，无法定依据",
        used_by="登记时限事项时对起算日的核对",
    ),
    Parameter(
        "duties.longest_extension",
        "一次手工延长的上限，按事项自身的计时单位计",
        20,
        "个",
        "参照条例第三十三条（延长答复期限最长不超过20个工作日）；其他事项无法定上限，属本机关内部核对规则",
        floor=1,
        used_by="法定时限事项页的“延长”",
    ),
)
