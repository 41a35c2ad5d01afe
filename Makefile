# Over the CMake presets: `make` builds, `make demo` sets up and shows, `make test` is what each change is held to,
# `make check-all` is that and everything else. READOUT_DEPS=PREFIX takes lexbor and yyjson from a build of your own.
SHELL := /bin/bash
.NOTPARALLEL:
.PHONY: all release setup demo test check-all format check-format check-layers check-tidy check-cppcheck dev-build asan tsan models \
  release-tests clang-build clean

jobs := $(shell nproc)
deps := $(if $(READOUT_DEPS),-DREADOUT_DEPS="$(abspath $(READOUT_DEPS))")
c_files = $(shell find src cli include tests -name acceptance -prune -o \( -name '*.c' -o -name '*.h' \) -print | sort)
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

# The language model, from a folder with ewt-train.conllu, gum-ccby-train.conllu and gum-ccbysa-train.conllu (docs/models.md).
models: setup
	@test -n "$(UD)" || { echo "usage: make models UD=FOLDER (docs/models.md)" >&2; exit 2; }
	$(call build,release,release-train)
	@build/release/train_tagger data/models/english.model 6 $(UD)/ewt-train.conllu $(UD)/gum-ccby-train.conllu $(UD)/gum-ccbysa-train.conllu

clean:
	@rm -rf build
