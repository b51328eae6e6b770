# make demo: the console on the labelled sample store.  make test: everything that must pass.
# Both do all set-up themselves and need only Python 3.11 or newer with venv.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# The oldest DuckDB that is supported, for which alone the extensions of a lake are packaged, and the first 2.0.
OLD := .venv-duckdb-1.5.5
FIRST := .venv-duckdb-2.0.0
EXTENSIONS := $(foreach name,ducklake postgres-scanner httpfs,duckdb-extension-$(name)==1.5.5)
# More than there are processors, as tests of a terminal or of a lake wait for others half of their time.
SIDE_BY_SIDE := -n 4 --dist loadgroup
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

# The same environment with another DuckDB laid over it.
.venv-duckdb-%/.installed: $(VENV)/.developer
	rm -rf $(@D)
	$(PIP) install --no-deps --target $(@D) duckdb==$* $(if $(filter $(OLD),$(@D)),$(EXTENSIONS))
	touch $@

check: $(VENV)/.developer
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The oldest DuckDB, then every screen on the release that is installed, then what touches DuckDB most on the first 2.0.
test: check $(OLD)/.installed $(FIRST)/.installed
	PYTHONPATH=$(OLD) $(BIN)/python -m pytest -q $(SIDE_BY_SIDE) -m "(not console or lake) and not once"
	$(BIN)/python -m pytest -q $(SIDE_BY_SIDE)
	PYTHONPATH=$(FIRST) $(BIN)/python -m pytest -q $(SIDE_BY_SIDE) tests/test_cli.py tests/test_store.py tests/desk/test_client.py \
		tests/console/test_real_terminal.py::test_q_leaves_at_once_with_exit_code_0_and_a_clean_terminal

# Everything of tests/torture and tests/lake in full, and every screen on a lake: half an hour on two quiet cores. What it counted stays in torture.jsonl.
torture: $(VENV)/.developer $(OLD)/.installed
	rm -f torture.jsonl
	JINDU_TORTURE=full JINDU_TORTURE_COUNTS=torture.jsonl $(BIN)/python -m pytest -q -n 3 tests/torture
	PYTHONPATH=$(OLD) JINDU_TORTURE=full JINDU_TORTURE_COUNTS=torture.jsonl $(BIN)/python -m pytest -q -n 2 tests/lake tests/crash tests/attacks tests/test_archives.py
	PYTHONPATH=$(OLD) JINDU_CONSOLE_ON=lake $(BIN)/python -m pytest -q -n 2 tests/console tests/pictures
	cat torture.jsonl

messages: $(VENV)/.developer
	$(BIN)/python -m tests.messages

.venv-harlequin/.installed:
	$(PYTHON) -m venv .venv-harlequin
	.venv-harlequin/bin/python -m pip --disable-pip-version-check --quiet install harlequin==2.17.0
	touch $@

bench: $(VENV)/.developer .venv-harlequin/.installed
	$(BIN)/python -m tests.benchmarks

exits: $(FIRST)/.installed
	PYTHONPATH=$(FIRST) $(BIN)/python -m tests.benchmarks.exits

pictures: $(VENV)/.developer
	$(BIN)/python -m tests.readme_pictures

clean:
	rm -rf $(VENV) $(OLD) $(FIRST) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
