PYTHON ?= python3
VENV ?= .venv
PYTEST_ARGS ?=
N ?= 20000
SEED ?=
PARSERS_S ?= 600
BENCH ?=
PYENV_ROOT ?= $(HOME)/.pyenv
UV_VERSION := 0.13.9
SPECTRAL_VERSION := 6.16.3

export PIP_DISABLE_PIP_VERSION_CHECK := 1
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo serve course test torture fuzz fuzz-contract fuzz-parsers oracles agreement bench lint \
	check check-fuzz check-web openapi check-openapi check-clients check-later-python check-deploy check-proxy base-image \
	image check-image requirements clean

RUNTIME := $(VENV)/.runtime
TEST := $(VENV)/.test
WEB := $(VENV)/.web
LINT := $(VENV)/.lint
BIN := $(VENV)/bin
ORACLES := .venv-oracles
FUZZ := .venv-fuzz
CLIENTS := .venv-clients
NODE_MODULES := tests/clients/node_modules

help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-20s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(RUNTIME) ## start the service, send it sounds, show what it answers
	$(BIN)/python docs/demo.py

serve: $(RUNTIME) ## serve on this machine until interrupted
	$(BIN)/sonograph serve

course: $(RUNTIME) ## run docs/tutorial.md, write what it answers, links and pictures anew (needs curl and jq)
	$(BIN)/python -m docs.course

test: $(TEST) ## run the tests; PYTEST_ARGS="-k mel -x" are handed on
	$(BIN)/python -m pytest $(PYTEST_ARGS)

torture: $(TEST) ## attack the workers for minutes: the long forms of the tests in tests/pool
	TORTURE=1 $(BIN)/python -m pytest tests/pool $(PYTEST_ARGS)

fuzz: $(TEST) ## attack with damaged uploads, N of them; N=1000000 SEED=7
	$(BIN)/python -m tests.fuzz.uploads $(N) $(if $(SEED),--seed $(SEED))

check-fuzz: $(TEST) ## the short form of the attacks: damaged uploads, all parameters, schemathesis
	$(BIN)/python -m pytest tests/fuzz/test_*.py $(PYTEST_ARGS)

fuzz-contract: $(TEST) ## hold the service to every bound in its document, of all operations; hours
	FUZZ=1 $(BIN)/python -m pytest tests/fuzz/test_contract.py $(PYTEST_ARGS)

fuzz-parsers: $(FUZZ)/.fuzz ## attack what reads bytes, guided by coverage, for PARSERS_S seconds
	$(FUZZ)/bin/python -m tests.fuzz.parsers -max_total_time=$(PARSERS_S)

oracles: $(ORACLES)/.oracles ## compare with the original front-ends, in an environment of their own
	OMP_NUM_THREADS=1 $(ORACLES)/bin/python -m pytest tests/oracles/test_*.py $(PYTEST_ARGS)

agreement: $(ORACLES)/.oracles ## write service/presets/agreement.json and docs/presets.md anew
	OMP_NUM_THREADS=1 $(ORACLES)/bin/python -m tests.oracles.agreement
	$(ORACLES)/bin/python -m docs.tables

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

check-web: $(WEB) ## drive the page with Debian's Chromium; draws docs/playground.png anew with PICTURE=1
	$(BIN)/python -m pytest tests/browser/test_*.py $(PYTEST_ARGS)

openapi: $(RUNTIME) ## write openapi/openapi.json, the client's methods, the tables and the reference anew
	$(BIN)/sonograph openapi > openapi/openapi.json
	$(BIN)/python client/generate.py
	$(BIN)/python -m docs.tables

check-openapi: ## read openapi/openapi.json with Spectral (needs npx)
	npx --yes @stoplight/spectral-cli@$(SPECTRAL_VERSION) lint openapi/openapi.json \
		--ruleset openapi/spectral.yaml --fail-severity hint

check-clients: $(TEST) $(CLIENTS)/.clients $(NODE_MODULES) ## generate clients, make calls (needs npm)
	$(BIN)/python -m pytest tests/clients/test_*.py $(PYTEST_ARGS)

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

check-deploy: $(VENV)/.deploy ## render the chart with Helm, hold it and the compose file against their schemas
	$(BIN)/python -m pytest tests/deploy $(PYTEST_ARGS)

check-proxy: $(TEST) ## end one of two replicas behind HAProxy under load, in every way (needs haproxy)
	$(BIN)/python -m pytest tests/proxy $(PYTEST_ARGS)

# Without privileges of its own a build needs the mildest isolation. Where connections or pip go
# through something of this machine's, the build does too, and the image keeps nothing of it.
export BUILDAH_ISOLATION ?= chroot
BUILD_ARGS ?=
IMAGE ?= localhost/sonograph:$(shell sed -n 's/^__version__ = "\(.*\)"/\1/p' service/__init__.py)
HOST_FILES = $(wildcard /etc/ssl/certs/ca-certificates.crt /etc/pip.conf)

base-image: ## make the Dockerfile's base image of Debian's packages, where no images can be fetched
	deploy/base-image

image: ## build the image without an engine (needs buildah); BUILD_ARGS="--build-arg BASE=..."
	buildah bud --format docker --pull=false --layers $(BUILD_ARGS) \
		$(foreach file,$(HOST_FILES),--volume $(file):$(file):ro) --tag $(IMAGE) .

check-image: $(TEST) ## attack the image in containers (needs podman, runc, and root)
	IMAGE=$(IMAGE) $(BIN)/python -m pytest tests/image $(PYTEST_ARGS)

UV := .venv-tools/bin/uv
BUILD_REQUIRES = import tomllib; \
	print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")
RESOLVE = UV_PYTHON_DOWNLOADS=never UV_CUSTOM_COMPILE_COMMAND='make requirements' $(UV) pip compile \
	--quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-emit-index-url --no-emit-find-links
COMPILE = @$(PYTHON) -c '$(BUILD_REQUIRES)' | $(RESOLVE) pyproject.toml -

requirements: $(UV) ## resolve requirements/*.txt anew
	$(COMPILE) --upgrade --extra lint --extra test --extra ffmpeg --extra opentelemetry \
		--output-file requirements/lint.txt
	$(COMPILE) --upgrade --constraint requirements/lint.txt --extra test --extra ffmpeg \
		--extra opentelemetry --output-file requirements/test.txt
	$(COMPILE) --upgrade --constraint requirements/lint.txt --extra web --extra test \
		--output-file requirements/web.txt
	$(COMPILE) --upgrade --constraint requirements/lint.txt --extra ffmpeg \
		--output-file requirements/ffmpeg.txt
	$(COMPILE) --upgrade --constraint requirements/lint.txt --extra opentelemetry \
		--output-file requirements/opentelemetry.txt
	$(COMPILE) --upgrade --constraint requirements/lint.txt --extra bench \
		--output-file requirements/bench.txt
	$(COMPILE) --upgrade --constraint requirements/lint.txt --extra deploy --extra test \
		--output-file requirements/deploy.txt
	$(COMPILE) --upgrade --constraint requirements/lint.txt --output-file requirements/runtime.txt
	$(COMPILE) --upgrade --constraint requirements/lint.txt requirements/oracles.in --extra test \
		--excludes requirements/oracles-without.txt --output-file requirements/oracles.txt
	$(COMPILE) --upgrade --constraint requirements/lint.txt requirements/fuzz.in --extra test \
		--output-file requirements/fuzz.txt
	$(COMPILE) --upgrade --constraint requirements/lint.txt requirements/clients.in \
		--output-file requirements/clients.txt
	@echo setuptools | $(RESOLVE) --upgrade - --output-file requirements/oracles-build.txt

clean: ## remove what can be made again
	rm -rf .venv .venv-later .venv-oracles .venv-fuzz .venv-clients .venv-tools .fuzz build dist
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	rm -rf $(NODE_MODULES)
	find client service tests docs -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

$(VENV)/.%: requirements/%.txt pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install -qq --require-hashes --requirement $<
	$(BIN)/python -m pip install -qq --no-deps --no-build-isolation --editable . \
		$(if $(filter test lint,$*),--editable client)
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

$(FUZZ)/.fuzz: requirements/fuzz.txt pyproject.toml
	$(PYTHON) -m venv --clear $(FUZZ)
	$(FUZZ)/bin/python -m pip install -qq --require-hashes --requirement $<
	$(FUZZ)/bin/python -m pip install -qq --no-deps --no-build-isolation --editable .
	@touch $@

$(CLIENTS)/.clients: requirements/clients.txt
	$(PYTHON) -m venv --clear $(CLIENTS)
	$(CLIENTS)/bin/python -m pip install -qq --require-hashes --requirement $<
	@touch $@

$(NODE_MODULES): tests/clients/package-lock.json
	npm ci --prefix tests/clients --ignore-scripts --no-audit --no-fund --loglevel error
	@touch $@

$(UV): Makefile
	$(PYTHON) -m venv --clear .venv-tools
	.venv-tools/bin/python -m pip install -qq uv==$(UV_VERSION)
