# `make demo` and `make test` are all that a newcomer types; each makes .venv by itself.

PYTHON ?= python3
UV := .uv/bin/uv
READY := .venv/.ready
RUN := .venv/bin/python
# Modules stay compiled: each process would take a quarter of a minute to compile torch anew.
unexport PYTHONDONTWRITEBYTECODE
NPM_INSTALL := { npm install --silent --no-audit --no-fund --no-package-lock --fetch-retries=0 && touch node_modules/.ready; }

.PHONY: help demo test test-quick chaos soak check check-page bench lock clean

demo: $(READY) ## the bot in a sandbox, in the browser
	$(RUN) -m bot demo $(if $(ONCE),--once)

# Two at a time, for most of them wait more than they reckon.
test: $(READY) ## all tests
	$(RUN) -m pytest -n 2 --dist loadgroup $(ARGS)

# What takes no second: no painting, no other process, no browser; databases in SQLite.
test-quick: $(READY) ## what needs no painting and no other process, in a minute
	$(RUN) -m pytest -n 2 -m "not slow" tests/bot tests/styletransfer tests/tools tests/test_architecture.py tests/test_docs.py $(ARGS)

# SEED=… chooses what breaks when; what it comes to is printed.
chaos: $(READY) ## a thousand pictures while everything breaks, in a quarter of an hour
	CHAOS_JOBS=1000 $(if $(SEED),CHAOS_SEED=$(SEED)) $(RUN) -m pytest -s tests/end_to_end/test_chaos.py $(ARGS)

soak: $(READY) ## hours of ordinary use, MINUTES=…, 120 by default: what grows is printed
	SOAK_MINUTES=$(or $(MINUTES),120) $(RUN) -m pytest -s tests/end_to_end/test_soak.py $(ARGS)

check: $(READY) check-page ## style and types: ruff, pyright, and what check-page does
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m pyright

# Nothing else needs Node.js: who has none, or no network, goes on without. CI insists on the install.
check-page: ## the page's JavaScript: Biome and TypeScript, where there is npm
	@if ! command -v npm >/dev/null; then \
		echo "There is no npm: the page's JavaScript is not checked."; \
	elif [ node_modules/.ready -nt package.json ] || $(NPM_INSTALL); then \
		npm run --silent check; \
	else \
		echo "npm could not install the tools: the page's JavaScript is not checked."; \
		[ -z "$$CI" ]; \
	fi

# uv's own folder, not .venv: a Debian without python3-venv has no ensurepip, and uv needs none.
$(UV):
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --target .uv uv

$(READY): requirements.lock pyproject.toml | $(UV)
	$(UV) venv --quiet --allow-existing --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" .venv
	VIRTUAL_ENV=.venv $(UV) pip sync --quiet requirements.lock
	VIRTUAL_ENV=.venv $(UV) pip install --quiet --no-deps --editable .
	@touch $@

bench: $(READY) ## how long paintings take here
	.venv/bin/styletransfer bench $(ARGS)

lock: | $(UV) ## requirements.lock anew, with the newest versions
	$(UV) pip compile --quiet --universal --generate-hashes --upgrade --group dev --extra postgres \
		--python-version 3.11 --custom-compile-command "make lock" pyproject.toml -o requirements.lock

clean: ## take away what the others made
	rm -rf .venv .uv node_modules demo

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 20
