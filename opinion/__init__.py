"""Public participation (公众参与). Imports interpretation, disclosure and foundation."""
