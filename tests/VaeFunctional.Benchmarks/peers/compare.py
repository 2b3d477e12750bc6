#!/usr/bin/env python3
"""Training steps of VaeFunctional beside PyTorch's best, in one sitting: a table, and a line of JSON for each configuration.

First every setting of PyTorch is tried for a short time. Then, for each configuration by turns, its fastest settings and
VaeFunctional are measured; of PyTorch the fastest of the turn counts. Figures are medians over the turns.
"""
import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

from best import survey

PROJECT = Path(__file__).resolve().parent.parent
BENCHMARKS = PROJECT / "bin" / "Release" / "net10.0" / "VaeFunctional.Benchmarks.dll"


def ours(name, arguments):
    command = ["dotnet", str(BENCHMARKS), "step", "--only", name, *arguments]
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)


def turn(name, settings, arguments):
    """PyTorch's best and our figure, one after the other."""
    peers = [row for setting in settings for row in setting.run("torch_step.py", ["--only", name])]
    return min(peers, key=lambda row: row["median_us"]), ours(name, arguments)


def summary(name, turns):
    peer_us = statistics.median(peer["median_us"] for peer, _ in turns)
    own_us = statistics.median(own["median_us"] for _, own in turns)
    ratios = sorted(peer["median_us"] / own["median_us"] for peer, own in turns)
    own = turns[-1][1]
    return {
        "name": name,
        "torch_us": round(peer_us, 1),
        "own_us": round(own_us, 1),
        "ratio": round(peer_us / own_us, 2),
        "least_ratio": round(ratios[0], 2),
        "greatest_ratio": round(ratios[-1], 2),
        "torch_setting": min((peer for peer, _ in turns), key=lambda row: row["median_us"])["setting"],
        "torch": turns[0][0]["torch"],
        "backend": own["backend"],
        "threads": own["threads"],
        "allocated_bytes_per_step": max(own["allocated_bytes_per_step"] for _, own in turns),
        "gen2_collections_per_1000_steps": max(own["gen2_collections_per_1000_steps"] for _, own in turns),
        "turns": len(turns),
    }


def table(rows):
    yield "| configuration | PyTorch's best | VaeFunctional | ratio | least to greatest | PyTorch's setting |"
    yield "|---|---|---|---|---|---|"
    for row in rows:
        yield (f"| {row['name']} | {row['torch_us'] / 1000:.3g} ms | {row['own_us'] / 1000:.3g} ms | {row['ratio']:.2f} "
               f"| {row['least_ratio']:.2f} to {row['greatest_ratio']:.2f} | {row['torch_setting']} |")


def main():
    parser = argparse.ArgumentParser(
        description="Training steps of VaeFunctional beside PyTorch's best. What it does not know goes to the step benchmark: --backend, --threads.")
    parser.add_argument("--turns", metavar="N", type=int, default=3, help="how often each configuration is measured")
    parser.add_argument("--settings", metavar="N", type=int, default=3, help="how many of PyTorch's settings take part in a turn")
    parser.add_argument("--only", metavar="NAME", help="measure this configuration alone")
    parser.add_argument("--json", metavar="FILE", type=Path, help="where the lines of JSON go")
    options, arguments = parser.parse_known_args()
    if not BENCHMARKS.exists():
        sys.exit(f"{BENCHMARKS.name} is not built: dotnet build -c Release {PROJECT.name}")
    found = survey(["--only", options.only] if options.only else [], quick=True)
    fastest = {name: [setting for setting, _ in measured[:options.settings]] for name, measured in found.items()}
    turns = {name: [] for name in fastest}
    for number in range(options.turns):
        for name, settings in fastest.items():
            print(f"turn {number + 1} of {options.turns}: {name}", file=sys.stderr)
            turns[name].append(turn(name, settings, arguments))
    rows = [summary(name, measured) for name, measured in turns.items()]
    print("\n".join(table(rows)))
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text("".join(json.dumps(row) + "\n" for row in rows))


if __name__ == "__main__":
    main()
