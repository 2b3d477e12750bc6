"""The ways to run PyTorch on this machine: every BLAS that Debian has installed, the kernels it can choose, numbers of threads."""
import functools
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
MISSING = """PyTorch was not found for any of {}. On Debian:
    apt-get install python3-torch libopenblas0-openmp
"""


@dataclass(frozen=True)
class Setting:
    """A BLAS, its kernels and a number of threads; the environment in which a process has them."""

    blas: str
    core: str
    threads: int
    environment: dict = field(compare=False)

    def __str__(self):
        kernels = "" if self.core == "auto" else f" {self.core}"
        return f"{self.blas}{kernels}, {self.threads} thread{'s' if self.threads > 1 else ''}"

    def run(self, script, arguments):
        """The lines of JSON of a script of this folder, each with this setting added."""
        command = [python_with_torch(), "-B", str(HERE / script), "--threads", str(self.threads), *arguments]
        done = subprocess.run(command, env=os.environ | self.environment, stdout=subprocess.PIPE, text=True, check=True)
        return [json.loads(line) | {"setting": str(self)} for line in done.stdout.splitlines()]


def all_settings():
    return [
        Setting(blas, core, threads, environment(folder, core, threads))
        for blas, folder in libraries().items()
        for core in (kernels() if blas.startswith("openblas") else ["auto"])
        for threads in thread_counts()
    ]


def environment(folder, core, threads):
    chosen = {"OMP_NUM_THREADS": str(threads), "MKL_THREADING_LAYER": "GNU", "LD_LIBRARY_PATH": folder}
    return chosen | ({} if core == "auto" else {"OPENBLAS_CORETYPE": core})


def libraries():
    """Folder by name of every BLAS that Debian can put in place of another, but for the slow reference."""
    found = {name_of(path): folder_of(path) for path in alternatives() if path.parent.name != "blas"}
    return found or {"default": os.environ.get("LD_LIBRARY_PATH", "")}


def alternatives():
    if not shutil.which("update-alternatives"):
        return []
    command = ["update-alternatives", "--list", f"libblas.so.3-{os.uname().machine}-linux-gnu"]
    return [Path(line) for line in subprocess.run(command, capture_output=True, text=True).stdout.splitlines()]


def name_of(path):
    return "mkl" if "mkl" in path.name else path.parent.name


def folder_of(path):
    """A folder in which the library has the name that PyTorch asks for."""
    if path.name == "libblas.so.3":
        return str(path.parent)
    folder = Path(tempfile.gettempdir()) / f"peer-blas-{os.getuid()}" / path.name
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("libblas.so.3", "liblapack.so.3"):
        if not (folder / name).exists():
            (folder / name).symlink_to(path)
    return str(folder)


def kernels():
    """The kernels of OpenBLAS worth trying: its own choice, and others that this processor can run."""
    cpu = Path("/proc/cpuinfo")
    flags = cpu.read_text().split() if cpu.exists() else []
    return ["auto", *(["Zen"] if "avx2" in flags else []), *(["SkylakeX"] if "avx512f" in flags else [])]


def thread_counts():
    most = os.cpu_count() or 1
    return sorted({most, *(1 << power for power in range(most.bit_length()) if 1 << power <= most)})


@functools.cache
def python_with_torch():
    """The Python that has PyTorch: this one, or Debian's."""
    candidates = [sys.executable, "/usr/bin/python3"]
    for candidate in candidates:
        if Path(candidate).exists() and subprocess.run(
                [candidate, "-c", "import torch"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0:
            return candidate
    sys.exit(MISSING.format(", ".join(candidates)))
