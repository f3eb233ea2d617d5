# Two commands do all their own set-up on a machine with Python >= 3.11: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
.PHONY: demo test lint types unit clean

# zeren's root is the package itself, so type checking needs a folder in which it stands under its own name.
$(VENV)/.ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .[dev]
	mkdir -p $(VENV)/types && ln -sfn ../.. $(VENV)/types/zeren
	touch $@

demo: $(VENV)/.ready
	$(BIN)/zeren build

test: lint types unit

lint: $(VENV)/.ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.ready
	MYPYPATH=$(VENV)/types $(BIN)/mypy -p zeren

unit: $(VENV)/.ready
	$(BIN)/pytest -n 2

clean:
	rm -rf $(VENV) build dist *.egg-info
