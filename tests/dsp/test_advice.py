"""The searches for better values, against trying them all."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from service.dsp import mel
from service.dsp.frames import fast_length, largest_factor

LONGEST = 4096


def is_full(rate, n_fft, bands):
    return not len(mel.empty(mel.bank(rate, n_fft, bands)))


bands = st.builds(
    mel.Bands,
    n_mels=st.integers(2, 200),
    fmin=st.sampled_from([0.0, 20.0, 300.0]),
    fmax=st.sampled_from([1000.0, 3800.0, 4000.0]),
    htk=st.booleans(),
    norm=st.none(),
    triangles=st.sampled_from(["hz", "mel", "left", "bins"]),
    first_bin=st.integers(0, 2),
)


@given(bands, st.integers(2, 2048), st.sampled_from([8000, 16000, 44100]))
def test_the_most_bands_are_those_found_by_trying_all(bank, n_fft, rate):
    trials = (
        n for n in range(bank.n_mels - 1, 0, -1) if is_full(rate, n_fft, replace(bank, n_mels=n))
    )
    assert mel.most_bands(rate, n_fft, bank) == next(trials, None)


@given(bands, st.integers(2, 2048), st.sampled_from([8000, 16000, 44100]))
def test_the_fewest_samples_are_those_found_by_trying_all(bank, n_fft, rate):
    lengths = (n for n in range(n_fft + 1, LONGEST + 1) if n % 2 == 0 and largest_factor(n) <= 5)
    trials = (n for n in lengths if is_full(rate, n, bank))
    assert mel.fewest_samples(rate, n_fft, bank, LONGEST) == next(trials, None)


@given(st.integers(1, 100_000))
def test_the_largest_factor_is_prime_and_divides(n):
    largest = largest_factor(n)
    assert n % largest == 0
    assert all(largest % k for k in range(2, int(largest**0.5) + 1))
    rest = n // largest
    while rest % largest == 0 and largest > 1:
        rest //= largest
    assert largest_factor(rest) < largest or n == 1


@given(st.integers(2, 100_000))
def test_a_fast_length_is_even_and_no_smaller_one_would_do(n):
    fast = fast_length(n)
    smaller = [m for m in range(n, fast) if m % 2 == 0 and largest_factor(m) <= 5]
    assert fast % 2 == 0
    assert largest_factor(fast) <= 5
    assert not smaller
