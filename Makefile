# Sutiao. `make help` lists what can be made.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

GO_FILES := find . -name node_modules -prune -o -name '*.go' -type f

.PHONY: help
help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# ---- run

.PHONY: up
up: temporal ui fonts page build ## start everything on this machine (builds what is missing)
	@scripts/prerequisites.sh run
	@bin/sutiao up

.PHONY: demo
demo: temporal ui fonts page build ## play the demonstration cases
	@bin/sutiao demo

# ---- build

.PHONY: build
build: ## build bin/sutiao
	@mkdir -p bin
	@CGO_ENABLED=0 go build -trimpath -o bin/ ./cmd/sutiao

.PHONY: temporal
temporal: ## build the private Temporal server, once (3 to 9 minutes)
	@scripts/build-temporal.sh

.PHONY: ui
ui: ## build the interface, if npm is there and its sources changed
	@scripts/build-ui.sh

.PHONY: fonts
fonts: ## fetch the fonts of the documents, once
	@scripts/fonts.sh

.PHONY: page
page: ## build the page that checks files offline, if its sources changed
	@scripts/build-verify-page.sh

.PHONY: tools
tools: ## build the pinned tools to bin/, once
	@scripts/build-tools.sh

.PHONY: prerequisites
prerequisites: ## install or list what is needed from the system
	@scripts/prerequisites.sh

# ---- check

.PHONY: check
check: fmt-check vet lint workflowcheck generated test ## everything that continuous integration runs

.PHONY: test
test: prerequisites ui fonts page ## all tests, on the real engines
	@scripts/test.sh

.PHONY: bench
bench: temporal ## benchmarks on the real engines, against a floor in the same run
	@go test -tags engines -run '^$$' -bench . -benchtime 30x -timeout 20m ./test/bench
	@go test -run '^$$' -bench . ./law ./test/bench/signing
	@go run ./test/bench/media

.PHONY: fmt
fmt: ## format the Go sources
	@$(GO_FILES) -exec gofmt -w {} +

.PHONY: fmt-check
fmt-check:
	@echo "+ gofmt"
	@unformatted=$$($(GO_FILES) -exec gofmt -l {} +); if [ -n "$$unformatted" ]; then \
	  echo "not formatted (run make fmt):"; echo "$$unformatted"; exit 1; fi

.PHONY: vet
vet:
	@echo "+ go vet"
	@go vet -tags engines ./...

.PHONY: lint
lint: tools ## golangci-lint, with the import table of the design
	@echo "+ golangci-lint"
	@bin/golangci-lint run ./...

.PHONY: workflowcheck
workflowcheck: tools ## search the workflows for what is not deterministic
	@echo "+ workflowcheck"
	@bin/workflowcheck -test=false -config .workflowcheck.yaml ./workflows/...

.PHONY: vuln
vuln: tools ## search the dependencies for known vulnerabilities
	@bin/govulncheck ./...

.PHONY: rules
rules: ## write docs/rules.md from the tables of the law
	@go run ./cmd/sutiao law rules --out docs

.PHONY: golden
golden: temporal ## record the golden histories that are missing, on a real server
	@go test -count=1 -tags golden ./test/golden

.PHONY: openapi
openapi: ## write the OpenAPI document and the types that the pages take from it
	@go run ./cmd/sutiao api openapi >ui/openapi.json
	@cd ui && npm run --silent types

# Written anew into a folder of its own and compared, so that a check changes
# nothing in the work tree.
.PHONY: generated
generated:
	@if [ -f docs/rules.md ]; then \
	  echo "+ generated files"; \
	  fresh=$$(mktemp -d); trap 'rm -rf "$$fresh"' EXIT; \
	  go run ./cmd/sutiao law rules --out "$$fresh"; \
	  for file in "$$fresh"/*; do \
	    diff -u "docs/$$(basename "$$file")" "$$file" || { echo "stale: run make rules"; exit 1; }; \
	  done; \
	  go run ./cmd/sutiao api openapi | diff -q ui/openapi.json - >/dev/null || { echo "ui/openapi.json is stale: run make openapi"; exit 1; }; fi

# The same flags as in the build, or all of Temporal would be compiled again.
.PHONY: vet-temporal
vet-temporal: temporal
	@echo "+ go vet, go test in embedded/temporal"
	@. scripts/temporal-flags.sh; cd embedded/temporal; \
	  unformatted=$$(gofmt -l .); if [ -n "$$unformatted" ]; then echo "not formatted: $$unformatted"; exit 1; fi; \
	  go vet "$${TEMPORAL_FLAGS[@]}" . && go test -vet=off "$${TEMPORAL_FLAGS[@]}" -ldflags '-s -w' .

.PHONY: clean
clean: ## remove what was built (never a data folder)
	@rm -rf bin ui/node_modules
	@find ui/dist -mindepth 1 ! -name .gitkeep -delete
