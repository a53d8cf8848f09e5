"""Conversions between the units that people use of pitch, level and time."""

import math
import re

from service.domain import samples_in
from service.dsp import mel

A4_HZ, A4_MIDI, OCTAVE = 440.0, 69, 12
KALDI_MEL, KALDI_HZ = 1127.0, 700.0

NAMES = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
LETTERS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
ACCIDENTALS = {"#": 1, "♯": 1, "b": -1, "♭": -1, "!": -1}
NOTE = re.compile(r"([A-Ga-g])([#♯b♭!]{0,2})([+-]?\d{1,2})([+-]\d{1,2})?")

MEL_SCALES = ("slaney", "htk", "kaldi")


def hz_to_mel(hz: float, scale: str) -> float:
    """Convert a frequency to mel.

    Parameters
    ----------
    hz : float
        Frequency, Hz, >= 0.
    scale : {'slaney', 'htk', 'kaldi'}
        See `service.dsp.mel.hz_to_mel`; Kaldi's is 1127 ln(1 + f / 700), `MelBanks::MelScale`.

    Returns
    -------
    float
        Mel.
    """
    if scale == "kaldi":
        return KALDI_MEL * math.log1p(hz / KALDI_HZ)
    return float(mel.hz_to_mel(hz, htk=scale == "htk"))


def mel_to_hz(value: float, scale: str) -> float:
    """Convert mel to a frequency, the inverse of `hz_to_mel`."""
    if scale == "kaldi":
        return KALDI_HZ * math.expm1(value / KALDI_MEL)
    return float(mel.mel_to_hz(value, htk=scale == "htk"))


def hz_to_midi(hz: float) -> float:
    """Convert a frequency, > 0, to a MIDI note number: 69 + 12 log2(f / 440)."""
    return A4_MIDI + OCTAVE * math.log2(hz / A4_HZ)


def midi_to_hz(midi: float) -> float:
    """Convert a MIDI note number to a frequency, Hz, the inverse of `hz_to_midi`."""
    return A4_HZ * math.exp2((midi - A4_MIDI) / OCTAVE)


def midi_to_note(midi: float) -> str:
    """Name the nearest note of the tempered scale; C4 is 60.

    Examples
    --------
    >>> midi_to_note(69), midi_to_note(60.9), midi_to_note(-1)
    ('A4', 'C#4', 'B-2')
    """
    number = round(midi)
    return f"{NAMES[number % OCTAVE]}{number // OCTAVE - 1}"


def note_to_midi(note: str) -> float | None:
    """Give the MIDI number of a note: a letter, accidentals, an octave, and perhaps cents.

    Parameters
    ----------
    note : str
        As `librosa.note_to_midi` reads it, but with an octave.

    Returns
    -------
    float or None
        None if it is no note.

    Examples
    --------
    >>> note_to_midi("A4"), note_to_midi("Bb3"), note_to_midi("C#4+50"), note_to_midi("H4")
    (69.0, 58.0, 61.5, None)
    """
    found = NOTE.fullmatch(note)
    if found is None:
        return None
    letter, accidentals, octave, cents = found.groups()
    steps = LETTERS[letter.upper()] + sum(ACCIDENTALS[sign] for sign in accidentals)
    return float(OCTAVE * (int(octave) + 1) + steps) + int(cents or 0) / 100


def samples_to_frame(samples: int, hop_length: int, n_fft: int) -> int:
    """Give the frame of a sample: floor((samples - n_fft // 2) / hop_length).

    Parameters
    ----------
    samples : int
        Number of the sample.
    hop_length : int
        From one frame to the next, samples.
    n_fft : int
        Length of a frame that is not centred, samples; 0 for centred frames.

    Returns
    -------
    int
        As `librosa.samples_to_frames`: below 0 before the middle of the first frame.
    """
    return (samples - n_fft // 2) // hop_length


def frame_to_samples(frame: int, hop_length: int, n_fft: int) -> int:
    """Give the sample of a frame, as `librosa.frames_to_samples`; see `samples_to_frame`."""
    return frame * hop_length + n_fft // 2


def seconds_to_samples(seconds: float, rate: int) -> int:
    """Count the whole samples in a time, as `librosa.time_to_samples`."""
    return samples_in(seconds, rate)
