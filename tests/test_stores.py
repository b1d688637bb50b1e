"""The lane that tries another database leaves out only files that need none."""

pytest_plugins = ["pytester"]

RULES = "def test_rule(): pass\n"
MARKED = "import pytest\n@pytest.mark.django_db\ndef test_stored(): pass\ndef test_beside_it(): pass\n"
BY_FIXTURE = "def test_stored(office): pass\n"
SHARED = """
import pytest
@pytest.fixture(scope="session")
def django_db_setup(): pass
@pytest.fixture
def office(django_db_setup): pass
"""


def test_files_that_need_a_database_are_marked_as_a_whole(pytester):
    pytester.makeini(
        "[pytest]\nmarkers =\n    database: as in the project\n    django_db: of pytest-django\n"
    )
    pytester.makeconftest(SHARED)
    pytester.makepyfile(test_rules=RULES, test_marked=MARKED, test_by_fixture=BY_FIXTURE)
    options = ["-p", "tests.stores", "-p", "no:django", "-p", "no:cacheprovider", "-v", "-m", "database"]
    result = pytester.runpytest(*options)
    result.assert_outcomes(passed=3, deselected=1)
    result.stdout.no_fnmatch_line("*test_rule *")
