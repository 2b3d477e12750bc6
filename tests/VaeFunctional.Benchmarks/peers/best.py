#!/usr/bin/env python3
"""PyTorch at its best on this machine: a training step of every configuration under every setting, the fastest as a line of JSON each."""
import argparse
import json
import sys

from torch_settings import all_settings, python_with_torch


def survey(arguments, quick):
    """Every setting and its figure for each configuration, the fastest first."""
    python_with_torch()
    rows = {}
    for setting in all_settings():
        print(f"PyTorch on {setting}", file=sys.stderr)
        for row in setting.run("torch_step.py", [*arguments, *(["--quick"] if quick else [])]):
            rows.setdefault(row["name"], []).append((setting, row))
    return {name: sorted(measured, key=lambda pair: pair[1]["median_us"]) for name, measured in rows.items()}


def main():
    parser = argparse.ArgumentParser(description="The fastest of PyTorch's settings for a training step of each configuration.")
    parser.add_argument("--only", metavar="NAME", help="measure this configuration alone")
    parser.add_argument("--quick", action="store_true", help="measure for a short time")
    options = parser.parse_args()
    for measured in survey(["--only", options.only] if options.only else [], options.quick).values():
        print(json.dumps(measured[0][1]))


if __name__ == "__main__":
    main()
