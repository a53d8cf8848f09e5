PYTHON ?= python3
VENV ?= .venv
PYTEST_ARGS ?=
BENCH ?=
PYENV_ROOT ?= $(HOME)/.pyenv
UV_VERSION := 0.13.9
SPECTRAL_VERSION := 6.16.3

export PIP_DISABLE_PIP_VERSION_CHECK := 1
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo serve test torture oracles bench lint check openapi check-openapi check-later-python requirements clean

RUNTIME := $(VENV)/.runtime
TEST := $(VENV)/.test
LINT := $(VENV)/.lint
BIN := $(VENV)/bin
ORACLES := .venv-oracles

help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-20s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(RUNTIME) ## start the service, send it sounds, show what it answers
	$(BIN)/python docs/demo.py

serve: $(RUNTIME) ## serve on this machine until interrupted
	$(BIN)/sonograph serve

test: $(TEST) ## run the tests; PYTEST_ARGS="-k mel -x" are handed on
	$(BIN)/python -m pytest $(PYTEST_ARGS)

torture: $(TEST) ## attack the workers for minutes: the long forms of the tests in tests/pool
	TORTURE=1 $(BIN)/python -m pytest tests/pool $(PYTEST_ARGS)

oracles: $(ORACLES)/.oracles ## compare with the original front-ends, in an environment of their own
	OMP_NUM_THREADS=1 $(ORACLES)/bin/python -m pytest tests/oracles/test_*.py $(PYTEST_ARGS)

bench: $(VENV)/.bench ## measure beside librosa and a naive service; BENCH="--quick core call" for a part
	$(BIN)/python -m benchmarks $(BENCH)

lint: $(LINT) ## read the code: format, rules, types, imports, docstrings, Dockerfile
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/python -m mypy
	$(BIN)/lint-imports
	find service -name '*.py' | sort | xargs $(BIN)/numpydoc lint
	$(BIN)/hadolint Dockerfile

check: lint test ## all that must hold before a commit

openapi: $(RUNTIME) ## write openapi/openapi.json and the README's tables anew
	$(BIN)/sonograph openapi > openapi/openapi.json
	$(BIN)/python docs/tables.py

check-openapi: ## read openapi/openapi.json with Spectral (needs npx)
	npx --yes @stoplight/spectral-cli@$(SPECTRAL_VERSION) lint openapi/openapi.json \
		--ruleset openapi/spectral.yaml --fail-severity hint

# A shim on PATH may stand for an interpreter that is not there, so each candidate is run.
LATER_PYTHON ?= $(shell for minor in 19 18 17 16 15 14 13 12; do \
	for python in python3.$$minor "$(PYENV_ROOT)"/versions/3.$$minor.*/bin/python3; do \
		"$$python" -c 'import ensurepip, venv' 2>/dev/null && echo "$$python" && exit; \
	done; done)

check-later-python: ## run the tests on the newest Python from 3.12 on; or LATER_PYTHON=...
	@later='$(LATER_PYTHON)'; \
	if [ -z "$$later" ]; then \
		echo "No Python from 3.12 on found here: install one, or name it with LATER_PYTHON=..." >&2; \
		exit 1; \
	fi; \
	echo "The tests on $$("$$later" --version):"; \
	$(MAKE) test VENV=.venv-later PYTHON="$$later"

UV := .venv-tools/bin/uv
BUILD_REQUIRES = import tomllib; \
	print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")
RESOLVE = UV_PYTHON_DOWNLOADS=never UV_CUSTOM_COMPILE_COMMAND='make requirements' $(UV) pip compile \
	--quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-emit-index-url --no-emit-find-links
COMPILE = @$(PYTHON) -c '$(BUILD_REQUIRES)' | $(RESOLVE) pyproject.toml -

requirements: $(UV) ## resolve requirements/*.txt anew
	$(COMPILE) --upgrade --extra lint --extra test --output-file requirements/lint.txt
	$(COMPILE) --upgrade --constraint requirements/lint.txt --extra test \
		--output-file requirements/test.txt
	$(COMPILE) --upgrade --constraint requirements/lint.txt --extra bench \
		--output-file requirements/bench.txt
	$(COMPILE) --upgrade --constraint requirements/lint.txt --output-file requirements/runtime.txt
	$(COMPILE) --upgrade --constraint requirements/lint.txt requirements/oracles.in --extra test \
		--output-file requirements/oracles.txt
	@echo setuptools | $(RESOLVE) --upgrade - --output-file requirements/oracles-build.txt

clean: ## remove what can be made again
	rm -rf .venv .venv-later .venv-oracles .venv-tools build dist
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find service tests docs -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

$(VENV)/.%: requirements/%.txt pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install -qq --require-hashes --requirement $<
	$(BIN)/python -m pip install -qq --no-deps --no-build-isolation --editable .
	@touch $@

$(BIN)/python:
	$(PYTHON) -m venv --clear $(VENV)

# What an original needs for anything but its features (torch, an inference engine) stays out.
$(ORACLES)/.oracles: requirements/oracles-build.txt requirements/oracles.txt pyproject.toml
	$(PYTHON) -m venv --clear $(ORACLES)
	$(ORACLES)/bin/python -m pip install -qq --require-hashes --requirement $<
	$(ORACLES)/bin/python -m pip install -qq --require-hashes --no-deps --no-build-isolation \
		--no-compile --requirement requirements/oracles.txt
	$(ORACLES)/bin/python -m pip install -qq --no-deps --no-build-isolation --editable .
	@touch $@

$(UV): Makefile
	$(PYTHON) -m venv --clear .venv-tools
	.venv-tools/bin/python -m pip install -qq uv==$(UV_VERSION)
