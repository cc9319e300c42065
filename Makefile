# Everything a developer or the CI does, by one word each. `make` alone prints the list.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PY := .venv/bin/python
STAMP := .venv/.set-up
TRANSLATIONS := $(patsubst %.ts,%.qm,$(wildcard resources/i18n/*.ts))
WORKERS ?= 3
# ARGS are handed on: make run ARGS="demo --lang en", make test ARGS="tests/domain -x"
ARGS ?=
export PYTHONUTF8 := 1

.PHONY: help setup run server desks test check format bench bench-sync screenshots i18n drill clean

help:  ## this list
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):[^#]*## *(.*)/\1|\2/' | while IFS='|' read -r target text; do printf '  make %-12s %s\n' "$$target" "$$text"; done

setup: $(STAMP) $(TRANSLATIONS)  ## make .venv, install everything that is missing, build the translations

$(STAMP): pyproject.toml tools/setup.sh
	@bash tools/setup.sh
	@touch $@

resources/i18n/%.qm: resources/i18n/%.ts | $(STAMP)
	@$(PY) tools/translations.py release $<

run: setup  ## start the console (ARGS="demo" for the sample data)
	@$(PY) -m madiun_console $(ARGS)

server: setup  ## a shared server to try, on this computer, until Ctrl+C; its data stay in .dev/server
	@$(PY) -m tools.dev_server

desks: setup  ## three consoles and an agency's desk joined to `make server`'s server; their data stay in .dev/desks
	@$(PY) -m tools.desks

test: setup  ## run every test, offscreen
	@QT_QPA_PLATFORM=offscreen $(PY) -m pytest -n $(WORKERS) --timeout 300 $(ARGS)

check: setup  ## linters, types, layers, house rules, translations
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	.venv/bin/lint-imports
	$(PY) -m tools.house_rules
	$(PY) tools/translations.py check

format: setup  ## let ruff order imports and wrap lines
	$(PY) -m ruff check --fix --exit-zero --quiet .
	$(PY) -m ruff format .

bench: setup  ## measure; the table goes into docs/performance.md
	@QT_QPA_PLATFORM=offscreen $(PY) -m bench $(ARGS)

bench-sync: setup  ## measure the shared log on a server of its own; some minutes (ARGS="--only crowd --desks 50")
	@QT_QPA_PLATFORM=offscreen $(PY) -m bench.shared $(ARGS)

screenshots: setup  ## draw every page for the guide and the README
	@QT_QPA_PLATFORM=offscreen $(PY) tools/screenshots.py $(ARGS)

i18n: $(STAMP)  ## bring the .ts files up to date with the sources and build the .qm files
	@$(PY) tools/translations.py update
	@$(PY) tools/translations.py release

drill: setup  ## the long versions of the tests: 1,000 kills and more
	@QT_QPA_PLATFORM=offscreen HYPOTHESIS_PROFILE=drill $(PY) -m pytest -m drill $(ARGS)

clean:  ## remove what was built, the environment too (never data)
	rm -rf .venv build dist .coverage .coverage.* .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	rm -f resources/i18n/*.qm
	find madiun_console tests tools bench -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
