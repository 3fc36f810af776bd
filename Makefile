# What a person types. Everything works on a fresh machine with Python 3.11 or newer, git and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help run test check unit docs bench mutants torture format pin clean

help: ## show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

run: $(STAMP) ## the main job: run the shipped scenarios and write report/
	$(BIN)/harness run --report report

test: check unit ## every check and every test

check: $(STAMP) ## style, types, doors between the rooms, scenario files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/harness check scenarios

unit: $(STAMP) ## the tests alone; pass ARGS="-k word" to choose
	$(BIN)/pytest --numprocesses auto --dist loadfile $(ARGS)

docs: $(STAMP) ## the documentation as a site, for offline reading: build/site/index.html
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@echo "Open build/site/index.html; with its search: $(BIN)/mkdocs serve"

bench: $(STAMP) ## the main job and the served mock, each beside a bare route of the same run
	$(BIN)/python -m tests.benchmarks

mutants: $(STAMP) ## the engine's pure rooms broken in one place each, and what the promises notice; takes long
	$(BIN)/python -m tests.benchmarks.mutants

torture: $(STAMP) ## every effect of the shipped scenarios interrupted in turn, pairs, orders; takes long
	$(BIN)/harness torture --pairs 50 --admissions 50 --jobs 2

format: $(STAMP) ## bring the code into the house's form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

pin: ## renew constraints.txt from what the newest versions resolve to
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev]'
	$(BIN)/pip freeze --exclude-editable > constraints.txt

clean: ## remove everything that make made
	rm -rf $(VENV) report build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(STAMP): pyproject.toml constraints.txt
	@echo "Installing into $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --quiet --disable-pip-version-check --constraint constraints.txt -e '.[dev]'
	@touch $@
