"""Releases outside the site (对外发布渠道登记, R-025, R-026): what was said elsewhere; had the site got it by then."""
