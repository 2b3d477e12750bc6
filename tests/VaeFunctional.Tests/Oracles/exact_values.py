"""Writes exact_values.csv with mpmath at 50 digits: python3 exact_values.py

A row is a function's name, its arguments (exact doubles), and its value in 25 digits.
"""

import os
import random

from mpmath import mp, mpf, log, log1p, expm1, exp, loggamma, digamma, polygamma, pi, nstr

mp.dps = 50
random.seed(1)


def spread(low, high, count):
    """Numbers whose logarithms are spread evenly, as doubles."""
    return [low * (high / low) ** (i / (count - 1)) * (1 + 0.01 * random.random()) for i in range(count)]


def near(*places):
    return [place + side * gap for place in places for gap in (1e-12, 1e-6, 1e-3, 0.1) for side in (-1, 1)]


positive = (
    spread(1e-300, 1e-3, 40) + spread(1e-3, 20, 160) + spread(20, 1e15, 60)
    + [1.0, 2.0, 0.5, 1.5, 2.5, 3.0, 7.0, 8.0, 100.0, 1e100] + near(0.5, 1, 1.5, 2, 2.5, 8) + [float(n) for n in range(1, 40)]
)
normal = [x for x in positive if x > 1e-30]


def stirling_error(t):
    return loggamma(t + 1) - (t + mpf(1) / 2) * log(t) + t - log(2 * pi) / 2


def stirling_error_derivative(t):
    return digamma(t) - log(t) + 1 / (2 * t)


def poisson(x, l):
    return x * l - exp(l) - loggamma(x + 1)


# ln gamma(x + theta) - ln gamma(theta) takes as many more digits as theta has.
def with_digits_for_dispersion(function):
    def wrapped(*arguments):
        with mp.workdps(400):
            return function(*arguments)
    return wrapped


@with_digits_for_dispersion
def negative_binomial(x, m, l):
    mu, theta = exp(m), exp(l)
    return (
        loggamma(x + theta) - loggamma(theta) - loggamma(x + 1) + theta * log(theta) + x * m - (x + theta) * log(theta + mu)
    )


@with_digits_for_dispersion
def negative_binomial_by_log_mean(x, m, l):
    mu, theta = exp(m), exp(l)
    return theta * (x - mu) / (theta + mu)


@with_digits_for_dispersion
def negative_binomial_by_log_dispersion(x, m, l):
    mu, theta = exp(m), exp(l)
    return theta * (digamma(x + theta) - digamma(theta) + log(theta) + 1 - log(theta + mu) - (x + theta) / (theta + mu))


choices = random.Random(2)
counts = [0.0, 0.0, 1.0, 2.0, 3.0, 7.0, 8.0, 20.0, 100.0, 1000.0, 12345.0, 1e6, 2.0**24]


def log_means(x):
    """Near the count and far from it, in few bits so that single precision has the same numbers."""
    near = round(float(log(max(x, 0.5))) * 1024) / 1024
    return [near, near + 0.0009765625, near - 0.03125, near + 0.5, near - 1.5, near + 3.0, near - 6.0, -20.0, 2.25]


count_rows = [(x, m) for x in counts[1:] for m in log_means(x)]
dispersed_rows = [
    (choices.choice(counts), m, l)
    for l in [-12.0, -5.0, -2.5, -0.5, 0.0, 0.75, 2.0, 4.0, 6.5, 9.25, 11.5, 13.75, 16.0, 18.5, 23.0, 30.0, 40.0, 60.0, 75.0]
    for m in [-20.0, -6.0, -2.5, -0.25, 0.5, 1.5, 3.75, 7.0, 12.0, 16.5, 25.0]
] + [(x, m, l) for (x, m) in count_rows for l in [choices.choice([-4.5, -1.25, 0.5, 2.5, 5.0, 9.25, 13.75, 18.5, 35.0])]]


def sigmoid_with_digits_for_tails(function):
    def wrapped(a, b):
        with mp.workdps(250):
            return function(a, b, lambda x: 1 / (1 + exp(-x)))
    return wrapped


@sigmoid_with_digits_for_tails
def logistic_interval(a, b, sigmoid):
    return log(sigmoid(b) - sigmoid(a))


@sigmoid_with_digits_for_tails
def logistic_interval_by_lower(a, b, sigmoid):
    return -sigmoid(a) * sigmoid(-a) / (sigmoid(b) - sigmoid(a))


@sigmoid_with_digits_for_tails
def logistic_interval_by_upper(a, b, sigmoid):
    return sigmoid(b) * sigmoid(-b) / (sigmoid(b) - sigmoid(a))


# Numbers of few bits, so that single precision has the same, and their difference is exact.
intervals = [
    (a, a + width)
    for a in [sign * x for x in (0.0625, 0.5, 1.25, 3.0, 7.75, 20.5, 40.25, 80.0, 120.5) for sign in (-1, 1)] + [0.0]
    for width in [2.0**power for power in range(-12, 7)]
]

functions = {
    "Poisson": (poisson, count_rows),
    "NegativeBinomial": (negative_binomial, dispersed_rows),
    "NegativeBinomialByLogMean": (negative_binomial_by_log_mean, dispersed_rows),
    "NegativeBinomialByLogDispersion": (negative_binomial_by_log_dispersion, dispersed_rows),
    "LogGamma": (loggamma, [(x,) for x in positive]),
    "Digamma": (digamma, [(x,) for x in positive]),
    "Trigamma": (lambda x: polygamma(1, x), [(x,) for x in normal]),
    "StirlingError": (stirling_error, [(x,) for x in normal if x < 1e12]),
    "StirlingErrorDerivative": (stirling_error_derivative, [(x,) for x in normal if x < 1e12]),
    "LogisticInterval": (logistic_interval, intervals),
    "LogisticIntervalByLower": (logistic_interval_by_lower, intervals),
    "LogisticIntervalByUpper": (logistic_interval_by_upper, intervals),
    "Log1mExp": (lambda x: log(-expm1(x)) if x > -1 else log1p(-exp(x)), [(-x,) for x in spread(1e-300, 700, 200) + near(0.6931471805599453)]),
}

os.chdir(os.path.dirname(os.path.abspath(__file__)))
with open("exact_values.csv", "w") as file:
    for name, (function, rows) in functions.items():
        for row in rows:
            mp.dps = 50
            value = function(*map(mpf, row))
            file.write(",".join([name, *map(repr, row), nstr(value, 25)]) + "\n")
