"""The warm parent of the long tail: it has librosa, and its kernels without their compiler.

Run as `service.pool.parent` is.
"""

from functools import partial

from service.pool import kernels, parent


def warm_up() -> None:
    """Compute what needs librosa, from compiled kernels."""
    compute = partial(parent.warm_up, "long_tail")
    with kernels.built(kernels.directory(), compute):
        compute()


if __name__ == "__main__":
    parent.main(warm_up)
