"""The assembled site: pages, settings, public search, admin home, demo. Nobody imports it."""
