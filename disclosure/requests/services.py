"""The doors of a case: everything that can be done with one. Each locks the row, checks who acts and whether the table
of ``states`` allows it, writes the event and sees to the clocks and letters, all in one transaction.

Refusals are PermissionDenied and ValidationErrors in Chinese. What is returned is the row as it then is; the caller's
own object is not changed.
"""

from .acceptance import accept, give_to
from .answering import (
    answer_problems,
    answer_returned,
    answer_signed,
    correct_answer,
    deliver,
    review,
    submit_answer,
    supply,
)
from .consultations import consult, delivered, judge, lapse, replied
from .endings import merge, split, withdraw
from .excess import ask_reason, delay, give_reason, judge_reason
from .extensions import ask_extension, decide_extension
from .intake import check_identity, confirm, correct_receipt, open_case
from .kept_files import keep_file
from .overruling import may_be_overruled, overrule, told
from .steps import note
from .supplements import abandon, ask_supplement, supplement
from .suspensions import charge, go_on, paid, suspend, unpaid
from .transfers import report, take_over, transfer, transferred_in

__all__ = [
    "abandon", "accept", "answer_problems", "answer_returned", "answer_signed", "ask_extension", "ask_reason",
    "ask_supplement", "charge", "check_identity", "confirm", "consult", "correct_answer", "correct_receipt",
    "decide_extension", "delay", "deliver", "delivered", "give_reason", "give_to", "go_on", "judge", "judge_reason",
    "keep_file", "lapse", "may_be_overruled", "merge",
    "note", "open_case", "overrule", "paid", "replied", "report", "review", "split", "submit_answer", "supplement",
    "supply", "suspend", "take_over", "told", "transfer", "transferred_in", "unpaid", "withdraw",
]  # fmt: skip
