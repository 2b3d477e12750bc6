#!/usr/bin/env python3
"""docs/examples/Mnist beside the same training in PyTorch at its best, in one sitting: a line of JSON each, medians over the turns."""
import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from best import survey

REPOSITORY = Path(__file__).resolve().parents[3]
EXAMPLE = REPOSITORY / "docs" / "examples" / "Mnist" / "bin" / "Release" / "net10.0" / "Mnist.dll"


def ours(data, epochs):
    with tempfile.TemporaryDirectory() as pictures:
        command = ["dotnet", str(EXAMPLE), "--data", str(data), "--epochs", str(epochs), "--samples", "1", "--output", pictures]
        return json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)


def summary(name, runs):
    return {"name": name, "turns": len(runs)} | {
        field: round(statistics.median(run[field] for run in runs), 2) for field in ("training_seconds", "seconds", "test_elbo")
    }


def main():
    parser = argparse.ArgumentParser(description="Training on MNIST: VaeFunctional beside PyTorch's best.")
    parser.add_argument("--data", metavar="DIR", type=Path, required=True, help="the folder of binarized_mnist_*.amat, plain or with .gz")
    parser.add_argument("--epochs", metavar="N", type=int, default=10, help="how often training sees each image")
    parser.add_argument("--turns", metavar="N", type=int, default=3, help="how often each is run")
    parser.add_argument("--settings", metavar="N", type=int, default=2, help="how many of PyTorch's settings take part in a turn")
    options = parser.parse_args()
    if not EXAMPLE.exists():
        sys.exit(f"{EXAMPLE.name} is not built: dotnet build -c Release docs/examples/Mnist")
    fastest = [setting for setting, _ in survey(["--only", "mlp-400"], quick=True)["mlp-400"][:options.settings]]
    arguments = ["--data", str(options.data), "--epochs", str(options.epochs)]
    peers, own = [], []
    for number in range(options.turns):
        print(f"turn {number + 1} of {options.turns}", file=sys.stderr)
        runs = [row for setting in fastest for row in setting.run("torch_mnist.py", arguments)]
        peers.append(min(runs, key=lambda run: run["training_seconds"]))
        own.append(ours(options.data, options.epochs))
    print(json.dumps(summary(f"PyTorch ({peers[-1]['setting']})", peers)))
    print(json.dumps(summary("VaeFunctional", own)))


if __name__ == "__main__":
    main()
