"""The read-only interface for programs (开放接口), version 1."""
