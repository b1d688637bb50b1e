from tests.foundation.workdays.conftest import calendar  # noqa: F401  (the fixture of the shipped notices)
