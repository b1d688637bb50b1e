"""Interpretation and response (解读回应). Imports disclosure and foundation."""
