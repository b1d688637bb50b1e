"""Limits on what is read, each with its reason. None of them comes from a statute."""

MB = 1024 * 1024

# What the site accepts as an upload (WAGTAILDOCS_MAX_UPLOAD_SIZE).
MAX_FILE_BYTES = 50 * MB

# An Office file is a zip archive: what it may unpack to, all parts together and one part.
MAX_UNPACKED_BYTES = 200 * MB
MAX_PART_BYTES = 60 * MB
MAX_ENTRIES = 5_000

# Office XML compresses up to about 40 times; beyond 100 a part is built to exhaust memory.
MAX_COMPRESSION_RATIO = 100
# Below this size the ratio says nothing.
RATIO_CHECKED_FROM_BYTES = MB

# Three million characters are some 2,000 pages; what lies beyond is reported as not checked.
MAX_CHARACTERS = 3_000_000
MAX_PDF_PAGES = 3_000
MAX_CELLS = 500_000
# An A4 scan at 600 dpi is 35 million pixels.
MAX_PIXELS = 80_000_000

# One file may keep a worker busy so long and take so much memory; a 20-page PDF takes a tenth of a second.
SECONDS = 30
CPU_SECONDS = 25
MEMORY_BYTES = 1536 * MB
