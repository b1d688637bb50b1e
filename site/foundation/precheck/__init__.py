"""抽查预检: what inspectors would find, found before submission and every night. Imports nothing above sign-off."""
