"""Validates manifests together with their data; says what is wrong, and fails if anything is."""

import sys

from frictionless import validate

faults = 0
for path in sys.argv[1:]:
    report = validate(path)
    print(f"{path}: {'VALID' if report.valid else 'INVALID'}")
    errors = report.errors + [error for task in report.tasks for error in task.errors]
    if report.valid and not report.tasks:
        print("    has no table")
        faults += 1
    for error in errors[:20]:
        print(f"    {error.type}: {error.message}")
    faults += not report.valid
sys.exit(1 if faults or len(sys.argv) < 3 else 0)
