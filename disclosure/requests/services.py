"""The doors of a case: everything that can be done with one. Each locks the row, checks who acts and whether the table
of ``states`` allows it, writes the event and sees to the clocks, all in one transaction.

Refusals are PermissionDenied and ValidationErrors in Chinese. Each returns the row as it then is.
"""

from .acceptance import accept, give_to
from .intake import check_identity, confirm, correct_receipt, open_case
from .steps import note

__all__ = ["accept", "check_identity", "confirm", "correct_receipt", "give_to", "note", "open_case"]
