"""Disclosure on the own initiative (主动公开) and on request (依申请公开). Imports foundation only."""
