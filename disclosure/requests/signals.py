"""What other apps hear of a case. Both are sent within the transaction: a receiver that raises undoes the step."""

from django.dispatch import Signal

# case, event: it ended without an answer, or its answer is no longer wanted; what is being signed is to be cancelled.
case_ended = Signal()
# case, event: the answer that is being signed comes back to be written anew.
answer_wanted_back = Signal()
