"""A variational autoencoder in PyTorch: perceptrons with ReLU, a Gaussian posterior, a Bernoulli likelihood."""
import math

import torch
from torch import nn
from torch.nn import functional as F


class Vae(nn.Module):
    def __init__(self, features, hidden, latent):
        super().__init__()
        self.encoder = perceptron([features, *hidden, 2 * latent])
        self.decoder = perceptron([latent, *reversed(hidden), features])

    def negative_elbo(self, x):
        """The mean of -ELBO over a batch, one draw per example, the rate in closed form; in nats."""
        mean, log_variance = self.encoder(x).chunk(2, dim=1)
        logits = self.decoder(mean + torch.exp(0.5 * log_variance) * torch.randn_like(mean))
        distortion = F.binary_cross_entropy_with_logits(logits, x, reduction="sum")
        rate = 0.5 * torch.sum(mean * mean + log_variance.exp() - 1 - log_variance)
        return (distortion + rate) / len(x)

    def negative_importance_weighted_bound(self, x, samples):
        """The mean of -log((1/K) sum_k p(x, z_k) / q(z_k|x)) over a batch."""
        mean, log_variance = self.encoder(x).chunk(2, dim=1)
        noise = torch.randn(samples, *mean.shape)
        z = mean + torch.exp(0.5 * log_variance) * noise
        logits = self.decoder(z.flatten(0, 1)).unflatten(0, z.shape[:2])
        distortion = F.binary_cross_entropy_with_logits(logits, x.expand_as(logits), reduction="none").sum(-1)
        log_prior_over_posterior = 0.5 * (noise * noise - z * z + log_variance).sum(-1)
        log_weights = log_prior_over_posterior - distortion
        return -(torch.logsumexp(log_weights, 0) - math.log(samples)).mean()


def perceptron(widths):
    layers = [nn.Linear(widths[0], widths[1])]
    for inputs, outputs in zip(widths[1:], widths[2:]):
        layers += [nn.ReLU(), nn.Linear(inputs, outputs)]
    return nn.Sequential(*layers)


def take_step(optimizer, loss):
    """One step of training: loss() gives the number to be made less."""
    optimizer.zero_grad(set_to_none=True)
    value = loss()
    value.backward()
    optimizer.step()
