# One command per wish; `make` alone lists them.

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help demo test test-fast bench lint format clean ready

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ready ## install what is missing, then build the manual into build/
	.venv/bin/imprint build docs --out build

test: lint ## install what is missing, then lint and run every test, validators too
	.venv/bin/python tools/fetch-spec
	.venv/bin/pytest -n auto --dist loadfile

test-fast: ready ## the tests that need no validator and no whole book: seconds
	.venv/bin/pytest -m "not slow" -n auto --dist loadfile

bench: ready ## how long builds take beside other tools; BOOK=folder, BENCH="--only ROW", BENCH=--help
	@.venv/bin/python -m tools.bench $(if $(BOOK),--book '$(BOOK)') $(BENCH)

lint: ready ## formatting, lint, types, and which way imports go
	.venv/bin/ruff format --check
	.venv/bin/ruff check
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo

format: ready ## put the code into shape
	.venv/bin/ruff check --fix-only
	.venv/bin/ruff format

clean: ## remove what was built and cached; .venv and .tools stay
	find build -mindepth 1 ! -name .gitignore -delete
	find source tests -name __pycache__ -prune -exec rm -rf {} +
	rm -rf dist docs/build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

ready:
	@tools/install
