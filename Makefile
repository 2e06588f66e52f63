# What one does with this repository. `make help` lists it.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# Stamps remember what is done, so that the second time is quick.
STAMPS := target/stamps
VENV := target/venv
WEB_SOURCES := $(shell find web -type d \( -name node_modules -o -name dist \) -prune -o -type f -print)

# Arguments for the server, as in: make run ARGS="--listen 0.0.0.0:8080"
ARGS ?=

# One line before each step, so that a long one can be told from a stuck one.
say = @printf '\n\033[1m» %s\033[0m\n' "$(1)"

.PHONY: help
help: ## This list
	@echo "Guildhall. What can be made:"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: $(STAMPS)/packages-build web/dist/index.html ## Build what is needed and start the server
	$(call say,Building the server: minutes the first time and seconds afterwards)
	cargo build --release --package guildhall
	$(call say,Starting it: stop with Ctrl-C)
	exec target/release/guildhall serve $(ARGS)

.PHONY: dev
dev: $(STAMPS)/packages-build web/dist/index.html ## Start a debug build; beside it `npm run dev` in web/ serves the client as you edit it
	cargo run --package guildhall -- serve $(ARGS)

# The order is: what is quick first.
.PHONY: test
test: check-format check-web lint generated-check test-rust test-browser ## Everything that CI checks

.PHONY: check
check: check-format check-web lint ## The quick part: formats, lints, types, the client's unit tests

.PHONY: check-format
check-format: $(STAMPS)/packages-build
	$(call say,Rust format)
	cargo fmt --all --check

.PHONY: check-web
check-web: web/node_modules/.package-lock.json
	$(call say,Web client: generated types - lints - format - types - unit tests)
	npm run --prefix web check

.PHONY: lint
lint: $(STAMPS)/packages-build web/dist/index.html
	$(call say,Clippy)
	cargo clippy --workspace --all-targets -- --deny warnings

# Always the whole workspace: for a part of it cargo would choose other features of shared libraries,
# and build them all anew.
.PHONY: build-debug
build-debug: $(STAMPS)/packages-build web/dist/index.html
	$(call say,Building the server for the tests)
	cargo build --workspace --all-targets

.PHONY: generate
generate: build-debug ## Bring generated files up to date: GraphQL schema, example configuration, typed operations
	scripts/generated write
	npm run --prefix web codegen

.PHONY: generated-check
generated-check: build-debug
	$(call say,Generated files are fresh)
	scripts/generated check

# All of them by one command, for the same reason. The API tests start the server built above, on SQLite and on
# PostgreSQL; schemathesis tries the REST calls against the served OpenAPI document.
.PHONY: test-rust
test-rust: build-debug $(STAMPS)/packages-test $(VENV)/installed ## Unit, property, API and OpenAPI tests; some: make test-rust ONLY=invites
	$(call say,Unit tests; API tests on SQLite and on PostgreSQL; schemathesis)
	SCHEMATHESIS=$(CURDIR)/$(VENV)/bin/schemathesis cargo test --workspace --all-targets -- $(ONLY)
	cargo test --workspace --doc

.PHONY: test-browser
test-browser: build-debug $(STAMPS)/packages-test tests/browser/node_modules/.package-lock.json ## The browser tests; one: make test-browser ONLY=reload
	$(call say,Browser tests)
	npm run --prefix tests/browser test -- $(if $(ONLY),--grep "$(ONLY)")

# Built apart from the server: together, features of shared libraries would add up and build it anew.
.PHONY: bench
bench: $(STAMPS)/packages-test web/dist/index.html ## Measure it, each figure beside its floor; one: make bench ONLY=idle
	$(call say,Building the server and its load)
	cargo build --release --package guildhall
	cargo build --release --package guildhall-load
	$(call say,Measuring: up to ten minutes on a machine that does nothing else)
	$(if $(filter permissions,$(ONLY)),,GUILDHALL_BIN=$(CURDIR)/target/release/guildhall target/release/guildhall-load $(ONLY))
	$(if $(filter-out permissions,$(ONLY)),,cargo bench --package guildhall --bench permissions)

.PHONY: fmt
fmt: web/node_modules/.package-lock.json ## Format everything
	cargo fmt --all
	npm run --prefix web format

.PHONY: clean
clean: ## Remove everything built and installed here; keeps ./data
	rm -rf target web/dist web/node_modules tests/browser/node_modules tests/browser/results

# What the above needs.

$(STAMPS)/packages-%: scripts/install-packages
	@scripts/install-packages $*
	@mkdir -p $(STAMPS) && touch $@

%/node_modules/.package-lock.json: %/package-lock.json | $(STAMPS)/packages-build
	$(call say,Installing the packages of $*)
	npm ci --prefix $* --no-audit --no-fund
	@touch $@

web/dist/index.html: web/node_modules/.package-lock.json $(WEB_SOURCES)
	$(call say,Building the web client)
	npm run --prefix web build
	@touch $@

$(VENV)/installed: tests/requirements.txt | $(STAMPS)/packages-test
	$(call say,Installing schemathesis)
	rm -rf $(VENV)
	python3 -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --no-deps --requirement tests/requirements.txt
	@touch $@
