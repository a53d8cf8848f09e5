"""How a golden's maker is registered, and how it comes by the code that it runs."""

import __future__

import ast
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version as version_of
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

PINNED = {
    "bigvgan": "2.4.1",
    "espnet": "202511",
    "hear21passt": "0.0.26",
    "laion-clap": "1.1.7",
    "openai-whisper": "20250625",
    "panns-inference": "0.1.1",
    "pyannote-audio": "4.0.7",
    "speechbrain": "1.1.2",
    "tacotron2-model": "0.2.4",
    "vocos": "0.1.0",
}
MAKERS = []


@dataclass(frozen=True)
class Maker:
    """A function of float32 samples, shape (n,), and where it was taken from."""

    preset: str
    package: str
    version: str
    source: str
    sample_rate: int
    axes: list[str]
    compute: Callable

    def provenance(self):
        facts = dict(vars(self))
        del facts["compute"]
        return facts


def golden(preset, package, source, rate, axes, version=None):
    """Register the decorated function as the maker of a golden."""
    version = version or PINNED.get(package) or version_of(package)

    def register(compute):
        MAKERS.append(Maker(preset, package, version, source, rate, axes.split(), compute))
        return compute

    return register


@cache
def folder():
    return TemporaryDirectory()  # kept alive by the cache, removed at exit


@cache
def package(name, version=None):
    """A distribution's files, unpacked: neither built nor installed."""
    version = version or PINNED[name]
    home = Path(folder().name) / f"{name}-{version}"
    command = [sys.executable, "-m", "pip", "download", "-qq", "--no-deps", "--dest", str(home)]
    subprocess.run([*command, f"{name}=={version}"], check=True)
    (archive,) = home.iterdir()
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            wheel.extractall(home)
        return home
    with tarfile.open(archive) as source:
        source.extractall(home, filter="data")
    return next(each for each in home.iterdir() if each.is_dir())


def excerpt(path, *names, **given):
    """Named functions, classes and constants of a file, run with what they need and no more.

    `Class.method` is a function of its own; `given` stands for the imports.
    """
    known = {"__file__": str(path), "__name__": "excerpt", **given}
    found = [node for node in definitions(ast.parse(path.read_text())) if name_of(node) in names]
    for node in found:
        undecorate(node)
    tree = ast.fix_missing_locations(ast.Module(found, []))
    exec(compile(tree, str(path), "exec", __future__.annotations.compiler_flag), known)
    return SimpleNamespace(**known)


def undecorate(tree):
    """Checks of types and precision need their packages; only what Python itself defines stays."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            node.decorator_list = [
                each
                for each in node.decorator_list
                if isinstance(each, ast.Name) and each.id in {"staticmethod", "property"}
            ]


def definitions(tree):
    for node in tree.body:
        yield node
        if isinstance(node, ast.ClassDef):
            for method in node.body:
                if isinstance(method, ast.FunctionDef):
                    method.qualified = f"{node.name}.{method.name}"
                    yield method


def name_of(node):
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        return node.targets[0].id
    return getattr(node, "qualified", getattr(node, "name", None))
