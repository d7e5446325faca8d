# weeklypm: every target sets up what it needs in .venv, from a bare Python 3.11 or newer.
# Name another Python with `make PYTHON=/path/to/python3 setup`.

VENV := .venv
PY := $(VENV)/bin/python
READY := $(VENV)/.ready
BUILT := src/weeklypm/_built/__init__.py
SOURCES := $(shell find ui resources -not -name '.*' 2>/dev/null) packaging/build_assets.py packaging/catalogues.py

CORES := $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
WORKERS ?= $(shell [ $(CORES) -gt 1 ] && echo "-n $$(( $(CORES) > 8 ? 8 : $(CORES) )) --dist worksteal")
# `make test TESTS=tests/unit` runs a part of the tests.
TESTS ?=
# What holds the rooms without Qt. The tracer doubles the time, so that these run under it beside the tests as a whole.
MEASURED := $(addprefix tests/,unit services cli storage importers exporters)
PYTEST := QT_QPA_PLATFORM=offscreen $(PY) -m pytest

.DEFAULT_GOAL := help
.PHONY: help setup run test coverage lint fmt soak mutants sheets bench assets lock third-party clean

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(READY): requirements.lock pyproject.toml packaging/hatch_build.py
	@python=$$(sh packaging/find_python.sh) && "$$python" packaging/preflight.py setup && \
	    { $(PY) -m pip --version >/dev/null 2>&1 || "$$python" -m venv --clear $(VENV); }
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(BUILT): $(READY) $(SOURCES)
	@$(PY) packaging/build_assets.py
	@touch $@

setup: $(BUILT) ## make .venv with everything, forms and words compiled

assets: $(READY) ## compile forms and words again
	@$(PY) packaging/build_assets.py

run: $(BUILT) ## open the app; without a display, write the sample's week into demo/
	@case "$$QT_QPA_PLATFORM" in offscreen|minimal*) false;; \
	    *) $(PY) -c 'import sys; from weeklypm.__main__ import has_display; sys.exit(not has_display())';; esac; \
	if [ $$? -eq 0 ]; then exec $(VENV)/bin/weeklypm; fi; \
	if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then $(PY) packaging/preflight.py window || true; fi; \
	echo "No display: the sample's week is written into demo/ instead."; \
	exec $(VENV)/bin/weeklypm demo --out demo

test: $(BUILT) ## run all tests
	$(PYTEST) $(WORKERS) $(TESTS)

coverage: $(BUILT) ## measure how much of the rooms without Qt their tests reach: the bar is 90 %
	$(PYTEST) -qq $(WORKERS) --cov --cov-report=term --cov-fail-under=90 $(MEASURED)

soak: $(BUILT) ## run the property tests at 5,000 examples and the long loops
	HYPOTHESIS_PROFILE=soak $(PYTEST) $(WORKERS) -m "soak or hypothesis" $(TESTS)

lint: $(BUILT) ## check style, types, layers, words and the wheel
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy --strict src
	$(VENV)/bin/lint-imports
	$(PYTEST) -q tests/contract/test_words.py
	$(PY) packaging/check_wheel.py

fmt: $(READY) ## format the code and mend what can be mended
	$(PY) -m ruff check --fix-only .
	$(PY) -m ruff format .

mutants: $(BUILT) ## break each rule in a copy and see a test fail
	$(PY) tests/tools/mutants.py

sheets: $(BUILT) ## draw each page beside its design picture, into docs/
	QT_QPA_PLATFORM=offscreen $(PY) tests/tools/sheets.py

bench: $(BUILT) ## measure, as ratios to a bare window and to bare SQLite
	$(PY) tests/benchmarks/run.py

lock: $(READY) ## resolve requirements.lock anew; needs uv on the path
	{ echo "# Made by \`make lock\` from pyproject.toml: all that the set-up, the app and its checks need, for Python 3.11 and later."; \
	  uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-emit-find-links --no-annotate --no-header --quiet; } > requirements.lock.new
	mv requirements.lock.new requirements.lock

third-party: $(READY) ## list the locked packages and their licences in THIRD_PARTY.md
	$(PY) packaging/third_party.py

clean: ## remove what was made
	rm -rf $(VENV) src/weeklypm/_built demo build dist .pytest_cache .hypothesis .mypy_cache .ruff_cache \
	    .import_linter_cache .coverage
	find src tests packaging -name __pycache__ -type d -prune -exec rm -rf {} +
