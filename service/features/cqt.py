"""The constant-Q transform."""

from service.features._base import Feature, Plan
from service.features._constantq import GIVEN, FilterParams, transform
from service.features._librosa import EACH, handed


def cqt(params: FilterParams, rate: int) -> Plan:
    """Constant-Q transform: magnitudes at frequencies that rise by equal ratios.

    Equal to the absolute value of `librosa.cqt` with ``tuning=0`` and, in decibels, to
    `librosa.amplitude_to_db` of it. A frame is centred at every `hop_length` samples of the sound.
    At most 600 s of sound: the transform needs all of it at once.

    Parameters
    ----------
    params : FilterParams
        Filters, scale and statistics.
    rate : int
        Samples per second, Hz.

    Returns
    -------
    Plan
        Shape (n_bins, frames): frequency in Hz, time in s.

    Raises
    ------
    BadParameter
        A filter reaches beyond half the sample rate, or the filters are too long.

    References
    ----------
    Brown (1991), *J. Acoust. Soc. Am.* 89(1); Schoerkhuber and Klapuri (2010), *Proc. SMC*.
    """
    chosen = handed(params, *GIVEN)
    return transform(
        "cqt",
        params,
        params.filters(),
        rate,
        lambda librosa, samples: librosa.cqt(samples, sr=rate, tuning=0.0, **chosen),
    )


FEATURE = Feature("cqt", "Constant-Q transform", FilterParams, cqt, "long_tail", (EACH,))
