# Few verbs: make setup run test test-fast eval bench check.  The rest serves them.
SHELL := /bin/bash
VENV := .venv
PY := $(VENV)/bin/python
export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 3

.PHONY: help setup run test test-fast eval bench bench-nlu check lock train widget
help:
	@echo "make run        everything: environment, database, model, all processes"
	@echo "make test       all tests, real processes and a browser included"
	@echo "make test-fast  the inner loop, on all cores (about two minutes on two)"
	@echo "make check      content, style and types"
	@echo "make eval       measure the trained model (DATA=file.jsonl for your own questions)"
	@echo "make bench      speed, and understanding against published systems"

setup: $(VENV)/.installed widget

$(VENV)/.installed: requirements.txt deploy/setup.sh
	@bash deploy/setup.sh

widget: frontdesk/project/static/widget.js

frontdesk/project/static/widget.js: $(wildcard widget/src/*.* widget/src/*/*.* widget/package-lock.json widget/build.*) deploy/widget.sh
	@bash deploy/widget.sh

run: setup
	@$(PY) -m frontdesk.project.launch

train: setup
	@$(PY) -m frontdesk.project.train

test: setup
	@bash deploy/system.sh
	@$(PY) -m frontdesk.project.check_all
	@cd widget && PATH="$(CURDIR)/$(VENV)/bin:$$PATH" npm run --silent typecheck && PATH="$(CURDIR)/$(VENV)/bin:$$PATH" npm test --silent
	@$(PY) -m frontdesk.project.train
	@$(PY) -m pytest

test-fast: setup
	@$(PY) -m pytest -n auto --dist loadfile -m "not stack and not browser"

check: setup
	@$(PY) -m frontdesk.project.check_all

eval: train
	@$(PY) -m bench.evaluate $(if $(DATA),--data $(DATA)) $(if $(OUT),--out $(OUT))
	@$(if $(DATA),true,$(PY) -m bench.danger_eval)

bench: train
	@$(PY) -m bench.speed
	@$(PY) -m bench.safety_bench
	@$(PY) -m bench.danger_eval

bench-nlu: setup
	@$(PY) -m bench.nlu_bench

# needs uv (https://docs.astral.sh/uv): compiles requirements.in to the hashed lock
lock:
	uv pip compile --python-version 3.10 --generate-hashes --no-header --no-emit-index-url \
	  --override deploy/overrides.txt requirements.in -o requirements.txt
