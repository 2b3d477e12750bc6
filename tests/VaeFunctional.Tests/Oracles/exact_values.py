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


functions = {
    "LogGamma": (loggamma, [(x,) for x in positive]),
    "Digamma": (digamma, [(x,) for x in positive]),
    "Trigamma": (lambda x: polygamma(1, x), [(x,) for x in normal]),
    "StirlingError": (stirling_error, [(x,) for x in normal if x < 1e12]),
    "StirlingErrorDerivative": (stirling_error_derivative, [(x,) for x in normal if x < 1e12]),
    "Log1mExp": (lambda x: log(-expm1(x)) if x > -1 else log1p(-exp(x)), [(-x,) for x in spread(1e-300, 700, 200) + near(0.6931471805599453)]),
}

os.chdir(os.path.dirname(os.path.abspath(__file__)))
with open("exact_values.csv", "w") as file:
    for name, (function, rows) in functions.items():
        for row in rows:
            mp.dps = 50
            value = function(*map(mpf, row))
            file.write(",".join([name, *map(repr, row), nstr(value, 25)]) + "\n")
