"""The editing form of a result: saving takes the figures from the ledger anew."""

from typing import Any

from disclosure.documents.forms import UnitPageForm


class ResultPageForm(UnitPageForm):
    """What is submitted is always the ledger as it stands."""

    def save(self, commit: bool = True) -> Any:
        from .results import take_figures

        take_figures(self.instance)
        return super().save(commit)
