# Everything a person or CI needs: `make report`, `make test`, `make lab`. Each sets up what it needs first.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# One venv, one set of files: nothing the caller's shell carries may leak into it.
unexport PYTHONPATH PYTHONHOME PYTHONDONTWRITEBYTECODE PIP_USER PIP_TARGET PIP_PREFIX VIRTUAL_ENV
export PYTHONNOUSERSITE = 1
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: help setup browser report test test-all bench faults oracles lab lint format lock docs wheel clean
help: ## Show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{ printf "%-10s %s\n", $$1, $$2 }'

setup: $(STAMP) ## Make the virtual environment with the pinned packages
$(STAMP): requirements.lock pyproject.toml .ci/setup.sh
	@PYTHON="$(PYTHON)" bash .ci/setup.sh "$(VENV)"

browser: setup ## Find or install what the browser tests need (Chromium, fonts, axe-core)
	@bash .ci/browser.sh "$(VENV)"

report: setup ## Render every report in both languages into reports/
	@$(BIN)/econsec render --all

test: setup browser ## Lint, types and the tests (under 10 minutes on two cores)
	@$(MAKE) --no-print-directory lint
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not slow and not faults" $(ARGS)

test-all: setup browser ## All tests, the slow proofs too
	@$(MAKE) --no-print-directory lint
	ECONSEC_THOROUGH=1 $(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

faults: setup ## Every fault of a publisher x every connector, and where a key was looked for, as tables
	-$(BIN)/python -m pytest tests/live/test_faults.py tests/live/test_comtrade.py tests/live/test_cepii.py \
		tests/live/test_keys.py -q \
		--junitxml=reports/_faults.xml
	PYTHONPATH=tests/support:tests/support/publishers $(BIN)/python tests/benchmarks/fault_table.py reports/_faults.xml

bench: setup browser ## Time ours against its peers on the same input, and print the ratios
	$(BIN)/python tests/benchmarks/bench_indicators.py
	$(BIN)/python tests/benchmarks/bench_decisions.py
	$(BIN)/python tests/benchmarks/bench_store.py
	$(BIN)/python tests/benchmarks/bench_render.py
	$(BIN)/python tests/benchmarks/bench_pages.py

oracles: setup ## Compare the indicators with independent packages, in an environment of their own
	$(BIN)/python tests/oracles/run.py

lint: setup ## ruff and mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: setup ## Let ruff format and mend what it can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: setup ## Build the pages of docs/ into docs/_site, a warning being an error
	$(BIN)/python -m sphinx -q -W --keep-going -b html docs docs/_site

wheel: setup ## Build the wheel, notebooks and figures in it, into dist/
	$(BIN)/python -m hatchling build -t wheel

lab: setup ## Open JupyterLab on the notebooks (saved without outputs; or: econsec init DIR)
	$(BIN)/econsec lab

lock: setup ## Write requirements.lock anew from pyproject.toml
	@bash .ci/lock.sh "$(VENV)"

clean: ## Remove the virtual environment and what was rendered
	rm -rf docs/_made docs/_site "$(VENV)" .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find reports -mindepth 1 -maxdepth 1 ! -name README.md -exec rm -rf {} +
