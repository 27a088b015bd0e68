# Needs Python 3.11 or newer, git and make. Everything else is fetched into this folder.
PYTHON := $(shell for each in python3.13 python3.12 python3.11 python3 python; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$each; break; }; done)
PORT ?= 8000
BIN := .venv/bin
DEMO := TRUST_TRACKER_MODE=demo DJANGO_SETTINGS_MODULE=trusttracker.settings
# Values for looking at production settings only; nothing is connected to.
PRODUCTION := TRUST_TRACKER_MODE=production DJANGO_SETTINGS_MODULE=trusttracker.settings \
	SECRET_KEY=only-to-look-at-the-settings-$(shell printf 'x1%.0s' 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25) \
	ALLOWED_HOSTS=tracker.example DATABASE_URL=postgres://nobody@127.0.0.1/nothing \
	DEFAULT_FROM_EMAIL=tracker@tracker.example EMAIL_URL=smtp+tls://nobody:nothing@127.0.0.1:587
IN_TEST := TRUST_TRACKER_MODE=test DJANGO_SETTINGS_MODULE=tests.settings DATABASE_URL=sqlite:///:memory:

.DEFAULT_GOAL := help
.PHONY: help run test check fix bench assets

help: ## Say what there is
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1 \t/'

run: .venv/run.stamp assets ## Demonstration on http://127.0.0.1:8000, elsewhere with PORT=8123
	@$(DEMO) exec $(BIN)/python manage.py run_demo $(PORT)

test: .venv/test.stamp assets ## All tests: SQLite, PostgreSQL where one answers, browser where Chromium is found
	@$(BIN)/python tests/run.py

check: .venv/test.stamp ## Style, types, templates, layers, migrations, production settings
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/lint-imports
	$(IN_TEST) $(BIN)/python manage.py makemigrations --check --dry-run
	$(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING
	@echo "All checks passed."

fix: .venv/test.stamp ## Mend what can be mended by machine
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/test.stamp assets ## Measurements, each against a floor taken in the same run
	@$(BIN)/python -m bench.run

assets: .venv/run.stamp
	@$(BIN)/python frontend/build.py

.venv/run.stamp: requirements.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed and was not found."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing what the product runs on"
	@$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/test.stamp: requirements-dev.txt .venv/run.stamp
	@echo "Installing what the tests need"
	@$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements-dev.txt
	@touch $@
