"""The variables of CSL 1.0.2 by their kind (specification, appendix IV)."""

NAME_VARIABLES = frozenset({
    "author", "chair", "collection-editor", "compiler", "composer", "container-author",
    "contributor", "curator", "director", "editor", "editor-translator", "editorial-director",
    "executive-producer", "guest", "host", "illustrator", "interviewer", "narrator", "organizer",
    "original-author", "performer", "producer", "recipient", "reviewed-author", "script-writer",
    "series-creator", "translator",
})  # fmt: skip

DATE_VARIABLES = frozenset({
    "accessed", "available-date", "event-date", "issued", "locator-date", "original-date",
    "submitted",
})  # fmt: skip

NUMBER_VARIABLES = frozenset({
    "chapter-number", "citation-number", "collection-number", "edition",
    "first-reference-note-number", "issue", "locator", "number", "number-of-pages",
    "number-of-volumes", "page", "page-first", "part-number", "printing-number", "section",
    "supplement-number", "version", "volume",
})  # fmt: skip

TITLE_VARIABLES = frozenset({
    "title", "title-short", "container-title", "container-title-short", "collection-title",
    "original-title", "part-title", "reviewed-title", "volume-title", "event-title",
})  # fmt: skip
