# Everything a person or a CI run does here. `make help` lists it.
#
# Needs python3 (3.11 or newer) and make; the rest is installed into .venv from the
# hashed requirements files, once, and again only when they change.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet install --require-hashes

SECONDS ?= 60
JUDGES  := build/conformance/.installed

.DEFAULT_GOAL := help
.PHONY: help demo test conformance fuzz lint format bench quality schema pictures lock clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

demo: $(VENV)/.base ## a whole edition from the sample feeds, without the network
	@$(BIN)/digest demo

test: $(VENV)/.dev $(JUDGES) ## the whole test suite
	$(BIN)/python -m pytest -q

conformance: $(VENV)/.dev $(JUDGES) ## what validators, a browser and a mail server say of editions
	$(BIN)/python -m pytest -q -rs tests/conformance

fuzz: $(VENV)/.dev ## damaged feeds and pages for SECONDS (60), or those of one SEED again
	$(BIN)/python -m tests.fuzz --seconds $(SECONDS) $(if $(SEED),--seed $(SEED))

lint: $(VENV)/.dev ## formatting, style, spelling, imports, types, templates, schemas
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/codespell
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/vulture
	$(BIN)/mypy
	$(BIN)/validate-pyproject pyproject.toml
	$(BIN)/djlint --profile=jinja --extension=j2 --lint --quiet templates
	$(BIN)/check-jsonschema --schemafile docs/feeds.schema.json feeds.yaml examples/feeds.yaml examples/starter.yaml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/zizmor --offline --quiet .github/workflows

format: $(VENV)/.dev ## put the code into shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.dev ## articles a second and peak memory, stage by stage
	$(BIN)/python bench/speed.py

quality: $(VENV)/.bench ## quotations, speakers, facts and figures, beside simple baselines
	$(BIN)/python bench/quality.py

schema: $(VENV)/.dev ## write docs/feeds.schema.json from the settings' models
	$(BIN)/python -c "import json; from digest.config import schema; print(json.dumps(schema(), indent=2, ensure_ascii=False))" > docs/feeds.schema.json

pictures: $(VENV)/.base ## the pictures of docs/gallery.md and the README (needs chromium)
	rm -rf build/pictures
	$(BIN)/digest demo --out build/pictures/demo
	$(BIN)/python -m tests.gallery build/pictures/demo/2025-W03 build/pictures docs/pictures

lock: ## pin all requirements anew (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --upgrade --extra build pyproject.toml -o requirements.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --upgrade --extra build --extra serve --extra postgres --extra dev pyproject.toml -c requirements.txt -o requirements-dev.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --upgrade --extra build --extra bench pyproject.toml -c requirements-dev.txt -o requirements-bench.txt

clean: ## remove environment, builds and caches; editions are yours and stay
	rm -rf $(VENV) build dist .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

# Without build isolation: nothing is downloaded that the hashed files do not name.
$(VENV)/.base: requirements.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) -r requirements.txt
	$(BIN)/python -m pip --disable-pip-version-check --quiet install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.base
	$(PIP) --no-build-isolation -r requirements-dev.txt
	@touch $@

$(VENV)/.bench: requirements-bench.txt $(VENV)/.dev
	$(PIP) --no-build-isolation -r requirements-bench.txt
	@touch $@

# Without npm, or where it is offline, the tests that need these are skipped and say so;
# CI lets only the first pass. Scripts of theirs stay unrun: one would download a Java.
$(JUDGES): tests/conformance/package.json tests/conformance/package-lock.json
	@mkdir -p $(@D) && cp $^ $(@D)
	@if (cd $(@D) && npm ci --ignore-scripts --no-audit --no-fund --silent); then touch $@; \
	elif [ -n "$$CI" ] && command -v npm >/dev/null; then exit 1; \
	else echo "npm did not install the validators: their tests are skipped" >&2; fi
