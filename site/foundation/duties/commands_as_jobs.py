"""Management commands as jobs: their last words are what the job did, their error is its failure."""

import io
from collections.abc import Callable

from django.core.management import call_command

# More is in the command's own log.
LONGEST = 500


def command_job(name: str, *arguments: str) -> Callable[[], str]:
    """A job's function that runs this command. Raises CommandError as the command does."""

    def run() -> str:
        said = io.StringIO()
        call_command(name, *arguments, stdout=said, stderr=io.StringIO())
        return " ".join(said.getvalue().split())[-LONGEST:]

    return run
