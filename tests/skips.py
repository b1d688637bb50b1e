"""A pytest plugin: where CI=true, a skipped test fails the run, because CI can provide everything."""

import os

import pytest

# Reasons that hold in CI too; a skip passes when its reason contains one of them.
ALLOWED_IN_CI = ("the real documents do not lie beside the project",)


def _reason(report: pytest.TestReport) -> str:
    return report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)


def refused_skips(reports: list[pytest.TestReport]) -> list[str]:
    """The skips that CI does not accept, one line each."""
    return [
        f"{report.nodeid}: {_reason(report)}"
        for report in reports
        if not any(allowed in _reason(report) for allowed in ALLOWED_IN_CI)
    ]


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") != "true" or reporter is None or hasattr(session.config, "workerinput"):
        return
    if refused := refused_skips(reporter.stats.get("skipped", [])):
        reporter.section("skipped in CI, which counts as failed", red=True)
        reporter.write_line("\n".join(refused))
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
