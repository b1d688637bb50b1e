"""Official letters (公文函件): every letter comes from a template with parameters, with number, version and digest.

May import: precheck (safe reading of Office files), signoff, rules, organisations. Everything that writes to
somebody imports this app.
"""
