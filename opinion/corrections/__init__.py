"""纠错: a reader points at what is wrong on a page; the responsible unit answers within days. Nothing is public."""
