# `make` lists what there is. `make briefing` and `make test` need python3 (3.11 or later) with venv, and nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
CONFORMANCE ?= ../shared/conformance
WORKERS ?= 2
EXAMPLES ?= 5000

.DEFAULT_GOAL := help
.PHONY: help briefing test check lint dev conformance bench fuzz guide codes lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

briefing: $(VENV)/.runtime ## set up, then build the shipped briefing into build/
	@$(BIN)/python -m compileall -q src # also where the environment tells Python to keep no bytecode
	$(BIN)/briefing build

test: $(VENV)/.judges ## set up, then run all tests
	$(BIN)/pytest -n $(WORKERS)

check: lint test ## all that a change must pass

lint: dev ## ruff and mypy, and whether the locks are up to date
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python scripts/lock.py --check

dev: $(VENV)/.dev ## set up the environment for development

conformance: dev ## templates and documents that others made, from CONFORMANCE (default: ../shared/conformance)
	$(BIN)/python tests/conformance/run.py $(CONFORMANCE)

bench: dev ## how fast it is beside its peers; writes docs/performance.md
	command -v npm > /dev/null && cd scripts/bench && npm ci --silent --no-audit --no-fund || true
	$(BIN)/python -m scripts.bench

fuzz: dev ## throw random damage, tags and content at everything; EXAMPLES of each kind (default: 5000)
	BRIEFING_FUZZ=$(EXAMPLES) $(BIN)/pytest -n $(WORKERS) tests/fuzz

guide: $(VENV)/.judges ## make the templates and pictures of docs/guide.md anew
	$(BIN)/python -m scripts.guide

codes: dev ## make docs/codes.md anew, the list of all that can be told
	$(BIN)/python scripts/codes.py

lock: dev ## pin the dependencies anew, with hashes
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python scripts/lock.py

clean: ## remove all that was made
	rm -rf $(VENV) build dist scripts/validator/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Each stamp says that its step was done for the files it depends on.

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("briefing needs Python 3.11 or later; name one: make PYTHON=python3.12")'
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python lacks venv: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes --requirement requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	$(PIP) install --require-hashes --requirement requirements-dev.lock
	@touch $@

$(VENV)/.judges: scripts/judges.sh scripts/validator/package-lock.json $(VENV)/.dev
	sh scripts/judges.sh $(BIN)/python
	@touch $@
