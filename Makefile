# What can be done here? `make` lists it. Everything lives in .venv; nothing is installed globally.

PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help demo test unit lint format examples translations bench bench-ranking audit clean

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: .venv/installed ## Index the sample corpus and serve it
	$(BIN)/newsroom demo

test: lint ## Check style, types, layers and every test
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

unit: .venv/tested-with ## Run the quick tests alone
	$(BIN)/python -m pytest tests/unit tests/contract

lint: .venv/tested-with ## Check style, types and layers
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: .venv/tested-with ## Put the code into its one style
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

examples: .venv/tested-with ## Record what the sample corpus answers to the examples of the API's description
	PYTHONPATH=.:tests $(BIN)/python -m recorded

translations: .venv/tested-with ## Bring new interface texts into the catalogues
	$(BIN)/pybabel extract --mapping web/babel.cfg --keyword N_ --no-location --omit-header --width 120 --output .venv/messages.pot search index web
	@for code in $$($(BIN)/python -c 'from search.languages import LANGUAGES; print(*LANGUAGES)'); do \
	  $(BIN)/pybabel update --input-file .venv/messages.pot --output-dir web/translations --locale $$code --init-missing \
	    --no-fuzzy-matching --width 120 || exit 1; done

bench: .venv/measured-with ## Time faceted queries beside other engines
	$(BIN)/python -m bench.faceted --sizes 10000,50000

bench-ranking: .venv/installed ## Score the order of results against judged questions
	$(BIN)/python -m bench.ranking

audit: .venv/audit/installed ## Ask whether a vulnerability is known of what is pinned
	@.ci/audit

clean: ## Remove the environment and everything made
	rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis tests/out

# An environment of its own, with the versions in constraints.txt.
.venv/installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; name it with: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -m venv .venv \
	  || { echo "The module venv is needed; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

.venv/tested-with: .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test]'
	@touch $@

.venv/measured-with: .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[bench]'
	@touch $@

# An environment beside the other: what audits brings packages of its own, which are not to be audited.
.venv/audit/installed: .venv/installed
	@$(PYTHON) -m venv .venv/audit
	.venv/audit/bin/python -m pip install --quiet --disable-pip-version-check 'pip-audit>=2.9,<3'
	@touch $@
