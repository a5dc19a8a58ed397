# The factbook's only set-up: `make site` and `make test` prepare a fresh machine and then do the work.
# `make help` lists the targets.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
# The oldest Python the code runs on; any newer one will do.
OLDEST := 3.11
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check install --require-hashes

.PHONY: help
help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

.PHONY: site
site: $(VENV)/packages ## Check the records and build the site into site/
	@$(BIN)/python build.py

.PHONY: test
test: $(VENV)/test-packages chromium ## Run the linter, the type checker and all tests
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest

.PHONY: check
check: $(VENV)/packages ## Only prove the records
	@$(BIN)/python build.py check

.PHONY: serve
serve: $(VENV)/packages ## Show the site on this machine, rebuilt at every save
	@$(BIN)/python build.py serve

.PHONY: format
format: $(VENV)/test-packages ## Format the code
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

.PHONY: schemas
schemas: $(VENV)/packages ## Write schemas/ as the code makes them
	@$(BIN)/python build.py schemas

.PHONY: lock
lock: $(VENV)/packages ## Lock the packages of requirements*.in anew, with hashes
	@$(BIN)/python -m pip --quiet install uv
	@$(BIN)/uv pip compile --quiet --universal --python-version $(OLDEST) --generate-hashes \
		--no-header --no-annotate --upgrade requirements.in -o requirements.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version $(OLDEST) --generate-hashes \
		--no-header --no-annotate --upgrade requirements-test.in -o requirements-test.txt

.PHONY: clean
clean: ## Delete all that the machine made
	@rm -rf build site dist $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis

# The stamps are written last, so that an interrupted installation is done again.
$(VENV)/packages: requirements.txt $(VENV)/bin/python
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/test-packages: requirements-test.txt $(VENV)/packages
	@$(PIP) -r requirements-test.txt
	@touch $@

$(VENV)/bin/python:
	@python=$$(command -v python3 || true); \
	if [ -z "$$python" ]; then \
		echo "Python $(OLDEST) or newer is needed: install it, then run make again" >&2; exit 1; \
	fi; \
	oldest="$(OLDEST)"; \
	if ! "$$python" -c "import sys; sys.exit(sys.version_info < ($${oldest/./, }))"; then \
		echo "Python $(OLDEST) or newer is needed; $$python is $$("$$python" -V)" >&2; exit 1; \
	fi; \
	if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
		$(MAKE) package NAME=python3-venv; \
	fi; \
	"$$python" -m venv $(VENV)

.PHONY: chromium
chromium:
	@if ! command -v chromium >/dev/null; then $(MAKE) package NAME=chromium; fi

# Debian's own packages, where this account may install them; else the one command to run.
.PHONY: package
package:
	@if ! command -v apt-get >/dev/null; then \
		echo "$(NAME) is needed: install it, then run make again" >&2; exit 1; \
	fi; \
	as_root=""; \
	if [ "$$(id -u)" -ne 0 ]; then \
		if ! command -v sudo >/dev/null; then \
			echo "run as root:  apt-get install $(NAME)  and then make again" >&2; exit 1; \
		fi; \
		as_root=sudo; \
	fi; \
	echo "installing $(NAME)"; \
	$$as_root apt-get update -qq >/dev/null; \
	DEBIAN_FRONTEND=noninteractive $$as_root apt-get install -qq -y $(NAME) >/dev/null
