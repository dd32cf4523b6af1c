# Everything runs in this folder: packages in .venv/, tools in .tools/. Nothing else is installed.
PYTHON ?= python3
BIN := .venv/bin
BOOTSTRAP := @$(PYTHON) tools/bootstrap.py
SERVED := $(or $(GROUNDSWELL_HOME),$(firstword $(wildcard groundswell-data/groundswell.sqlite3 \
  groundswell-demo/groundswell.sqlite3)),groundswell-data)

# Where this is set, every command would compile all its packages anew; they are all in .venv/.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo serve test check bench assets docs clean

help: ## say what each target does
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "  make %-7s %s\n", $$1, $$2}' Makefile

demo: ## a year of a made-up company, analysed: findings on screen and a one-page brief
	$(BOOTSTRAP)
	@$(BIN)/groundswell demo $(ARGS)

serve: ## the web application on http://127.0.0.1:8000, on your own records or else on the demo
	$(BOOTSTRAP)
	@GROUNDSWELL_HOME="$(SERVED:/groundswell.sqlite3=)" $(BIN)/groundswell serve $(ARGS)

test: ## the tests, on SQLite (ARGS="-k desk" chooses)
	$(BOOTSTRAP) test
	@$(BIN)/python -m pytest -n 2 $(ARGS)

check: ## style, types, layers, templates, migrations, settings, documentation
	$(BOOTSTRAP) test lint docs
	@$(BIN)/python tools/check.py $(ARGS)

bench: ## how fast and how large, on generated tickets
	$(BOOTSTRAP) test
	@$(BIN)/python -m bench $(ARGS)

assets: ## build the browser code that others wrote, if its list changed
	$(BOOTSTRAP)

docs: ## the documentation, into site/
	$(BOOTSTRAP) docs
	@$(BIN)/mkdocs build --strict --quiet

clean: ## take away all that the other targets made, but no data
	@rm -rf .venv .venv-engines .tools .cache build dist site frontend/node_modules src/groundswell/static/dist \
	  src/groundswell/analysis/brief/fonts .mypy_cache .ruff_cache .pytest_cache .import_linter_cache \
	  .hypothesis bench/results
