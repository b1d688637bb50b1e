"""Reading government documents (公文) from TXT, HTML and DOCX files: parsing only, no Django.

`reading.read_document` turns one file into a `blocks.ParsedDocument`; `sources.walk_sources` yields the files
of a batch one at a time; every refusal is a `problems.ImportProblem` whose Chinese message says what to do.
Nothing is imported here (decided by the lead): the models need `numbers` alone, and loading them must not load
the readers. Import from the modules.
"""
