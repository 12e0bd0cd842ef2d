# Needs Python 3.11 or newer, make and the package index; `make help` lists the targets.

CORPUS = corpus
OUT = report
# Language of the page: ar or en.
LANGUAGE = ar
# Options for pytest, as in `make test ARGS="-k corpus"`.
ARGS =

PY = .venv/bin/python
OLD_ENOUGH = import sys; sys.exit(sys.version_info < (3, 11))
# A path relative to the environment, so that a renamed or copied folder imports its own code.
LINK = import os, sysconfig; s = sysconfig.get_path("purelib"); \
	open(os.path.join(s, "rasd.pth"), "w").write(os.path.relpath(os.getcwd(), s) + "\n")

define INSTALL
if command -v uv >/dev/null 2>&1; then uv pip install --quiet --python $(PY) -r $(1); \
else $(PY) -m pip install -qq --disable-pip-version-check --no-input -r $(1); fi
endef

# The first of these that is new enough; empty when there is none.
define FIND_PYTHON
python=; for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	if command -v $$p >/dev/null 2>&1 && $$p -c '$(OLD_ENOUGH)' 2>/dev/null; then python=$$p; break; fi; \
done; \
if [ -z "$$python" ]; then \
	echo "rasd: no Python 3.11 or newer on PATH (python3 is: $$(python3 --version 2>&1)); install one" >&2; \
	exit 2; \
fi
endef

.DEFAULT_GOAL := help
.PHONY: help env dev-env browser-env report test test-reshaped lab lint lock clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 16

env: .venv/.runtime ## build the environment in .venv
	@:

dev-env: .venv/.dev ## the same, with what tests and linters need
	@:

report: env ## corpus/ -> report/, or CORPUS=dir OUT=dir
	@$(PY) -m analysis report "$(CORPUS)" --out "$(OUT)" --lang "$(LANGUAGE)" || [ $$? -eq 1 ]  # 1: some set aside, named

test: dev-env ## every test; ARGS="..." goes to pytest
	@$(PY) -m pytest -n auto $(ARGS)

test-reshaped: .venv-reshaped/.dev ## the charts once more on matplotlib 3.10, where Arabic is reshaped first
	@MPLCONFIGDIR=.venv-reshaped/matplotlib .venv-reshaped/bin/python -m pytest -n auto -p no:cacheprovider \
		tests/test_pictures.py tests/test_labels.py tests/test_figure.py tests/test_every_chart.py $(ARGS)

browser-env: ## what the browser tests load from npm; Chromium and poppler come from Debian
	@npm ci --silent --no-audit --no-fund --prefix tests/browser

lab: env ## open JupyterLab in notebooks/
	@$(PY) -m jupyterlab --notebook-dir=notebooks

lint: dev-env ## ruff and mypy
	@$(PY) -m ruff check .
	@$(PY) -m mypy

lock: ## pin what the requirements resolve to now, in the two lock files
	@set -e; $(FIND_PYTHON); t=$$(mktemp -d); trap 'rm -rf "$$t"' EXIT; \
	echo "rasd: resolving with $$($$python --version)"; \
	$$python -m venv "$$t"; \
	pip="$$t/bin/python -m pip --disable-pip-version-check --no-input"; \
	$$pip install -qq -r requirements.txt; \
	$$pip freeze >"$$t/run"; \
	$$pip install -qq -c "$$t/run" -r requirements-dev.txt; \
	$$pip freeze | grep -vxFf "$$t/run" >"$$t/dev"; \
	{ echo '# Made by `make lock` from requirements.txt; not to be edited.'; \
		cat "$$t/run"; } >requirements.lock; \
	{ echo '# Made by `make lock` from requirements-dev.txt; not to be edited.'; \
		echo '-r requirements.lock'; cat "$$t/dev"; } >requirements-dev.lock; \
	wc -l requirements.lock requirements-dev.lock

clean: ## remove the environment and the caches
	rm -rf .venv .venv-reshaped artifacts tests/browser/node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# An environment that is broken or was left half made is made again; a whole one is only brought up to date.
.venv/.runtime: requirements.lock
	@set -e; if $(PY) -c '$(OLD_ENOUGH)' 2>/dev/null && $(PY) -m pip --version >/dev/null 2>&1; then :; else \
		rm -rf .venv; \
		if command -v uv >/dev/null 2>&1; then \
			echo "rasd: making .venv with uv"; uv venv --quiet --seed --python '>=3.11' .venv; \
		else \
			$(FIND_PYTHON); echo "rasd: making .venv with $$($$python --version)"; \
			$$python -m venv .venv || { rm -rf .venv; \
				echo "rasd: $$python cannot make an environment; on Debian: apt-get install python3-venv" >&2; \
				exit 2; }; \
		fi; \
	fi
	@echo "rasd: installing $$(grep -c == requirements.lock) packages into .venv; a minute or two the first time"
	@$(call INSTALL,requirements.lock)
	@$(PY) -c '$(LINK)'
	@touch $@; echo "rasd: environment ready"

.venv/.dev: requirements-dev.lock .venv/.runtime
	@echo "rasd: installing what tests and linters need"
	@$(call INSTALL,requirements-dev.lock)
	@touch $@

# A second environment, alike but for an older matplotlib.
.venv-reshaped/.dev: requirements-dev.lock requirements.lock
	@set -e; rm -rf .venv-reshaped; \
	if command -v uv >/dev/null 2>&1; then uv venv --quiet --seed --python '>=3.11' .venv-reshaped; \
	else $(FIND_PYTHON); $$python -m venv .venv-reshaped; fi; \
	echo "rasd: installing matplotlib 3.10 and the rest into .venv-reshaped"; \
	cat requirements.lock requirements-dev.lock | grep -v '^-r\|^matplotlib==' >.venv-reshaped/pins; \
	echo 'matplotlib>=3.10,<3.11' >>.venv-reshaped/pins; \
	.venv-reshaped/bin/python -m pip install -qq --disable-pip-version-check --no-input -r .venv-reshaped/pins; \
	.venv-reshaped/bin/python -c '$(LINK)'
	@touch $@
