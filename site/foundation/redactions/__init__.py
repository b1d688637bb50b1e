"""区分处理 (R-059, R-060): redacted copies of files, made from originals that the public never gets.

Stands on precheck, secrecy and signoff; every feature may import it.
"""
