"""Consultations: the notice, the opinions, a verdict on each, the published result. See README.md."""
