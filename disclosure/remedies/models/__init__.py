"""Registers of what follows an application, by subject."""

from .advice import PhoneAdvice
from .disputes import Dispute
from .entries import Entry
from .fees import FeeNotice
from .publications import Publication
from .records import OwnRecord
from .sheets import Sheet

__all__ = [
    "Dispute",
    "Entry",
    "FeeNotice",
    "OwnRecord",
    "PhoneAdvice",
    "Publication",
    "Sheet",
]
