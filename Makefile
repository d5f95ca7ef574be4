# Everything a checkout needs, from a machine that has Python 3.11 or newer, make and git.
# What is installed lives in .venv; it is renewed when pyproject.toml changes.

PYTHON ?= python3
ARGS ?=
FUZZ_SECONDS ?= 60

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PYTEST := $(BIN)/pytest -n auto --dist worksteal
OLD := incident-tui needs Python 3.11 or newer; name one: make PYTHON=python3.12

# Each worker of the tests would compile every module anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run check compiled test test-all format screenshots template sounds benchmarks fuzz clean

help:
	@echo "make run          open the bundled record; ARGS='PATH' opens another"
	@echo "make check        formatting, lint, types, imports"
	@echo "make test         make check, and the tests: some values, sizes and random examples, no pictures"
	@echo "make test-all     make check, and every test with every value, example and picture"
	@echo "make format       put the code in its format"
	@echo "make screenshots  draw screenshots/ anew"
	@echo "make template     make the bundled Word template of reports anew"
	@echo "make benchmarks   how long people wait, against a bare Textual app and other programs"
	@echo "make fuzz         broken files for every reader, for FUZZ_SECONDS; ARGS='csv search' names some"
	@echo "make clean        remove .venv and everything built"
	@echo
	@echo "PYTHON=python3.12 names the Python that .venv is made with"

run: $(VENV)/.installed
	@$(BIN)/incident-tui $(ARGS)

check: $(VENV)/.installed-dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

test: compiled
	@$(PYTEST) -m "not pictures and not thorough" $(ARGS)

test-all: compiled
	@$(PYTEST) --hypothesis-profile full $(ARGS)

# Pytest compiles the tests on a core of its own, while `check` runs; each worker would do it anew.
compiled: $(VENV)/.installed-dev
	@$(BIN)/pytest --collect-only -qq > /dev/null & $(MAKE) --no-print-directory check && wait

format: $(VENV)/.installed-dev
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

screenshots: $(VENV)/.installed-dev
	@$(BIN)/python screenshots/make.py $(ARGS)

template: $(VENV)/.installed-dev
	@$(BIN)/python -m tools.make_template

sounds: $(VENV)/.installed-dev
	@$(BIN)/python -m tools.make_sounds

benchmarks: $(VENV)/.installed-benchmarks
	@$(BIN)/python -m benchmarks $(ARGS)

fuzz: $(VENV)/.installed-dev
	@$(BIN)/python -m tests.fuzz $(FUZZ_SECONDS) $(ARGS)

clean:
	@rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "$(OLD)")'
	@echo "Making $(VENV) …"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PIP) install --upgrade pip
	@touch $@

$(VENV)/.installed: $(VENV)/.made pyproject.toml
	@echo "Installing incident-tui …"
	@$(PIP) install --editable .
	@touch $@

$(VENV)/.installed-benchmarks: $(VENV)/.made pyproject.toml
	@echo "Installing incident-tui and what measures it …"
	@$(PIP) install --editable '.[benchmarks]'
	@touch $(VENV)/.installed $@

$(VENV)/.installed-dev: $(VENV)/.made pyproject.toml
	@echo "Installing incident-tui and its tools …"
	@$(PIP) install --editable '.[dev]'
	@touch $(VENV)/.installed $(VENV)/.installed-benchmarks $@
