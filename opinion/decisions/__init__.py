"""Major administrative decisions: the yearly catalogue, the stages, meetings open to the public. See README.md."""
