"""Time expressions: the tagger, its grammar and its arithmetic, file by file; `tagger` is where to begin."""
