"""The warm parent of the long tail: it has librosa, and its kernels without their compiler.

Run as `service.pool.parent` is.
"""

from service.pool import kernels, parent


def warm_up() -> None:
    """Compute what needs librosa, from compiled kernels."""
    with kernels.built(kernels.directory(), kernels.warm_up):
        kernels.warm_up()


if __name__ == "__main__":
    parent.main(warm_up)
