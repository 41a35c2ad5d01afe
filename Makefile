# Over the CMake presets: `make` builds, `make demo` sets up and shows, `make test` is what each change is held to,
# `make check-all` is that and everything else. READOUT_DEPS=PREFIX takes lexbor and yyjson from a build of your own.
SHELL := /bin/bash
.NOTPARALLEL:
.PHONY: all release setup wheel demo test check-all format check-format check-layers check-tidy check-cppcheck dev-build asan tsan models acts words vectors \
  release-tests clang-build clean

jobs := $(shell nproc)
deps := $(if $(READOUT_DEPS),-DREADOUT_DEPS="$(abspath $(READOUT_DEPS))")
c_files = $(shell find src cli server include tests train bench -name acceptance -prune -o \( -name '*.c' -o -name '*.h' \) -print | sort)
export CLICOLOR_FORCE :=
export CTEST_PROGRESS_OUTPUT :=

# Configures preset $(1), quietly where it goes well, and builds the build preset $(2).
define build
  @echo "== $(2): build"
  @mkdir -p build
  @cmake --preset $(1) $(deps) >build/$(1).log 2>&1 || { cat build/$(1).log; exit 1; }
  @cmake --build --preset $(2) -- -j$(jobs) $(if $(V),-v,--quiet)
endef

all: release

release:
	$(call build,release,release)

setup:
	@tools/setup

wheel: setup
	@echo "== wheel of the Python package"
	@tools/make-wheel

demo: setup release
	@build/release/readout demo

# The last command covers the most: its closing lines are the result.
test: setup check-format check-layers dev-build tsan asan

check-format:
	@echo "== layout of the C files"
	@clang-format --dry-run -Werror $(c_files)

check-layers:
	@echo "== layers"
	@tools/check-layers

dev-build:
	$(call build,dev,dev)

tsan:
	$(call build,tsan,tsan-threads)
	@echo "== tsan: tests labelled threads"
	@ctest --preset tsan -j$(jobs) --no-tests=error

asan:
	$(call build,asan,asan)
	@echo "== asan: all tests"
	@ctest --preset asan -j$(jobs) --no-tests=error

# Ends in the tests of the release build.
check-all: test clang-build check-tidy check-cppcheck
	$(call build,release,release-tests)
	@echo "== exported symbols, headers compiled alone"
	@tools/check-symbols build/release/libreadout.so
	@READOUT_DEPS="$(READOUT_DEPS)" tools/check-headers
	@echo "== release: all tests"
	@ctest --preset release -j$(jobs) --no-tests=error

clang-build:
	$(call build,clang,clang)

check-tidy: clang-build
	@echo "== clang-tidy"
	@tools/check-tidy build/clang

check-cppcheck: clang-build
	@echo "== cppcheck"
	@mkdir -p build/cppcheck
	@cppcheck --project=build/clang/compile_commands.json --cppcheck-build-dir=build/cppcheck -j$(jobs) --quiet \
	  --enable=warning,performance,portability --inline-suppr --std=c11 --error-exitcode=1 \
	  --suppressions-list=tools/cppcheck-suppressions --library=tools/cppcheck.cfg

format:
	@clang-format -i $(c_files)

# The language model, anew from the annotated data in DATA (docs/models.md). FREE=1: only from what asks for no share-alike, into WORK.
# What is made on the way is kept in WORK, and steps whose inputs have not changed are skipped.
DATA ?= ../shared/data
WORK ?= $(if $(XDG_CACHE_HOME),$(XDG_CACHE_HOME),$(HOME)/.cache)/readout-models
# The tools and the Python that training wants.
define training
@tools/setup models
$(call build,release,release-train)
@mkdir -p "$(WORK)"
@test -e "$(WORK)/python/bin/python" || python3 -m venv "$(WORK)/python"
@"$(WORK)/python/bin/pip" install --quiet --disable-pip-version-check -r train/requirements.txt
endef

models:
	@test -d "$(DATA)/ud" || { echo "make models: no \"$(DATA)/ud\": give the folder of the annotated data, as make models DATA=FOLDER" >&2; exit 2; }
	$(call training)
	@"$(WORK)/python/bin/python" train/make_models.py --data "$(DATA)" --work "$(WORK)" --tool build/release/model_tool --lists data \
	  --out $(if $(FREE),"$(WORK)/free.model" --free,data/models/english.model)

# Likewise the weights that acts are decided by, and confidence, from data/annotations and the texts in DATA.
acts:
	@test -d "$(DATA)/text" || { echo "make acts: no \"$(DATA)/text\": give the folder of the texts, as make acts DATA=FOLDER" >&2; exit 2; }
	$(call training)
	@"$(WORK)/python/bin/python" train/make_acts.py --texts "$(DATA)/text" --annotations data/annotations --tuned tests/readouts tests/readouts/versions tests/readouts/versions-2 tests/readouts/versions-3 tests/readouts/versions-4 tests/readouts/versions-5 tests/readouts/versions-6 tests/readouts/versions-7 tests/readouts/versions-8 --work "$(WORK)" \
	  --tool build/release/act_tool --readout build/release/readout --data data

# How rare words are in general text, and what they are (docs/models.md).
words:
	@test -d "$(DATA)/text" || { echo "make words: no \"$(DATA)/text\": give the folder of the texts, as make words DATA=FOLDER" >&2; exit 2; }
	$(call build,release,release-train)
	@python3 train/word_counts.py --texts "$(DATA)/text" --tool build/release/word_tool --out data/word_counts.tsv
	@python3 train/word_classes.py --texts "$(DATA)/text" --readout build/release/readout --out data/word_classes.txt

# What words mean, as vectors; reads the sentences that `make models` has left in WORK.
vectors:
	@test -e "$(WORK)/all/texts/open.words" || { echo "make vectors: no \"$(WORK)/all/texts/open.words\": run make models first, with the same WORK" >&2; exit 2; }
	$(call training)
	@"$(WORK)/python/bin/python" train/word_vectors.py --bert "$(WORK)/bert" --words "$(WORK)/all/texts/open.words" --tool build/release/word_tool \
	  --out data/models/words.vectors

clean:
	@rm -rf build
