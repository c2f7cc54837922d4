# The few commands. A fresh machine needs Python 3.11+, make, and a way to the package registry.
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8501
# A file of tests is run by one of two processes, so that its server, its browser, its pages are made once.
TWO := -n 2 --dist loadfile --no-loadscope-reorder

.PHONY: run test check fix bench install lock words
.DEFAULT_GOAL := run

run: .venv/run  ## open the app on http://localhost:8501
	@$(BIN)/workbench run --port $(PORT)

test: .venv/dev  ## everything, browsers included
	@sh .ci/tools
	@$(BIN)/ruff format --check app tests benchmarks
	@$(BIN)/ruff check app tests benchmarks
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest $(TWO)

check: .venv/dev  ## what to run before each commit: format, lint, types, layers, fast tests
	@$(BIN)/ruff format --check app tests benchmarks
	@$(BIN)/ruff check app tests benchmarks
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest $(TWO) -m "not browser"

fix: .venv/dev  ## format, and mend what can be mended
	@$(BIN)/ruff format app tests benchmarks
	@$(BIN)/ruff check --fix app tests benchmarks

bench: .venv/dev  ## the benchmarks, as ratios in one run
	@$(BIN)/python -m benchmarks

install: .venv/run  ## .venv/ with the command .venv/bin/workbench

lock: .venv/dev  ## pin anew what is installed
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		pyproject.toml --group build --output-file .ci/run.lock --upgrade
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		pyproject.toml --group build --group dev --constraint .ci/run.lock --output-file .ci/dev.lock --upgrade

words: .venv/dev  ## collect what the pages say, for its translators
	@$(BIN)/python .ci/words.py

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; $(PYTHON) is older. Try: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv \
		|| { echo "Python's venv is missing. On Debian: apt-get install python3-venv"; exit 1; }

.venv/run: .ci/run.lock pyproject.toml | .venv/bin/python
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r .ci/run.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev: .ci/dev.lock .venv/run
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r .ci/dev.lock
	@touch $@
