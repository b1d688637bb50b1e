"""Limits on uploaded files, each with its reason. None of them comes from a statute."""

MB = 1024 * 1024

# A 500-page document with scanned pictures stays below this; read into memory once.
MAX_FILE_BYTES = 50 * MB

# Plain text and HTML hold no pictures worth this much: 20 MB is some seven million characters.
MAX_TEXT_BYTES = 20 * MB

# A .docx is a zip archive: what it may unpack to, all parts together.
MAX_UNPACKED_BYTES = 200 * MB

# Word's XML compresses up to about 40 times; beyond 100 an entry is built to exhaust memory.
MAX_COMPRESSION_RATIO = 100

# Below this size the ratio says nothing: a blank bitmap of a few kilobytes compresses 1000 times.
RATIO_CHECKED_FROM_BYTES = MB

# Word writes some twenty parts, one more for each picture.
MAX_DOCX_ENTRIES = 5_000

# One XML part is held as a tree of about ten times its size.
MAX_XML_BYTES = 40 * MB

# Word nests a text box in a table in a table about sixty levels deep.
MAX_XML_DEPTH = 250

# Pages saved from old portals nest layout tables about eighty levels deep; libxml2 stops at 256.
MAX_HTML_DEPTH = 250

# The longest compilation seen has 500; each becomes a value of its own.
MAX_PARAGRAPHS = 100_000

# More is not read by anybody; the rest is counted.
MAX_NOTICES = 200

# HTML allows no wider cell.
MAX_SPAN = 1000

# A batch archive is read one entry at a time, so that only its listing is in memory.
MAX_BATCH_ENTRIES = 20_000
MAX_BATCH_UNPACKED_BYTES = 2048 * MB

# One picture: an A4 scan at 600 dpi is 35 million pixels.
MAX_IMAGE_BYTES = 10 * MB
MAX_IMAGE_PIXELS = 40_000_000

# Pictures of one document together, so that a page stays loadable.
MAX_IMAGES = 200

# Raster formats every browser shows; SVG may carry scripts, EMF and WMF do not show at all.
IMAGE_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
