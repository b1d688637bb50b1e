"""In CI a skipped test fails the run, so that a lane cannot vanish unseen."""

import pytest

pytest_plugins = ["pytester"]


@pytest.mark.parametrize(
    ("ci", "mark", "passes"),
    [
        ("true", "skip(reason='no database')", False),
        ("true", "real_documents", True),
        ("", "skip(reason='no database')", True),
    ],
)
def test_a_skip_fails_the_run_only_in_ci(pytester, monkeypatch, ci, mark, passes):
    monkeypatch.setenv("CI", ci)
    pytester.makeini("[pytest]\nmarkers = real_documents: as in the project\n")
    pytester.makepyfile(
        f"import pytest\n@pytest.mark.{mark}\ndef test_one():\n    pytest.skip('not here')\ndef test_two(): pass\n"
    )
    result = pytester.runpytest("-p", "tests.skips", "-p", "no:django", "-p", "no:cacheprovider")
    assert (result.ret == pytest.ExitCode.OK) is passes
    result.stdout.fnmatch_lines(["*1 passed, 1 skipped*"])
