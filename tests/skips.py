"""A pytest plugin: where CI=true, a skipped test fails the run, because CI can provide everything."""

import os

import pytest

# What even CI may lack: the documents of other governments are no part of the project.
ALLOWED_MARK = "real_documents"


def _reason(report: pytest.TestReport) -> str:
    return report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)


def refused_skips(reports: list[pytest.TestReport]) -> list[str]:
    """The skips that CI does not accept, one line each."""
    return [
        f"{report.nodeid}: {_reason(report)}" for report in reports if ALLOWED_MARK not in report.keywords
    ]


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") != "true" or reporter is None or hasattr(session.config, "workerinput"):
        return
    if refused := refused_skips(reporter.stats.get("skipped", [])):
        reporter.ensure_newline()
        reporter.section("skipped in CI, which counts as failed", red=True)
        reporter.write_line("\n".join(refused))
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
