# Two commands: `make run` starts Balie with its demo town, `make test` runs every test.
# Each first installs what is missing (bin/setup); a second time that takes no time.

PYTHON ?=
export PYTHON

.PHONY: help run test check bench soak clean

help:
	@echo "make run    start Balie with its demo town; Ctrl-C stops it"
	@echo "make test   every test: style, import contracts, unit, property, security, journeys in a browser"
	@echo "make check  style and import contracts only"
	@echo "make bench  measure the speed of the main pages; writes var/bench.json"
	@echo "make soak   long runs: crashes, races, journeys, properties"
	@echo "make clean  throw away what was installed and made, except the data in var/"

run:
	@bin/setup runtime
	@exec .venv/bin/balie run

test: check
	@.venv/bin/balie assets
	@exec .venv/bin/pytest -n 2 --dist loadfile --no-loadscope-reorder -rs $(ARGS)

check:
	@bin/setup test
	@.venv/bin/ruff check .
	@.venv/bin/lint-imports --no-cache

bench:
	@bin/setup test
	@.venv/bin/balie assets
	@exec .venv/bin/python -m tests.load.bench $(ARGS)

soak:
	@bin/setup test
	@.venv/bin/balie assets
	@exec .venv/bin/python -m tests.crash.soak $(ARGS)

clean:
	rm -rf .venv node_modules static .ruff_cache .hypothesis
