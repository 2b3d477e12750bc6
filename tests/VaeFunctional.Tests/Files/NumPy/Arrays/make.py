"""Writes the files beside it with NumPy (they are those of NumPy 1.24.2): python3 make.py"""

import os
import warnings

import numpy as np

os.chdir(os.path.dirname(os.path.abspath(__file__)))
warnings.simplefilter("ignore")

counting = np.arange(24).reshape(2, 3, 4)
np.save("single.npy", np.array([[0.1, -0.0, np.inf], [1e-45, 3.4028235e38, np.nan]], "f4"))
np.save("double.npy", np.array([0.1, 5e-324, -1.7976931348623157e308], "f8"))
np.save("scalar.npy", np.float64(-2.5))
np.save("empty.npy", np.zeros((0, 3), "f4"))
np.save("rank4.npy", np.arange(24, dtype="f4").reshape(2, 3, 1, 4))
np.save("fortran.npy", np.asfortranarray(counting.astype("f8")))
np.save("fortran-bytes.npy", np.asfortranarray(counting.astype("u1")))
for version in (2, 3):
    with open(f"version{version}.npy", "wb") as file:
        np.lib.format.write_array(file, counting.astype(">i2"), version=(version, 0))

types = {}
for order, name in (("<", "little"), (">", "big")):
    for kind in ("i1", "i2", "i4"):
        limits = np.iinfo(kind)
        types[f"{name}_{kind}"] = np.array([limits.min, -1, 0, 1, limits.max], order + kind)
        types[f"{name}_u{kind[1]}"] = np.array([0, 1, np.iinfo("u" + kind[1]).max], order + "u" + kind[1])
    types[f"{name}_i8"] = np.array([-(2**63), -(2**53), 2**53, 2**62 + 2**40], order + "i8")
    types[f"{name}_u8"] = np.array([2**53, 2**64 - 2**11], order + "u8")
    types[f"{name}_f2"] = np.array([65504, 2**-24, -0.0, np.inf, np.nan], order + "f2")
    types[f"{name}_f4"] = np.array([0.1, -3.4028235e38], order + "f4")
    types[f"{name}_f8"] = np.array([0.1, -1.7976931348623157e308], order + "f8")
types["b1"] = np.array([False, True, True])
np.savez("types.npz", **types)
np.savez_compressed("compressed.npz", **types)

np.save("refused-objects.npy", np.array([{}, None]), allow_pickle=True)
np.save("refused-structures.npy", np.zeros(2, [("x", "<f4"), ("y", "<i4")]))
np.save("refused-text.npy", np.array(["a", "bc"]))
np.save("refused-bytes.npy", np.array([b"a", b"bc"]))
np.save("refused-complex.npy", np.array([1j]))
np.save("refused-dates.npy", np.array(["2000-01-01"], "M8[D]"))
np.save("refused-long-double.npy", np.zeros(1, np.longdouble))
np.save("refused-rank5.npy", np.zeros((1, 1, 1, 1, 1)))
np.save("refused-large-integer.npy", np.array([0, 2**53 + 1]))
