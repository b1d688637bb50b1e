"""Interpretations of policy documents (政策解读), bound to what they explain."""
