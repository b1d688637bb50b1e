"""Chains as data (审签流程): which steps a piece of content needs, who holds them, and their workflows."""
