"""Tables of press work: public pages, the registers behind them, conferences and plans."""

from .conferences import Conference, ConferenceTask, Evaluation, LiveEntry, TeamMember
from .emergencies import ActivationEntry, ActivationTask, EmergencyPlan, PlanActivation, PlanContact, PlanStep
from .pages import ConferenceLink, PressConferencePage, PressReleasePage, ReleaseLink
from .registers import Filing, FilingReceipt, Liaison, Spokesperson, SpokespersonChange
from .releases import AuthorisationRevocation, ReleaseAuthorisation
from .statements import AgreedStatement, Interview, Material, StatementApproval, StatementVersion

__all__ = [
    "ActivationEntry",
    "ActivationTask",
    "AgreedStatement",
    "AuthorisationRevocation",
    "Conference",
    "ConferenceLink",
    "ConferenceTask",
    "EmergencyPlan",
    "Evaluation",
    "Filing",
    "FilingReceipt",
    "Interview",
    "Liaison",
    "LiveEntry",
    "Material",
    "PlanActivation",
    "PlanContact",
    "PlanStep",
    "PressConferencePage",
    "PressReleasePage",
    "ReleaseAuthorisation",
    "ReleaseLink",
    "Spokesperson",
    "SpokespersonChange",
    "StatementApproval",
    "StatementVersion",
    "TeamMember",
]
