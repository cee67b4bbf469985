# `make serve` shows the site, `make test` tests everything. Both set up what they need: a
# virtual environment in .venv from the locked versions, and for the tests more, with a browser.

VENV := .venv
BIN := $(VENV)/bin
# What the site and the command need is there; what the tests and checks of the code add.
READY := $(VENV)/ready
TOOLS := $(VENV)/tools
# And what only fuzzing adds.
FUZZERS := $(VENV)/fuzzers
# What looks for holes that are known, kept apart from what it looks at.
AUDITOR := $(VENV)/auditor
# The first of these that is new enough, unless PYTHON names another.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)
ADDRESS ?= 127.0.0.1:8000

# Material announces its successor at each start; mkdocs.yml and pyproject.toml pin what works.
export NO_MKDOCS_2_WARNING := 1
# What runs many times is compiled once, wherever this was set.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help serve site test quick trust fuzz audit check lint bench bench-search lock clean

help: ## Say what there is
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /make \1\t/' | expand -t 20

serve: $(READY) ## Show the site on http://127.0.0.1:8000 and rebuild it while you write
	$(BIN)/mkdocs serve --dev-addr $(ADDRESS)

site: $(READY) ## Build the site into site/, and see that it is whole
	$(BIN)/mkdocs build --strict
	$(BIN)/glossator verify site

check: $(READY) ## Find every mistake in articles, annotations and topics
	$(BIN)/glossator check

# One process more than the cores of a small machine, as tests of pages wait now and then; one
# that is done takes over what another has not begun.
WORKERS := 3
PYTEST = $(BIN)/pytest --numprocesses $(WORKERS) --dist worksteal --durations 10

lint: $(TOOLS) ## Check the code's style and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

test: lint ## Run every test, in a real browser too
	$(BIN)/glossator check
	@$(BIN)/python tools/browser.py --install >/dev/null || test "$$CI" != true
	$(PYTEST) $(ARGS)

# Here none waits for anything, and each reads all tests anew.
quick: WORKERS := auto --maxprocesses 4
quick: lint ## Style, types and every test that needs no browser and no build, in a minute
	GLOSSATOR_JOBS=1 $(PYTEST) -m "not browser and not build" $(ARGS)

trust: $(TOOLS) ## Attack it for some seven minutes: hostile files, faults and kills
	@$(BIN)/python tools/browser.py --install >/dev/null || test "$$CI" != true
	$(PYTEST) -m trust --long $(ARGS)

fuzz: $(FUZZERS) ## Give all that reads what people write hostile input, for about six minutes
	$(BIN)/python -m tests.fuzz $(ARGS)

audit: $(AUDITOR)/ready ## Ask whether a hole is known in any locked library, and look at the workflows
	@failed=0; for lock in requirements*.lock; do echo "$$lock:"; \
	  $(AUDITOR)/bin/pip-audit --strict --require-hashes --disable-pip --requirement $$lock \
	  || failed=1; done; \
	$(AUDITOR)/bin/zizmor --offline --no-progress --persona=auditor .github || failed=1; exit $$failed

bench: $(READY) ## Time builds of 1,000 articles at every step beside plain MkDocs
	$(BIN)/python bench/build.py $(ARGS)

bench-search: $(TOOLS) ## Measure the search beside the theme's own and Pagefind
	$(BIN)/python bench/search.py $(ARGS)

UNIVERSAL := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-annotate --no-header --no-emit-index-url
COMPILE := $(UNIVERSAL) --extra import --extra cards pyproject.toml

lock: $(READY) ## Choose versions anew, within the ranges of pyproject.toml
	$(BIN)/pip install --quiet uv
	$(COMPILE) --upgrade --group build --output-file requirements.lock
	$(COMPILE) --upgrade --group dev --constraint requirements.lock --output-file requirements-dev.lock \
	  $$(sed -n 's/^\([a-z0-9.-]*\)==.*/--no-emit-package \1/p' requirements.lock)
	$(UNIVERSAL) --upgrade --group fuzz --output-file requirements-fuzz.lock
	$(UNIVERSAL) --upgrade --group audit --constraint requirements.lock \
	  --constraint requirements-dev.lock --output-file requirements-audit.lock

clean: ## Delete what make made
	rm -rf $(VENV) .cache site .mypy_cache .pytest_cache .ruff_cache .hypothesis

PIP = if [ -t 2 ]; then quiet=; else quiet=--quiet; fi; set -x; \
  $(BIN)/python -m pip install $$quiet --disable-pip-version-check

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Glossator needs Python 3.11 or newer; install it, or name it: make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "This Python cannot make virtual environments; on Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@rm -f $(READY) $(TOOLS) $(FUZZERS)
	@echo "Setting up $(VENV); this takes half a minute the first time."
	$(PYTHON) -m venv $(VENV)
	@$(PIP) --require-hashes --requirement requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $(READY)

$(TOOLS): $(READY) requirements-dev.lock
	@echo "Setting up what the tests need."
	@$(PIP) --require-hashes --requirement requirements.lock --requirement requirements-dev.lock
	@touch $(TOOLS)

$(AUDITOR)/ready: $(READY) requirements-audit.lock
	@$(BIN)/python -m venv $(AUDITOR)
	@$(AUDITOR)/bin/python -m pip install --quiet --disable-pip-version-check \
	  --require-hashes --requirement requirements-audit.lock
	@touch $@

# Where there is no wheel of Atheris, the harnesses get their input by chance.
$(FUZZERS): $(TOOLS) requirements-fuzz.lock
	@echo "Setting up what fuzzing needs."
	@$(PIP) --only-binary :all: --require-hashes --requirement requirements-fuzz.lock \
	  && touch $(FUZZERS) || echo "Some of it cannot be installed here; going on without."
