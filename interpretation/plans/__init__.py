"""解读方案: what a document's interpretation will explain, in which forms and when. Imports policies and below."""
