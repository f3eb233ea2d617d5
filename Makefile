# Two commands do all their own set-up on a machine with Python >= 3.11: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT := out
ZEREN := $(BIN)/zeren
export ZEREN_STORE := $(OUT)/zeren.db
.PHONY: demo test lint types unit bench others clean

# zeren's root is the package itself, so type checking needs a folder in which it stands under its own name.
$(VENV)/.ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -qq --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install -qq --disable-pip-version-check -e .[dev]
	mkdir -p $(VENV)/types && ln -sfn ../.. $(VENV)/types/zeren
	touch $@

demo: $(VENV)/.ready
	mkdir -p $(OUT)
	$(ZEREN) build
	$(ZEREN) who 厕所革命由谁负责 --limit 3
	$(ZEREN) load --year 2018
	$(ZEREN) continuity --limit 3
	$(ZEREN) conflicts
	$(ZEREN) queries
	$(ZEREN) report $(OUT)/report.html
	$(ZEREN) map $(OUT)/map.html
	$(ZEREN) ledger $(OUT)/ledger.xlsx

test: lint types unit

lint: $(VENV)/.ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.ready
	MYPYPATH=$(VENV)/types $(BIN)/mypy -p zeren

unit: $(VENV)/.ready
	env -u ZEREN_STORE $(BIN)/pytest -n 2

bench: $(VENV)/.ready
	env -u ZEREN_STORE $(BIN)/python -m bench --short

# What the bench compares with and zeren does not need: morph-kgc wants another pyoxigraph than ours.
others:
	$(PYTHON) -m venv .venv-others
	.venv-others/bin/python -m pip install -qq --disable-pip-version-check --upgrade pip
	.venv-others/bin/python -m pip install -qq --disable-pip-version-check "morph-kgc>=2.10" "jionlp>=1.5.31" "pyvis>=0.3.2"

clean:
	rm -rf $(VENV) .venv-others build dist *.egg-info $(OUT)
