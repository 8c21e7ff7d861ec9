# Each target sets up what is missing and calls one script; `make` alone lists them.

.PHONY: help setup serve dev build test goldens browser e2e fuzz bench size fmt lint clean

PORT ?= 8080
export PORT

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Make ready all that is missing, for building and testing
	@scripts/setup.sh --tests

serve: build ## Build the release and serve it on this machine (PORT=8080, MINE=folder of your feed)
	@node scripts/serve.mjs --root dist --port $(PORT) $(if $(MINE),--mount "/mine=$(patsubst ~/%,$(HOME)/%,$(MINE))")

dev: ## Serve a debug build that follows your changes (PORT=8080)
	@scripts/setup.sh
	@scripts/dev.sh

build: ## Build the release into dist/
	@scripts/setup.sh
	@scripts/build.sh

test: ## Run every check and test; the last line counts them
	@scripts/test.sh

goldens: ## Run only the golden reference values, a line each (MIYAR_GOLDENS=folder of your own)
	@scripts/setup.sh
	@scripts/goldens.sh

browser: ## Run only the wasm tests in headless Chromium
	@scripts/setup.sh --tests
	@scripts/browser.sh

e2e: build ## Run only the end-to-end tests, against dist/
	@scripts/setup.sh --tests
	@scripts/e2e.sh

fuzz: ## Run the fuzz targets longer than make test does (FUZZ_SECONDS=600, FUZZ_TARGETS="csv json")
	@scripts/setup.sh --fuzz
	@scripts/fuzz.sh

bench: ## Measure the readers beside crates, and Miyar beside other engines in Chromium, into benches/RESULTS.md
	@scripts/setup.sh
	@scripts/bench.sh

size: build ## Print the sizes in dist/ and compare them with budget.toml
	@node scripts/size.mjs

fmt: ## Format the Rust
	@scripts/setup.sh
	@scripts/fmt.sh

lint: ## Run clippy, native and for the browser
	@scripts/setup.sh
	@scripts/lint.sh

clean: ## Delete all that was built; the tools' cache stays
	@scripts/clean.sh
