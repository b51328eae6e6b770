# make demo: the console on the labelled sample store.  make test: everything that must pass.
# Both do all set-up themselves and need only Python 3.11 or newer with venv.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
OLD_DUCKDB := 1.5.5
OLD := .venv-duckdb-$(OLD_DUCKDB)
EXTENSIONS := $(foreach name,ducklake postgres-scanner httpfs,duckdb-extension-$(name)==$(OLD_DUCKDB))
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo test torture check messages bench exits pictures clean

demo: $(VENV)/.installed
	$(BIN)/jindu demo

$(VENV)/.created:
	@echo "Jindu is being set up in $(VENV): a minute or two, once."
	$(PYTHON) -m venv $(VENV) || { echo "python3 -m venv failed: on Debian, apt-get install python3-venv" >&2; exit 1; }
	$(PIP) install --upgrade "pip>=25.1"
	touch $@

$(VENV)/.installed: $(VENV)/.created pyproject.toml
	$(PIP) install --editable .
	$(BIN)/python -m compileall -q console
	touch $@

$(VENV)/.developer: $(VENV)/.created pyproject.toml
	$(PIP) install --editable . --group dev
	$(BIN)/python -m compileall -q console
	touch $@ $(VENV)/.installed

# The same environment with the oldest DuckDB that is supported, and its extensions for a lake, laid over it.
$(OLD)/.installed: $(VENV)/.developer
	rm -rf $(OLD)
	$(PIP) install --no-deps --target $(OLD) duckdb==$(OLD_DUCKDB) $(EXTENSIONS)
	touch $@

check: $(VENV)/.developer
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check $(OLD)/.installed
	PYTHONPATH=$(OLD) $(BIN)/python -m pytest -q -n 3 -m "not console"
	$(BIN)/python -m pytest -q -n 3

# Everything of tests/torture in full: some ten minutes on two quiet cores. What it counted stays in torture.jsonl.
torture: $(VENV)/.developer
	rm -f torture.jsonl
	JINDU_TORTURE=full JINDU_TORTURE_COUNTS=torture.jsonl $(BIN)/python -m pytest -q -n 3 tests/torture
	cat torture.jsonl

messages: $(VENV)/.developer
	$(BIN)/python -m tests.messages

.venv-harlequin/.installed:
	$(PYTHON) -m venv .venv-harlequin
	.venv-harlequin/bin/python -m pip --disable-pip-version-check --quiet install harlequin==2.17.0
	touch $@

bench: $(VENV)/.developer .venv-harlequin/.installed
	$(BIN)/python -m tests.benchmarks

exits: $(VENV)/.developer
	$(BIN)/python -m tests.benchmarks.exits

pictures: $(VENV)/.developer
	$(BIN)/python -m tests.readme_pictures

clean:
	rm -rf $(VENV) $(OLD) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
