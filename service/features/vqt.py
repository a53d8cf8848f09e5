"""The variable-Q transform."""

from typing import Annotated

from pydantic import Field

from service.features._base import Feature, Plan
from service.features._constantq import GIVEN, FilterParams, transform
from service.features._librosa import EACH, handed
from service.parameters import NoneWord


class VqtParams(FilterParams):
    """Filters that are wider than those of a constant Q by the same for all."""

    gamma: Annotated[float, Field(ge=0, le=10_000)] | NoneWord = Field(
        None,
        description="Added to the bandwidth of each filter, Hz; 0 is the constant-Q transform. "
        "`none`, the default, adds as much as hearing does: 228.7 Hz times the relative bandwidth.",
    )


def vqt(params: VqtParams, rate: int) -> Plan:
    """Variable-Q transform: as the constant-Q transform, with shorter filters at low frequencies.

    Equal to the absolute value of `librosa.vqt` with ``tuning=0`` and equal intervals, and, in
    decibels, to `librosa.amplitude_to_db` of it. At most 600 s of sound.

    Parameters
    ----------
    params : VqtParams
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
    Schoerkhuber, Klapuri, Holighaus and Doerfler (2014), *Proc. AES Conf. Semantic Audio*.
    """
    chosen = handed(params, "gamma", *GIVEN)
    return transform(
        "vqt",
        params,
        params.filters(params.gamma),
        rate,
        lambda librosa, samples: librosa.vqt(samples, sr=rate, tuning=0.0, **chosen),
    )


FEATURE = Feature("vqt", "Variable-Q transform", VqtParams, vqt, "long_tail", (EACH,))
