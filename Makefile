# What everybody runs. `make` alone prints this list; every target makes what it needs first.
SHELL := /bin/sh
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
# Where this is set, every program compiles every library anew at every start.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= python3
JOBS ?= 2
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1
PYTEST := $(BIN)/python -m pytest --dist worksteal
ENVIRONMENT := $(PYTHON) bootstrap/environment.py
CATALOGS := $(patsubst %.po,%.mo,$(wildcard src/techhire/locale/*/LC_MESSAGES/*.po))
KEEPS_ROWS := tests/commons tests/plays tests/config tests/portals/console tests/portals/letters \
  tests/portals/api/test_matrix.py tests/portals/api/test_schemathesis.py tests/portals/seeker/test_deaths_in_a_test.py
BENCHMARKS := $(shell grep -ls __main__ benchmarks/*.py benchmarks/*/*.py 2>/dev/null)

.PHONY: help
help: ## This list
	@echo "TechHire: make TARGET"
	@grep -hE '^[a-z-]+:.*## ' Makefile | sort | awk -F ':.*## ' '{printf "  %-18s %s\n", $$1, $$2}'

# ---------------------------------------------------------------- getting ready

.PHONY: setup
setup: environment-test design-system compile-messages ## Everything `make demo` and `make test` need, once

.PHONY: environment environment-test environment-lint environment-docs environment-bench
environment:
	@$(ENVIRONMENT) runtime
environment-test:
	@$(ENVIRONMENT) runtime test
environment-lint:
	@$(ENVIRONMENT) runtime test lint docs
environment-docs:
	@$(ENVIRONMENT) runtime docs
environment-bench:
	@$(ENVIRONMENT) runtime bench

.PHONY: design-system
design-system: environment ## The design system's files, from the npm registry, checked and unpacked
	@$(BIN)/python bootstrap/design_system.py

.PHONY: compile-messages
compile-messages: environment $(CATALOGS) ## Translations in the form the product reads
%.mo: %.po | environment
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

.PHONY: messages
messages: environment ## Collect the sentences to translate into the Spanish catalog
	@$(BIN)/python bootstrap/messages.py

.PHONY: requirements upgrade
requirements: environment ## Export requirements/*.txt again after pyproject.toml changed
	@$(BIN)/python bootstrap/requirements.py
upgrade: environment ## The same, with the newest versions that fit
	@$(BIN)/python bootstrap/requirements.py --upgrade

# ---------------------------------------------------------------- using it

.PHONY: demo demo-reset
demo: environment design-system compile-messages ## A running site with a demo community, at http://localhost:PORT
	@test -f src/techhire/portals/console/__init__.py || { echo "The techhire command is not in this checkout (src/techhire/portals/console)." >&2; exit 1; }
	@$(BIN)/techhire demo $(DEMO)
demo-reset: environment design-system compile-messages ## Throw the demo's data away and start it anew
	@$(BIN)/techhire demo --reset $(DEMO)

# ---------------------------------------------------------------- checking it

.PHONY: test
test: setup ## The tests, on SQLite: no browser, no PostgreSQL
	@$(PYTEST) -n $(JOBS) $(TESTS)

.PHONY: test-extra test-postgres journeys outside test-outside
test-extra: test-postgres journeys test-outside ## The tests on PostgreSQL, the journeys in a browser, what others read of ours
test-postgres: setup ## The tests on a throwaway PostgreSQL; the pages are asked on it by the journeys
	@$(PYTHON) bootstrap/system_packages.py postgresql
	@$(PYTEST) -p tests.plugins.postgres -m "not journey and not outside" -n $(JOBS) $(or $(TESTS),$(KEEPS_ROWS))
journeys: setup ## What people come to do, in a real browser, at desktop and phone width, on PostgreSQL
	@$(PYTHON) bootstrap/system_packages.py chromium postgresql
	@$(PYTEST) -p tests.plugins.postgres -m journey -n $(JOBS) tests/journeys
outside: setup ## Fetch the programs of others that read what we write, for the tests that ask them
	@$(BIN)/python -m bootstrap.outside_player
	@$(BIN)/python -m bootstrap.outside_verifiers
test-outside: outside ## Test items and credentials we write, read by programs of others; nothing is skipped
	@$(PYTHON) bootstrap/system_packages.py chromium
	@OUTSIDE=required $(PYTEST) -m outside -n $(JOBS) tests/outside

.PHONY: lint format lint-style lint-contracts lint-templates lint-types lint-docs
lint: environment-lint ## Style, contracts between folders, types, templates, docs, side by side
	@$(MAKE) --jobs=$(JOBS) --output-sync=target lint-types lint-docs lint-templates lint-contracts lint-style
lint-style: environment-lint
	$(BIN)/ruff check
	$(BIN)/ruff format --check
lint-contracts: environment-lint
	$(BIN)/lint-imports --no-logo
lint-templates: environment-lint
	$(BIN)/djlint --lint --quiet src
lint-types: environment-lint
	$(BIN)/mypy
lint-docs: environment-lint
	$(BIN)/mkdocs build --strict --quiet
format: environment-lint ## Format the code as `make lint` wants it
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

.PHONY: docs docs-serve
docs: environment-docs ## Build the documentation into site/
	$(BIN)/mkdocs build --strict
docs-serve: environment-docs ## Read the documentation while writing it
	$(BIN)/mkdocs serve

.PHONY: bench
bench: ## List the benchmarks; `make bench-FOLDER-NAME` runs one
	@for script in $(BENCHMARKS); do \
		echo "$$script" | sed -E 's#benchmarks/#make bench-#; s#/#-#; s#\.py$$##'; done
define benchmark
.PHONY: bench-$(subst /,-,$(patsubst benchmarks/%.py,%,$(1)))
bench-$(subst /,-,$(patsubst benchmarks/%.py,%,$(1))): environment-bench
	@$(BIN)/python $(1) $$(ARGS)
endef
$(foreach script,$(BENCHMARKS),$(eval $(call benchmark,$(script))))

# ---------------------------------------------------------------- releasing it

.PHONY: release clean
release: setup ## A wheel in dist/, with the design system and the translations inside
	$(BIN)/python -m hatchling build -t wheel
clean: ## Remove what tools left behind; .venv and var/ stay
	rm -rf build dist site .pytest_cache .ruff_cache .mypy_cache .hypothesis .import_linter_cache
	find src tests bootstrap benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
