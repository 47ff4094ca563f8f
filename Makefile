# `make demo` and `make test` are all that a newcomer types; each makes .venv by itself.

PYTHON ?= python3
UV := .uv/bin/uv
READY := .venv/.ready
RUN := .venv/bin/python

.PHONY: demo test test-quick check bench lock clean

demo: $(READY)
	$(RUN) -m bot demo $(if $(ONCE),--once)

# Two at a time, for most of them wait more than they reckon.
test: $(READY)
	$(RUN) -m pytest -n 2 --dist loadgroup $(ARGS)

# What needs no painting of seconds, no other process and no browser.
test-quick: $(READY)
	$(RUN) -m pytest -n 2 -m "not slow" tests/bot tests/styletransfer tests/tools tests/test_architecture.py tests/test_docs.py $(ARGS)

check: $(READY)
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m pyright

# uv's own folder, not .venv: a Debian without python3-venv has no ensurepip, and uv needs none.
$(UV):
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --target .uv uv

$(READY): requirements.lock pyproject.toml | $(UV)
	$(UV) venv --quiet --allow-existing --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" .venv
	VIRTUAL_ENV=.venv $(UV) pip sync --quiet requirements.lock
	VIRTUAL_ENV=.venv $(UV) pip install --quiet --no-deps --editable .
	@touch $@

bench: $(READY)
	.venv/bin/styletransfer bench $(ARGS)

lock: | $(UV)
	$(UV) pip compile --quiet --universal --generate-hashes --upgrade --group dev --extra postgres \
		--python-version 3.11 --custom-compile-command "make lock" pyproject.toml -o requirements.lock

clean:
	rm -rf .venv .uv demo
