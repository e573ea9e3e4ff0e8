# make         the release build, with everything
# make demo    the lean release build, and the four OKC scenarios
# make console the release build, and the web console of the lab, in a browser
# make test    the whole test suite, with real peers
# make test-browser   the console in Chromium, with what `make test` or `make` built
# make screenshots   the console's pictures in Docs/images, drawn anew
# make test-release   the same, optimized
# make bench   the benchmarks, as ratios
# make fuzz    every reader under libFuzzer, a minute each; SECONDS=… for another time
# make format-check   what CI asks of the formatting

BUILD_PACKAGES = libssl-dev zlib1g-dev libzstd-dev pkg-config
FULL_PACKAGES = libsqlite3-dev
TEST_PEERS = zstd xxd tshark eapoltest freeradius freeradius-utils wpasupplicant hostapd
BROWSER_PEERS = chromium python3-venv
# Traits change what is compiled, so the lean build has a folder of its own.
LEAN = -c release --disable-default-traits --scratch-path .build-lean --product roamlab
ifdef CI
STRICT = -Xswiftc -warnings-as-errors
endif

.PHONY: build lean demo console test test-browser screenshots test-release bench fuzz format format-check dependencies full-dependencies peers browser-peers clean

build: dependencies full-dependencies
	swift build -c release $(STRICT)

lean: dependencies
	swift build $(LEAN) $(STRICT)

demo: lean
	.build-lean/release/roamlab okc

console: build
	.build/release/roamlab console --open

# The console answers on the threads that tests compute on: its own come after the long ones.
test: dependencies full-dependencies peers browser-peers
	swift test $(STRICT) --skip ConsoleTests
	swift test $(STRICT) --skip-build --filter ConsoleTests
	Tools/browser-tests

test-browser: browser-peers
	Tools/browser-tests

screenshots: browser-peers
	Tools/browser-tests screenshots.py

# Optimized code can go wrong where unoptimized code does not: the same tests, as users run the code.
test-release: dependencies peers
	swift test -c release --disable-default-traits --scratch-path .build-release $(STRICT) -Xswiftc -enable-testing

bench: dependencies
	swift run -c release --package-path Benchmarks

FUZZ_TARGETS = capture file packet radiotap frame rsn eapol radius configuration keys filter fault lab control
SECONDS = 60

# Sanitizers and optimization do not go together with every inlined call: readers are fuzzed as tests build them.
fuzz: dependencies
	swift build --package-path Fuzz --sanitize fuzzer
	@for target in $(FUZZ_TARGETS); do \
		echo "== $$target, $(SECONDS) s"; \
		mkdir -p Fuzz/.build/corpus/$$target Fuzz/Findings/$$target; \
		FUZZ_TARGET=$$target Fuzz/.build/debug/Fuzz -max_total_time=$(SECONDS) -timeout=10 -rss_limit_mb=2048 \
			-max_len=16384 -print_final_stats=1 -verbosity=0 -artifact_prefix=Fuzz/Findings/$$target/ \
			Fuzz/.build/corpus/$$target Fuzz/Corpus/$$target || exit 1; \
		rmdir --ignore-fail-on-non-empty Fuzz/Findings/$$target; \
	done

format:
	swift format --in-place --parallel --recursive Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources Fuzz/Package.swift Fuzz/Sources

format-check:
	swift format lint --strict --parallel --recursive Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources Fuzz/Package.swift Fuzz/Sources

dependencies:
	@Tools/install-packages $(BUILD_PACKAGES)

# Installing freeradius on a desktop starts its service, which the tests do not need; they run their own on other ports.
# For the history of runs, which the lean build has not.
full-dependencies:
	@Tools/install-packages $(FULL_PACKAGES)

peers:
	@Tools/install-packages $(TEST_PEERS)

# Chromium for the console's tests; its driver and axe-core come from PyPI, into .build.
browser-peers:
	@Tools/install-packages $(BROWSER_PEERS)

clean:
	rm -rf .build .build-lean .build-release Benchmarks/.build Fuzz/.build okc-results
