# make demo | test | check | bench — the four things a newcomer, CI and the next owner need.
# make rows rewrites the table of requirement rows and their tests; make lock re-pins every dependency.
PYTHON ?= python3
VENV   ?= .venv
PORT   ?= 8000
BIN    := $(VENV)/bin
MANAGE := $(BIN)/python site/manage.py

.PHONY: demo test check bench rows lock

# The marker is rewritten whenever the lock file changes, so that an old environment is brought up to date.
$(VENV)/installed: requirements.lock
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

# DEBUG=0 while loading: a log of every query would double the time.
demo: $(VENV)/installed
	$(MANAGE) migrate --verbosity 0
	DEBUG=0 $(MANAGE) load_demo --address http://localhost:$(PORT)/
	$(MANAGE) runserver 0.0.0.0:$(PORT)

test: $(VENV)/installed
	$(BIN)/python -m tests.lanes $(ARGS)

check: $(VENV)/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/djlint templates --check
	$(BIN)/djlint templates --lint --quiet
	PYTHONPATH=.:site $(BIN)/lint-imports
	$(MANAGE) makemigrations --check --dry-run
	DJANGO_SETTINGS_MODULE=portal.settings.production $(BIN)/python tests/production_env.py $(MANAGE) check --deploy --fail-level WARNING

bench: $(VENV)/installed
	$(BIN)/python -m tests.bench $(ARGS)

rows: $(VENV)/installed
	$(BIN)/python -m tests.requirement_rows

# Re-pins every dependency. The lock file names no index, so each office installs from its own mirror.
lock:
	uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-annotate --python-version 3.11 -o requirements.lock
