"""The test settings with the bare page beside the product's own, on a database in a file as installations have."""

from portal.settings.test import *  # noqa: F403
from portal.settings.test import DATABASES, INSTALLED_APPS, STATIC_ROOT, env

INSTALLED_APPS = [*INSTALLED_APPS, "tests.bench.bare"]
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # its absence is worth a warning elsewhere only
DATABASES["default"]["TEST"] = {"NAME": env("BENCH_DATABASE")}
# The bare page is no page of the product and needs no sign-off.
SILENCED_SYSTEM_CHECKS = ["signoff.E004"]
