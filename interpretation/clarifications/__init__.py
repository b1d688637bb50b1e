"""Rumours: reported, verified, clarified in public, looked at again. See README.md."""
