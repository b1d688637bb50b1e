"""The disclosure attribute from proposal to final decision: history, disagreement, returns, numbers, catalogues."""
