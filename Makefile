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
comma := ,
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check install --require-hashes

.PHONY: help
help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

.PHONY: site
site: $(VENV)/packages ## Check the records and build the site into site/
	@$(BIN)/python build.py

.PHONY: test
test: $(VENV)/test-packages chromium firefox node-packages ## Run the linter, the type checker and all tests
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest

# As text, or as another program wants it: make check FORMAT=github
FORMAT :=
AS := $(if $(FORMAT),--format $(FORMAT))
.PHONY: check
check: $(VENV)/packages ## Only prove the records
	@$(BIN)/python build.py check $(AS)

# A branch, a tag or a commit: make diff REV=main FORMAT=markdown
REV := HEAD
.PHONY: diff
diff: $(VENV)/packages ## Tell what has changed since REV, fact by fact
	@$(BIN)/python build.py diff $(REV) $(AS)

.PHONY: bundle
bundle: $(VENV)/packages ## Make the offline bundles in dist/
	@$(BIN)/python build.py bundle

.PHONY: serve
serve: $(VENV)/packages ## Show the site on this machine, rebuilt at every save
	@$(BIN)/python build.py serve

# Sizes and rounds by argument: make bench SIZES="100 1000 10000" ROUNDS=3
SIZES := 100 1000
ROUNDS := 5
.PHONY: bench
bench: $(VENV)/packages ## Measure builds beside other generators; the table goes to docs/speed.md
	@$(BIN)/python -m bench run $(SIZES) --rounds $(ROUNDS) --write
	@$(BIN)/python -m bench own --write
	@$(BIN)/python -m bench profile --write
	@$(BIN)/python -m bench clean

.PHONY: format
format: $(VENV)/test-packages ## Format the code
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

.PHONY: schemas
schemas: $(VENV)/packages ## Write schemas/ as the code makes them
	@$(BIN)/python build.py schemas

.PHONY: rules
rules: $(VENV)/test-packages ## Write docs/rules.md as the rules and their cases make it
	@$(BIN)/python tests/refresh_rules.py

.PHONY: walkthroughs
walkthroughs: $(VENV)/test-packages ## Run the sessions in docs/ anew and write what they print
	@$(BIN)/python tests/walkthrough.py

.PHONY: pages
pages: $(VENV)/test-packages ## Write what each type of page weighs into docs/pages.md
	@$(BIN)/python tests/refresh_pages.py

.PHONY: method
method: $(VENV)/test-packages ## Write into docs/method.md which falsified records the rules notice
	@$(BIN)/python tests/refresh_method.py

.PHONY: lock
lock: $(BIN)/pip ## Lock the packages of requirements*.in anew, with hashes
	@folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; \
	$(BIN)/python -m pip --quiet --disable-pip-version-check install --target "$$folder" uv; \
	for names in requirements requirements-test requirements-cluster; do \
		"$$folder/bin/uv" pip compile --quiet --universal --python-version $(OLDEST) --generate-hashes \
			--no-header --no-annotate --upgrade $$names.in -o $$names.txt; \
	done

.PHONY: clean
clean: ## Delete all that the machine made
	@rm -rf build site dist $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis tests/node_modules

# The stamps are written last, so that an interrupted installation is done again.
$(VENV)/packages: requirements.txt $(BIN)/pip
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/test-packages: requirements-test.txt requirements-cluster.txt $(VENV)/packages
	@$(PIP) -r requirements-test.txt -r requirements-cluster.txt
	@touch $@

# pip is what venv installs last: where it is missing, the environment was left half made.
# The system's own python3 comes first: Debian's python3-venv belongs to it, and it was compiled with
# what runs had shown to be slow, which makes a build a sixth quicker than a Python compiled at home.
$(BIN)/pip:
	@for python in /usr/bin/python3 python3 python3.1{5,4,3,2,1} none; do \
		"$$python" -c 'import sys; sys.exit(sys.version_info < ($(subst .,$(comma),$(OLDEST))))' \
			2>/dev/null && break || true; \
	done; \
	if [ "$$python" = none ]; then \
		found=$$(python3 -V 2>/dev/null || echo "no python3"); \
		echo "Python $(OLDEST) or newer is needed, and there is $$found: install it, then run make again" >&2; \
		exit 1; \
	fi; \
	if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
		$(MAKE) package NAME=$$(basename "$$python")-venv; \
	fi; \
	"$$python" -m venv --clear $(VENV)

# Playwright's driver needs a library that neither a small Debian nor Chromium brings.
.PHONY: chromium
chromium: $(VENV)/test-packages
	@if ! command -v chromium-headless-shell >/dev/null; then \
		$(MAKE) --silent package NAME=chromium-headless-shell 2>/dev/null \
			|| command -v chromium >/dev/null || $(MAKE) package NAME=chromium; \
	fi
	@if ! $(BIN)/playwright --version >/dev/null 2>&1; then $(MAKE) package NAME=libatomic1; fi

# The tests that need it are skipped where a system has no such package.
.PHONY: firefox
firefox:
	@if ! command -v firefox-esr >/dev/null; then \
		$(MAKE) --silent package NAME=firefox-esr || echo "going on without Firefox" >&2; \
	fi

# Node is much to install for a few tests: they are left out where it is not on the machine.
.PHONY: node-packages
node-packages:
	@if command -v node >/dev/null && command -v npm >/dev/null; then \
		$(MAKE) --silent tests/node_modules/packages \
			|| echo "going on without the tests that need packages of npm" >&2; \
	fi

tests/node_modules/packages: tests/package.json tests/package-lock.json
	@npm ci --prefix tests --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
	@touch $@

# Debian's own packages, where this account may install them; else the one command to run.
# What apt-get says is shown only if it fails. A package list that is only partly fresh will do,
# and sudo drops variables: `env` stands behind it.
.PHONY: package
package:
	@if [ "$$(id -u)" -eq 0 ]; then as_root=""; else as_root=sudo; fi; \
	echo "installing $(NAME)"; \
	said=$$( { $$as_root apt-get update -qq || true; \
	$$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y $(NAME); } 2>&1 ) || { \
		echo "$$said" >&2; \
		echo "$(NAME) is needed. Run as root:  apt-get update; apt-get install $(NAME)" >&2; \
		echo "(or what installs it on your system), and then make again" >&2; exit 1; \
	}
