#!/usr/bin/env python3
"""Times whole training steps in PyTorch on the CPU, and prints a line of JSON for each configuration.

The configurations are those of Steps/StepConfiguration.cs, under the same names. A step is the forward pass, the bound,
the gradient and Adam's update, in float32.
"""
import argparse
import json
import statistics
import time

import torch

from torch_vae import Vae, take_step

CONFIGURATIONS = {  # batch, features, hidden widths, latent, samples
    "mlp-400": (128, 784, [400], 20, 1),
    "iwae-net": (100, 784, [200, 200], 50, 1),
    "iwae-net-b20": (20, 784, [200, 200], 50, 1),
    "iwae-k50": (20, 784, [200, 200], 50, 50),
    "mlp-400-b512": (512, 784, [400], 20, 1),
    "table-30": (64, 30, [32], 4, 1),
}
BATCHES_AN_EPOCH = 8
BLOCKS = 7
BLOCK_SECONDS = 0.15
WARM_UP_SECONDS = 0.5
QUICK = 0.2  # of these times


def stepper(name):
    """From the number of a step to the step taken."""
    batch, features, hidden, latent, samples = CONFIGURATIONS[name]
    torch.manual_seed(1)
    vae = Vae(features, hidden, latent)
    adam = torch.optim.Adam(vae.parameters(), lr=1e-3)
    batches = torch.bernoulli(torch.full((BATCHES_AN_EPOCH, batch, features), 0.5)).unbind()

    def loss(x):
        return vae.negative_elbo(x) if samples == 1 else vae.negative_importance_weighted_bound(x, samples)

    return lambda number: take_step(adam, lambda: loss(batches[number % BATCHES_AN_EPOCH]))


def timed(step, count):
    start = time.perf_counter()
    for number in range(count):
        step(number)
    return (time.perf_counter() - start) / count


def measure(name, effort):
    step = stepper(name)
    begin, seconds = time.perf_counter(), 0.0
    while seconds == 0 or time.perf_counter() - begin < effort * WARM_UP_SECONDS:
        seconds = timed(step, BATCHES_AN_EPOCH)
    steps = max(1, round(effort * BLOCK_SECONDS / seconds))
    blocks = [1e6 * timed(step, steps) for _ in range(BLOCKS)]
    return {
        "name": name,
        "median_us": round(statistics.median(blocks), 1),
        "min_us": round(min(blocks), 1),
        "threads": torch.get_num_threads(),
        "torch": torch.__version__,
    }


def main():
    parser = argparse.ArgumentParser(description="Times whole training steps in PyTorch on the CPU.")
    parser.add_argument("--only", metavar="NAME", choices=CONFIGURATIONS, help="measure this configuration alone")
    parser.add_argument("--threads", metavar="N", type=int, required=True, help="the number of threads")
    parser.add_argument("--quick", action="store_true", help="measure for a short time")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    for name in [options.only] if options.only else CONFIGURATIONS:
        print(json.dumps(measure(name, QUICK if options.quick else 1)), flush=True)


if __name__ == "__main__":
    main()
