#!/usr/bin/env python3
"""Trains the network of docs/examples/Mnist in PyTorch on the CPU, on the same files, and prints a line of JSON.

Static binarization, 784-500-20, ReLU, Adam 1e-3, shuffled batches of 128; after every epoch the ELBO of the validation
images, and at the end, of the model that did best there, that of the test images.
"""
import argparse
import copy
import gzip
import json
import math
import sys
import time
from pathlib import Path

import numpy
import torch

from torch_vae import Vae, take_step

PIXELS = 784
CLIP = 0.001
EVALUATED_AT_ONCE = 1000
TEST_DRAWS = 10


def read_images(folder, part):
    plain = folder / f"binarized_mnist_{part}.amat"
    packed = plain.with_name(f"{plain.name}.gz")
    if not plain.exists() and not packed.exists():
        sys.exit(f"{folder} holds neither {plain.name} nor {packed.name}.")
    text = plain.read_bytes() if plain.exists() else gzip.decompress(packed.read_bytes())
    symbols = numpy.frombuffer(text, numpy.uint8)
    digits = symbols[(symbols == ord("0")) | (symbols == ord("1"))] - ord("0")
    return torch.from_numpy(digits.reshape(-1, PIXELS).astype(numpy.float32))


def begin_at_mean(vae, images):
    """Lets an untrained decoder predict the mean of the data."""
    with torch.no_grad():
        vae.decoder[-1].bias += torch.logit(images.mean(0).clamp(CLIP, 1 - CLIP))


def elbo(vae, images, draws=1):
    with torch.no_grad():
        parts = [vae.negative_elbo(x) * len(x) for _ in range(draws) for x in images.split(EVALUATED_AT_ONCE)]
    return -float(sum(parts)) / (draws * len(images))


def fit(vae, images, validation, epochs, batch):
    """The model after the epoch that did best on the validation images, and its ELBO there."""
    adam = torch.optim.Adam(vae.parameters(), lr=1e-3)
    best, best_score = vae, -math.inf
    for epoch in range(epochs):
        for rows in torch.randperm(len(images)).split(batch):
            x = images[rows]
            take_step(adam, lambda: vae.negative_elbo(x))
        score = elbo(vae, validation)
        print(f"epoch {epoch + 1}: validation elbo {score:.2f}", file=sys.stderr)
        if score > best_score:
            best, best_score = copy.deepcopy(vae), score
    return best, best_score


def main():
    parser = argparse.ArgumentParser(description="Trains the network of docs/examples/Mnist in PyTorch on the CPU.")
    parser.add_argument("--data", metavar="DIR", type=Path, required=True, help="the folder of binarized_mnist_*.amat, plain or with .gz")
    parser.add_argument("--threads", metavar="N", type=int, required=True, help="the number of threads")
    parser.add_argument("--epochs", metavar="N", type=int, default=10, help="how often training sees each image")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(7)
    begin = time.perf_counter()
    train, validation, test = (read_images(options.data, part) for part in ("train", "valid", "test"))
    vae = Vae(PIXELS, [500], 20)
    begin_at_mean(vae, train)
    begin_training = time.perf_counter()
    best, validation_elbo = fit(vae, train, validation, options.epochs, batch=128)
    training_seconds = time.perf_counter() - begin_training
    print(json.dumps({
        "name": "mnist",
        "test_elbo": round(elbo(best, test, TEST_DRAWS), 2),
        "validation_elbo": round(validation_elbo, 2),
        "training_seconds": round(training_seconds, 2),
        "seconds": round(time.perf_counter() - begin, 2),
        "threads": options.threads,
        "torch": torch.__version__,
    }))


if __name__ == "__main__":
    main()
