"""The operations of the service as methods. Written by `make openapi`: do not edit."""
# mypy: disable-error-code="empty-body"

from collections.abc import Sequence
from typing import Any, Literal, TypedDict

from sonograph_client._calls import OMITTED, Omitted, feature, lookup, sound_file
from sonograph_client._results import Features
from sonograph_client._sounds import Sound

Values = str | float | Sequence[str] | Sequence[float]
FeatureName = Literal[
    "beat_track",
    "chroma_cens",
    "chroma_cqt",
    "chroma_stft",
    "cqt",
    "envelope",
    "fourier_tempogram",
    "hpss",
    "mel",
    "mfcc",
    "onset_detect",
    "onset_strength",
    "pcen",
    "poly_features",
    "pyin",
    "rms",
    "spectral_bandwidth",
    "spectral_centroid",
    "spectral_contrast",
    "spectral_flatness",
    "spectral_rolloff",
    "spectrum",
    "stft",
    "tempo",
    "tempogram",
    "tonnetz",
    "vqt",
    "waveform",
    "yin",
    "zero_crossing_rate",
]
SmoothingWindow = Literal[
    "hann",
    "hamming",
    "blackman",
    "blackmanharris",
    "bartlett",
    "bohman",
    "boxcar",
    "cosine",
    "flattop",
    "nuttall",
    "parzen",
    "triang",
]
Window = Literal[
    "hann",
    "hamming",
    "blackman",
    "blackmanharris",
    "bartlett",
    "bohman",
    "boxcar",
    "cosine",
    "flattop",
    "nuttall",
    "parzen",
    "triang",
    "povey",
]
PadMode = Literal[
    "constant",
    "edge",
    "linear_ramp",
    "reflect",
    "symmetric",
]
Preset = Literal[
    "ast",
    "beats",
    "bigvgan-24k",
    "bigvgan-44k",
    "clap-fusion",
    "clap-unfused",
    "clvp",
    "espnet",
    "fastai-audio",
    "gemma3n",
    "gigaam-v2",
    "hifi-gan",
    "kaldi-fbank",
    "kaldi-fbank-80",
    "kaldi-fbank-80-no-snip",
    "lhotse",
    "librosa",
    "librosa-0.8",
    "nemo-128",
    "nemo-128-2.4",
    "nemo-80",
    "nemo-80-2.4",
    "panns-cnn14",
    "passt",
    "pyannote",
    "python-speech-features-logfbank",
    "speech2text",
    "speechbrain-fbank",
    "speechbrain-fbank-80",
    "speecht5",
    "tacotron2",
    "torchaudio",
    "univnet",
    "vggish",
    "vocos",
    "w2v-bert",
    "wespeaker",
    "whisper-128",
    "whisper-80",
    "yamnet",
    "ast@1",
    "beats@1",
    "bigvgan-24k@1",
    "bigvgan-44k@1",
    "clap-fusion@1",
    "clap-unfused@1",
    "clvp@1",
    "espnet@1",
    "fastai-audio@1",
    "gemma3n@1",
    "gigaam-v2@1",
    "hifi-gan@1",
    "kaldi-fbank-80-no-snip@1",
    "kaldi-fbank-80@1",
    "kaldi-fbank@1",
    "lhotse@1",
    "librosa-0.8@1",
    "librosa@1",
    "nemo-128-2.4@1",
    "nemo-128@1",
    "nemo-80-2.4@1",
    "nemo-80@1",
    "panns-cnn14@1",
    "passt@1",
    "pyannote@1",
    "python-speech-features-logfbank@1",
    "speech2text@1",
    "speechbrain-fbank-80@1",
    "speechbrain-fbank@1",
    "speecht5@1",
    "tacotron2@1",
    "torchaudio@1",
    "univnet@1",
    "vggish@1",
    "vocos@1",
    "w2v-bert@1",
    "wespeaker@1",
    "whisper-128@1",
    "whisper-80@1",
    "yamnet@1",
]
Preset2 = Literal[
    "kaldi-mfcc",
    "kaldi-mfcc-no-energy",
    "librosa-mfcc",
    "python-speech-features-mfcc",
    "tf-speech-commands",
    "torchaudio-mfcc",
    "kaldi-mfcc-no-energy@1",
    "kaldi-mfcc@1",
    "librosa-mfcc@1",
    "python-speech-features-mfcc@1",
    "tf-speech-commands@1",
    "torchaudio-mfcc@1",
]
Cmap = Literal[
    "magma",
    "inferno",
    "plasma",
    "viridis",
    "cividis",
    "rocket",
    "mako",
    "batlow",
    "turbo",
    "jet",
    "hot",
    "cubehelix",
    "gray",
    "gray_r",
    "coolwarm",
    "vik",
    "twilight",
]


class Look(TypedDict, total=False):
    """How a picture looks; see `/docs` of the service for the meaning of each."""

    cmap: Cmap
    vmin: float | None
    vmax: float | None
    style: Literal["figure", "pixels"]
    width: int
    height: int


class Operations:
    """One method per feature, with librosa's names and defaults.

    Only what is given is sent: defaults are the service's, or those of a `preset`.
    """

    @feature
    def beat_track(
        self,
        sound: Sound,
        /,
        *,
        preset: None = None,
        sample_rate: int | None = None,
        channel: Literal["mean", "first", "each"] | int = "mean",
        offset: float = 0.0,
        duration: float | None = None,
        hop_length: int = 512,
        start_bpm: float = 120.0,
        tightness: float = 100.0,
        trim: bool = True,
        bpm: float | None = None,
        pitch_shift: float = 0.0,
        silence: Literal["trim", "split", "all"] | None = None,
        silence_top_db: float = 20.0,
        silence_ref: Literal["max"] | float = "max",
        silence_padding: float = 200.0,
        silence_hop_length: int = 512,
        level: Literal["peak", "rms"] | None = None,
        level_db: float | None = None,
        gain_db: float = 0.0,
        pad_to: float | None = None,
        pad_with: Literal["zeros", "repeat", "reflect"] = "zeros",
        pad_at: Literal["after", "before", "both", "random"] = "after",
        crop: float | None = None,
        random_seed: int = 0,
        segment: float | None = None,
        speed: float = 1.0,
        time_shift: Literal["random"] | float = 0.0,
        time_shift_with: Literal["roll", "zeros"] = "roll",
        noise: Literal["white", "pink", "brown", "blue", "violet"] | None = None,
        noise_snr_db: float = 20.0,
        cut_out: float | None = None,
        cut_outs: int = 1,
        augment_seed: int = 0,
    ) -> Features:
        """Beats: the times at which a listener would tap.

        Equal to the times of `librosa.beat.beat_track`. A sound without onsets, such as silence,
        has no beats: the list is empty. At most 600 s of sound, and 33,554,432 values of the
        tempogram that the tempo is read from.

        Parameters
        ----------
        sound : Sound
            Path, bytes or file of a recording, samples (with `sample_rate`), or a tone spec.
        preset : None, default None
            Lay the values of a published front-end under those of this query, see `GET
            /v1/presets`; a name without a version means the newest.
        sample_rate : int or None, default None
            Resample to this rate, Hz. `none`, the default, keeps the recording's own. For
            `application/x-npy` it says the rate of the samples and is required.
        channel : Literal["mean", "first", "each"] or int, default "mean"
            Mean of the channels, the first, each of them (adds a leading axis), or one by its
            number from 0.
        offset : float, default 0.0
            Skip this much at the beginning, s.
        duration : float or None, default None
            Use at most this much from `offset` on, s. `none`: to the end.
        hop_length : int, default 512
            Step from one frame to the next, samples.
        start_bpm : float, default 120.0
            Tempo that is thought most likely, BPM.
        tightness : float, default 100.0
            Weight of an even tempo against strong onsets: more is more even.
        trim : bool, default True
            Leave out weak beats at the beginning and at the end.
        bpm : float or None, default None
            The tempo, BPM. `none`, the default, estimates it, see `tempo`.
        pitch_shift : float, default 0.0
            Raise the pitch by this many semitones, as `librosa.effects.pitch_shift`: duration and
            rate stay. At most 4194304 samples over all channels.
        silence : Literal["trim", "split", "all"] or None, default None
            Leave out silence: at both ends (`trim`), everywhere (`all`), or everywhere with what
            lies between as sounds of their own (`split`, as npz). A frame of 2048 samples is silent
            as `librosa.effects.split` has it. A sound that is silent throughout is refused.
        silence_top_db : float, default 20.0
            Frames at least this far below `silence_ref` are silent, dB.
        silence_ref : Literal["max"] or float, default "max"
            What `silence_top_db` is counted from: the loudest frame of the sound (`max`), or a root
            mean square that is the same for all sounds; full scale is 1.
        silence_padding : float, default 200.0
            Silence that is kept on either side of what is not, ms.
        silence_hop_length : int, default 512
            Step from one frame to the next for `silence`, samples; fastai_audio steps by its
            padding.
        level : Literal["peak", "rms"] or None, default None
            Bring the largest sample, or the root mean square, to `level_db`, by one factor for all
            channels and parts; `wave_norm`, which comes later, divides each channel by its own. A
            sound of zeros stays as it is.
        level_db : float or None, default None
            Level for `level`, dB from full scale. `none`, the default, is 0 for `peak` and -20 for
            `rms`.
        gain_db : float, default 0.0
            Amplify by this much, dB.
        pad_to : float or None, default None
            Make a shorter sound this long, s, at most the longest that the service takes; a longer
            one is left as it is. `fit`, which comes later, counts in samples and cuts, too.
        pad_with : Literal["zeros", "repeat", "reflect"], default "zeros"
            What is added: zeros, the sound again and again, or its mirror images; of a sound of at
            most 16777216 samples over all channels.
        pad_at : Literal["after", "before", "both", "random"], default "after"
            Where it is added: after the sound, before it, half on `both` sides, or split by chance.
        crop : float or None, default None
            Take this much, s, from a place chosen by chance; with `pad_to` of the same value every
            sound becomes this long. `offset` and `duration` take the place that they say.
        random_seed : int, default 0
            Seed of the chances of `crop` and `pad_at=random`.
        segment : float or None, default None
            Cut into sounds of this length, s, as npz, the last one filled up with zeros.
        speed : float, default 1.0
            Factor on the speed, by resampling: pitch and length change together, as with SoX's
            `speed`. `pitch_shift` changes the pitch alone.
        time_shift : Literal["random"] or float, default 0.0
            Move the sound this much later, s; a negative number moves it earlier. `random`: by any
            number of samples, with `time_shift_with=roll`.
        time_shift_with : Literal["roll", "zeros"], default "roll"
            What fills the gap: what left the sound at the other end, as `numpy.roll`, or zeros.
        noise : Literal["white", "pink", "brown", "blue", "violet"] or None, default None
            Add Gaussian noise whose power density is proportional to 1 / f^b: b is 0 for white, 1
            for pink, 2 for brown, -1 for blue, -2 for violet. Each channel gets its own. Noise that
            is not white takes at most 16777216 samples over all channels.
        noise_snr_db : float, default 20.0
            Power of the sound over that of the noise, dB, both measured over all samples and
            channels, zeros of `pad_to` and `time_shift` included. A sound of zeros stays as it is.
        cut_out : float or None, default None
            Make zeros of this much of the sound, s, at most all of it, at a place chosen by chance.
        cut_outs : int, default 1
            Number of places for `cut_out`, which may overlap.
        augment_seed : int, default 0
            Seed of the chances of `time_shift=random`, `noise` and `cut_out`; what they decided is
            in the receipt.

        Returns
        -------
        Features
            Values, axes, unit and receipt.
        """

    @feature
    def chroma_cens(
        self,
        sound: Sound,
        /,
        *,
        preset: None = None,
        sample_rate: int | None = None,
        channel: Literal["mean", "first", "each"] | int = "mean",
        offset: float = 0.0,
        duration: float | None = None,
        hop_length: int = 512,
        fmin: float = 32.70319566257483,
        tuning: float | None = None,
        n_chroma: int = 12,
        n_octaves: int = 7,
        bins_per_octave: int = 36,
        cqt_mode: Literal["full", "hybrid"] = "full",
        norm: Literal["inf"] | float | None = 2.0,
        win_len_smooth: int | None = 41,
        smoothing_window: SmoothingWindow = "hann",
        pitch_shift: float = 0.0,
        silence: Literal["trim", "split", "all"] | None = None,
        silence_top_db: float = 20.0,
        silence_ref: Literal["max"] | float = "max",
        silence_padding: float = 200.0,
        silence_hop_length: int = 512,
        level: Literal["peak", "rms"] | None = None,
        level_db: float | None = None,
        gain_db: float = 0.0,
        pad_to: float | None = None,
        pad_with: Literal["zeros", "repeat", "reflect"] = "zeros",
        pad_at: Literal["after", "before", "both", "random"] = "after",
        crop: float | None = None,
        random_seed: int = 0,
        segment: float | None = None,
        speed: float = 1.0,
        time_shift: Literal["random"] | float = 0.0,
        time_shift_with: Literal["roll", "zeros"] = "roll",
        noise: Literal["white", "pink", "brown", "blue", "violet"] | None = None,
        noise_snr_db: float = 20.0,
        cut_out: float | None = None,
        cut_outs: int = 1,
        augment_seed: int = 0,
        statistics: str | None = None,
    ) -> Features:
        """Chroma energy normalised statistics: chroma in a few steps, smoothed over time.

        Equal to `librosa.feature.chroma_cens`. Silence is 0 in every class. At most 600 s of sound.

        Parameters
        ----------
        sound : Sound
            Path, bytes or file of a recording, samples (with `sample_rate`), or a tone spec.
        preset : None, default None
            Lay the values of a published front-end under those of this query, see `GET
            /v1/presets`; a name without a version means the newest.
        sample_rate : int or None, default None
            Resample to this rate, Hz. `none`, the default, keeps the recording's own. For
            `application/x-npy` it says the rate of the samples and is required.
        channel : Literal["mean", "first", "each"] or int, default "mean"
            Mean of the channels, the first, each of them (adds a leading axis), or one by its
            number from 0.
        offset : float, default 0.0
            Skip this much at the beginning, s.
        duration : float or None, default None
            Use at most this much from `offset` on, s. `none`: to the end.
        hop_length : int, default 512
            Step from one frame to the next, samples.
        fmin : float, default 32.70319566257483
            Lowest frequency, Hz, at most half the sample rate.
        tuning : float or None, default None
            Deviation from A4 = 440 Hz, as a fraction of one of `bins_per_octave`; `none`, the
            default, estimates it from the sound.
        n_chroma : int, default 12
            Number of pitch classes.
        n_octaves : int, default 7
            Number of octaves from `fmin` on.
        bins_per_octave : int, default 36
            Number of filters per octave, a multiple of `n_chroma`.
        cqt_mode : Literal["full", "hybrid"], default "full"
            The constant-Q transform itself, or a faster approximation where filters are short.
        norm : Literal["inf"] or float or None, default 2.0
            Order of the norm that each frame is divided by, `inf`, or `none`.
        win_len_smooth : int or None, default 41
            Frames that are smoothed over; `none` for no smoothing.
        smoothing_window : SmoothingWindow, default "hann"
            Window function of the smoothing.
        pitch_shift : float, default 0.0
            Raise the pitch by this many semitones, as `librosa.effects.pitch_shift`: duration and
            rate stay. At most 4194304 samples over all channels.
        silence : Literal["trim", "split", "all"] or None, default None
            Leave out silence: at both ends (`trim`), everywhere (`all`), or everywhere with what
            lies between as sounds of their own (`split`, as npz). A frame of 2048 samples is silent
            as `librosa.effects.split` has it. A sound that is silent throughout is refused.
        silence_top_db : float, default 20.0
            Frames at least this far below `silence_ref` are silent, dB.
        silence_ref : Literal["max"] or float, default "max"
            What `silence_top_db` is counted from: the loudest frame of the sound (`max`), or a root
            mean square that is the same for all sounds; full scale is 1.
        silence_padding : float, default 200.0
            Silence that is kept on either side of what is not, ms.
        silence_hop_length : int, default 512
            Step from one frame to the next for `silence`, samples; fastai_audio steps by its
            padding.
        level : Literal["peak", "rms"] or None, default None
            Bring the largest sample, or the root mean square, to `level_db`, by one factor for all
            channels and parts; `wave_norm`, which comes later, divides each channel by its own. A
            sound of zeros stays as it is.
        level_db : float or None, default None
            Level for `level`, dB from full scale. `none`, the default, is 0 for `peak` and -20 for
            `rms`.
        gain_db : float, default 0.0
            Amplify by this much, dB.
        pad_to : float or None, default None
            Make a shorter sound this long, s, at most the longest that the service takes; a longer
            one is left as it is. `fit`, which comes later, counts in samples and cuts, too.
        pad_with : Literal["zeros", "repeat", "reflect"], default "zeros"
            What is added: zeros, the sound again and again, or its mirror images; of a sound of at
            most 16777216 samples over all channels.
        pad_at : Literal["after", "before", "both", "random"], default "after"
            Where it is added: after the sound, before it, half on `both` sides, or split by chance.
        crop : float or None, default None
            Take this much, s, from a place chosen by chance; with `pad_to` of the same value every
            sound becomes this long. `offset` and `duration` take the place that they say.
        random_seed : int, default 0
            Seed of the chances of `crop` and `pad_at=random`.
        segment : float or None, default None
            Cut into sounds of this length, s, as npz, the last one filled up with zeros.
        speed : float, default 1.0
            Factor on the speed, by resampling: pitch and length change together, as with SoX's
            `speed`. `pitch_shift` changes the pitch alone.
        time_shift : Literal["random"] or float, default 0.0
            Move the sound this much later, s; a negative number moves it earlier. `random`: by any
            number of samples, with `time_shift_with=roll`.
        time_shift_with : Literal["roll", "zeros"], default "roll"
            What fills the gap: what left the sound at the other end, as `numpy.roll`, or zeros.
        noise : Literal["white", "pink", "brown", "blue", "violet"] or None, default None
            Add Gaussian noise whose power density is proportional to 1 / f^b: b is 0 for white, 1
            for pink, 2 for brown, -1 for blue, -2 for violet. Each channel gets its own. Noise that
            is not white takes at most 16777216 samples over all channels.
        noise_snr_db : float, default 20.0
            Power of the sound over that of the noise, dB, both measured over all samples and
            channels, zeros of `pad_to` and `time_shift` included. A sound of zeros stays as it is.
        cut_out : float or None, default None
            Make zeros of this much of the sound, s, at most all of it, at a place chosen by chance.
        cut_outs : int, default 1
            Number of places for `cut_out`, which may overlap.
        augment_seed : int, default 0
            Seed of the chances of `time_shift=random`, `noise` and `cut_out`; what they decided is
            in the receipt.
        statistics : str or None, default None
            Replace the time axis by statistics over time, in this order, e.g.
            `mean,std,min,p5,median,p95,max`; at most 16. `std` divides by the number of frames,
            percentiles are interpolated linearly and take at most 4194304 frames.

        Returns
        -------
        Features
            Values, axes, unit and receipt.
        """

    @feature
    def chroma_cqt(
        self,
        sound: Sound,
        /,
        *,
        preset: None = None,
        sample_rate: int | None = None,
        channel: Literal["mean", "first", "each"] | int = "mean",
        offset: float = 0.0,
        duration: float | None = None,
        hop_length: int = 512,
        fmin: float = 32.70319566257483,
        tuning: float | None = None,
        n_chroma: int = 12,
        n_octaves: int = 7,
        bins_per_octave: int = 36,
        cqt_mode: Literal["full", "hybrid"] = "full",
        threshold: float = 0.0,
        norm: Literal["inf"] | float | None = "inf",
        pitch_shift: float = 0.0,
        silence: Literal["trim", "split", "all"] | None = None,
        silence_top_db: float = 20.0,
        silence_ref: Literal["max"] | float = "max",
        silence_padding: float = 200.0,
        silence_hop_length: int = 512,
        level: Literal["peak", "rms"] | None = None,
        level_db: float | None = None,
        gain_db: float = 0.0,
        pad_to: float | None = None,
        pad_with: Literal["zeros", "repeat", "reflect"] = "zeros",
        pad_at: Literal["after", "before", "both", "random"] = "after",
        crop: float | None = None,
        random_seed: int = 0,
        segment: float | None = None,
        speed: float = 1.0,
        time_shift: Literal["random"] | float = 0.0,
        time_shift_with: Literal["roll", "zeros"] = "roll",
        noise: Literal["white", "pink", "brown", "blue", "violet"] | None = None,
        noise_snr_db: float = 20.0,
        cut_out: float | None = None,
        cut_outs: int = 1,
        augment_seed: int = 0,
        statistics: str | None = None,
    ) -> Features:
        """Chroma of the constant-Q transform: how strong each pitch class is, whatever its octave.

        Equal to `librosa.feature.chroma_cqt`. Silence is 0 in every class. At most 600 s of sound.

        Parameters
        ----------
        sound : Sound
            Path, bytes or file of a recording, samples (with `sample_rate`), or a tone spec.
        preset : None, default None
            Lay the values of a published front-end under those of this query, see `GET
            /v1/presets`; a name without a version means the newest.
        sample_rate : int or None, default None
            Resample to this rate, Hz. `none`, the default, keeps the recording's own. For
            `application/x-npy` it says the rate of the samples and is required.
        channel : Literal["mean", "first", "each"] or int, default "mean"
            Mean of the channels, the first, each of them (adds a leading axis), or one by its
            number from 0.
        offset : float, default 0.0
            Skip this much at the beginning, s.
        duration : float or None, default None
            Use at most this much from `offset` on, s. `none`: to the end.
        hop_length : int, default 512
            Step from one frame to the next, samples.
        fmin : float, default 32.70319566257483
            Lowest frequency, Hz, at most half the sample rate.
        tuning : float or None, default None
            Deviation from A4 = 440 Hz, as a fraction of one of `bins_per_octave`; `none`, the
            default, estimates it from the sound.
        n_chroma : int, default 12
            Number of pitch classes.
        n_octaves : int, default 7
            Number of octaves from `fmin` on.
        bins_per_octave : int, default 36
            Number of filters per octave, a multiple of `n_chroma`.
        cqt_mode : Literal["full", "hybrid"], default "full"
            The constant-Q transform itself, or a faster approximation where filters are short.
        threshold : float, default 0.0
            Values below this, before the norm, are 0.
        norm : Literal["inf"] or float or None, default "inf"
            Order of the norm that each frame is divided by, `inf`, or `none`.
        pitch_shift : float, default 0.0
            Raise the pitch by this many semitones, as `librosa.effects.pitch_shift`: duration and
            rate stay. At most 4194304 samples over all channels.
        silence : Literal["trim", "split", "all"] or None, default None
            Leave out silence: at both ends (`trim`), everywhere (`all`), or everywhere with what
            lies between as sounds of their own (`split`, as npz). A frame of 2048 samples is silent
            as `librosa.effects.split` has it. A sound that is silent throughout is refused.
        silence_top_db : float, default 20.0
            Frames at least this far below `silence_ref` are silent, dB.
        silence_ref : Literal["max"] or float, default "max"
            What `silence_top_db` is counted from: the loudest frame of the sound (`max`), or a root
            mean square that is the same for all sounds; full scale is 1.
        silence_padding : float, default 200.0
            Silence that is kept on either side of what is not, ms.
        silence_hop_length : int, default 512
            Step from one frame to the next for `silence`, samples; fastai_audio steps by its
            padding.
        level : Literal["peak", "rms"] or None, default None
            Bring the largest sample, or the root mean square, to `level_db`, by one factor for all
            channels and parts; `wave_norm`, which comes later, divides each channel by its own. A
            sound of zeros stays as it is.
        level_db : float or None, default None
            Level for `level`, dB from full scale. `none`, the default, is 0 for `peak` and -20 for
            `rms`.
        gain_db : float, default 0.0
            Amplify by this much, dB.
        pad_to : float or None, default None
            Make a shorter sound this long, s, at most the longest that the service takes; a longer
            one is left as it is. `fit`, which comes later, counts in samples and cuts, too.
        pad_with : Literal["zeros", "repeat", "reflect"], default "zeros"
            What is added: zeros, the sound again and again, or its mirror images; of a sound of at
            most 16777216 samples over all channels.
        pad_at : Literal["after", "before", "both", "random"], default "after"
            Where it is added: after the sound, before it, half on `both` sides, or split by chance.
        crop : float or None, default None
            Take this much, s, from a place chosen by chance; with `pad_to` of the same value every
            sound becomes this long. `offset` and `duration` take the place that they say.
        random_seed : int, default 0
            Seed of the chances of `crop` and `pad_at=random`.
        segment : float or None, default None
            Cut into sounds of this length, s, as npz, the last one filled up with zeros.
        speed : float, default 1.0
            Factor on the speed, by resampling: pitch and length change together, as with SoX's
            `speed`. `pitch_shift` changes the pitch alone.
        time_shift : Literal["random"] or float, default 0.0
            Move the sound this much later, s; a negative number moves it earlier. `random`: by any
            number of samples, with `time_shift_with=roll`.
        time_shift_with : Literal["roll", "zeros"], default "roll"
            What fills the gap: what left the sound at the other end, as `numpy.roll`, or zeros.
        noise : Literal["white", "pink", "brown", "blue", "violet"] or None, default None
            Add Gaussian noise whose power density is proportional to 1 / f^b: b is 0 for white, 1
            for pink, 2 for brown, -1 for blue, -2 for violet. Each channel gets its own. Noise that
            is not white takes at most 16777216 samples over all channels.
        noise_snr_db : float, default 20.0
            Power of the sound over that of the noise, dB, both measured over all samples and
            channels, zeros of `pad_to` and `time_shift` included. A sound of zeros stays as it is.
        cut_out : float or None, default None
            Make zeros of this much of the sound, s, at most all of it, at a place chosen by chance.
        cut_outs : int, default 1
            Number of places for `cut_out`, which may overlap.
        augment_seed : int, default 0
            Seed of the chances of `time_shift=random`, `noise` and `cut_out`; what they decided is
            in the receipt.
        statistics : str or None, default None
            Replace the time axis by statistics over time, in this order, e.g.
            `mean,std,min,p5,median,p95,max`; at most 16. `std` divides by the number of frames,
            percentiles are interpolated linearly and take at most 4194304 frames.

        Returns
        -------
        Features
            Values, axes, unit and receipt.
        """

    @feature
    def chroma_stft(
        self,
        sound: Sound,
        /,
        *,
        preset: None = None,
        sample_rate: int | None = None,
        channel: Literal["mean", "first", "each"] | int = "mean",
        offset: float = 0.0,
        duration: float | None = None,
        n_fft: int = 2048,
        win_length: int | Omitted = OMITTED,
        hop_length: int = 512,
        window: Window = "hann",
        center: bool = True,
        pad_mode: PadMode = "constant",
        norm: Literal["inf"] | float | None = "inf",
        tuning: float | None = None,
        n_chroma: int = 12,
        ctroct: float = 5.0,
        octwidth: float | None = 2.0,
        base_c: bool = True,
        pitch_shift: float = 0.0,
        silence: Literal["trim", "split", "all"] | None = None,
        silence_top_db: float = 20.0,
        silence_ref: Literal["max"] | float = "max",
        silence_padding: float = 200.0,
        silence_hop_length: int = 512,
        level: Literal["peak", "rms"] | None = None,
        level_db: float | None = None,
        gain_db: float = 0.0,
        pad_to: float | None = None,
        pad_with: Literal["zeros", "repeat", "reflect"] = "zeros",
        pad_at: Literal["after", "before", "both", "random"] = "after",
        crop: float | None = None,
        random_seed: int = 0,
        segment: float | None = None,
        speed: float = 1.0,
        time_shift: Literal["random"] | float = 0.0,
        time_shift_with: Literal["roll", "zeros"] = "roll",
        noise: Literal["white", "pink", "brown", "blue", "violet"] | None = None,
        noise_snr_db: float = 20.0,
        cut_out: float | None = None,
        cut_outs: int = 1,
        augment_seed: int = 0,
        input_scale: float = 1.0,
        wave_norm: Literal["mean", "standard", "minmax", "peak", "rms"] | None = None,
        wave_norm_eps: float = 1e-07,
        fit: Literal["zeros", "repeat", "repeat_zeros", "cut"] | None = None,
        fit_length: int | None = None,
        fit_step: int | None = None,
        dither: float = 0.0,
        seed: int = 0,
        preemphasis: float = 0.0,
        preemphasis_on: Literal["wave", "wave_valid", "frame"] = "wave",
        periodic: bool = True,
        window_place: Literal["center", "left"] = "center",
        padding: Literal["hop", "round", "whole"] | None = None,
        drop_last: int = 0,
        remove_dc: bool = False,
        fft_norm: Literal["backward", "ortho", "forward"] = "backward",
        magnitude_eps: float = 0.0,
        component: Literal["magnitude", "real"] = "magnitude",
        statistics: str | None = None,
        resize_rows: int | None = None,
        resize_frames: int | None = None,
        roll: Literal["random"] | int = 0,
        time_masks: int = 0,
        time_mask_width: int = 100,
        freq_masks: int = 0,
        freq_mask_width: int = 27,
        mask_with: Literal["mean"] | float = "mean",
        array_seed: int = 0,
        deltas: int = 0,
        delta_width: int = 9,
        frames: int | None = None,
        frames_fit: Literal["before", "after"] = "after",
        bias: float = 0.0,
        gain: float = 1.0,
        normalize: Literal["mean", "standard"] | None = None,
        ddof: int = 0,
        normalize_eps: float = 0.0,
        eps_place: Literal["add", "inside"] = "add",
        masked_frames: int = 0,
        stack: int = 1,
        patch_frames: int | None = None,
        patch_hop: int | None = None,
        time_axis: Literal["last", "first"] = "last",
    ) -> Features:
        """Chroma: the power in each pitch class, whatever the octave.

        Equal to `librosa.feature.chroma_stft`. Its tuning is estimated as `librosa.estimate_tuning`
        does, once for all channels, unless it is given.

        Parameters
        ----------
        sound : Sound
            Path, bytes or file of a recording, samples (with `sample_rate`), or a tone spec.
        preset : None, default None
            Lay the values of a published front-end under those of this query, see `GET
            /v1/presets`; a name without a version means the newest.
        sample_rate : int or None, default None
            Resample to this rate, Hz. `none`, the default, keeps the recording's own. For
            `application/x-npy` it says the rate of the samples and is required.
        channel : Literal["mean", "first", "each"] or int, default "mean"
            Mean of the channels, the first, each of them (adds a leading axis), or one by its
            number from 0.
        offset : float, default 0.0
            Skip this much at the beginning, s.
        duration : float or None, default None
            Use at most this much from `offset` on, s. `none`: to the end.
        n_fft : int, default 2048
            Length of a frame and of its Fourier transform, samples.
        win_length : int, optional
            Length of the window, samples, at most `n_fft`; it is centred in the frame. Default:
            `n_fft`.
        hop_length : int, default 512
            Step from one frame to the next, samples.
        window : Window, default "hann"
            Window function; `povey` is Kaldi's, Hann's to the power of 0.85.
        center : bool, default True
            Frame t is centred at sample t * `hop_length`, the sound being extended by `n_fft` // 2
            at both ends; otherwise frame t begins there.
        pad_mode : PadMode, default "constant"
            How the sound is extended: with zeros, its edge value, a ramp to zero, its mirror image
            without (`reflect`) or with (`symmetric`) the edge sample.
        norm : Literal["inf"] or float or None, default "inf"
            Divide each frame by its norm of this order, `inf` for its largest value, or `none`.
        tuning : float or None, default None
            Deviation from A440, parts of a class. `none`, the default, estimates it from the peaks
            of all of the sound between 150 and 4000 Hz.
        n_chroma : int, default 12
            Number of pitch classes.
        ctroct : float, default 5.0
            Where bins weigh most, octaves above 27.5 Hz.
        octwidth : float or None, default 2.0
            Standard deviation of that weight, octaves; `none`: all bins alike.
        base_c : bool, default True
            Class 0 is C; otherwise A.
        pitch_shift : float, default 0.0
            Raise the pitch by this many semitones, as `librosa.effects.pitch_shift`: duration and
            rate stay. At most 4194304 samples over all channels.
        silence : Literal["trim", "split", "all"] or None, default None
            Leave out silence: at both ends (`trim`), everywhere (`all`), or everywhere with what
            lies between as sounds of their own (`split`, as npz). A frame of 2048 samples is silent
            as `librosa.effects.split` has it. A sound that is silent throughout is refused.
        silence_top_db : float, default 20.0
            Frames at least this far below `silence_ref` are silent, dB.
        silence_ref : Literal["max"] or float, default "max"
            What `silence_top_db` is counted from: the loudest frame of the sound (`max`), or a root
            mean square that is the same for all sounds; full scale is 1.
        silence_padding : float, default 200.0
            Silence that is kept on either side of what is not, ms.
        silence_hop_length : int, default 512
            Step from one frame to the next for `silence`, samples; fastai_audio steps by its
            padding.
        level : Literal["peak", "rms"] or None, default None
            Bring the largest sample, or the root mean square, to `level_db`, by one factor for all
            channels and parts; `wave_norm`, which comes later, divides each channel by its own. A
            sound of zeros stays as it is.
        level_db : float or None, default None
            Level for `level`, dB from full scale. `none`, the default, is 0 for `peak` and -20 for
            `rms`.
        gain_db : float, default 0.0
            Amplify by this much, dB.
        pad_to : float or None, default None
            Make a shorter sound this long, s, at most the longest that the service takes; a longer
            one is left as it is. `fit`, which comes later, counts in samples and cuts, too.
        pad_with : Literal["zeros", "repeat", "reflect"], default "zeros"
            What is added: zeros, the sound again and again, or its mirror images; of a sound of at
            most 16777216 samples over all channels.
        pad_at : Literal["after", "before", "both", "random"], default "after"
            Where it is added: after the sound, before it, half on `both` sides, or split by chance.
        crop : float or None, default None
            Take this much, s, from a place chosen by chance; with `pad_to` of the same value every
            sound becomes this long. `offset` and `duration` take the place that they say.
        random_seed : int, default 0
            Seed of the chances of `crop` and `pad_at=random`.
        segment : float or None, default None
            Cut into sounds of this length, s, as npz, the last one filled up with zeros.
        speed : float, default 1.0
            Factor on the speed, by resampling: pitch and length change together, as with SoX's
            `speed`. `pitch_shift` changes the pitch alone.
        time_shift : Literal["random"] or float, default 0.0
            Move the sound this much later, s; a negative number moves it earlier. `random`: by any
            number of samples, with `time_shift_with=roll`.
        time_shift_with : Literal["roll", "zeros"], default "roll"
            What fills the gap: what left the sound at the other end, as `numpy.roll`, or zeros.
        noise : Literal["white", "pink", "brown", "blue", "violet"] or None, default None
            Add Gaussian noise whose power density is proportional to 1 / f^b: b is 0 for white, 1
            for pink, 2 for brown, -1 for blue, -2 for violet. Each channel gets its own. Noise that
            is not white takes at most 16777216 samples over all channels.
        noise_snr_db : float, default 20.0
            Power of the sound over that of the noise, dB, both measured over all samples and
            channels, zeros of `pad_to` and `time_shift` included. A sound of zeros stays as it is.
        cut_out : float or None, default None
            Make zeros of this much of the sound, s, at most all of it, at a place chosen by chance.
        cut_outs : int, default 1
            Number of places for `cut_out`, which may overlap.
        augment_seed : int, default 0
            Seed of the chances of `time_shift=random`, `noise` and `cut_out`; what they decided is
            in the receipt.
        input_scale : float, default 1.0
            Multiplies the samples; 32768 gives the scale of 16-bit integers.
        wave_norm : Literal["mean", "standard", "minmax", "peak", "rms"] or None, default None
            Normalise each channel of the whole wave: without its mean; `standard`, also divided by
            the square root of its variance plus `wave_norm_eps`; `minmax`, to [-1, 1]; `peak` or
            `rms`, divided by that.
        wave_norm_eps : float, default 1e-07
            Small number that guards the divisor of `wave_norm`.
        fit : Literal["zeros", "repeat", "repeat_zeros", "cut"] or None, default None
            Make the wave `fit_length` samples long: fill it with zeros, with itself (`repeat`),
            with itself as often as it fits whole and then zeros (`repeat_zeros`), or only `cut` it.
        fit_length : int or None, default None
            Length for `fit`, samples.
        fit_step : int or None, default None
            With `fit=zeros`: as long as `fit_length` plus the fewest multiples of this, samples,
            that hold the wave, which is then never cut.
        dither : float, default 0.0
            Standard deviation of Gaussian noise that is added, in the unit of the scaled samples.
        seed : int, default 0
            Seed of `dither`.
        preemphasis : float, default 0.0
            a in x[n] - a x[n - 1], usually 0.97; 0 for none.
        preemphasis_on : Literal["wave", "wave_valid", "frame"], default "wave"
            `wave` keeps the first sample as it is, `wave_valid` drops it; `frame`: inside each
            frame, whose first sample is multiplied by 1 - a, before the window (Kaldi, HTK).
        periodic : bool, default True
            A periodic window; otherwise a symmetric one.
        window_place : Literal["center", "left"], default "center"
            `center`: a frame has `n_fft` samples, the window is in its middle; `left`: it has
            `win_length` samples, and zeros follow up to `n_fft` (Kaldi).
        padding : Literal["hop", "round", "whole"] or None, default None
            With `center=false`: how the sound is extended; `hop`: by (`n_fft` - `hop_length`) // 2
            at both ends; `round`: so that frames are centred in steps (Kaldi's snip_edges=false,
            with `pad_mode=symmetric`); `whole`: with zeros, so that the last frame is whole.
        drop_last : int, default 0
            So many samples at the end of the extended sound make no frame.
        remove_dc : bool, default False
            Subtract each frame's mean.
        fft_norm : Literal["backward", "ortho", "forward"], default "backward"
            Divide the transform by nothing, by the square root of `n_fft`, or by `n_fft`.
        magnitude_eps : float, default 0.0
            Magnitude is sqrt(re^2 + im^2 + this number).
        component : Literal["magnitude", "real"], default "magnitude"
            `real`: the absolute value of the real part is the magnitude.
        statistics : str or None, default None
            Replace the time axis by statistics over time, in this order, e.g.
            `mean,std,min,p5,median,p95,max`; at most 16. `std` divides by the number of frames,
            percentiles are interpolated linearly and take at most 4194304 frames.
        resize_rows : int or None, default None
            Number of rows to make, by linear interpolation between centres of cells, as
            `torch.nn.functional.interpolate` with align_corners=False.
        resize_frames : int or None, default None
            Make so many frames, by linear interpolation as for `resize_rows`.
        roll : Literal["random"] or int, default 0
            Move the array this many frames later, what leaves it at the end coming in at the
            beginning, as `numpy.roll`; a negative number moves it earlier; `random`: by any number.
        time_masks : int, default 0
            Number of spans of time, chosen by chance, that become `mask_with`; they may overlap.
        time_mask_width : int, default 100
            A time mask has from 0 up to this many frames, and no more than there are.
        freq_masks : int, default 0
            Number of spans of rows, chosen by chance, that become `mask_with`; they may overlap.
        freq_mask_width : int, default 27
            Largest number of rows in a frequency mask; it has from 0 up to this, and no more than
            there are.
        mask_with : Literal["mean"] or float, default "mean"
            What masks consist of: this number, or the mean of the array, over all channels.
        array_seed : int, default 0
            Seed of the chances of `roll=random`, `time_masks` and `freq_masks`; what they decided
            is in the receipt.
        deltas : int, default 0
            Append so many derivatives over time behind the rows: `librosa.feature.delta` with
            mode='nearest'.
        delta_width : int, default 9
            Frames that a derivative is fitted to; an odd number.
        frames : int or None, default None
            Cut to so many frames, or fill up with frames of zeros.
        frames_fit : Literal["before", "after"], default "after"
            Whether `frames` comes before or after `bias`, `gain` and `normalize`.
        bias : float, default 0.0
            Values become (x + `bias`) * `gain`.
        gain : float, default 1.0
            Factor on x + `bias`.
        normalize : Literal["mean", "standard"] or None, default None
            Take from each row its mean over time; `standard`: and divide it by its standard
            deviation. A row without any deviation becomes zeros.
        ddof : int, default 0
            The variance is the sum of squares over the number of frames minus this.
        normalize_eps : float, default 0.0
            Small number that guards the standard deviation.
        eps_place : Literal["add", "inside"], default "add"
            Divide by sqrt(variance) + eps, or by sqrt(variance + eps).
        masked_frames : int, default 0
            The last so many frames do not count for `normalize` and become 0.
        stack : int, default 1
            Put so many frames side by side; what is left over is dropped.
        patch_frames : int or None, default None
            Cut into patches of so many frames; only whole ones.
        patch_hop : int or None, default None
            Frames from one patch to the next. `none`: `patch_frames`.
        time_axis : Literal["last", "first"], default "last"
            Whether the axis of frames is the last or the first.

        Returns
        -------
        Features
            Values, axes, unit and receipt.
        """

    @feature
    def cqt(
        self,
        sound: Sound,
        /,
        *,
        preset: None = None,
        sample_rate: int | None = None,
        channel: Literal["mean", "first", "each"] | int = "mean",
        offset: float = 0.0,
        duration: float | None = None,
        ref: Literal["max", "min"] | float = 1.0,
        amin: float | None = None,
        top_db: float | None = 80.0,
        scale: Literal["linear", "db", "log", "log10"] = "linear",
        hop_length: int = 512,
        fmin: float = 32.70319566257483,
        n_bins: int = 84,
        bins_per_octave: int = 12,
        filter_scale: float = 1.0,
        norm: Literal["inf"] | float | None = 1.0,
        sparsity: float = 0.01,
        window: SmoothingWindow = "hann",
        pitch_shift: float = 0.0,
        silence: Literal["trim", "split", "all"] | None = None,
        silence_top_db: float = 20.0,
        silence_ref: Literal["max"] | float = "max",
        silence_padding: float = 200.0,
        silence_hop_length: int = 512,
        level: Literal["peak", "rms"] | None = None,
        level_db: float | None = None,
        gain_db: float = 0.0,
        pad_to: float | None = None,
        pad_with: Literal["zeros", "repeat", "reflect"] = "zeros",
        pad_at: Literal["after", "before", "both", "random"] = "after",
        crop: float | None = None,
        random_seed: int = 0,
        segment: float | None = None,
        speed: float = 1.0,
        time_shift: Literal["random"] | float = 0.0,
        time_shift_with: Literal["roll", "zeros"] = "roll",
        noise: Literal["white", "pink", "brown", "blue", "violet"] | None = None,
        noise_snr_db: float = 20.0,
        cut_out: float | None = None,
        cut_outs: int = 1,
        augment_seed: int = 0,
        top_db_scope: Literal["answer", "channel"] = "answer",
        guard: Literal["max", "add", "zeros"] = "max",
        log_range: float | None = None,
        statistics: str | None = None,
    ) -> Features:
        """Constant-Q transform: magnitudes at frequencies that rise by equal ratios.

        Equal to the absolute value of `librosa.cqt` with ``tuning=0`` and, in decibels, to
        `librosa.amplitude_to_db` of it. A frame is centred at every `hop_length` samples of the
        sound. At most 600 s of sound: the transform needs all of it at once.

        Parameters
        ----------
        sound : Sound
            Path, bytes or file of a recording, samples (with `sample_rate`), or a tone spec.
        preset : None, default None
            Lay the values of a published front-end under those of this query, see `GET
            /v1/presets`; a name without a version means the newest.
        sample_rate : int or None, default None
            Resample to this rate, Hz. `none`, the default, keeps the recording's own. For
            `application/x-npy` it says the rate of the samples and is required.
        channel : Literal["mean", "first", "each"] or int, default "mean"
            Mean of the channels, the first, each of them (adds a leading axis), or one by its
            number from 0.
        offset : float, default 0.0
            Skip this much at the beginning, s.
        duration : float or None, default None
            Use at most this much from `offset` on, s. `none`: to the end.
        ref : Literal["max", "min"] or float, default 1.0
            The value that is 0 dB, or `max` or `min` for the largest or smallest of the whole
            answer.
        amin : float or None, default None
            Values and `ref` below this count as this. `none`, the default, is librosa's: 1e-5 for
            magnitudes, 1e-10 for powers, in general 10 ** (-5 * exponent).
        top_db : float or None, default 80.0
            Range below the largest value of the whole answer, dB; lower values are raised to it.
            `none` for no limit.
        scale : Literal["linear", "db", "log", "log10"], default "linear"
            Linear values, decibels, natural or decimal logarithms.
        hop_length : int, default 512
            Step from one frame to the next, samples.
        fmin : float, default 32.70319566257483
            Lowest frequency, Hz, at most half the sample rate.
        n_bins : int, default 84
            Number of frequencies.
        bins_per_octave : int, default 12
            Number of frequencies per octave.
        filter_scale : float, default 1.0
            Factor on the lengths of the filters: below 1 shorter.
        norm : Literal["inf"] or float or None, default 1.0
            Order of the norm that makes the filters alike, `inf`, or `none`.
        sparsity : float, default 0.01
            Share of each filter's magnitude that is left out.
        window : SmoothingWindow, default "hann"
            Window function of the filters.
        pitch_shift : float, default 0.0
            Raise the pitch by this many semitones, as `librosa.effects.pitch_shift`: duration and
            rate stay. At most 4194304 samples over all channels.
        silence : Literal["trim", "split", "all"] or None, default None
            Leave out silence: at both ends (`trim`), everywhere (`all`), or everywhere with what
            lies between as sounds of their own (`split`, as npz). A frame of 2048 samples is silent
            as `librosa.effects.split` has it. A sound that is silent throughout is refused.
        silence_top_db : float, default 20.0
            Frames at least this far below `silence_ref` are silent, dB.
        silence_ref : Literal["max"] or float, default "max"
            What `silence_top_db` is counted from: the loudest frame of the sound (`max`), or a root
            mean square that is the same for all sounds; full scale is 1.
        silence_padding : float, default 200.0
            Silence that is kept on either side of what is not, ms.
        silence_hop_length : int, default 512
            Step from one frame to the next for `silence`, samples; fastai_audio steps by its
            padding.
        level : Literal["peak", "rms"] or None, default None
            Bring the largest sample, or the root mean square, to `level_db`, by one factor for all
            channels and parts; `wave_norm`, which comes later, divides each channel by its own. A
            sound of zeros stays as it is.
        level_db : float or None, default None
            Level for `level`, dB from full scale. `none`, the default, is 0 for `peak` and -20 for
            `rms`.
        gain_db : float, default 0.0
            Amplify by this much, dB.
        pad_to : float or None, default None
            Make a shorter sound this long, s, at most the longest that the service takes; a longer
            one is left as it is. `fit`, which comes later, counts in samples and cuts, too.
        pad_with : Literal["zeros", "repeat", "reflect"], default "zeros"
            What is added: zeros, the sound again and again, or its mirror images; of a sound of at
            most 16777216 samples over all channels.
        pad_at : Literal["after", "before", "both", "random"], default "after"
            Where it is added: after the sound, before it, half on `both` sides, or split by chance.
        crop : float or None, default None
            Take this much, s, from a place chosen by chance; with `pad_to` of the same value every
            sound becomes this long. `offset` and `duration` take the place that they say.
        random_seed : int, default 0
            Seed of the chances of `crop` and `pad_at=random`.
        segment : float or None, default None
            Cut into sounds of this length, s, as npz, the last one filled up with zeros.
        speed : float, default 1.0
            Factor on the speed, by resampling: pitch and length change together, as with SoX's
            `speed`. `pitch_shift` changes the pitch alone.
        time_shift : Literal["random"] or float, default 0.0
            Move the sound this much later, s; a negative number moves it earlier. `random`: by any
            number of samples, with `time_shift_with=roll`.
        time_shift_with : Literal["roll", "zeros"], default "roll"
            What fills the gap: what left the sound at the other end, as `numpy.roll`, or zeros.
        noise : Literal["white", "pink", "brown", "blue", "violet"] or None, default None
            Add Gaussian noise whose power density is proportional to 1 / f^b: b is 0 for white, 1
            for pink, 2 for brown, -1 for blue, -2 for violet. Each channel gets its own. Noise that
            is not white takes at most 16777216 samples over all channels.
        noise_snr_db : float, default 20.0
            Power of the sound over that of the noise, dB, both measured over all samples and
            channels, zeros of `pad_to` and `time_shift` included. A sound of zeros stays as it is.
        cut_out : float or None, default None
            Make zeros of this much of the sound, s, at most all of it, at a place chosen by chance.
        cut_outs : int, default 1
            Number of places for `cut_out`, which may overlap.
        augment_seed : int, default 0
            Seed of the chances of `time_shift=random`, `noise` and `cut_out`; what they decided is
            in the receipt.
        top_db_scope : Literal["answer", "channel"], default "answer"
            Whether `top_db`, `ref=max` and `ref=min` mean the whole answer or each channel.
        guard : Literal["max", "add", "zeros"], default "max"
            With `scale=log` or `log10`: log(max(x, `amin`)), log(x + `amin`), or log(`amin`) for
            zeros only.
        log_range : float or None, default None
            With `scale=log` or `log10`: values more than this number below the largest are raised
            to there.
        statistics : str or None, default None
            Replace the time axis by statistics over time, in this order, e.g.
            `mean,std,min,p5,median,p95,max`; at most 16. `std` divides by the number of frames,
            percentiles are interpolated linearly and take at most 4194304 frames.

        Returns
        -------
        Features
            Values, axes, unit and receipt.
        """

    @feature
    def envelope(
        self,
        sound: Sound,
        /,
        *,
        preset: None = None,
        sample_rate: int | None = None,
        channel: Literal["mean", "first", "each"] | int = "mean",
        offset: float = 0.0,
        duration: float | None = None,
        columns: int = 1000,
        pitch_shift: float = 0.0,
        silence: Literal["trim", "split", "all"] | None = None,
        silence_top_db: float = 20.0,
        silence_ref: Literal["max"] | float = "max",
        silence_padding: float = 200.0,
        silence_hop_length: int = 512,
        level: Literal["peak", "rms"] | None = None,
        level_db: float | None = None,
        gain_db: float = 0.0,
        pad_to: float | None = None,
        pad_with: Literal["zeros", "repeat", "reflect"] = "zeros",
        pad_at: Literal["after", "before", "both", "random"] = "after",
        crop: float | None = None,
        random_seed: int = 0,
        segment: float | None = None,
        speed: float = 1.0,
        time_shift: Literal["random"] | float = 0.0,
        time_shift_with: Literal["roll", "zeros"] = "roll",
        noise: Literal["white", "pink", "brown", "blue", "violet"] | None = None,
        noise_snr_db: float = 20.0,
        cut_out: float | None = None,
        cut_outs: int = 1,
        augment_seed: int = 0,
        input_scale: float = 1.0,
        wave_norm: Literal["mean", "standard", "minmax", "peak", "rms"] | None = None,
        wave_norm_eps: float = 1e-07,
        fit: Literal["zeros", "repeat", "repeat_zeros", "cut"] | None = None,
        fit_length: int | None = None,
        fit_step: int | None = None,
        dither: float = 0.0,
        seed: int = 0,
    ) -> Features:
        """Envelope: minimum, maximum and root mean square of the waveform in columns of equal width.

        What a plot of the waveform needs, at any length of the sound. Column k of N has the n
        samples from k n // N to (k + 1) n // N, at least one.

        Parameters
        ----------
        sound : Sound
            Path, bytes or file of a recording, samples (with `sample_rate`), or a tone spec.
        preset : None, default None
            Lay the values of a published front-end under those of this query, see `GET
            /v1/presets`; a name without a version means the newest.
        sample_rate : int or None, default None
            Resample to this rate, Hz. `none`, the default, keeps the recording's own. For
            `application/x-npy` it says the rate of the samples and is required.
        channel : Literal["mean", "first", "each"] or int, default "mean"
            Mean of the channels, the first, each of them (adds a leading axis), or one by its
            number from 0.
        offset : float, default 0.0
            Skip this much at the beginning, s.
        duration : float or None, default None
            Use at most this much from `offset` on, s. `none`: to the end.
        columns : int, default 1000
            Number of columns of equal width, e.g. pixels.
        pitch_shift : float, default 0.0
            Raise the pitch by this many semitones, as `librosa.effects.pitch_shift`: duration and
            rate stay. At most 4194304 samples over all channels.
        silence : Literal["trim", "split", "all"] or None, default None
            Leave out silence: at both ends (`trim`), everywhere (`all`), or everywhere with what
            lies between as sounds of their own (`split`, as npz). A frame of 2048 samples is silent
            as `librosa.effects.split` has it. A sound that is silent throughout is refused.
        silence_top_db : float, default 20.0
            Frames at least this far below `silence_ref` are silent, dB.
        silence_ref : Literal["max"] or float, default "max"
            What `silence_top_db` is counted from: the loudest frame of the sound (`max`), or a root
            mean square that is the same for all sounds; full scale is 1.
        silence_padding : float, default 200.0
            Silence that is kept on either side of what is not, ms.
        silence_hop_length : int, default 512
            Step from one frame to the next for `silence`, samples; fastai_audio steps by its
            padding.
        level : Literal["peak", "rms"] or None, default None
            Bring the largest sample, or the root mean square, to `level_db`, by one factor for all
            channels and parts; `wave_norm`, which comes later, divides each channel by its own. A
            sound of zeros stays as it is.
        level_db : float or None, default None
            Level for `level`, dB from full scale. `none`, the default, is 0 for `peak` and -20 for
            `rms`.
        gain_db : float, default 0.0
            Amplify by this much, dB.
        pad_to : float or None, default None
            Make a shorter sound this long, s, at most the longest that the service takes; a longer
            one is left as it is. `fit`, which comes later, counts in samples and cuts, too.
        pad_with : Literal["zeros", "repeat", "reflect"], default "zeros"
            What is added: zeros, the sound again and again, or its mirror images; of a sound of at
            most 16777216 samples over all channels.
        pad_at : Literal["after", "before", "both", "random"], default "after"
            Where it is added: after the sound, before it, half on `both` sides, or split by chance.
        crop : float or None, default None
            Take this much, s, from a place chosen by chance; with `pad_to` of the same value every
            sound becomes this long. `offset` and `duration` take the place that they say.
        random_seed : int, default 0
            Seed of the chances of `crop` and `pad_at=random`.
        segment : float or None, default None
            Cut into sounds of this length, s, as npz, the last one filled up with zeros.
        speed : float, default 1.0
            Factor on the speed, by resampling: pitch and length change together, as with SoX's
            `speed`. `pitch_shift` changes the pitch alone.
        time_shift : Literal["random"] or float, default 0.0
            Move the sound this much later, s; a negative number moves it earlier. `random`: by any
            number of samples, with `time_shift_with=roll`.
        time_shift_with : Literal["roll", "zeros"], default "roll"
            What fills the gap: what left the sound at the other end, as `numpy.roll`, or zeros.
        noise : Literal["white", "pink", "brown", "blue", "violet"] or None, default None
            Add Gaussian noise whose power density is proportional to 1 / f^b: b is 0 for white, 1
            for pink, 2 for brown, -1 for blue, -2 for violet. Each channel gets its own. Noise that
            is not white takes at most 16777216 samples over all channels.
        noise_snr_db : float, default 20.0
            Power of the sound over that of the noise, dB, both measured over all samples and
            channels, zeros of `pad_to` and `time_shift` included. A sound of zeros stays as it is.
        cut_out : float or None, default None
            Make zeros of this much of the sound, s, at most all of it, at a place chosen by chance.
        cut_outs : int, default 1
            Number of places for `cut_out`, which may overlap.
        augment_seed : int, default 0
            Seed of the chances of `time_shift=random`, `noise` and `cut_out`; what they decided is
            in the receipt.
        input_scale : float, default 1.0
            Multiplies the samples; 32768 gives the scale of 16-bit integers.
        wave_norm : Literal["mean", "standard", "minmax", "peak", "rms"] or None, default None
            Normalise each channel of the whole wave: without its mean; `standard`, also divided by
            the square root of its variance plus `wave_norm_eps`; `minmax`, to [-1, 1]; `peak` or
            `rms`, divided by that.
        wave_norm_eps : float, default 1e-07
            Small number that guards the divisor of `wave_norm`.
        fit : Literal["zeros", "repeat", "repeat_zeros", "cut"] or None, default None
            Make the wave `fit_length` samples long: fill it with zeros, with itself (`repeat`),
            with itself as often as it fits whole and then zeros (`repeat_zeros`), or only `cut` it.
        fit_length : int or None, default None
            Length for `fit`, samples.
        fit_step : int or None, default None
            With `fit=zeros`: as long as `fit_length` plus the fewest multiples of this, samples,
            that hold the wave, which is then never cut.
        dither : float, default 0.0
            Standard deviation of Gaussian noise that is added, in the unit of the scaled samples.
        seed : int, default 0
            Seed of `dither`.

        Returns
        -------
        Features
            Values, axes, unit and receipt.
        """

    @feature
    def fourier_tempogram(
        self,
        sound: Sound,
        /,
        *,
        preset: None = None,
        sample_rate: int | None = None,
        channel: Literal["mean", "first", "each"] | int = "mean",
        offset: float = 0.0,
        duration: float | None = None,
        hop_length: int = 512,
        win_length: int = 384,
        window: SmoothingWindow = "hann",
        part: Literal["magnitude", "complex"] = "magnitude",
        pitch_shift: float = 0.0,
        silence: Literal["trim", "split", "all"] | None = None,
        silence_top_db: float = 20.0,
        silence_ref: Literal["max"] | float = "max",
        silence_padding: float = 200.0,
        silence_hop_length: int = 512,
        level: Literal["peak", "rms"] | None = None,
        level_db: float | None = None,
        gain_db: float = 0.0,
        pad_to: float | None = None,
        pad_with: Literal["zeros", "repeat", "reflect"] = "zeros",
        pad_at: Literal["after", "before", "both", "random"] = "after",
        crop: float | None = None,
        random_seed: int = 0,
        segment: float | None = None,
        speed: float = 1.0,
        time_shift: Literal["random"] | float = 0.0,
        time_shift_with: Literal["roll", "zeros"] = "roll",
        noise: Literal["white", "pink", "brown", "blue", "violet"] | None = None,
        noise_snr_db: float = 20.0,
        cut_out: float | None = None,
        cut_outs: int = 1,
        augment_seed: int = 0,
        statistics: str | None = None,
    ) -> Features:
        """Fourier tempogram: the spectrum of the strength of onsets around each frame.

        Equal to `librosa.feature.fourier_tempogram`, or to its absolute value; the windows are
        centred. At most 600 s of sound, and 33,554,432 values.

        Parameters
        ----------
        sound : Sound
            Path, bytes or file of a recording, samples (with `sample_rate`), or a tone spec.
        preset : None, default None
            Lay the values of a published front-end under those of this query, see `GET
            /v1/presets`; a name without a version means the newest.
        sample_rate : int or None, default None
            Resample to this rate, Hz. `none`, the default, keeps the recording's own. For
            `application/x-npy` it says the rate of the samples and is required.
        channel : Literal["mean", "first", "each"] or int, default "mean"
            Mean of the channels, the first, each of them (adds a leading axis), or one by its
            number from 0.
        offset : float, default 0.0
            Skip this much at the beginning, s.
        duration : float or None, default None
            Use at most this much from `offset` on, s. `none`: to the end.
        hop_length : int, default 512
            Step from one frame to the next, samples.
        win_length : int, default 384
            Length of the window, frames.
        window : SmoothingWindow, default "hann"
            Window function.
        part : Literal["magnitude", "complex"], default "magnitude"
            Magnitude, or the complex values (complex64; in JSON a last axis of real and imaginary
            part; not as a picture).
        pitch_shift : float, default 0.0
            Raise the pitch by this many semitones, as `librosa.effects.pitch_shift`: duration and
            rate stay. At most 4194304 samples over all channels.
        silence : Literal["trim", "split", "all"] or None, default None
            Leave out silence: at both ends (`trim`), everywhere (`all`), or everywhere with what
            lies between as sounds of their own (`split`, as npz). A frame of 2048 samples is silent
            as `librosa.effects.split` has it. A sound that is silent throughout is refused.
        silence_top_db : float, default 20.0
            Frames at least this far below `silence_ref` are silent, dB.
        silence_ref : Literal["max"] or float, default "max"
            What `silence_top_db` is counted from: the loudest frame of the sound (`max`), or a root
            mean square that is the same for all sounds; full scale is 1.
        silence_padding : float, default 200.0
            Silence that is kept on either side of what is not, ms.
        silence_hop_length : int, default 512
            Step from one frame to the next for `silence`, samples; fastai_audio steps by its
            padding.
        level : Literal["peak", "rms"] or None, default None
            Bring the largest sample, or the root mean square, to `level_db`, by one factor for all
            channels and parts; `wave_norm`, which comes later, divides each channel by its own. A
            sound of zeros stays as it is.
        level_db : float or None, default None
            Level for `level`, dB from full scale. `none`, the default, is 0 for `peak` and -20 for
            `rms`.
        gain_db : float, default 0.0
            Amplify by this much, dB.
        pad_to : float or None, default None
            Make a shorter sound this long, s, at most the longest that the service takes; a longer
            one is left as it is. `fit`, which comes later, counts in samples and cuts, too.
        pad_with : Literal["zeros", "repeat", "reflect"], default "zeros"
            What is added: zeros, the sound again and again, or its mirror images; of a sound of at
            most 16777216 samples over all channels.
        pad_at : Literal["after", "before", "both", "random"], default "after"
            Where it is added: after the sound, before it, half on `both` sides, or split by chance.
        crop : float or None, default None
            Take this much, s, from a place chosen by chance; with `pad_to` of the same value every
            sound becomes this long. `offset` and `duration` take the place that they say.
        random_seed : int, default 0
            Seed of the chances of `crop` and `pad_at=random`.
        segment : float or None, default None
            Cut into sounds of this length, s, as npz, the last one filled up with zeros.
        speed : float, default 1.0
            Factor on the speed, by resampling: pitch and length change together, as with SoX's
            `speed`. `pitch_shift` changes the pitch alone.
        time_shift : Literal["random"] or float, default 0.0
            Move the sound this much later, s; a negative number moves it earlier. `random`: by any
            number of samples, with `time_shift_with=roll`.
        time_shift_with : Literal["roll", "zeros"], default "roll"
            What fills the gap: what left the sound at the other end, as `numpy.roll`, or zeros.
        noise : Literal["white", "pink", "brown", "blue", "violet"] or None, default None
            Add Gaussian noise whose power density is proportional to 1 / f^b: b is 0 for white, 1
            for pink, 2 for brown, -1 for blue, -2 for violet. Each channel gets its own. Noise that
            is not white takes at most 16777216 samples over all channels.
        noise_snr_db : float, default 20.0
            Power of the sound over that of the noise, dB, both measured over all samples and
            channels, zeros of `pad_to` and `time_shift` included. A sound of zeros stays as it is.
        cut_out : float or None, default None
            Make zeros of this much of the sound, s, at most all of it, at a place chosen by chance.
        cut_outs : int, default 1
            Number of places for `cut_out`, which may overlap.
        augment_seed : int, default 0
            Seed of the chances of `time_shift=random`, `noise` and `cut_out`; what they decided is
            in the receipt.
        statistics : str or None, default None
            Replace the time axis by statistics over time, in this order, e.g.
            `mean,std,min,p5,median,p95,max`; at most 16. `std` divides by the number of frames,
            percentiles are interpolated linearly and take at most 4194304 frames.

        Returns
        -------
        Features
            Values, axes, unit and receipt.
        """

    @feature
    def hpss(
        self,
        sound: Sound,
        /,
        *,
        preset: None = None,
        sample_rate: int | None = None,
        channel: Literal["mean", "first", "each"] | int = "mean",
        offset: float = 0.0,
        duration: float | None = None,
        ref: Literal["max", "min"] | float = 1.0,
        amin: float | None = None,
        top_db: float | None = 80.0,
        scale: Literal["linear", "db", "log", "log10"] = "linear",
        n_fft: int = 2048,
        win_length: int | Omitted = OMITTED,
        hop_length: int | Omitted = OMITTED,
        window: SmoothingWindow = "hann",
        center: bool = True,
        pad_mode: PadMode = "constant",
        part: Literal["harmonic", "percussive"] = "harmonic",
        win_harm: int = 31,
        win_perc: int = 31,
        power: float = 2.0,
        mask: bool = False,
        margin_harm: float = 1.0,
        margin_perc: float = 1.0,
        pitch_shift: float = 0.0,
        silence: Literal["trim", "split", "all"] | None = None,
        silence_top_db: float = 20.0,
        silence_ref: Literal["max"] | float = "max",
        silence_padding: float = 200.0,
        silence_hop_length: int = 512,
        level: Literal["peak", "rms"] | None = None,
        level_db: float | None = None,
        gain_db: float = 0.0,
        pad_to: float | None = None,
        pad_with: Literal["zeros", "repeat", "reflect"] = "zeros",
        pad_at: Literal["after", "before", "both", "random"] = "after",
        crop: float | None = None,
        random_seed: int = 0,
        segment: float | None = None,
        speed: float = 1.0,
        time_shift: Literal["random"] | float = 0.0,
        time_shift_with: Literal["roll", "zeros"] = "roll",
        noise: Literal["white", "pink", "brown", "blue", "violet"] | None = None,
        noise_snr_db: float = 20.0,
        cut_out: float | None = None,
        cut_outs: int = 1,
        augment_seed: int = 0,
        top_db_scope: Literal["answer", "channel"] = "answer",
        guard: Literal["max", "add", "zeros"] = "max",
        log_range: float | None = None,
        statistics: str | None = None,
    ) -> Features:
        """Harmonic or percussive part: the magnitudes that last, or those that span many frequencies.

        Equal to `librosa.decompose.hpss` of the absolute value of `librosa.stft`. At most 120 s of
        sound, and 805,306,368 steps: each value takes 32, `win_harm` and `win_perc`; with the
        defaults, at most 8358 frames.

        Parameters
        ----------
        sound : Sound
            Path, bytes or file of a recording, samples (with `sample_rate`), or a tone spec.
        preset : None, default None
            Lay the values of a published front-end under those of this query, see `GET
            /v1/presets`; a name without a version means the newest.
        sample_rate : int or None, default None
            Resample to this rate, Hz. `none`, the default, keeps the recording's own. For
            `application/x-npy` it says the rate of the samples and is required.
        channel : Literal["mean", "first", "each"] or int, default "mean"
            Mean of the channels, the first, each of them (adds a leading axis), or one by its
            number from 0.
        offset : float, default 0.0
            Skip this much at the beginning, s.
        duration : float or None, default None
            Use at most this much from `offset` on, s. `none`: to the end.
        ref : Literal["max", "min"] or float, default 1.0
            The value that is 0 dB, or `max` or `min` for the largest or smallest of the whole
            answer.
        amin : float or None, default None
            Values and `ref` below this count as this. `none`, the default, is librosa's: 1e-5 for
            magnitudes, 1e-10 for powers, in general 10 ** (-5 * exponent).
        top_db : float or None, default 80.0
            Range below the largest value of the whole answer, dB; lower values are raised to it.
            `none` for no limit.
        scale : Literal["linear", "db", "log", "log10"], default "linear"
            Linear values, decibels, natural or decimal logarithms.
        n_fft : int, default 2048
            Length of a frame and of its Fourier transform, samples.
        win_length : int, optional
            Length of the window, samples, at most `n_fft`; it is centred in the frame. Default:
            `n_fft`.
        hop_length : int, optional
            Step from one frame to the next, samples. Default: `win_length` // 4.
        window : SmoothingWindow, default "hann"
            Window function.
        center : bool, default True
            Frame t is centred at sample t * `hop_length`, the sound being extended by `n_fft` // 2
            at both ends; otherwise frame t begins there.
        pad_mode : PadMode, default "constant"
            How the sound is extended: with zeros, its edge value, a ramp to zero, its mirror image
            without (`reflect`) or with (`symmetric`) the edge sample.
        part : Literal["harmonic", "percussive"], default "harmonic"
            What stays the same over time, or over frequency.
        win_harm : int, default 31
            Length of the median filter over time, frames: first of librosa's `kernel_size`.
        win_perc : int, default 31
            Length of the median filter over frequency, bins: second of librosa's `kernel_size`.
        power : float, default 2.0
            Exponent of the masks.
        mask : bool, default False
            The mask, 0 to 1, that the magnitudes are multiplied by.
        margin_harm : float, default 1.0
            By how much the harmonic part must exceed the other: first of librosa's `margin`.
        margin_perc : float, default 1.0
            By how much the percussive part must exceed the other: second of librosa's `margin`.
        pitch_shift : float, default 0.0
            Raise the pitch by this many semitones, as `librosa.effects.pitch_shift`: duration and
            rate stay. At most 4194304 samples over all channels.
        silence : Literal["trim", "split", "all"] or None, default None
            Leave out silence: at both ends (`trim`), everywhere (`all`), or everywhere with what
            lies between as sounds of their own (`split`, as npz). A frame of 2048 samples is silent
            as `librosa.effects.split` has it. A sound that is silent throughout is refused.
        silence_top_db : float, default 20.0
            Frames at least this far below `silence_ref` are silent, dB.
        silence_ref : Literal["max"] or float, default "max"
            What `silence_top_db` is counted from: the loudest frame of the sound (`max`), or a root
            mean square that is the same for all sounds; full scale is 1.
        silence_padding : float, default 200.0
            Silence that is kept on either side of what is not, ms.
        silence_hop_length : int, default 512
            Step from one frame to the next for `silence`, samples; fastai_audio steps by its
            padding.
        level : Literal["peak", "rms"] or None, default None
            Bring the largest sample, or the root mean square, to `level_db`, by one factor for all
            channels and parts; `wave_norm`, which comes later, divides each channel by its own. A
            sound of zeros stays as it is.
        level_db : float or None, default None
            Level for `level`, dB from full scale. `none`, the default, is 0 for `peak` and -20 for
            `rms`.
        gain_db : float, default 0.0
            Amplify by this much, dB.
        pad_to : float or None, default None
            Make a shorter sound this long, s, at most the longest that the service takes; a longer
            one is left as it is. `fit`, which comes later, counts in samples and cuts, too.
        pad_with : Literal["zeros", "repeat", "reflect"], default "zeros"
            What is added: zeros, the sound again and again, or its mirror images; of a sound of at
            most 16777216 samples over all channels.
        pad_at : Literal["after", "before", "both", "random"], default "after"
            Where it is added: after the sound, before it, half on `both` sides, or split by chance.
        crop : float or None, default None
            Take this much, s, from a place chosen by chance; with `pad_to` of the same value every
            sound becomes this long. `offset` and `duration` take the place that they say.
        random_seed : int, default 0
            Seed of the chances of `crop` and `pad_at=random`.
        segment : float or None, default None
            Cut into sounds of this length, s, as npz, the last one filled up with zeros.
        speed : float, default 1.0
            Factor on the speed, by resampling: pitch and length change together, as with SoX's
            `speed`. `pitch_shift` changes the pitch alone.
        time_shift : Literal["random"] or float, default 0.0
            Move the sound this much later, s; a negative number moves it earlier. `random`: by any
            number of samples, with `time_shift_with=roll`.
        time_shift_with : Literal["roll", "zeros"], default "roll"
            What fills the gap: what left the sound at the other end, as `numpy.roll`, or zeros.
        noise : Literal["white", "pink", "brown", "blue", "violet"] or None, default None
            Add Gaussian noise whose power density is proportional to 1 / f^b: b is 0 for white, 1
            for pink, 2 for brown, -1 for blue, -2 for violet. Each channel gets its own. Noise that
            is not white takes at most 16777216 samples over all channels.
        noise_snr_db : float, default 20.0
            Power of the sound over that of the noise, dB, both measured over all samples and
            channels, zeros of `pad_to` and `time_shift` included. A sound of zeros stays as it is.
        cut_out : float or None, default None
            Make zeros of this much of the sound, s, at most all of it, at a place chosen by chance.
        cut_outs : int, default 1
            Number of places for `cut_out`, which may overlap.
        augment_seed : int, default 0
            Seed of the chances of `time_shift=random`, `noise` and `cut_out`; what they decided is
            in the receipt.
        top_db_scope : Literal["answer", "channel"], default "answer"
            Whether `top_db`, `ref=max` and `ref=min` mean the whole answer or each channel.
        guard : Literal["max", "add", "zeros"], default "max"
            With `scale=log` or `log10`: log(max(x, `amin`)), log(x + `amin`), or log(`amin`) for
            zeros only.
        log_range : float or None, default None
            With `scale=log` or `log10`: values more than this number below the largest are raised
            to there.
        statistics : str or None, default None
            Replace the time axis by statistics over time, in this order, e.g.
            `mean,std,min,p5,median,p95,max`; at most 16. `std` divides by the number of frames,
            percentiles are interpolated linearly and take at most 4194304 frames.

        Returns
        -------
        Features
            Values, axes, unit and receipt.
        """

    @feature
    def mel(
        self,
        sound: Sound,
        /,
        *,
        preset: Preset | None = None,
        sample_rate: int | None = None,
        channel: Literal["mean", "first", "each"] | int = "mean",
        offset: float = 0.0,
        duration: float | None = None,
        n_fft: int = 2048,
        win_length: int | Omitted = OMITTED,
        hop_length: int = 512,
        window: Window = "hann",
        center: bool = True,
        pad_mode: PadMode = "constant",
        power: float = 2.0,
        n_mels: int = 128,
        fmin: float = 0.0,
        fmax: float | None = None,
        htk: bool = False,
        ref: Literal["max", "min"] | float = 1.0,
        amin: float | None = None,
        top_db: float | None = 80.0,
        scale: Literal["linear", "db", "log", "log10"] = "linear",
        norm: Literal["slaney"] | None = "slaney",
        pitch_shift: float = 0.0,
        silence: Literal["trim", "split", "all"] | None = None,
        silence_top_db: float = 20.0,
        silence_ref: Literal["max"] | float = "max",
        silence_padding: float = 200.0,
        silence_hop_length: int = 512,
        level: Literal["peak", "rms"] | None = None,
        level_db: float | None = None,
        gain_db: float = 0.0,
        pad_to: float | None = None,
        pad_with: Literal["zeros", "repeat", "reflect"] = "zeros",
        pad_at: Literal["after", "before", "both", "random"] = "after",
        crop: float | None = None,
        random_seed: int = 0,
        segment: float | None = None,
        speed: float = 1.0,
        time_shift: Literal["random"] | float = 0.0,
        time_shift_with: Literal["roll", "zeros"] = "roll",
        noise: Literal["white", "pink", "brown", "blue", "violet"] | None = None,
        noise_snr_db: float = 20.0,
        cut_out: float | None = None,
        cut_outs: int = 1,
        augment_seed: int = 0,
        input_scale: float = 1.0,
        wave_norm: Literal["mean", "standard", "minmax", "peak", "rms"] | None = None,
        wave_norm_eps: float = 1e-07,
        fit: Literal["zeros", "repeat", "repeat_zeros", "cut"] | None = None,
        fit_length: int | None = None,
        fit_step: int | None = None,
        dither: float = 0.0,
        seed: int = 0,
        preemphasis: float = 0.0,
        preemphasis_on: Literal["wave", "wave_valid", "frame"] = "wave",
        periodic: bool = True,
        window_place: Literal["center", "left"] = "center",
        padding: Literal["hop", "round", "whole"] | None = None,
        drop_last: int = 0,
        remove_dc: bool = False,
        fft_norm: Literal["backward", "ortho", "forward"] = "backward",
        magnitude_eps: float = 0.0,
        component: Literal["magnitude", "real"] = "magnitude",
        triangles: Literal["hz", "mel", "left", "bins"] = "hz",
        bank_rate: int | None = None,
        first_bin: int = 0,
        top_db_scope: Literal["answer", "channel"] = "answer",
        guard: Literal["max", "add", "zeros"] = "max",
        log_range: float | None = None,
        statistics: str | None = None,
        resize_rows: int | None = None,
        resize_frames: int | None = None,
        roll: Literal["random"] | int = 0,
        time_masks: int = 0,
        time_mask_width: int = 100,
        freq_masks: int = 0,
        freq_mask_width: int = 27,
        mask_with: Literal["mean"] | float = "mean",
        array_seed: int = 0,
        deltas: int = 0,
        delta_width: int = 9,
        frames: int | None = None,
        frames_fit: Literal["before", "after"] = "after",
        bias: float = 0.0,
        gain: float = 1.0,
        normalize: Literal["mean", "standard"] | None = None,
        ddof: int = 0,
        normalize_eps: float = 0.0,
        eps_place: Literal["add", "inside"] = "add",
        masked_frames: int = 0,
        stack: int = 1,
        patch_frames: int | None = None,
        patch_hop: int | None = None,
        time_axis: Literal["last", "first"] = "last",
    ) -> Features:
        """Mel spectrogram: power in bands that are equally wide to the ear.

        Equal to `librosa.feature.melspectrogram` and, in decibels, to `librosa.power_to_db` of it
        (to `librosa.amplitude_to_db` for `power=1`).

        Parameters
        ----------
        sound : Sound
            Path, bytes or file of a recording, samples (with `sample_rate`), or a tone spec.
        preset : Preset or None, default None
            Lay the values of a published front-end under those of this query, see `GET
            /v1/presets`; a name without a version means the newest.
        sample_rate : int or None, default None
            Resample to this rate, Hz. `none`, the default, keeps the recording's own. For
            `application/x-npy` it says the rate of the samples and is required.
        channel : Literal["mean", "first", "each"] or int, default "mean"
            Mean of the channels, the first, each of them (adds a leading axis), or one by its
            number from 0.
        offset : float, default 0.0
            Skip this much at the beginning, s.
        duration : float or None, default None
            Use at most this much from `offset` on, s. `none`: to the end.
        n_fft : int, default 2048
            Length of a frame and of its Fourier transform, samples.
        win_length : int, optional
            Length of the window, samples, at most `n_fft`; it is centred in the frame. Default:
            `n_fft`.
        hop_length : int, default 512
            Step from one frame to the next, samples.
        window : Window, default "hann"
            Window function; `povey` is Kaldi's, Hann's to the power of 0.85.
        center : bool, default True
            Frame t is centred at sample t * `hop_length`, the sound being extended by `n_fft` // 2
            at both ends; otherwise frame t begins there.
        pad_mode : PadMode, default "constant"
            How the sound is extended: with zeros, its edge value, a ramp to zero, its mirror image
            without (`reflect`) or with (`symmetric`) the edge sample.
        power : float, default 2.0
            Exponent of the magnitude before the filters: 2 is power.
        n_mels : int, default 128
            Number of mel bands.
        fmin : float, default 0.0
            Lower edge of the lowest band, Hz, below `fmax`.
        fmax : float or None, default None
            Upper edge of the highest band, Hz, at most half the sample rate. `none`, the default,
            is half the sample rate.
        htk : bool, default False
            HTK's mel formula instead of Slaney's.
        ref : Literal["max", "min"] or float, default 1.0
            The value that is 0 dB, or `max` or `min` for the largest or smallest of the whole
            answer.
        amin : float or None, default None
            Values and `ref` below this count as this. `none`, the default, is librosa's: 1e-5 for
            magnitudes, 1e-10 for powers, in general 10 ** (-5 * exponent).
        top_db : float or None, default 80.0
            Range below the largest value of the whole answer, dB; lower values are raised to it.
            `none` for no limit.
        scale : Literal["linear", "db", "log", "log10"], default "linear"
            Linear values, decibels, natural or decimal logarithms.
        norm : Literal["slaney"] or None, default "slaney"
            Divide each filter by half its width in Hz, or `none`.
        pitch_shift : float, default 0.0
            Raise the pitch by this many semitones, as `librosa.effects.pitch_shift`: duration and
            rate stay. At most 4194304 samples over all channels.
        silence : Literal["trim", "split", "all"] or None, default None
            Leave out silence: at both ends (`trim`), everywhere (`all`), or everywhere with what
            lies between as sounds of their own (`split`, as npz). A frame of 2048 samples is silent
            as `librosa.effects.split` has it. A sound that is silent throughout is refused.
        silence_top_db : float, default 20.0
            Frames at least this far below `silence_ref` are silent, dB.
        silence_ref : Literal["max"] or float, default "max"
            What `silence_top_db` is counted from: the loudest frame of the sound (`max`), or a root
            mean square that is the same for all sounds; full scale is 1.
        silence_padding : float, default 200.0
            Silence that is kept on either side of what is not, ms.
        silence_hop_length : int, default 512
            Step from one frame to the next for `silence`, samples; fastai_audio steps by its
            padding.
        level : Literal["peak", "rms"] or None, default None
            Bring the largest sample, or the root mean square, to `level_db`, by one factor for all
            channels and parts; `wave_norm`, which comes later, divides each channel by its own. A
            sound of zeros stays as it is.
        level_db : float or None, default None
            Level for `level`, dB from full scale. `none`, the default, is 0 for `peak` and -20 for
            `rms`.
        gain_db : float, default 0.0
            Amplify by this much, dB.
        pad_to : float or None, default None
            Make a shorter sound this long, s, at most the longest that the service takes; a longer
            one is left as it is. `fit`, which comes later, counts in samples and cuts, too.
        pad_with : Literal["zeros", "repeat", "reflect"], default "zeros"
            What is added: zeros, the sound again and again, or its mirror images; of a sound of at
            most 16777216 samples over all channels.
        pad_at : Literal["after", "before", "both", "random"], default "after"
            Where it is added: after the sound, before it, half on `both` sides, or split by chance.
        crop : float or None, default None
            Take this much, s, from a place chosen by chance; with `pad_to` of the same value every
            sound becomes this long. `offset` and `duration` take the place that they say.
        random_seed : int, default 0
            Seed of the chances of `crop` and `pad_at=random`.
        segment : float or None, default None
            Cut into sounds of this length, s, as npz, the last one filled up with zeros.
        speed : float, default 1.0
            Factor on the speed, by resampling: pitch and length change together, as with SoX's
            `speed`. `pitch_shift` changes the pitch alone.
        time_shift : Literal["random"] or float, default 0.0
            Move the sound this much later, s; a negative number moves it earlier. `random`: by any
            number of samples, with `time_shift_with=roll`.
        time_shift_with : Literal["roll", "zeros"], default "roll"
            What fills the gap: what left the sound at the other end, as `numpy.roll`, or zeros.
        noise : Literal["white", "pink", "brown", "blue", "violet"] or None, default None
            Add Gaussian noise whose power density is proportional to 1 / f^b: b is 0 for white, 1
            for pink, 2 for brown, -1 for blue, -2 for violet. Each channel gets its own. Noise that
            is not white takes at most 16777216 samples over all channels.
        noise_snr_db : float, default 20.0
            Power of the sound over that of the noise, dB, both measured over all samples and
            channels, zeros of `pad_to` and `time_shift` included. A sound of zeros stays as it is.
        cut_out : float or None, default None
            Make zeros of this much of the sound, s, at most all of it, at a place chosen by chance.
        cut_outs : int, default 1
            Number of places for `cut_out`, which may overlap.
        augment_seed : int, default 0
            Seed of the chances of `time_shift=random`, `noise` and `cut_out`; what they decided is
            in the receipt.
        input_scale : float, default 1.0
            Multiplies the samples; 32768 gives the scale of 16-bit integers.
        wave_norm : Literal["mean", "standard", "minmax", "peak", "rms"] or None, default None
            Normalise each channel of the whole wave: without its mean; `standard`, also divided by
            the square root of its variance plus `wave_norm_eps`; `minmax`, to [-1, 1]; `peak` or
            `rms`, divided by that.
        wave_norm_eps : float, default 1e-07
            Small number that guards the divisor of `wave_norm`.
        fit : Literal["zeros", "repeat", "repeat_zeros", "cut"] or None, default None
            Make the wave `fit_length` samples long: fill it with zeros, with itself (`repeat`),
            with itself as often as it fits whole and then zeros (`repeat_zeros`), or only `cut` it.
        fit_length : int or None, default None
            Length for `fit`, samples.
        fit_step : int or None, default None
            With `fit=zeros`: as long as `fit_length` plus the fewest multiples of this, samples,
            that hold the wave, which is then never cut.
        dither : float, default 0.0
            Standard deviation of Gaussian noise that is added, in the unit of the scaled samples.
        seed : int, default 0
            Seed of `dither`.
        preemphasis : float, default 0.0
            a in x[n] - a x[n - 1], usually 0.97; 0 for none.
        preemphasis_on : Literal["wave", "wave_valid", "frame"], default "wave"
            `wave` keeps the first sample as it is, `wave_valid` drops it; `frame`: inside each
            frame, whose first sample is multiplied by 1 - a, before the window (Kaldi, HTK).
        periodic : bool, default True
            A periodic window; otherwise a symmetric one.
        window_place : Literal["center", "left"], default "center"
            `center`: a frame has `n_fft` samples, the window is in its middle; `left`: it has
            `win_length` samples, and zeros follow up to `n_fft` (Kaldi).
        padding : Literal["hop", "round", "whole"] or None, default None
            With `center=false`: how the sound is extended; `hop`: by (`n_fft` - `hop_length`) // 2
            at both ends; `round`: so that frames are centred in steps (Kaldi's snip_edges=false,
            with `pad_mode=symmetric`); `whole`: with zeros, so that the last frame is whole.
        drop_last : int, default 0
            So many samples at the end of the extended sound make no frame.
        remove_dc : bool, default False
            Subtract each frame's mean.
        fft_norm : Literal["backward", "ortho", "forward"], default "backward"
            Divide the transform by nothing, by the square root of `n_fft`, or by `n_fft`.
        magnitude_eps : float, default 0.0
            Magnitude is sqrt(re^2 + im^2 + this number).
        component : Literal["magnitude", "real"], default "magnitude"
            `real`: the absolute value of the real part is the magnitude.
        triangles : Literal["hz", "mel", "left", "bins"], default "hz"
            Where filters are triangles: in Hz (librosa), in mel (Kaldi), in Hz with the slope of
            the rise on both sides (`left`, SpeechBrain), or between whole bins (`bins`,
            python_speech_features).
        bank_rate : int or None, default None
            Sample rate that the bank is computed for, Hz, whatever the sound has; `fmax` may then
            exceed half of it. `none`: the sound's.
        first_bin : int, default 0
            Frequency bins below this one have no weight.
        top_db_scope : Literal["answer", "channel"], default "answer"
            Whether `top_db`, `ref=max` and `ref=min` mean the whole answer or each channel.
        guard : Literal["max", "add", "zeros"], default "max"
            With `scale=log` or `log10`: log(max(x, `amin`)), log(x + `amin`), or log(`amin`) for
            zeros only.
        log_range : float or None, default None
            With `scale=log` or `log10`: values more than this number below the largest are raised
            to there.
        statistics : str or None, default None
            Replace the time axis by statistics over time, in this order, e.g.
            `mean,std,min,p5,median,p95,max`; at most 16. `std` divides by the number of frames,
            percentiles are interpolated linearly and take at most 4194304 frames.
        resize_rows : int or None, default None
            Number of rows to make, by linear interpolation between centres of cells, as
            `torch.nn.functional.interpolate` with align_corners=False.
        resize_frames : int or None, default None
            Make so many frames, by linear interpolation as for `resize_rows`.
        roll : Literal["random"] or int, default 0
            Move the array this many frames later, what leaves it at the end coming in at the
            beginning, as `numpy.roll`; a negative number moves it earlier; `random`: by any number.
        time_masks : int, default 0
            Number of spans of time, chosen by chance, that become `mask_with`; they may overlap.
        time_mask_width : int, default 100
            A time mask has from 0 up to this many frames, and no more than there are.
        freq_masks : int, default 0
            Number of spans of rows, chosen by chance, that become `mask_with`; they may overlap.
        freq_mask_width : int, default 27
            Largest number of rows in a frequency mask; it has from 0 up to this, and no more than
            there are.
        mask_with : Literal["mean"] or float, default "mean"
            What masks consist of: this number, or the mean of the array, over all channels.
        array_seed : int, default 0
            Seed of the chances of `roll=random`, `time_masks` and `freq_masks`; what they decided
            is in the receipt.
        deltas : int, default 0
            Append so many derivatives over time behind the rows: `librosa.feature.delta` with
            mode='nearest'.
        delta_width : int, default 9
            Frames that a derivative is fitted to; an odd number.
        frames : int or None, default None
            Cut to so many frames, or fill up with frames of zeros.
        frames_fit : Literal["before", "after"], default "after"
            Whether `frames` comes before or after `bias`, `gain` and `normalize`.
        bias : float, default 0.0
            Values become (x + `bias`) * `gain`.
        gain : float, default 1.0
            Factor on x + `bias`.
        normalize : Literal["mean", "standard"] or None, default None
            Take from each row its mean over time; `standard`: and divide it by its standard
            deviation. A row without any deviation becomes zeros.
        ddof : int, default 0
            The variance is the sum of squares over the number of frames minus this.
        normalize_eps : float, default 0.0
            Small number that guards the standard deviation.
        eps_place : Literal["add", "inside"], default "add"
            Divide by sqrt(variance) + eps, or by sqrt(variance + eps).
        masked_frames : int, default 0
            The last so many frames do not count for `normalize` and become 0.
        stack : int, default 1
            Put so many frames side by side; what is left over is dropped.
        patch_frames : int or None, default None
            Cut into patches of so many frames; only whole ones.
        patch_hop : int or None, default None
            Frames from one patch to the next. `none`: `patch_frames`.
        time_axis : Literal["last", "first"], default "last"
            Whether the axis of frames is the last or the first.

        Returns
        -------
        Features
            Values, axes, unit and receipt.
        """

    @feature
    def mfcc(
        self,
        sound: Sound,
        /,
        *,
        preset: Preset2 | None = None,
        sample_rate: int | None = None,
        channel: Literal["mean", "first", "each"] | int = "mean",
        offset: float = 0.0,
        duration: float | None = None,
        n_fft: int = 2048,
        win_length: int | Omitted = OMITTED,
        hop_length: int = 512,
        window: Window = "hann",
        center: bool = True,
        pad_mode: PadMode = "constant",
        power: float = 2.0,
        n_mels: int = 128,
        fmin: float = 0.0,
        fmax: float | None = None,
        htk: bool = False,
        ref: Literal["max", "min"] | float = 1.0,
        amin: float | None = None,
        top_db: float | None = 80.0,
        scale: Literal["db", "log", "log10"] = "db",
        n_mfcc: int = 20,
        dct_type: int = 2,
        norm: Literal["ortho", "htk"] | None = "ortho",
        mel_norm: Literal["slaney"] | None = "slaney",
        lifter: float = 0.0,
        pitch_shift: float = 0.0,
        silence: Literal["trim", "split", "all"] | None = None,
        silence_top_db: float = 20.0,
        silence_ref: Literal["max"] | float = "max",
        silence_padding: float = 200.0,
        silence_hop_length: int = 512,
        level: Literal["peak", "rms"] | None = None,
        level_db: float | None = None,
        gain_db: float = 0.0,
        pad_to: float | None = None,
        pad_with: Literal["zeros", "repeat", "reflect"] = "zeros",
        pad_at: Literal["after", "before", "both", "random"] = "after",
        crop: float | None = None,
        random_seed: int = 0,
        segment: float | None = None,
        speed: float = 1.0,
        time_shift: Literal["random"] | float = 0.0,
        time_shift_with: Literal["roll", "zeros"] = "roll",
        noise: Literal["white", "pink", "brown", "blue", "violet"] | None = None,
        noise_snr_db: float = 20.0,
        cut_out: float | None = None,
        cut_outs: int = 1,
        augment_seed: int = 0,
        input_scale: float = 1.0,
        wave_norm: Literal["mean", "standard", "minmax", "peak", "rms"] | None = None,
        wave_norm_eps: float = 1e-07,
        fit: Literal["zeros", "repeat", "repeat_zeros", "cut"] | None = None,
        fit_length: int | None = None,
        fit_step: int | None = None,
        dither: float = 0.0,
        seed: int = 0,
        preemphasis: float = 0.0,
        preemphasis_on: Literal["wave", "wave_valid", "frame"] = "wave",
        periodic: bool = True,
        window_place: Literal["center", "left"] = "center",
        padding: Literal["hop", "round", "whole"] | None = None,
        drop_last: int = 0,
        remove_dc: bool = False,
        fft_norm: Literal["backward", "ortho", "forward"] = "backward",
        magnitude_eps: float = 0.0,
        component: Literal["magnitude", "real"] = "magnitude",
        triangles: Literal["hz", "mel", "left", "bins"] = "hz",
        bank_rate: int | None = None,
        first_bin: int = 0,
        top_db_scope: Literal["answer", "channel"] = "answer",
        guard: Literal["max", "add", "zeros"] = "max",
        log_range: float | None = None,
        statistics: str | None = None,
        resize_rows: int | None = None,
        resize_frames: int | None = None,
        roll: Literal["random"] | int = 0,
        time_masks: int = 0,
        time_mask_width: int = 100,
        freq_masks: int = 0,
        freq_mask_width: int = 27,
        mask_with: Literal["mean"] | float = "mean",
        array_seed: int = 0,
        deltas: int = 0,
        delta_width: int = 9,
        frames: int | None = None,
        frames_fit: Literal["before", "after"] = "after",
        bias: float = 0.0,
        gain: float = 1.0,
        normalize: Literal["mean", "standard"] | None = None,
        ddof: int = 0,
        normalize_eps: float = 0.0,
        eps_place: Literal["add", "inside"] = "add",
        masked_frames: int = 0,
        stack: int = 1,
        patch_frames: int | None = None,
        patch_hop: int | None = None,
        time_axis: Literal["last", "first"] = "last",
        lifter_from: int = 1,
        energy: Literal["raw", "spectrum"] | None = None,
        energy_floor: float = 1.1920928955078125e-07,
    ) -> Features:
        """Mel-frequency cepstral coefficients: the shape of the spectrum in a few numbers.

        Equal to `librosa.feature.mfcc`: the mel bands always go through `librosa.power_to_db`, then
        through a cosine transform over the bands.

        Parameters
        ----------
        sound : Sound
            Path, bytes or file of a recording, samples (with `sample_rate`), or a tone spec.
        preset : Preset2 or None, default None
            Lay the values of a published front-end under those of this query, see `GET
            /v1/presets`; a name without a version means the newest.
        sample_rate : int or None, default None
            Resample to this rate, Hz. `none`, the default, keeps the recording's own. For
            `application/x-npy` it says the rate of the samples and is required.
        channel : Literal["mean", "first", "each"] or int, default "mean"
            Mean of the channels, the first, each of them (adds a leading axis), or one by its
            number from 0.
        offset : float, default 0.0
            Skip this much at the beginning, s.
        duration : float or None, default None
            Use at most this much from `offset` on, s. `none`: to the end.
        n_fft : int, default 2048
            Length of a frame and of its Fourier transform, samples.
        win_length : int, optional
            Length of the window, samples, at most `n_fft`; it is centred in the frame. Default:
            `n_fft`.
        hop_length : int, default 512
            Step from one frame to the next, samples.
        window : Window, default "hann"
            Window function; `povey` is Kaldi's, Hann's to the power of 0.85.
        center : bool, default True
            Frame t is centred at sample t * `hop_length`, the sound being extended by `n_fft` // 2
            at both ends; otherwise frame t begins there.
        pad_mode : PadMode, default "constant"
            How the sound is extended: with zeros, its edge value, a ramp to zero, its mirror image
            without (`reflect`) or with (`symmetric`) the edge sample.
        power : float, default 2.0
            Exponent of the magnitude before the filters: 2 is power.
        n_mels : int, default 128
            Number of mel bands.
        fmin : float, default 0.0
            Lower edge of the lowest band, Hz, below `fmax`.
        fmax : float or None, default None
            Upper edge of the highest band, Hz, at most half the sample rate. `none`, the default,
            is half the sample rate.
        htk : bool, default False
            HTK's mel formula instead of Slaney's.
        ref : Literal["max", "min"] or float, default 1.0
            The value that is 0 dB, or `max` or `min` for the largest or smallest of the whole
            answer.
        amin : float or None, default None
            Values and `ref` below this count as this. `none`, the default, is librosa's: 1e-5 for
            magnitudes, 1e-10 for powers, in general 10 ** (-5 * exponent).
        top_db : float or None, default 80.0
            Range below the largest value of the whole answer, dB; lower values are raised to it.
            `none` for no limit.
        scale : Literal["db", "log", "log10"], default "db"
            Decibels of the bands, or natural or decimal logarithms.
        n_mfcc : int, default 20
            Number of coefficients, at most `n_mels`.
        dct_type : int, default 2
            Type of the discrete cosine transform.
        norm : Literal["ortho", "htk"] or None, default "ortho"
            Orthonormal cosine transform; `htk`: sqrt(2 / `n_mels`) times the sum for each
            coefficient; or `none`.
        mel_norm : Literal["slaney"] or None, default "slaney"
            Divide each mel filter by half its width in Hz, or `none`.
        lifter : float, default 0.0
            Coefficient k (from 0) is multiplied by 1 + lifter / 2 * sin(pi * (k + 1) / lifter); 0
            for no liftering, otherwise at least 1e-6.
        pitch_shift : float, default 0.0
            Raise the pitch by this many semitones, as `librosa.effects.pitch_shift`: duration and
            rate stay. At most 4194304 samples over all channels.
        silence : Literal["trim", "split", "all"] or None, default None
            Leave out silence: at both ends (`trim`), everywhere (`all`), or everywhere with what
            lies between as sounds of their own (`split`, as npz). A frame of 2048 samples is silent
            as `librosa.effects.split` has it. A sound that is silent throughout is refused.
        silence_top_db : float, default 20.0
            Frames at least this far below `silence_ref` are silent, dB.
        silence_ref : Literal["max"] or float, default "max"
            What `silence_top_db` is counted from: the loudest frame of the sound (`max`), or a root
            mean square that is the same for all sounds; full scale is 1.
        silence_padding : float, default 200.0
            Silence that is kept on either side of what is not, ms.
        silence_hop_length : int, default 512
            Step from one frame to the next for `silence`, samples; fastai_audio steps by its
            padding.
        level : Literal["peak", "rms"] or None, default None
            Bring the largest sample, or the root mean square, to `level_db`, by one factor for all
            channels and parts; `wave_norm`, which comes later, divides each channel by its own. A
            sound of zeros stays as it is.
        level_db : float or None, default None
            Level for `level`, dB from full scale. `none`, the default, is 0 for `peak` and -20 for
            `rms`.
        gain_db : float, default 0.0
            Amplify by this much, dB.
        pad_to : float or None, default None
            Make a shorter sound this long, s, at most the longest that the service takes; a longer
            one is left as it is. `fit`, which comes later, counts in samples and cuts, too.
        pad_with : Literal["zeros", "repeat", "reflect"], default "zeros"
            What is added: zeros, the sound again and again, or its mirror images; of a sound of at
            most 16777216 samples over all channels.
        pad_at : Literal["after", "before", "both", "random"], default "after"
            Where it is added: after the sound, before it, half on `both` sides, or split by chance.
        crop : float or None, default None
            Take this much, s, from a place chosen by chance; with `pad_to` of the same value every
            sound becomes this long. `offset` and `duration` take the place that they say.
        random_seed : int, default 0
            Seed of the chances of `crop` and `pad_at=random`.
        segment : float or None, default None
            Cut into sounds of this length, s, as npz, the last one filled up with zeros.
        speed : float, default 1.0
            Factor on the speed, by resampling: pitch and length change together, as with SoX's
            `speed`. `pitch_shift` changes the pitch alone.
        time_shift : Literal["random"] or float, default 0.0
            Move the sound this much later, s; a negative number moves it earlier. `random`: by any
            number of samples, with `time_shift_with=roll`.
        time_shift_with : Literal["roll", "zeros"], default "roll"
            What fills the gap: what left the sound at the other end, as `numpy.roll`, or zeros.
        noise : Literal["white", "pink", "brown", "blue", "violet"] or None, default None
            Add Gaussian noise whose power density is proportional to 1 / f^b: b is 0 for white, 1
            for pink, 2 for brown, -1 for blue, -2 for violet. Each channel gets its own. Noise that
            is not white takes at most 16777216 samples over all channels.
        noise_snr_db : float, default 20.0
            Power of the sound over that of the noise, dB, both measured over all samples and
            channels, zeros of `pad_to` and `time_shift` included. A sound of zeros stays as it is.
        cut_out : float or None, default None
            Make zeros of this much of the sound, s, at most all of it, at a place chosen by chance.
        cut_outs : int, default 1
            Number of places for `cut_out`, which may overlap.
        augment_seed : int, default 0
            Seed of the chances of `time_shift=random`, `noise` and `cut_out`; what they decided is
            in the receipt.
        input_scale : float, default 1.0
            Multiplies the samples; 32768 gives the scale of 16-bit integers.
        wave_norm : Literal["mean", "standard", "minmax", "peak", "rms"] or None, default None
            Normalise each channel of the whole wave: without its mean; `standard`, also divided by
            the square root of its variance plus `wave_norm_eps`; `minmax`, to [-1, 1]; `peak` or
            `rms`, divided by that.
        wave_norm_eps : float, default 1e-07
            Small number that guards the divisor of `wave_norm`.
        fit : Literal["zeros", "repeat", "repeat_zeros", "cut"] or None, default None
            Make the wave `fit_length` samples long: fill it with zeros, with itself (`repeat`),
            with itself as often as it fits whole and then zeros (`repeat_zeros`), or only `cut` it.
        fit_length : int or None, default None
            Length for `fit`, samples.
        fit_step : int or None, default None
            With `fit=zeros`: as long as `fit_length` plus the fewest multiples of this, samples,
            that hold the wave, which is then never cut.
        dither : float, default 0.0
            Standard deviation of Gaussian noise that is added, in the unit of the scaled samples.
        seed : int, default 0
            Seed of `dither`.
        preemphasis : float, default 0.0
            a in x[n] - a x[n - 1], usually 0.97; 0 for none.
        preemphasis_on : Literal["wave", "wave_valid", "frame"], default "wave"
            `wave` keeps the first sample as it is, `wave_valid` drops it; `frame`: inside each
            frame, whose first sample is multiplied by 1 - a, before the window (Kaldi, HTK).
        periodic : bool, default True
            A periodic window; otherwise a symmetric one.
        window_place : Literal["center", "left"], default "center"
            `center`: a frame has `n_fft` samples, the window is in its middle; `left`: it has
            `win_length` samples, and zeros follow up to `n_fft` (Kaldi).
        padding : Literal["hop", "round", "whole"] or None, default None
            With `center=false`: how the sound is extended; `hop`: by (`n_fft` - `hop_length`) // 2
            at both ends; `round`: so that frames are centred in steps (Kaldi's snip_edges=false,
            with `pad_mode=symmetric`); `whole`: with zeros, so that the last frame is whole.
        drop_last : int, default 0
            So many samples at the end of the extended sound make no frame.
        remove_dc : bool, default False
            Subtract each frame's mean.
        fft_norm : Literal["backward", "ortho", "forward"], default "backward"
            Divide the transform by nothing, by the square root of `n_fft`, or by `n_fft`.
        magnitude_eps : float, default 0.0
            Magnitude is sqrt(re^2 + im^2 + this number).
        component : Literal["magnitude", "real"], default "magnitude"
            `real`: the absolute value of the real part is the magnitude.
        triangles : Literal["hz", "mel", "left", "bins"], default "hz"
            Where filters are triangles: in Hz (librosa), in mel (Kaldi), in Hz with the slope of
            the rise on both sides (`left`, SpeechBrain), or between whole bins (`bins`,
            python_speech_features).
        bank_rate : int or None, default None
            Sample rate that the bank is computed for, Hz, whatever the sound has; `fmax` may then
            exceed half of it. `none`: the sound's.
        first_bin : int, default 0
            Frequency bins below this one have no weight.
        top_db_scope : Literal["answer", "channel"], default "answer"
            Whether `top_db`, `ref=max` and `ref=min` mean the whole answer or each channel.
        guard : Literal["max", "add", "zeros"], default "max"
            With `scale=log` or `log10`: log(max(x, `amin`)), log(x + `amin`), or log(`amin`) for
            zeros only.
        log_range : float or None, default None
            With `scale=log` or `log10`: values more than this number below the largest are raised
            to there.
        statistics : str or None, default None
            Replace the time axis by statistics over time, in this order, e.g.
            `mean,std,min,p5,median,p95,max`; at most 16. `std` divides by the number of frames,
            percentiles are interpolated linearly and take at most 4194304 frames.
        resize_rows : int or None, default None
            Number of rows to make, by linear interpolation between centres of cells, as
            `torch.nn.functional.interpolate` with align_corners=False.
        resize_frames : int or None, default None
            Make so many frames, by linear interpolation as for `resize_rows`.
        roll : Literal["random"] or int, default 0
            Move the array this many frames later, what leaves it at the end coming in at the
            beginning, as `numpy.roll`; a negative number moves it earlier; `random`: by any number.
        time_masks : int, default 0
            Number of spans of time, chosen by chance, that become `mask_with`; they may overlap.
        time_mask_width : int, default 100
            A time mask has from 0 up to this many frames, and no more than there are.
        freq_masks : int, default 0
            Number of spans of rows, chosen by chance, that become `mask_with`; they may overlap.
        freq_mask_width : int, default 27
            Largest number of rows in a frequency mask; it has from 0 up to this, and no more than
            there are.
        mask_with : Literal["mean"] or float, default "mean"
            What masks consist of: this number, or the mean of the array, over all channels.
        array_seed : int, default 0
            Seed of the chances of `roll=random`, `time_masks` and `freq_masks`; what they decided
            is in the receipt.
        deltas : int, default 0
            Append so many derivatives over time behind the rows: `librosa.feature.delta` with
            mode='nearest'.
        delta_width : int, default 9
            Frames that a derivative is fitted to; an odd number.
        frames : int or None, default None
            Cut to so many frames, or fill up with frames of zeros.
        frames_fit : Literal["before", "after"], default "after"
            Whether `frames` comes before or after `bias`, `gain` and `normalize`.
        bias : float, default 0.0
            Values become (x + `bias`) * `gain`.
        gain : float, default 1.0
            Factor on x + `bias`.
        normalize : Literal["mean", "standard"] or None, default None
            Take from each row its mean over time; `standard`: and divide it by its standard
            deviation. A row without any deviation becomes zeros.
        ddof : int, default 0
            The variance is the sum of squares over the number of frames minus this.
        normalize_eps : float, default 0.0
            Small number that guards the standard deviation.
        eps_place : Literal["add", "inside"], default "add"
            Divide by sqrt(variance) + eps, or by sqrt(variance + eps).
        masked_frames : int, default 0
            The last so many frames do not count for `normalize` and become 0.
        stack : int, default 1
            Put so many frames side by side; what is left over is dropped.
        patch_frames : int or None, default None
            Cut into patches of so many frames; only whole ones.
        patch_hop : int or None, default None
            Frames from one patch to the next. `none`: `patch_frames`.
        time_axis : Literal["last", "first"], default "last"
            Whether the axis of frames is the last or the first.
        lifter_from : int, default 1
            Number that stands for the 1 in `lifter`: 1 in librosa, 0 in Kaldi and HTK.
        energy : Literal["raw", "spectrum"] or None, default None
            Replace coefficient 0 by the natural logarithm of the frame's energy: the sum of its
            squared samples before pre-emphasis and window, or of its power spectrum.
        energy_floor : float, default 1.1920928955078125e-07
            Least energy, in squared samples.

        Returns
        -------
        Features
            Values, axes, unit and receipt.
        """

    @feature
    def onset_detect(
        self,
        sound: Sound,
        /,
        *,
        preset: None = None,
        sample_rate: int | None = None,
        channel: Literal["mean", "first", "each"] | int = "mean",
        offset: float = 0.0,
        duration: float | None = None,
        hop_length: int = 512,
        backtrack: bool = False,
        normalize: bool = True,
        delta: float = 0.07,
        pre_max: int | None = None,
        post_max: int | None = None,
        pre_avg: int | None = None,
        post_avg: int | None = None,
        wait: int | None = None,
        pitch_shift: float = 0.0,
        silence: Literal["trim", "split", "all"] | None = None,
        silence_top_db: float = 20.0,
        silence_ref: Literal["max"] | float = "max",
        silence_padding: float = 200.0,
        silence_hop_length: int = 512,
        level: Literal["peak", "rms"] | None = None,
        level_db: float | None = None,
        gain_db: float = 0.0,
        pad_to: float | None = None,
        pad_with: Literal["zeros", "repeat", "reflect"] = "zeros",
        pad_at: Literal["after", "before", "both", "random"] = "after",
        crop: float | None = None,
        random_seed: int = 0,
        segment: float | None = None,
        speed: float = 1.0,
        time_shift: Literal["random"] | float = 0.0,
        time_shift_with: Literal["roll", "zeros"] = "roll",
        noise: Literal["white", "pink", "brown", "blue", "violet"] | None = None,
        noise_snr_db: float = 20.0,
        cut_out: float | None = None,
        cut_outs: int = 1,
        augment_seed: int = 0,
    ) -> Features:
        """Onsets: the times at which something begins to sound.

        Equal to the times of `librosa.onset.onset_detect`. Silence has no onsets: the list is
        empty. At most 600 s of sound.

        Parameters
        ----------
        sound : Sound
            Path, bytes or file of a recording, samples (with `sample_rate`), or a tone spec.
        preset : None, default None
            Lay the values of a published front-end under those of this query, see `GET
            /v1/presets`; a name without a version means the newest.
        sample_rate : int or None, default None
            Resample to this rate, Hz. `none`, the default, keeps the recording's own. For
            `application/x-npy` it says the rate of the samples and is required.
        channel : Literal["mean", "first", "each"] or int, default "mean"
            Mean of the channels, the first, each of them (adds a leading axis), or one by its
            number from 0.
        offset : float, default 0.0
            Skip this much at the beginning, s.
        duration : float or None, default None
            Use at most this much from `offset` on, s. `none`: to the end.
        hop_length : int, default 512
            Step from one frame to the next, samples.
        backtrack : bool, default False
            Move each onset back to where its strength began to rise.
        normalize : bool, default True
            Scale the strength of onsets to [0, 1].
        delta : float, default 0.07
            By how much a peak exceeds the mean around it.
        pre_max : int or None, default None
            A peak is the largest of so many frames before it. `none`, the default: 0.03 s of them.
        post_max : int or None, default None
            And of so many frames from it on, itself included. `none`, the default: itself only.
        pre_avg : int or None, default None
            The mean around a peak is over so many frames before it. `none`, the default: 0.1 s of
            them.
        post_avg : int or None, default None
            And over so many frames from it on, itself included. `none`, the default: 0.1 s of them,
            and itself.
        wait : int or None, default None
            Frames after an onset in which there is no other. `none`, the default: 0.03 s of them.
        pitch_shift : float, default 0.0
            Raise the pitch by this many semitones, as `librosa.effects.pitch_shift`: duration and
            rate stay. At most 4194304 samples over all channels.
        silence : Literal["trim", "split", "all"] or None, default None
            Leave out silence: at both ends (`trim`), everywhere (`all`), or everywhere with what
            lies between as sounds of their own (`split`, as npz). A frame of 2048 samples is silent
            as `librosa.effects.split` has it. A sound that is silent throughout is refused.
        silence_top_db : float, default 20.0
            Frames at least this far below `silence_ref` are silent, dB.
        silence_ref : Literal["max"] or float, default "max"
            What `silence_top_db` is counted from: the loudest frame of the sound (`max`), or a root
            mean square that is the same for all sounds; full scale is 1.
        silence_padding : float, default 200.0
            Silence that is kept on either side of what is not, ms.
        silence_hop_length : int, default 512
            Step from one frame to the next for `silence`, samples; fastai_audio steps by its
            padding.
        level : Literal["peak", "rms"] or None, default None
            Bring the largest sample, or the root mean square, to `level_db`, by one factor for all
            channels and parts; `wave_norm`, which comes later, divides each channel by its own. A
            sound of zeros stays as it is.
        level_db : float or None, default None
            Level for `level`, dB from full scale. `none`, the default, is 0 for `peak` and -20 for
            `rms`.
        gain_db : float, default 0.0
            Amplify by this much, dB.
        pad_to : float or None, default None
            Make a shorter sound this long, s, at most the longest that the service takes; a longer
            one is left as it is. `fit`, which comes later, counts in samples and cuts, too.
        pad_with : Literal["zeros", "repeat", "reflect"], default "zeros"
            What is added: zeros, the sound again and again, or its mirror images; of a sound of at
            most 16777216 samples over all channels.
        pad_at : Literal["after", "before", "both", "random"], default "after"
            Where it is added: after the sound, before it, half on `both` sides, or split by chance.
        crop : float or None, default None
            Take this much, s, from a place chosen by chance; with `pad_to` of the same value every
            sound becomes this long. `offset` and `duration` take the place that they say.
        random_seed : int, default 0
            Seed of the chances of `crop` and `pad_at=random`.
        segment : float or None, default None
            Cut into sounds of this length, s, as npz, the last one filled up with zeros.
        speed : float, default 1.0
            Factor on the speed, by resampling: pitch and length change together, as with SoX's
            `speed`. `pitch_shift` changes the pitch alone.
        time_shift : Literal["random"] or float, default 0.0
            Move the sound this much later, s; a negative number moves it earlier. `random`: by any
            number of samples, with `time_shift_with=roll`.
        time_shift_with : Literal["roll", "zeros"], default "roll"
            What fills the gap: what left the sound at the other end, as `numpy.roll`, or zeros.
        noise : Literal["white", "pink", "brown", "blue", "violet"] or None, default None
            Add Gaussian noise whose power density is proportional to 1 / f^b: b is 0 for white, 1
            for pink, 2 for brown, -1 for blue, -2 for violet. Each channel gets its own. Noise that
            is not white takes at most 16777216 samples over all channels.
        noise_snr_db : float, default 20.0
            Power of the sound over that of the noise, dB, both measured over all samples and
            channels, zeros of `pad_to` and `time_shift` included. A sound of zeros stays as it is.
        cut_out : float or None, default None
            Make zeros of this much of the sound, s, at most all of it, at a place chosen by chance.
        cut_outs : int, default 1
            Number of places for `cut_out`, which may overlap.
        augment_seed : int, default 0
            Seed of the chances of `time_shift=random`, `noise` and `cut_out`; what they decided is
            in the receipt.

        Returns
        -------
        Features
            Values, axes, unit and receipt.
        """

    @feature
    def onset_strength(
        self,
        sound: Sound,
        /,
        *,
        preset: None = None,
        sample_rate: int | None = None,
        channel: Literal["mean", "first", "each"] | int = "mean",
        offset: float = 0.0,
        duration: float | None = None,
        n_fft: int = 2048,
        win_length: int | Omitted = OMITTED,
        hop_length: int = 512,
        window: Window = "hann",
        center: bool = True,
        pad_mode: PadMode = "constant",
        power: float = 2.0,
        n_mels: int = 128,
        fmin: float = 0.0,
        fmax: float | None = None,
        htk: bool = False,
        norm: Literal["slaney"] | None = "slaney",
        lag: int = 1,
        max_size: int = 1,
        aggregate: Literal["mean", "median"] = "mean",
        detrend: bool = False,
        shift: bool = True,
        pitch_shift: float = 0.0,
        silence: Literal["trim", "split", "all"] | None = None,
        silence_top_db: float = 20.0,
        silence_ref: Literal["max"] | float = "max",
        silence_padding: float = 200.0,
        silence_hop_length: int = 512,
        level: Literal["peak", "rms"] | None = None,
        level_db: float | None = None,
        gain_db: float = 0.0,
        pad_to: float | None = None,
        pad_with: Literal["zeros", "repeat", "reflect"] = "zeros",
        pad_at: Literal["after", "before", "both", "random"] = "after",
        crop: float | None = None,
        random_seed: int = 0,
        segment: float | None = None,
        speed: float = 1.0,
        time_shift: Literal["random"] | float = 0.0,
        time_shift_with: Literal["roll", "zeros"] = "roll",
        noise: Literal["white", "pink", "brown", "blue", "violet"] | None = None,
        noise_snr_db: float = 20.0,
        cut_out: float | None = None,
        cut_outs: int = 1,
        augment_seed: int = 0,
        input_scale: float = 1.0,
        wave_norm: Literal["mean", "standard", "minmax", "peak", "rms"] | None = None,
        wave_norm_eps: float = 1e-07,
        fit: Literal["zeros", "repeat", "repeat_zeros", "cut"] | None = None,
        fit_length: int | None = None,
        fit_step: int | None = None,
        dither: float = 0.0,
        seed: int = 0,
        preemphasis: float = 0.0,
        preemphasis_on: Literal["wave", "wave_valid", "frame"] = "wave",
        periodic: bool = True,
        window_place: Literal["center", "left"] = "center",
        padding: Literal["hop", "round", "whole"] | None = None,
        drop_last: int = 0,
        remove_dc: bool = False,
        fft_norm: Literal["backward", "ortho", "forward"] = "backward",
        magnitude_eps: float = 0.0,
        component: Literal["magnitude", "real"] = "magnitude",
        triangles: Literal["hz", "mel", "left", "bins"] = "hz",
        bank_rate: int | None = None,
        first_bin: int = 0,
        statistics: str | None = None,
    ) -> Features:
        """Onset strength: how much the mel bands rise from frame to frame.

        Equal to `librosa.onset.onset_strength`: the mel spectrogram in decibels, at most 80 dB
        below its largest value (of all channels), less its value `lag` frames before, falls
        counting as 0, averaged over the bands.

        Parameters
        ----------
        sound : Sound
            Path, bytes or file of a recording, samples (with `sample_rate`), or a tone spec.
        preset : None, default None
            Lay the values of a published front-end under those of this query, see `GET
            /v1/presets`; a name without a version means the newest.
        sample_rate : int or None, default None
            Resample to this rate, Hz. `none`, the default, keeps the recording's own. For
            `application/x-npy` it says the rate of the samples and is required.
        channel : Literal["mean", "first", "each"] or int, default "mean"
            Mean of the channels, the first, each of them (adds a leading axis), or one by its
            number from 0.
        offset : float, default 0.0
            Skip this much at the beginning, s.
        duration : float or None, default None
            Use at most this much from `offset` on, s. `none`: to the end.
        n_fft : int, default 2048
            Length of a frame and of its Fourier transform, samples.
        win_length : int, optional
            Length of the window, samples, at most `n_fft`; it is centred in the frame. Default:
            `n_fft`.
        hop_length : int, default 512
            Step from one frame to the next, samples.
        window : Window, default "hann"
            Window function; `povey` is Kaldi's, Hann's to the power of 0.85.
        center : bool, default True
            Frame t is centred at sample t * `hop_length`, the sound being extended by `n_fft` // 2
            at both ends; otherwise frame t begins there.
        pad_mode : PadMode, default "constant"
            How the sound is extended: with zeros, its edge value, a ramp to zero, its mirror image
            without (`reflect`) or with (`symmetric`) the edge sample.
        power : float, default 2.0
            Exponent of the magnitude before the filters: 2 is power.
        n_mels : int, default 128
            Number of mel bands.
        fmin : float, default 0.0
            Lower edge of the lowest band, Hz, below `fmax`.
        fmax : float or None, default None
            Upper edge of the highest band, Hz, at most half the sample rate. `none`, the default,
            is half the sample rate.
        htk : bool, default False
            HTK's mel formula instead of Slaney's.
        norm : Literal["slaney"] or None, default "slaney"
            Divide each mel filter by half its width in Hz, or `none`.
        lag : int, default 1
            Frames that a band is compared over.
        max_size : int, default 1
            Neighbouring bands whose largest it is compared with.
        aggregate : Literal["mean", "median"], default "mean"
            What is taken of the rises of all bands, falls counting as 0.
        detrend : bool, default False
            Take out what is constant.
        shift : bool, default True
            Move the values by `n_fft` // (2 * `hop_length`) frames to later, where a centred frame
            lies fully behind the onset: `center` of `librosa.onset.onset_strength`.
        pitch_shift : float, default 0.0
            Raise the pitch by this many semitones, as `librosa.effects.pitch_shift`: duration and
            rate stay. At most 4194304 samples over all channels.
        silence : Literal["trim", "split", "all"] or None, default None
            Leave out silence: at both ends (`trim`), everywhere (`all`), or everywhere with what
            lies between as sounds of their own (`split`, as npz). A frame of 2048 samples is silent
            as `librosa.effects.split` has it. A sound that is silent throughout is refused.
        silence_top_db : float, default 20.0
            Frames at least this far below `silence_ref` are silent, dB.
        silence_ref : Literal["max"] or float, default "max"
            What `silence_top_db` is counted from: the loudest frame of the sound (`max`), or a root
            mean square that is the same for all sounds; full scale is 1.
        silence_padding : float, default 200.0
            Silence that is kept on either side of what is not, ms.
        silence_hop_length : int, default 512
            Step from one frame to the next for `silence`, samples; fastai_audio steps by its
            padding.
        level : Literal["peak", "rms"] or None, default None
            Bring the largest sample, or the root mean square, to `level_db`, by one factor for all
            channels and parts; `wave_norm`, which comes later, divides each channel by its own. A
            sound of zeros stays as it is.
        level_db : float or None, default None
            Level for `level`, dB from full scale. `none`, the default, is 0 for `peak` and -20 for
            `rms`.
        gain_db : float, default 0.0
            Amplify by this much, dB.
        pad_to : float or None, default None
            Make a shorter sound this long, s, at most the longest that the service takes; a longer
            one is left as it is. `fit`, which comes later, counts in samples and cuts, too.
        pad_with : Literal["zeros", "repeat", "reflect"], default "zeros"
            What is added: zeros, the sound again and again, or its mirror images; of a sound of at
            most 16777216 samples over all channels.
        pad_at : Literal["after", "before", "both", "random"], default "after"
            Where it is added: after the sound, before it, half on `both` sides, or split by chance.
        crop : float or None, default None
            Take this much, s, from a place chosen by chance; with `pad_to` of the same value every
            sound becomes this long. `offset` and `duration` take the place that they say.
        random_seed : int, default 0
            Seed of the chances of `crop` and `pad_at=random`.
        segment : float or None, default None
            Cut into sounds of this length, s, as npz, the last one filled up with zeros.
        speed : float, default 1.0
            Factor on the speed, by resampling: pitch and length change together, as with SoX's
            `speed`. `pitch_shift` changes the pitch alone.
        time_shift : Literal["random"] or float, default 0.0
            Move the sound this much later, s; a negative number moves it earlier. `random`: by any
            number of samples, with `time_shift_with=roll`.
        time_shift_with : Literal["roll", "zeros"], default "roll"
            What fills the gap: what left the sound at the other end, as `numpy.roll`, or zeros.
        noise : Literal["white", "pink", "brown", "blue", "violet"] or None, default None
            Add Gaussian noise whose power density is proportional to 1 / f^b: b is 0 for white, 1
            for pink, 2 for brown, -1 for blue, -2 for violet. Each channel gets its own. Noise that
            is not white takes at most 16777216 samples over all channels.
        noise_snr_db : float, default 20.0
            Power of the sound over that of the noise, dB, both measured over all samples and
            channels, zeros of `pad_to` and `time_shift` included. A sound of zeros stays as it is.
        cut_out : float or None, default None
            Make zeros of this much of the sound, s, at most all of it, at a place chosen by chance.
        cut_outs : int, default 1
            Number of places for `cut_out`, which may overlap.
        augment_seed : int, default 0
            Seed of the chances of `time_shift=random`, `noise` and `cut_out`; what they decided is
            in the receipt.
        input_scale : float, default 1.0
            Multiplies the samples; 32768 gives the scale of 16-bit integers.
        wave_norm : Literal["mean", "standard", "minmax", "peak", "rms"] or None, default None
            Normalise each channel of the whole wave: without its mean; `standard`, also divided by
            the square root of its variance plus `wave_norm_eps`; `minmax`, to [-1, 1]; `peak` or
            `rms`, divided by that.
        wave_norm_eps : float, default 1e-07
            Small number that guards the divisor of `wave_norm`.
        fit : Literal["zeros", "repeat", "repeat_zeros", "cut"] or None, default None
            Make the wave `fit_length` samples long: fill it with zeros, with itself (`repeat`),
            with itself as often as it fits whole and then zeros (`repeat_zeros`), or only `cut` it.
        fit_length : int or None, default None
            Length for `fit`, samples.
        fit_step : int or None, default None
            With `fit=zeros`: as long as `fit_length` plus the fewest multiples of this, samples,
            that hold the wave, which is then never cut.
        dither : float, default 0.0
            Standard deviation of Gaussian noise that is added, in the unit of the scaled samples.
        seed : int, default 0
            Seed of `dither`.
        preemphasis : float, default 0.0
            a in x[n] - a x[n - 1], usually 0.97; 0 for none.
        preemphasis_on : Literal["wave", "wave_valid", "frame"], default "wave"
            `wave` keeps the first sample as it is, `wave_valid` drops it; `frame`: inside each
            frame, whose first sample is multiplied by 1 - a, before the window (Kaldi, HTK).
        periodic : bool, default True
            A periodic window; otherwise a symmetric one.
        window_place : Literal["center", "left"], default "center"
            `center`: a frame has `n_fft` samples, the window is in its middle; `left`: it has
            `win_length` samples, and zeros follow up to `n_fft` (Kaldi).
        padding : Literal["hop", "round", "whole"] or None, default None
            With `center=false`: how the sound is extended; `hop`: by (`n_fft` - `hop_length`) // 2
            at both ends; `round`: so that frames are centred in steps (Kaldi's snip_edges=false,
            with `pad_mode=symmetric`); `whole`: with zeros, so that the last frame is whole.
        drop_last : int, default 0
            So many samples at the end of the extended sound make no frame.
        remove_dc : bool, default False
            Subtract each frame's mean.
        fft_norm : Literal["backward", "ortho", "forward"], default "backward"
            Divide the transform by nothing, by the square root of `n_fft`, or by `n_fft`.
        magnitude_eps : float, default 0.0
            Magnitude is sqrt(re^2 + im^2 + this number).
        component : Literal["magnitude", "real"], default "magnitude"
            `real`: the absolute value of the real part is the magnitude.
        triangles : Literal["hz", "mel", "left", "bins"], default "hz"
            Where filters are triangles: in Hz (librosa), in mel (Kaldi), in Hz with the slope of
            the rise on both sides (`left`, SpeechBrain), or between whole bins (`bins`,
            python_speech_features).
        bank_rate : int or None, default None
            Sample rate that the bank is computed for, Hz, whatever the sound has; `fmax` may then
            exceed half of it. `none`: the sound's.
        first_bin : int, default 0
            Frequency bins below this one have no weight.
        statistics : str or None, default None
            Replace the time axis by statistics over time, in this order, e.g.
            `mean,std,min,p5,median,p95,max`; at most 16. `std` divides by the number of frames,
            percentiles are interpolated linearly and take at most 4194304 frames.

        Returns
        -------
        Features
            Values, axes, unit and receipt.
        """

    @feature
    def pcen(
        self,
        sound: Sound,
        /,
        *,
        preset: None = None,
        sample_rate: int | None = None,
        channel: Literal["mean", "first", "each"] | int = "mean",
        offset: float = 0.0,
        duration: float | None = None,
        n_fft: int = 2048,
        win_length: int | Omitted = OMITTED,
        hop_length: int = 512,
        window: Window = "hann",
        center: bool = True,
        pad_mode: PadMode = "constant",
        power: float = 0.5,
        n_mels: int = 128,
        fmin: float = 0.0,
        fmax: float | None = None,
        htk: bool = False,
        bias: float = 2.0,
        gain: float = 0.98,
        mel_power: float = 1.0,
        norm: Literal["slaney"] | None = "slaney",
        time_constant: float = 0.4,
        eps: float = 1e-06,
        b: float | None = None,
        max_size: int = 1,
        pitch_shift: float = 0.0,
        silence: Literal["trim", "split", "all"] | None = None,
        silence_top_db: float = 20.0,
        silence_ref: Literal["max"] | float = "max",
        silence_padding: float = 200.0,
        silence_hop_length: int = 512,
        level: Literal["peak", "rms"] | None = None,
        level_db: float | None = None,
        gain_db: float = 0.0,
        pad_to: float | None = None,
        pad_with: Literal["zeros", "repeat", "reflect"] = "zeros",
        pad_at: Literal["after", "before", "both", "random"] = "after",
        crop: float | None = None,
        random_seed: int = 0,
        segment: float | None = None,
        speed: float = 1.0,
        time_shift: Literal["random"] | float = 0.0,
        time_shift_with: Literal["roll", "zeros"] = "roll",
        noise: Literal["white", "pink", "brown", "blue", "violet"] | None = None,
        noise_snr_db: float = 20.0,
        cut_out: float | None = None,
        cut_outs: int = 1,
        augment_seed: int = 0,
        input_scale: float = 2147483648.0,
        wave_norm: Literal["mean", "standard", "minmax", "peak", "rms"] | None = None,
        wave_norm_eps: float = 1e-07,
        fit: Literal["zeros", "repeat", "repeat_zeros", "cut"] | None = None,
        fit_length: int | None = None,
        fit_step: int | None = None,
        dither: float = 0.0,
        seed: int = 0,
        preemphasis: float = 0.0,
        preemphasis_on: Literal["wave", "wave_valid", "frame"] = "wave",
        periodic: bool = True,
        window_place: Literal["center", "left"] = "center",
        padding: Literal["hop", "round", "whole"] | None = None,
        drop_last: int = 0,
        remove_dc: bool = False,
        fft_norm: Literal["backward", "ortho", "forward"] = "backward",
        magnitude_eps: float = 0.0,
        component: Literal["magnitude", "real"] = "magnitude",
        triangles: Literal["hz", "mel", "left", "bins"] = "hz",
        bank_rate: int | None = None,
        first_bin: int = 0,
        statistics: str | None = None,
        resize_rows: int | None = None,
        resize_frames: int | None = None,
        roll: Literal["random"] | int = 0,
        time_masks: int = 0,
        time_mask_width: int = 100,
        freq_masks: int = 0,
        freq_mask_width: int = 27,
        mask_with: Literal["mean"] | float = "mean",
        array_seed: int = 0,
        deltas: int = 0,
        delta_width: int = 9,
        frames: int | None = None,
        frames_fit: Literal["before", "after"] = "after",
        normalize: Literal["mean", "standard"] | None = None,
        ddof: int = 0,
        normalize_eps: float = 0.0,
        eps_place: Literal["add", "inside"] = "add",
        masked_frames: int = 0,
        stack: int = 1,
        patch_frames: int | None = None,
        patch_hop: int | None = None,
        time_axis: Literal["last", "first"] = "last",
    ) -> Features:
        """Per-channel energy normalisation: mel bands in proportion to what they were lately.

        Equal to `librosa.pcen` of `librosa.feature.melspectrogram` with ``power=1`` times 2**31, as
        librosa's documentation uses it: stationary noise is taken out, onsets stand out, and the
        level hardly matters. `input_scale=1` leaves the scale as it is. `power`, `gain`, `bias` are
        those of the normalisation; the exponent of the magnitude is `mel_power`.

        Parameters
        ----------
        sound : Sound
            Path, bytes or file of a recording, samples (with `sample_rate`), or a tone spec.
        preset : None, default None
            Lay the values of a published front-end under those of this query, see `GET
            /v1/presets`; a name without a version means the newest.
        sample_rate : int or None, default None
            Resample to this rate, Hz. `none`, the default, keeps the recording's own. For
            `application/x-npy` it says the rate of the samples and is required.
        channel : Literal["mean", "first", "each"] or int, default "mean"
            Mean of the channels, the first, each of them (adds a leading axis), or one by its
            number from 0.
        offset : float, default 0.0
            Skip this much at the beginning, s.
        duration : float or None, default None
            Use at most this much from `offset` on, s. `none`: to the end.
        n_fft : int, default 2048
            Length of a frame and of its Fourier transform, samples.
        win_length : int, optional
            Length of the window, samples, at most `n_fft`; it is centred in the frame. Default:
            `n_fft`.
        hop_length : int, default 512
            Step from one frame to the next, samples.
        window : Window, default "hann"
            Window function; `povey` is Kaldi's, Hann's to the power of 0.85.
        center : bool, default True
            Frame t is centred at sample t * `hop_length`, the sound being extended by `n_fft` // 2
            at both ends; otherwise frame t begins there.
        pad_mode : PadMode, default "constant"
            How the sound is extended: with zeros, its edge value, a ramp to zero, its mirror image
            without (`reflect`) or with (`symmetric`) the edge sample.
        power : float, default 0.5
            Exponent of the compression; 0 for log(1 + x), without bias.
        n_mels : int, default 128
            Number of mel bands.
        fmin : float, default 0.0
            Lower edge of the lowest band, Hz, below `fmax`.
        fmax : float or None, default None
            Upper edge of the highest band, Hz, at most half the sample rate. `none`, the default,
            is half the sample rate.
        htk : bool, default False
            HTK's mel formula instead of Slaney's.
        bias : float, default 2.0
            Number added before the root.
        gain : float, default 0.98
            Exponent of the smoothed bands that a band is divided by.
        mel_power : float, default 1.0
            Exponent of the magnitude before the filters.
        norm : Literal["slaney"] or None, default "slaney"
            Divide each mel filter by half its width in Hz, or `none`.
        time_constant : float, default 0.4
            Time constant of the smoothing, s.
        eps : float, default 1e-06
            Small number added to the smoothed bands.
        b : float or None, default None
            Share of the new frame in the smoothed bands. `none`, the default: as `time_constant`
            has it.
        max_size : int, default 1
            Neighbouring bands whose largest is smoothed.
        pitch_shift : float, default 0.0
            Raise the pitch by this many semitones, as `librosa.effects.pitch_shift`: duration and
            rate stay. At most 4194304 samples over all channels.
        silence : Literal["trim", "split", "all"] or None, default None
            Leave out silence: at both ends (`trim`), everywhere (`all`), or everywhere with what
            lies between as sounds of their own (`split`, as npz). A frame of 2048 samples is silent
            as `librosa.effects.split` has it. A sound that is silent throughout is refused.
        silence_top_db : float, default 20.0
            Frames at least this far below `silence_ref` are silent, dB.
        silence_ref : Literal["max"] or float, default "max"
            What `silence_top_db` is counted from: the loudest frame of the sound (`max`), or a root
            mean square that is the same for all sounds; full scale is 1.
        silence_padding : float, default 200.0
            Silence that is kept on either side of what is not, ms.
        silence_hop_length : int, default 512
            Step from one frame to the next for `silence`, samples; fastai_audio steps by its
            padding.
        level : Literal["peak", "rms"] or None, default None
            Bring the largest sample, or the root mean square, to `level_db`, by one factor for all
            channels and parts; `wave_norm`, which comes later, divides each channel by its own. A
            sound of zeros stays as it is.
        level_db : float or None, default None
            Level for `level`, dB from full scale. `none`, the default, is 0 for `peak` and -20 for
            `rms`.
        gain_db : float, default 0.0
            Amplify by this much, dB.
        pad_to : float or None, default None
            Make a shorter sound this long, s, at most the longest that the service takes; a longer
            one is left as it is. `fit`, which comes later, counts in samples and cuts, too.
        pad_with : Literal["zeros", "repeat", "reflect"], default "zeros"
            What is added: zeros, the sound again and again, or its mirror images; of a sound of at
            most 16777216 samples over all channels.
        pad_at : Literal["after", "before", "both", "random"], default "after"
            Where it is added: after the sound, before it, half on `both` sides, or split by chance.
        crop : float or None, default None
            Take this much, s, from a place chosen by chance; with `pad_to` of the same value every
            sound becomes this long. `offset` and `duration` take the place that they say.
        random_seed : int, default 0
            Seed of the chances of `crop` and `pad_at=random`.
        segment : float or None, default None
            Cut into sounds of this length, s, as npz, the last one filled up with zeros.
        speed : float, default 1.0
            Factor on the speed, by resampling: pitch and length change together, as with SoX's
            `speed`. `pitch_shift` changes the pitch alone.
        time_shift : Literal["random"] or float, default 0.0
            Move the sound this much later, s; a negative number moves it earlier. `random`: by any
            number of samples, with `time_shift_with=roll`.
        time_shift_with : Literal["roll", "zeros"], default "roll"
            What fills the gap: what left the sound at the other end, as `numpy.roll`, or zeros.
        noise : Literal["white", "pink", "brown", "blue", "violet"] or None, default None
            Add Gaussian noise whose power density is proportional to 1 / f^b: b is 0 for white, 1
            for pink, 2 for brown, -1 for blue, -2 for violet. Each channel gets its own. Noise that
            is not white takes at most 16777216 samples over all channels.
        noise_snr_db : float, default 20.0
            Power of the sound over that of the noise, dB, both measured over all samples and
            channels, zeros of `pad_to` and `time_shift` included. A sound of zeros stays as it is.
        cut_out : float or None, default None
            Make zeros of this much of the sound, s, at most all of it, at a place chosen by chance.
        cut_outs : int, default 1
            Number of places for `cut_out`, which may overlap.
        augment_seed : int, default 0
            Seed of the chances of `time_shift=random`, `noise` and `cut_out`; what they decided is
            in the receipt.
        input_scale : float, default 2147483648.0
            Multiplies the samples; the default is librosa's advice, the scale of 32-bit integers.
        wave_norm : Literal["mean", "standard", "minmax", "peak", "rms"] or None, default None
            Normalise each channel of the whole wave: without its mean; `standard`, also divided by
            the square root of its variance plus `wave_norm_eps`; `minmax`, to [-1, 1]; `peak` or
            `rms`, divided by that.
        wave_norm_eps : float, default 1e-07
            Small number that guards the divisor of `wave_norm`.
        fit : Literal["zeros", "repeat", "repeat_zeros", "cut"] or None, default None
            Make the wave `fit_length` samples long: fill it with zeros, with itself (`repeat`),
            with itself as often as it fits whole and then zeros (`repeat_zeros`), or only `cut` it.
        fit_length : int or None, default None
            Length for `fit`, samples.
        fit_step : int or None, default None
            With `fit=zeros`: as long as `fit_length` plus the fewest multiples of this, samples,
            that hold the wave, which is then never cut.
        dither : float, default 0.0
            Standard deviation of Gaussian noise that is added, in the unit of the scaled samples.
        seed : int, default 0
            Seed of `dither`.
        preemphasis : float, default 0.0
            a in x[n] - a x[n - 1], usually 0.97; 0 for none.
        preemphasis_on : Literal["wave", "wave_valid", "frame"], default "wave"
            `wave` keeps the first sample as it is, `wave_valid` drops it; `frame`: inside each
            frame, whose first sample is multiplied by 1 - a, before the window (Kaldi, HTK).
        periodic : bool, default True
            A periodic window; otherwise a symmetric one.
        window_place : Literal["center", "left"], default "center"
            `center`: a frame has `n_fft` samples, the window is in its middle; `left`: it has
            `win_length` samples, and zeros follow up to `n_fft` (Kaldi).
        padding : Literal["hop", "round", "whole"] or None, default None
            With `center=false`: how the sound is extended; `hop`: by (`n_fft` - `hop_length`) // 2
            at both ends; `round`: so that frames are centred in steps (Kaldi's snip_edges=false,
            with `pad_mode=symmetric`); `whole`: with zeros, so that the last frame is whole.
        drop_last : int, default 0
            So many samples at the end of the extended sound make no frame.
        remove_dc : bool, default False
            Subtract each frame's mean.
        fft_norm : Literal["backward", "ortho", "forward"], default "backward"
            Divide the transform by nothing, by the square root of `n_fft`, or by `n_fft`.
        magnitude_eps : float, default 0.0
            Magnitude is sqrt(re^2 + im^2 + this number).
        component : Literal["magnitude", "real"], default "magnitude"
            `real`: the absolute value of the real part is the magnitude.
        triangles : Literal["hz", "mel", "left", "bins"], default "hz"
            Where filters are triangles: in Hz (librosa), in mel (Kaldi), in Hz with the slope of
            the rise on both sides (`left`, SpeechBrain), or between whole bins (`bins`,
            python_speech_features).
        bank_rate : int or None, default None
            Sample rate that the bank is computed for, Hz, whatever the sound has; `fmax` may then
            exceed half of it. `none`: the sound's.
        first_bin : int, default 0
            Frequency bins below this one have no weight.
        statistics : str or None, default None
            Replace the time axis by statistics over time, in this order, e.g.
            `mean,std,min,p5,median,p95,max`; at most 16. `std` divides by the number of frames,
            percentiles are interpolated linearly and take at most 4194304 frames.
        resize_rows : int or None, default None
            Number of rows to make, by linear interpolation between centres of cells, as
            `torch.nn.functional.interpolate` with align_corners=False.
        resize_frames : int or None, default None
            Make so many frames, by linear interpolation as for `resize_rows`.
        roll : Literal["random"] or int, default 0
            Move the array this many frames later, what leaves it at the end coming in at the
            beginning, as `numpy.roll`; a negative number moves it earlier; `random`: by any number.
        time_masks : int, default 0
            Number of spans of time, chosen by chance, that become `mask_with`; they may overlap.
        time_mask_width : int, default 100
            A time mask has from 0 up to this many frames, and no more than there are.
        freq_masks : int, default 0
            Number of spans of rows, chosen by chance, that become `mask_with`; they may overlap.
        freq_mask_width : int, default 27
            Largest number of rows in a frequency mask; it has from 0 up to this, and no more than
            there are.
        mask_with : Literal["mean"] or float, default "mean"
            What masks consist of: this number, or the mean of the array, over all channels.
        array_seed : int, default 0
            Seed of the chances of `roll=random`, `time_masks` and `freq_masks`; what they decided
            is in the receipt.
        deltas : int, default 0
            Append so many derivatives over time behind the rows: `librosa.feature.delta` with
            mode='nearest'.
        delta_width : int, default 9
            Frames that a derivative is fitted to; an odd number.
        frames : int or None, default None
            Cut to so many frames, or fill up with frames of zeros.
        frames_fit : Literal["before", "after"], default "after"
            Whether `frames` comes before or after `bias`, `gain` and `normalize`.
        normalize : Literal["mean", "standard"] or None, default None
            Take from each row its mean over time; `standard`: and divide it by its standard
            deviation. A row without any deviation becomes zeros.
        ddof : int, default 0
            The variance is the sum of squares over the number of frames minus this.
        normalize_eps : float, default 0.0
            Small number that guards the standard deviation.
        eps_place : Literal["add", "inside"], default "add"
            Divide by sqrt(variance) + eps, or by sqrt(variance + eps).
        masked_frames : int, default 0
            The last so many frames do not count for `normalize` and become 0.
        stack : int, default 1
            Put so many frames side by side; what is left over is dropped.
        patch_frames : int or None, default None
            Cut into patches of so many frames; only whole ones.
        patch_hop : int or None, default None
            Frames from one patch to the next. `none`: `patch_frames`.
        time_axis : Literal["last", "first"], default "last"
            Whether the axis of frames is the last or the first.

        Returns
        -------
        Features
            Values, axes, unit and receipt.
        """

    @feature
    def poly_features(
        self,
        sound: Sound,
        /,
        *,
        preset: None = None,
        sample_rate: int | None = None,
        channel: Literal["mean", "first", "each"] | int = "mean",
        offset: float = 0.0,
        duration: float | None = None,
        n_fft: int = 2048,
        win_length: int | Omitted = OMITTED,
        hop_length: int = 512,
        window: Window = "hann",
        center: bool = True,
        pad_mode: PadMode = "constant",
        order: int = 1,
        pitch_shift: float = 0.0,
        silence: Literal["trim", "split", "all"] | None = None,
        silence_top_db: float = 20.0,
        silence_ref: Literal["max"] | float = "max",
        silence_padding: float = 200.0,
        silence_hop_length: int = 512,
        level: Literal["peak", "rms"] | None = None,
        level_db: float | None = None,
        gain_db: float = 0.0,
        pad_to: float | None = None,
        pad_with: Literal["zeros", "repeat", "reflect"] = "zeros",
        pad_at: Literal["after", "before", "both", "random"] = "after",
        crop: float | None = None,
        random_seed: int = 0,
        segment: float | None = None,
        speed: float = 1.0,
        time_shift: Literal["random"] | float = 0.0,
        time_shift_with: Literal["roll", "zeros"] = "roll",
        noise: Literal["white", "pink", "brown", "blue", "violet"] | None = None,
        noise_snr_db: float = 20.0,
        cut_out: float | None = None,
        cut_outs: int = 1,
        augment_seed: int = 0,
        input_scale: float = 1.0,
        wave_norm: Literal["mean", "standard", "minmax", "peak", "rms"] | None = None,
        wave_norm_eps: float = 1e-07,
        fit: Literal["zeros", "repeat", "repeat_zeros", "cut"] | None = None,
        fit_length: int | None = None,
        fit_step: int | None = None,
        dither: float = 0.0,
        seed: int = 0,
        preemphasis: float = 0.0,
        preemphasis_on: Literal["wave", "wave_valid", "frame"] = "wave",
        periodic: bool = True,
        window_place: Literal["center", "left"] = "center",
        padding: Literal["hop", "round", "whole"] | None = None,
        drop_last: int = 0,
        remove_dc: bool = False,
        fft_norm: Literal["backward", "ortho", "forward"] = "backward",
        magnitude_eps: float = 0.0,
        component: Literal["magnitude", "real"] = "magnitude",
        statistics: str | None = None,
        resize_rows: int | None = None,
        resize_frames: int | None = None,
        roll: Literal["random"] | int = 0,
        time_masks: int = 0,
        time_mask_width: int = 100,
        freq_masks: int = 0,
        freq_mask_width: int = 27,
        mask_with: Literal["mean"] | float = "mean",
        array_seed: int = 0,
        deltas: int = 0,
        delta_width: int = 9,
        frames: int | None = None,
        frames_fit: Literal["before", "after"] = "after",
        bias: float = 0.0,
        gain: float = 1.0,
        normalize: Literal["mean", "standard"] | None = None,
        ddof: int = 0,
        normalize_eps: float = 0.0,
        eps_place: Literal["add", "inside"] = "add",
        masked_frames: int = 0,
        stack: int = 1,
        patch_frames: int | None = None,
        patch_hop: int | None = None,
        time_axis: Literal["last", "first"] = "last",
    ) -> Features:
        """Polynomial features: the polynomial in Hz that fits each frame's magnitudes best.

        Equal to `librosa.feature.poly_features`: coefficients of a least-squares fit, of the
        highest power of the frequency first.

        Parameters
        ----------
        sound : Sound
            Path, bytes or file of a recording, samples (with `sample_rate`), or a tone spec.
        preset : None, default None
            Lay the values of a published front-end under those of this query, see `GET
            /v1/presets`; a name without a version means the newest.
        sample_rate : int or None, default None
            Resample to this rate, Hz. `none`, the default, keeps the recording's own. For
            `application/x-npy` it says the rate of the samples and is required.
        channel : Literal["mean", "first", "each"] or int, default "mean"
            Mean of the channels, the first, each of them (adds a leading axis), or one by its
            number from 0.
        offset : float, default 0.0
            Skip this much at the beginning, s.
        duration : float or None, default None
            Use at most this much from `offset` on, s. `none`: to the end.
        n_fft : int, default 2048
            Length of a frame and of its Fourier transform, samples.
        win_length : int, optional
            Length of the window, samples, at most `n_fft`; it is centred in the frame. Default:
            `n_fft`.
        hop_length : int, default 512
            Step from one frame to the next, samples.
        window : Window, default "hann"
            Window function; `povey` is Kaldi's, Hann's to the power of 0.85.
        center : bool, default True
            Frame t is centred at sample t * `hop_length`, the sound being extended by `n_fft` // 2
            at both ends; otherwise frame t begins there.
        pad_mode : PadMode, default "constant"
            How the sound is extended: with zeros, its edge value, a ramp to zero, its mirror image
            without (`reflect`) or with (`symmetric`) the edge sample.
        order : int, default 1
            Degree of the polynomial, at most `n_fft` // 2.
        pitch_shift : float, default 0.0
            Raise the pitch by this many semitones, as `librosa.effects.pitch_shift`: duration and
            rate stay. At most 4194304 samples over all channels.
        silence : Literal["trim", "split", "all"] or None, default None
            Leave out silence: at both ends (`trim`), everywhere (`all`), or everywhere with what
            lies between as sounds of their own (`split`, as npz). A frame of 2048 samples is silent
            as `librosa.effects.split` has it. A sound that is silent throughout is refused.
        silence_top_db : float, default 20.0
            Frames at least this far below `silence_ref` are silent, dB.
        silence_ref : Literal["max"] or float, default "max"
            What `silence_top_db` is counted from: the loudest frame of the sound (`max`), or a root
            mean square that is the same for all sounds; full scale is 1.
        silence_padding : float, default 200.0
            Silence that is kept on either side of what is not, ms.
        silence_hop_length : int, default 512
            Step from one frame to the next for `silence`, samples; fastai_audio steps by its
            padding.
        level : Literal["peak", "rms"] or None, default None
            Bring the largest sample, or the root mean square, to `level_db`, by one factor for all
            channels and parts; `wave_norm`, which comes later, divides each channel by its own. A
            sound of zeros stays as it is.
        level_db : float or None, default None
            Level for `level`, dB from full scale. `none`, the default, is 0 for `peak` and -20 for
            `rms`.
        gain_db : float, default 0.0
            Amplify by this much, dB.
        pad_to : float or None, default None
            Make a shorter sound this long, s, at most the longest that the service takes; a longer
            one is left as it is. `fit`, which comes later, counts in samples and cuts, too.
        pad_with : Literal["zeros", "repeat", "reflect"], default "zeros"
            What is added: zeros, the sound again and again, or its mirror images; of a sound of at
            most 16777216 samples over all channels.
        pad_at : Literal["after", "before", "both", "random"], default "after"
            Where it is added: after the sound, before it, half on `both` sides, or split by chance.
        crop : float or None, default None
            Take this much, s, from a place chosen by chance; with `pad_to` of the same value every
            sound becomes this long. `offset` and `duration` take the place that they say.
        random_seed : int, default 0
            Seed of the chances of `crop` and `pad_at=random`.
        segment : float or None, default None
            Cut into sounds of this length, s, as npz, the last one filled up with zeros.
        speed : float, default 1.0
            Factor on the speed, by resampling: pitch and length change together, as with SoX's
            `speed`. `pitch_shift` changes the pitch alone.
        time_shift : Literal["random"] or float, default 0.0
            Move the sound this much later, s; a negative number moves it earlier. `random`: by any
            number of samples, with `time_shift_with=roll`.
        time_shift_with : Literal["roll", "zeros"], default "roll"
            What fills the gap: what left the sound at the other end, as `numpy.roll`, or zeros.
        noise : Literal["white", "pink", "brown", "blue", "violet"] or None, default None
            Add Gaussian noise whose power density is proportional to 1 / f^b: b is 0 for white, 1
            for pink, 2 for brown, -1 for blue, -2 for violet. Each channel gets its own. Noise that
            is not white takes at most 16777216 samples over all channels.
        noise_snr_db : float, default 20.0
            Power of the sound over that of the noise, dB, both measured over all samples and
            channels, zeros of `pad_to` and `time_shift` included. A sound of zeros stays as it is.
        cut_out : float or None, default None
            Make zeros of this much of the sound, s, at most all of it, at a place chosen by chance.
        cut_outs : int, default 1
            Number of places for `cut_out`, which may overlap.
        augment_seed : int, default 0
            Seed of the chances of `time_shift=random`, `noise` and `cut_out`; what they decided is
            in the receipt.
        input_scale : float, default 1.0
            Multiplies the samples; 32768 gives the scale of 16-bit integers.
        wave_norm : Literal["mean", "standard", "minmax", "peak", "rms"] or None, default None
            Normalise each channel of the whole wave: without its mean; `standard`, also divided by
            the square root of its variance plus `wave_norm_eps`; `minmax`, to [-1, 1]; `peak` or
            `rms`, divided by that.
        wave_norm_eps : float, default 1e-07
            Small number that guards the divisor of `wave_norm`.
        fit : Literal["zeros", "repeat", "repeat_zeros", "cut"] or None, default None
            Make the wave `fit_length` samples long: fill it with zeros, with itself (`repeat`),
            with itself as often as it fits whole and then zeros (`repeat_zeros`), or only `cut` it.
        fit_length : int or None, default None
            Length for `fit`, samples.
        fit_step : int or None, default None
            With `fit=zeros`: as long as `fit_length` plus the fewest multiples of this, samples,
            that hold the wave, which is then never cut.
        dither : float, default 0.0
            Standard deviation of Gaussian noise that is added, in the unit of the scaled samples.
        seed : int, default 0
            Seed of `dither`.
        preemphasis : float, default 0.0
            a in x[n] - a x[n - 1], usually 0.97; 0 for none.
        preemphasis_on : Literal["wave", "wave_valid", "frame"], default "wave"
            `wave` keeps the first sample as it is, `wave_valid` drops it; `frame`: inside each
            frame, whose first sample is multiplied by 1 - a, before the window (Kaldi, HTK).
        periodic : bool, default True
            A periodic window; otherwise a symmetric one.
        window_place : Literal["center", "left"], default "center"
            `center`: a frame has `n_fft` samples, the window is in its middle; `left`: it has
            `win_length` samples, and zeros follow up to `n_fft` (Kaldi).
        padding : Literal["hop", "round", "whole"] or None, default None
            With `center=false`: how the sound is extended; `hop`: by (`n_fft` - `hop_length`) // 2
            at both ends; `round`: so that frames are centred in steps (Kaldi's snip_edges=false,
            with `pad_mode=symmetric`); `whole`: with zeros, so that the last frame is whole.
        drop_last : int, default 0
            So many samples at the end of the extended sound make no frame.
        remove_dc : bool, default False
            Subtract each frame's mean.
        fft_norm : Literal["backward", "ortho", "forward"], default "backward"
            Divide the transform by nothing, by the square root of `n_fft`, or by `n_fft`.
        magnitude_eps : float, default 0.0
            Magnitude is sqrt(re^2 + im^2 + this number).
        component : Literal["magnitude", "real"], default "magnitude"
            `real`: the absolute value of the real part is the magnitude.
        statistics : str or None, default None
            Replace the time axis by statistics over time, in this order, e.g.
            `mean,std,min,p5,median,p95,max`; at most 16. `std` divides by the number of frames,
            percentiles are interpolated linearly and take at most 4194304 frames.
        resize_rows : int or None, default None
            Number of rows to make, by linear interpolation between centres of cells, as
            `torch.nn.functional.interpolate` with align_corners=False.
        resize_frames : int or None, default None
            Make so many frames, by linear interpolation as for `resize_rows`.
        roll : Literal["random"] or int, default 0
            Move the array this many frames later, what leaves it at the end coming in at the
            beginning, as `numpy.roll`; a negative number moves it earlier; `random`: by any number.
        time_masks : int, default 0
            Number of spans of time, chosen by chance, that become `mask_with`; they may overlap.
        time_mask_width : int, default 100
            A time mask has from 0 up to this many frames, and no more than there are.
        freq_masks : int, default 0
            Number of spans of rows, chosen by chance, that become `mask_with`; they may overlap.
        freq_mask_width : int, default 27
            Largest number of rows in a frequency mask; it has from 0 up to this, and no more than
            there are.
        mask_with : Literal["mean"] or float, default "mean"
            What masks consist of: this number, or the mean of the array, over all channels.
        array_seed : int, default 0
            Seed of the chances of `roll=random`, `time_masks` and `freq_masks`; what they decided
            is in the receipt.
        deltas : int, default 0
            Append so many derivatives over time behind the rows: `librosa.feature.delta` with
            mode='nearest'.
        delta_width : int, default 9
            Frames that a derivative is fitted to; an odd number.
        frames : int or None, default None
            Cut to so many frames, or fill up with frames of zeros.
        frames_fit : Literal["before", "after"], default "after"
            Whether `frames` comes before or after `bias`, `gain` and `normalize`.
        bias : float, default 0.0
            Values become (x + `bias`) * `gain`.
        gain : float, default 1.0
            Factor on x + `bias`.
        normalize : Literal["mean", "standard"] or None, default None
            Take from each row its mean over time; `standard`: and divide it by its standard
            deviation. A row without any deviation becomes zeros.
        ddof : int, default 0
            The variance is the sum of squares over the number of frames minus this.
        normalize_eps : float, default 0.0
            Small number that guards the standard deviation.
        eps_place : Literal["add", "inside"], default "add"
            Divide by sqrt(variance) + eps, or by sqrt(variance + eps).
        masked_frames : int, default 0
            The last so many frames do not count for `normalize` and become 0.
        stack : int, default 1
            Put so many frames side by side; what is left over is dropped.
        patch_frames : int or None, default None
            Cut into patches of so many frames; only whole ones.
        patch_hop : int or None, default None
            Frames from one patch to the next. `none`: `patch_frames`.
        time_axis : Literal["last", "first"], default "last"
            Whether the axis of frames is the last or the first.

        Returns
        -------
        Features
            Values, axes, unit and receipt.
        """

    @feature
    def pyin(
        self,
        sound: Sound,
        /,
        *,
        preset: None = None,
        sample_rate: int | None = None,
        channel: Literal["mean", "first", "each"] | int = "mean",
        offset: float = 0.0,
        duration: float | None = None,
        fmin: float = 65.40639132514966,
        fmax: float | None = None,
        frame_length: int = 2048,
        hop_length: int | Omitted = OMITTED,
        center: bool = True,
        pad_mode: PadMode = "constant",
        n_thresholds: int = 100,
        beta_a: float = 2.0,
        beta_b: float = 18.0,
        boltzmann_parameter: float = 2.0,
        resolution: float = 0.1,
        max_transition_rate: float = 35.92,
        switch_prob: float = 0.01,
        no_trough_prob: float = 0.01,
        fill_na: float | None = 0.0,
        part: Literal["f0", "voiced_flag", "voiced_prob", "all"] = "f0",
        pitch_shift: float = 0.0,
        silence: Literal["trim", "split", "all"] | None = None,
        silence_top_db: float = 20.0,
        silence_ref: Literal["max"] | float = "max",
        silence_padding: float = 200.0,
        silence_hop_length: int = 512,
        level: Literal["peak", "rms"] | None = None,
        level_db: float | None = None,
        gain_db: float = 0.0,
        pad_to: float | None = None,
        pad_with: Literal["zeros", "repeat", "reflect"] = "zeros",
        pad_at: Literal["after", "before", "both", "random"] = "after",
        crop: float | None = None,
        random_seed: int = 0,
        segment: float | None = None,
        speed: float = 1.0,
        time_shift: Literal["random"] | float = 0.0,
        time_shift_with: Literal["roll", "zeros"] = "roll",
        noise: Literal["white", "pink", "brown", "blue", "violet"] | None = None,
        noise_snr_db: float = 20.0,
        cut_out: float | None = None,
        cut_outs: int = 1,
        augment_seed: int = 0,
        statistics: str | None = None,
    ) -> Features:
        """Fundamental frequency by probabilistic YIN: one value for each frame, if it is voiced.

        Equal to `librosa.pyin`, but for unvoiced frames, which are `fill_na` instead of NaN: 0 Hz.
        At most 60 s of sound, and 3,221,225,472 steps: each frame takes 65,536, the square of twice
        the number of frequencies that are tried, and `frame_length` times `n_thresholds` over 4;
        with the defaults, at most 2062 frames.

        Parameters
        ----------
        sound : Sound
            Path, bytes or file of a recording, samples (with `sample_rate`), or a tone spec.
        preset : None, default None
            Lay the values of a published front-end under those of this query, see `GET
            /v1/presets`; a name without a version means the newest.
        sample_rate : int or None, default None
            Resample to this rate, Hz. `none`, the default, keeps the recording's own. For
            `application/x-npy` it says the rate of the samples and is required.
        channel : Literal["mean", "first", "each"] or int, default "mean"
            Mean of the channels, the first, each of them (adds a leading axis), or one by its
            number from 0.
        offset : float, default 0.0
            Skip this much at the beginning, s.
        duration : float or None, default None
            Use at most this much from `offset` on, s. `none`: to the end.
        fmin : float, default 65.40639132514966
            Lowest fundamental frequency, Hz: more than the sample rate divided by `frame_length` -
            1. librosa has no default; this one is the note C2.
        fmax : float or None, default None
            Highest fundamental frequency, Hz, at most half the sample rate. librosa has no default;
            `none`, this one, is the note C7, 2093 Hz, or half the sample rate if that is less.
        frame_length : int, default 2048
            Length of a frame, samples.
        hop_length : int, optional
            Step from one frame to the next, samples. Default: `frame_length` // 4.
        center : bool, default True
            Frame t is centred at sample t * `hop_length`, the sound being extended by
            `frame_length` // 2 at both ends; otherwise frame t begins there.
        pad_mode : PadMode, default "constant"
            How the sound is extended: with zeros, its edge value, a ramp to zero, its mirror image
            without (`reflect`) or with (`symmetric`) the edge sample.
        n_thresholds : int, default 100
            Number of thresholds.
        beta_a : float, default 2.0
            First of librosa's `beta_parameters`.
        beta_b : float, default 18.0
            Second of librosa's `beta_parameters`.
        boltzmann_parameter : float, default 2.0
            Larger values prefer shorter periods more.
        resolution : float, default 0.1
            Distance of the frequencies that are tried, semitones.
        max_transition_rate : float, default 35.92
            Fastest change of the frequency, octaves per second.
        switch_prob : float, default 0.01
            Probability that a voiced frame follows an unvoiced one, or the reverse.
        no_trough_prob : float, default 0.01
            Probability of the best period where no difference is below the threshold.
        fill_na : float or None, default 0.0
            The frequency of unvoiced frames, Hz, which is NaN in librosa; `none` for the best
            guess.
        part : Literal["f0", "voiced_flag", "voiced_prob", "all"], default "f0"
            The frequency in Hz; whether the frame is voiced, 1 or 0; how probable that is; or all
            three as rows, in this order.
        pitch_shift : float, default 0.0
            Raise the pitch by this many semitones, as `librosa.effects.pitch_shift`: duration and
            rate stay. At most 4194304 samples over all channels.
        silence : Literal["trim", "split", "all"] or None, default None
            Leave out silence: at both ends (`trim`), everywhere (`all`), or everywhere with what
            lies between as sounds of their own (`split`, as npz). A frame of 2048 samples is silent
            as `librosa.effects.split` has it. A sound that is silent throughout is refused.
        silence_top_db : float, default 20.0
            Frames at least this far below `silence_ref` are silent, dB.
        silence_ref : Literal["max"] or float, default "max"
            What `silence_top_db` is counted from: the loudest frame of the sound (`max`), or a root
            mean square that is the same for all sounds; full scale is 1.
        silence_padding : float, default 200.0
            Silence that is kept on either side of what is not, ms.
        silence_hop_length : int, default 512
            Step from one frame to the next for `silence`, samples; fastai_audio steps by its
            padding.
        level : Literal["peak", "rms"] or None, default None
            Bring the largest sample, or the root mean square, to `level_db`, by one factor for all
            channels and parts; `wave_norm`, which comes later, divides each channel by its own. A
            sound of zeros stays as it is.
        level_db : float or None, default None
            Level for `level`, dB from full scale. `none`, the default, is 0 for `peak` and -20 for
            `rms`.
        gain_db : float, default 0.0
            Amplify by this much, dB.
        pad_to : float or None, default None
            Make a shorter sound this long, s, at most the longest that the service takes; a longer
            one is left as it is. `fit`, which comes later, counts in samples and cuts, too.
        pad_with : Literal["zeros", "repeat", "reflect"], default "zeros"
            What is added: zeros, the sound again and again, or its mirror images; of a sound of at
            most 16777216 samples over all channels.
        pad_at : Literal["after", "before", "both", "random"], default "after"
            Where it is added: after the sound, before it, half on `both` sides, or split by chance.
        crop : float or None, default None
            Take this much, s, from a place chosen by chance; with `pad_to` of the same value every
            sound becomes this long. `offset` and `duration` take the place that they say.
        random_seed : int, default 0
            Seed of the chances of `crop` and `pad_at=random`.
        segment : float or None, default None
            Cut into sounds of this length, s, as npz, the last one filled up with zeros.
        speed : float, default 1.0
            Factor on the speed, by resampling: pitch and length change together, as with SoX's
            `speed`. `pitch_shift` changes the pitch alone.
        time_shift : Literal["random"] or float, default 0.0
            Move the sound this much later, s; a negative number moves it earlier. `random`: by any
            number of samples, with `time_shift_with=roll`.
        time_shift_with : Literal["roll", "zeros"], default "roll"
            What fills the gap: what left the sound at the other end, as `numpy.roll`, or zeros.
        noise : Literal["white", "pink", "brown", "blue", "violet"] or None, default None
            Add Gaussian noise whose power density is proportional to 1 / f^b: b is 0 for white, 1
            for pink, 2 for brown, -1 for blue, -2 for violet. Each channel gets its own. Noise that
            is not white takes at most 16777216 samples over all channels.
        noise_snr_db : float, default 20.0
            Power of the sound over that of the noise, dB, both measured over all samples and
            channels, zeros of `pad_to` and `time_shift` included. A sound of zeros stays as it is.
        cut_out : float or None, default None
            Make zeros of this much of the sound, s, at most all of it, at a place chosen by chance.
        cut_outs : int, default 1
            Number of places for `cut_out`, which may overlap.
        augment_seed : int, default 0
            Seed of the chances of `time_shift=random`, `noise` and `cut_out`; what they decided is
            in the receipt.
        statistics : str or None, default None
            Replace the time axis by statistics over time, in this order, e.g.
            `mean,std,min,p5,median,p95,max`; at most 16. `std` divides by the number of frames,
            percentiles are interpolated linearly and take at most 4194304 frames.

        Returns
        -------
        Features
            Values, axes, unit and receipt.
        """

    @feature
    def rms(
        self,
        sound: Sound,
        /,
        *,
        preset: None = None,
        sample_rate: int | None = None,
        channel: Literal["mean", "first", "each"] | int = "mean",
        offset: float = 0.0,
        duration: float | None = None,
        frame_length: int = 2048,
        hop_length: int = 512,
        center: bool = True,
        ref: Literal["max", "min"] | float = 1.0,
        amin: float | None = None,
        top_db: float | None = 80.0,
        scale: Literal["linear", "db", "log", "log10"] = "linear",
        pad_mode: PadMode = "constant",
        pitch_shift: float = 0.0,
        silence: Literal["trim", "split", "all"] | None = None,
        silence_top_db: float = 20.0,
        silence_ref: Literal["max"] | float = "max",
        silence_padding: float = 200.0,
        silence_hop_length: int = 512,
        level: Literal["peak", "rms"] | None = None,
        level_db: float | None = None,
        gain_db: float = 0.0,
        pad_to: float | None = None,
        pad_with: Literal["zeros", "repeat", "reflect"] = "zeros",
        pad_at: Literal["after", "before", "both", "random"] = "after",
        crop: float | None = None,
        random_seed: int = 0,
        segment: float | None = None,
        speed: float = 1.0,
        time_shift: Literal["random"] | float = 0.0,
        time_shift_with: Literal["roll", "zeros"] = "roll",
        noise: Literal["white", "pink", "brown", "blue", "violet"] | None = None,
        noise_snr_db: float = 20.0,
        cut_out: float | None = None,
        cut_outs: int = 1,
        augment_seed: int = 0,
        input_scale: float = 1.0,
        wave_norm: Literal["mean", "standard", "minmax", "peak", "rms"] | None = None,
        wave_norm_eps: float = 1e-07,
        fit: Literal["zeros", "repeat", "repeat_zeros", "cut"] | None = None,
        fit_length: int | None = None,
        fit_step: int | None = None,
        dither: float = 0.0,
        seed: int = 0,
        statistics: str | None = None,
        top_db_scope: Literal["answer", "channel"] = "answer",
        guard: Literal["max", "add", "zeros"] = "max",
        log_range: float | None = None,
    ) -> Features:
        """Root mean square: the level of each frame.

        Equal to `librosa.feature.rms` of samples and, in decibels, to `librosa.amplitude_to_db` of
        it: 0 dB is a square wave of full scale, -3.01 dB a sine.

        Parameters
        ----------
        sound : Sound
            Path, bytes or file of a recording, samples (with `sample_rate`), or a tone spec.
        preset : None, default None
            Lay the values of a published front-end under those of this query, see `GET
            /v1/presets`; a name without a version means the newest.
        sample_rate : int or None, default None
            Resample to this rate, Hz. `none`, the default, keeps the recording's own. For
            `application/x-npy` it says the rate of the samples and is required.
        channel : Literal["mean", "first", "each"] or int, default "mean"
            Mean of the channels, the first, each of them (adds a leading axis), or one by its
            number from 0.
        offset : float, default 0.0
            Skip this much at the beginning, s.
        duration : float or None, default None
            Use at most this much from `offset` on, s. `none`: to the end.
        frame_length : int, default 2048
            Length of a frame, samples.
        hop_length : int, default 512
            Step from one frame to the next, samples.
        center : bool, default True
            Frame t is centred at sample t * `hop_length`, the sound being extended by
            `frame_length` // 2 at both ends; otherwise frame t begins there.
        ref : Literal["max", "min"] or float, default 1.0
            The value that is 0 dB, or `max` or `min` for the largest or smallest of the whole
            answer.
        amin : float or None, default None
            Values and `ref` below this count as this. `none`, the default, is librosa's: 1e-5 for
            magnitudes, 1e-10 for powers, in general 10 ** (-5 * exponent).
        top_db : float or None, default 80.0
            Range below the largest value of the whole answer, dB; lower values are raised to it.
            `none` for no limit.
        scale : Literal["linear", "db", "log", "log10"], default "linear"
            Linear values, decibels, natural or decimal logarithms.
        pad_mode : PadMode, default "constant"
            How the sound is extended: with zeros, its edge value, a ramp to zero, its mirror image
            without (`reflect`) or with (`symmetric`) the edge sample.
        pitch_shift : float, default 0.0
            Raise the pitch by this many semitones, as `librosa.effects.pitch_shift`: duration and
            rate stay. At most 4194304 samples over all channels.
        silence : Literal["trim", "split", "all"] or None, default None
            Leave out silence: at both ends (`trim`), everywhere (`all`), or everywhere with what
            lies between as sounds of their own (`split`, as npz). A frame of 2048 samples is silent
            as `librosa.effects.split` has it. A sound that is silent throughout is refused.
        silence_top_db : float, default 20.0
            Frames at least this far below `silence_ref` are silent, dB.
        silence_ref : Literal["max"] or float, default "max"
            What `silence_top_db` is counted from: the loudest frame of the sound (`max`), or a root
            mean square that is the same for all sounds; full scale is 1.
        silence_padding : float, default 200.0
            Silence that is kept on either side of what is not, ms.
        silence_hop_length : int, default 512
            Step from one frame to the next for `silence`, samples; fastai_audio steps by its
            padding.
        level : Literal["peak", "rms"] or None, default None
            Bring the largest sample, or the root mean square, to `level_db`, by one factor for all
            channels and parts; `wave_norm`, which comes later, divides each channel by its own. A
            sound of zeros stays as it is.
        level_db : float or None, default None
            Level for `level`, dB from full scale. `none`, the default, is 0 for `peak` and -20 for
            `rms`.
        gain_db : float, default 0.0
            Amplify by this much, dB.
        pad_to : float or None, default None
            Make a shorter sound this long, s, at most the longest that the service takes; a longer
            one is left as it is. `fit`, which comes later, counts in samples and cuts, too.
        pad_with : Literal["zeros", "repeat", "reflect"], default "zeros"
            What is added: zeros, the sound again and again, or its mirror images; of a sound of at
            most 16777216 samples over all channels.
        pad_at : Literal["after", "before", "both", "random"], default "after"
            Where it is added: after the sound, before it, half on `both` sides, or split by chance.
        crop : float or None, default None
            Take this much, s, from a place chosen by chance; with `pad_to` of the same value every
            sound becomes this long. `offset` and `duration` take the place that they say.
        random_seed : int, default 0
            Seed of the chances of `crop` and `pad_at=random`.
        segment : float or None, default None
            Cut into sounds of this length, s, as npz, the last one filled up with zeros.
        speed : float, default 1.0
            Factor on the speed, by resampling: pitch and length change together, as with SoX's
            `speed`. `pitch_shift` changes the pitch alone.
        time_shift : Literal["random"] or float, default 0.0
            Move the sound this much later, s; a negative number moves it earlier. `random`: by any
            number of samples, with `time_shift_with=roll`.
        time_shift_with : Literal["roll", "zeros"], default "roll"
            What fills the gap: what left the sound at the other end, as `numpy.roll`, or zeros.
        noise : Literal["white", "pink", "brown", "blue", "violet"] or None, default None
            Add Gaussian noise whose power density is proportional to 1 / f^b: b is 0 for white, 1
            for pink, 2 for brown, -1 for blue, -2 for violet. Each channel gets its own. Noise that
            is not white takes at most 16777216 samples over all channels.
        noise_snr_db : float, default 20.0
            Power of the sound over that of the noise, dB, both measured over all samples and
            channels, zeros of `pad_to` and `time_shift` included. A sound of zeros stays as it is.
        cut_out : float or None, default None
            Make zeros of this much of the sound, s, at most all of it, at a place chosen by chance.
        cut_outs : int, default 1
            Number of places for `cut_out`, which may overlap.
        augment_seed : int, default 0
            Seed of the chances of `time_shift=random`, `noise` and `cut_out`; what they decided is
            in the receipt.
        input_scale : float, default 1.0
            Multiplies the samples; 32768 gives the scale of 16-bit integers.
        wave_norm : Literal["mean", "standard", "minmax", "peak", "rms"] or None, default None
            Normalise each channel of the whole wave: without its mean; `standard`, also divided by
            the square root of its variance plus `wave_norm_eps`; `minmax`, to [-1, 1]; `peak` or
            `rms`, divided by that.
        wave_norm_eps : float, default 1e-07
            Small number that guards the divisor of `wave_norm`.
        fit : Literal["zeros", "repeat", "repeat_zeros", "cut"] or None, default None
            Make the wave `fit_length` samples long: fill it with zeros, with itself (`repeat`),
            with itself as often as it fits whole and then zeros (`repeat_zeros`), or only `cut` it.
        fit_length : int or None, default None
            Length for `fit`, samples.
        fit_step : int or None, default None
            With `fit=zeros`: as long as `fit_length` plus the fewest multiples of this, samples,
            that hold the wave, which is then never cut.
        dither : float, default 0.0
            Standard deviation of Gaussian noise that is added, in the unit of the scaled samples.
        seed : int, default 0
            Seed of `dither`.
        statistics : str or None, default None
            Replace the time axis by statistics over time, in this order, e.g.
            `mean,std,min,p5,median,p95,max`; at most 16. `std` divides by the number of frames,
            percentiles are interpolated linearly and take at most 4194304 frames.
        top_db_scope : Literal["answer", "channel"], default "answer"
            Whether `top_db`, `ref=max` and `ref=min` mean the whole answer or each channel.
        guard : Literal["max", "add", "zeros"], default "max"
            With `scale=log` or `log10`: log(max(x, `amin`)), log(x + `amin`), or log(`amin`) for
            zeros only.
        log_range : float or None, default None
            With `scale=log` or `log10`: values more than this number below the largest are raised
            to there.

        Returns
        -------
        Features
            Values, axes, unit and receipt.
        """

    @feature
    def spectral_bandwidth(
        self,
        sound: Sound,
        /,
        *,
        preset: None = None,
        sample_rate: int | None = None,
        channel: Literal["mean", "first", "each"] | int = "mean",
        offset: float = 0.0,
        duration: float | None = None,
        n_fft: int = 2048,
        win_length: int | Omitted = OMITTED,
        hop_length: int = 512,
        window: Window = "hann",
        center: bool = True,
        pad_mode: PadMode = "constant",
        p: float = 2.0,
        norm: bool = True,
        pitch_shift: float = 0.0,
        silence: Literal["trim", "split", "all"] | None = None,
        silence_top_db: float = 20.0,
        silence_ref: Literal["max"] | float = "max",
        silence_padding: float = 200.0,
        silence_hop_length: int = 512,
        level: Literal["peak", "rms"] | None = None,
        level_db: float | None = None,
        gain_db: float = 0.0,
        pad_to: float | None = None,
        pad_with: Literal["zeros", "repeat", "reflect"] = "zeros",
        pad_at: Literal["after", "before", "both", "random"] = "after",
        crop: float | None = None,
        random_seed: int = 0,
        segment: float | None = None,
        speed: float = 1.0,
        time_shift: Literal["random"] | float = 0.0,
        time_shift_with: Literal["roll", "zeros"] = "roll",
        noise: Literal["white", "pink", "brown", "blue", "violet"] | None = None,
        noise_snr_db: float = 20.0,
        cut_out: float | None = None,
        cut_outs: int = 1,
        augment_seed: int = 0,
        input_scale: float = 1.0,
        wave_norm: Literal["mean", "standard", "minmax", "peak", "rms"] | None = None,
        wave_norm_eps: float = 1e-07,
        fit: Literal["zeros", "repeat", "repeat_zeros", "cut"] | None = None,
        fit_length: int | None = None,
        fit_step: int | None = None,
        dither: float = 0.0,
        seed: int = 0,
        preemphasis: float = 0.0,
        preemphasis_on: Literal["wave", "wave_valid", "frame"] = "wave",
        periodic: bool = True,
        window_place: Literal["center", "left"] = "center",
        padding: Literal["hop", "round", "whole"] | None = None,
        drop_last: int = 0,
        remove_dc: bool = False,
        fft_norm: Literal["backward", "ortho", "forward"] = "backward",
        magnitude_eps: float = 0.0,
        component: Literal["magnitude", "real"] = "magnitude",
        statistics: str | None = None,
    ) -> Features:
        """Spectral bandwidth: how far, on average, the frequencies lie from the spectral centroid.

        Equal to `librosa.feature.spectral_bandwidth`: (sum_k S[k] |f[k] - centroid|^p)^(1 / p); 0
        for silence.

        Parameters
        ----------
        sound : Sound
            Path, bytes or file of a recording, samples (with `sample_rate`), or a tone spec.
        preset : None, default None
            Lay the values of a published front-end under those of this query, see `GET
            /v1/presets`; a name without a version means the newest.
        sample_rate : int or None, default None
            Resample to this rate, Hz. `none`, the default, keeps the recording's own. For
            `application/x-npy` it says the rate of the samples and is required.
        channel : Literal["mean", "first", "each"] or int, default "mean"
            Mean of the channels, the first, each of them (adds a leading axis), or one by its
            number from 0.
        offset : float, default 0.0
            Skip this much at the beginning, s.
        duration : float or None, default None
            Use at most this much from `offset` on, s. `none`: to the end.
        n_fft : int, default 2048
            Length of a frame and of its Fourier transform, samples.
        win_length : int, optional
            Length of the window, samples, at most `n_fft`; it is centred in the frame. Default:
            `n_fft`.
        hop_length : int, default 512
            Step from one frame to the next, samples.
        window : Window, default "hann"
            Window function; `povey` is Kaldi's, Hann's to the power of 0.85.
        center : bool, default True
            Frame t is centred at sample t * `hop_length`, the sound being extended by `n_fft` // 2
            at both ends; otherwise frame t begins there.
        pad_mode : PadMode, default "constant"
            How the sound is extended: with zeros, its edge value, a ramp to zero, its mirror image
            without (`reflect`) or with (`symmetric`) the edge sample.
        p : float, default 2.0
            Exponent of the distances from the centroid, and root.
        norm : bool, default True
            Divide the magnitudes of each frame by their sum; without it, values grow with the level
            and have no unit.
        pitch_shift : float, default 0.0
            Raise the pitch by this many semitones, as `librosa.effects.pitch_shift`: duration and
            rate stay. At most 4194304 samples over all channels.
        silence : Literal["trim", "split", "all"] or None, default None
            Leave out silence: at both ends (`trim`), everywhere (`all`), or everywhere with what
            lies between as sounds of their own (`split`, as npz). A frame of 2048 samples is silent
            as `librosa.effects.split` has it. A sound that is silent throughout is refused.
        silence_top_db : float, default 20.0
            Frames at least this far below `silence_ref` are silent, dB.
        silence_ref : Literal["max"] or float, default "max"
            What `silence_top_db` is counted from: the loudest frame of the sound (`max`), or a root
            mean square that is the same for all sounds; full scale is 1.
        silence_padding : float, default 200.0
            Silence that is kept on either side of what is not, ms.
        silence_hop_length : int, default 512
            Step from one frame to the next for `silence`, samples; fastai_audio steps by its
            padding.
        level : Literal["peak", "rms"] or None, default None
            Bring the largest sample, or the root mean square, to `level_db`, by one factor for all
            channels and parts; `wave_norm`, which comes later, divides each channel by its own. A
            sound of zeros stays as it is.
        level_db : float or None, default None
            Level for `level`, dB from full scale. `none`, the default, is 0 for `peak` and -20 for
            `rms`.
        gain_db : float, default 0.0
            Amplify by this much, dB.
        pad_to : float or None, default None
            Make a shorter sound this long, s, at most the longest that the service takes; a longer
            one is left as it is. `fit`, which comes later, counts in samples and cuts, too.
        pad_with : Literal["zeros", "repeat", "reflect"], default "zeros"
            What is added: zeros, the sound again and again, or its mirror images; of a sound of at
            most 16777216 samples over all channels.
        pad_at : Literal["after", "before", "both", "random"], default "after"
            Where it is added: after the sound, before it, half on `both` sides, or split by chance.
        crop : float or None, default None
            Take this much, s, from a place chosen by chance; with `pad_to` of the same value every
            sound becomes this long. `offset` and `duration` take the place that they say.
        random_seed : int, default 0
            Seed of the chances of `crop` and `pad_at=random`.
        segment : float or None, default None
            Cut into sounds of this length, s, as npz, the last one filled up with zeros.
        speed : float, default 1.0
            Factor on the speed, by resampling: pitch and length change together, as with SoX's
            `speed`. `pitch_shift` changes the pitch alone.
        time_shift : Literal["random"] or float, default 0.0
            Move the sound this much later, s; a negative number moves it earlier. `random`: by any
            number of samples, with `time_shift_with=roll`.
        time_shift_with : Literal["roll", "zeros"], default "roll"
            What fills the gap: what left the sound at the other end, as `numpy.roll`, or zeros.
        noise : Literal["white", "pink", "brown", "blue", "violet"] or None, default None
            Add Gaussian noise whose power density is proportional to 1 / f^b: b is 0 for white, 1
            for pink, 2 for brown, -1 for blue, -2 for violet. Each channel gets its own. Noise that
            is not white takes at most 16777216 samples over all channels.
        noise_snr_db : float, default 20.0
            Power of the sound over that of the noise, dB, both measured over all samples and
            channels, zeros of `pad_to` and `time_shift` included. A sound of zeros stays as it is.
        cut_out : float or None, default None
            Make zeros of this much of the sound, s, at most all of it, at a place chosen by chance.
        cut_outs : int, default 1
            Number of places for `cut_out`, which may overlap.
        augment_seed : int, default 0
            Seed of the chances of `time_shift=random`, `noise` and `cut_out`; what they decided is
            in the receipt.
        input_scale : float, default 1.0
            Multiplies the samples; 32768 gives the scale of 16-bit integers.
        wave_norm : Literal["mean", "standard", "minmax", "peak", "rms"] or None, default None
            Normalise each channel of the whole wave: without its mean; `standard`, also divided by
            the square root of its variance plus `wave_norm_eps`; `minmax`, to [-1, 1]; `peak` or
            `rms`, divided by that.
        wave_norm_eps : float, default 1e-07
            Small number that guards the divisor of `wave_norm`.
        fit : Literal["zeros", "repeat", "repeat_zeros", "cut"] or None, default None
            Make the wave `fit_length` samples long: fill it with zeros, with itself (`repeat`),
            with itself as often as it fits whole and then zeros (`repeat_zeros`), or only `cut` it.
        fit_length : int or None, default None
            Length for `fit`, samples.
        fit_step : int or None, default None
            With `fit=zeros`: as long as `fit_length` plus the fewest multiples of this, samples,
            that hold the wave, which is then never cut.
        dither : float, default 0.0
            Standard deviation of Gaussian noise that is added, in the unit of the scaled samples.
        seed : int, default 0
            Seed of `dither`.
        preemphasis : float, default 0.0
            a in x[n] - a x[n - 1], usually 0.97; 0 for none.
        preemphasis_on : Literal["wave", "wave_valid", "frame"], default "wave"
            `wave` keeps the first sample as it is, `wave_valid` drops it; `frame`: inside each
            frame, whose first sample is multiplied by 1 - a, before the window (Kaldi, HTK).
        periodic : bool, default True
            A periodic window; otherwise a symmetric one.
        window_place : Literal["center", "left"], default "center"
            `center`: a frame has `n_fft` samples, the window is in its middle; `left`: it has
            `win_length` samples, and zeros follow up to `n_fft` (Kaldi).
        padding : Literal["hop", "round", "whole"] or None, default None
            With `center=false`: how the sound is extended; `hop`: by (`n_fft` - `hop_length`) // 2
            at both ends; `round`: so that frames are centred in steps (Kaldi's snip_edges=false,
            with `pad_mode=symmetric`); `whole`: with zeros, so that the last frame is whole.
        drop_last : int, default 0
            So many samples at the end of the extended sound make no frame.
        remove_dc : bool, default False
            Subtract each frame's mean.
        fft_norm : Literal["backward", "ortho", "forward"], default "backward"
            Divide the transform by nothing, by the square root of `n_fft`, or by `n_fft`.
        magnitude_eps : float, default 0.0
            Magnitude is sqrt(re^2 + im^2 + this number).
        component : Literal["magnitude", "real"], default "magnitude"
            `real`: the absolute value of the real part is the magnitude.
        statistics : str or None, default None
            Replace the time axis by statistics over time, in this order, e.g.
            `mean,std,min,p5,median,p95,max`; at most 16. `std` divides by the number of frames,
            percentiles are interpolated linearly and take at most 4194304 frames.

        Returns
        -------
        Features
            Values, axes, unit and receipt.
        """

    @feature
    def spectral_centroid(
        self,
        sound: Sound,
        /,
        *,
        preset: None = None,
        sample_rate: int | None = None,
        channel: Literal["mean", "first", "each"] | int = "mean",
        offset: float = 0.0,
        duration: float | None = None,
        n_fft: int = 2048,
        win_length: int | Omitted = OMITTED,
        hop_length: int = 512,
        window: Window = "hann",
        center: bool = True,
        pad_mode: PadMode = "constant",
        pitch_shift: float = 0.0,
        silence: Literal["trim", "split", "all"] | None = None,
        silence_top_db: float = 20.0,
        silence_ref: Literal["max"] | float = "max",
        silence_padding: float = 200.0,
        silence_hop_length: int = 512,
        level: Literal["peak", "rms"] | None = None,
        level_db: float | None = None,
        gain_db: float = 0.0,
        pad_to: float | None = None,
        pad_with: Literal["zeros", "repeat", "reflect"] = "zeros",
        pad_at: Literal["after", "before", "both", "random"] = "after",
        crop: float | None = None,
        random_seed: int = 0,
        segment: float | None = None,
        speed: float = 1.0,
        time_shift: Literal["random"] | float = 0.0,
        time_shift_with: Literal["roll", "zeros"] = "roll",
        noise: Literal["white", "pink", "brown", "blue", "violet"] | None = None,
        noise_snr_db: float = 20.0,
        cut_out: float | None = None,
        cut_outs: int = 1,
        augment_seed: int = 0,
        input_scale: float = 1.0,
        wave_norm: Literal["mean", "standard", "minmax", "peak", "rms"] | None = None,
        wave_norm_eps: float = 1e-07,
        fit: Literal["zeros", "repeat", "repeat_zeros", "cut"] | None = None,
        fit_length: int | None = None,
        fit_step: int | None = None,
        dither: float = 0.0,
        seed: int = 0,
        preemphasis: float = 0.0,
        preemphasis_on: Literal["wave", "wave_valid", "frame"] = "wave",
        periodic: bool = True,
        window_place: Literal["center", "left"] = "center",
        padding: Literal["hop", "round", "whole"] | None = None,
        drop_last: int = 0,
        remove_dc: bool = False,
        fft_norm: Literal["backward", "ortho", "forward"] = "backward",
        magnitude_eps: float = 0.0,
        component: Literal["magnitude", "real"] = "magnitude",
        statistics: str | None = None,
    ) -> Features:
        """Spectral centroid: the mean frequency of each frame, weighted by magnitude.

        Equal to `librosa.feature.spectral_centroid`; 0 for silence.

        Parameters
        ----------
        sound : Sound
            Path, bytes or file of a recording, samples (with `sample_rate`), or a tone spec.
        preset : None, default None
            Lay the values of a published front-end under those of this query, see `GET
            /v1/presets`; a name without a version means the newest.
        sample_rate : int or None, default None
            Resample to this rate, Hz. `none`, the default, keeps the recording's own. For
            `application/x-npy` it says the rate of the samples and is required.
        channel : Literal["mean", "first", "each"] or int, default "mean"
            Mean of the channels, the first, each of them (adds a leading axis), or one by its
            number from 0.
        offset : float, default 0.0
            Skip this much at the beginning, s.
        duration : float or None, default None
            Use at most this much from `offset` on, s. `none`: to the end.
        n_fft : int, default 2048
            Length of a frame and of its Fourier transform, samples.
        win_length : int, optional
            Length of the window, samples, at most `n_fft`; it is centred in the frame. Default:
            `n_fft`.
        hop_length : int, default 512
            Step from one frame to the next, samples.
        window : Window, default "hann"
            Window function; `povey` is Kaldi's, Hann's to the power of 0.85.
        center : bool, default True
            Frame t is centred at sample t * `hop_length`, the sound being extended by `n_fft` // 2
            at both ends; otherwise frame t begins there.
        pad_mode : PadMode, default "constant"
            How the sound is extended: with zeros, its edge value, a ramp to zero, its mirror image
            without (`reflect`) or with (`symmetric`) the edge sample.
        pitch_shift : float, default 0.0
            Raise the pitch by this many semitones, as `librosa.effects.pitch_shift`: duration and
            rate stay. At most 4194304 samples over all channels.
        silence : Literal["trim", "split", "all"] or None, default None
            Leave out silence: at both ends (`trim`), everywhere (`all`), or everywhere with what
            lies between as sounds of their own (`split`, as npz). A frame of 2048 samples is silent
            as `librosa.effects.split` has it. A sound that is silent throughout is refused.
        silence_top_db : float, default 20.0
            Frames at least this far below `silence_ref` are silent, dB.
        silence_ref : Literal["max"] or float, default "max"
            What `silence_top_db` is counted from: the loudest frame of the sound (`max`), or a root
            mean square that is the same for all sounds; full scale is 1.
        silence_padding : float, default 200.0
            Silence that is kept on either side of what is not, ms.
        silence_hop_length : int, default 512
            Step from one frame to the next for `silence`, samples; fastai_audio steps by its
            padding.
        level : Literal["peak", "rms"] or None, default None
            Bring the largest sample, or the root mean square, to `level_db`, by one factor for all
            channels and parts; `wave_norm`, which comes later, divides each channel by its own. A
            sound of zeros stays as it is.
        level_db : float or None, default None
            Level for `level`, dB from full scale. `none`, the default, is 0 for `peak` and -20 for
            `rms`.
        gain_db : float, default 0.0
            Amplify by this much, dB.
        pad_to : float or None, default None
            Make a shorter sound this long, s, at most the longest that the service takes; a longer
            one is left as it is. `fit`, which comes later, counts in samples and cuts, too.
        pad_with : Literal["zeros", "repeat", "reflect"], default "zeros"
            What is added: zeros, the sound again and again, or its mirror images; of a sound of at
            most 16777216 samples over all channels.
        pad_at : Literal["after", "before", "both", "random"], default "after"
            Where it is added: after the sound, before it, half on `both` sides, or split by chance.
        crop : float or None, default None
            Take this much, s, from a place chosen by chance; with `pad_to` of the same value every
            sound becomes this long. `offset` and `duration` take the place that they say.
        random_seed : int, default 0
            Seed of the chances of `crop` and `pad_at=random`.
        segment : float or None, default None
            Cut into sounds of this length, s, as npz, the last one filled up with zeros.
        speed : float, default 1.0
            Factor on the speed, by resampling: pitch and length change together, as with SoX's
            `speed`. `pitch_shift` changes the pitch alone.
        time_shift : Literal["random"] or float, default 0.0
            Move the sound this much later, s; a negative number moves it earlier. `random`: by any
            number of samples, with `time_shift_with=roll`.
        time_shift_with : Literal["roll", "zeros"], default "roll"
            What fills the gap: what left the sound at the other end, as `numpy.roll`, or zeros.
        noise : Literal["white", "pink", "brown", "blue", "violet"] or None, default None
            Add Gaussian noise whose power density is proportional to 1 / f^b: b is 0 for white, 1
            for pink, 2 for brown, -1 for blue, -2 for violet. Each channel gets its own. Noise that
            is not white takes at most 16777216 samples over all channels.
        noise_snr_db : float, default 20.0
            Power of the sound over that of the noise, dB, both measured over all samples and
            channels, zeros of `pad_to` and `time_shift` included. A sound of zeros stays as it is.
        cut_out : float or None, default None
            Make zeros of this much of the sound, s, at most all of it, at a place chosen by chance.
        cut_outs : int, default 1
            Number of places for `cut_out`, which may overlap.
        augment_seed : int, default 0
            Seed of the chances of `time_shift=random`, `noise` and `cut_out`; what they decided is
            in the receipt.
        input_scale : float, default 1.0
            Multiplies the samples; 32768 gives the scale of 16-bit integers.
        wave_norm : Literal["mean", "standard", "minmax", "peak", "rms"] or None, default None
            Normalise each channel of the whole wave: without its mean; `standard`, also divided by
            the square root of its variance plus `wave_norm_eps`; `minmax`, to [-1, 1]; `peak` or
            `rms`, divided by that.
        wave_norm_eps : float, default 1e-07
            Small number that guards the divisor of `wave_norm`.
        fit : Literal["zeros", "repeat", "repeat_zeros", "cut"] or None, default None
            Make the wave `fit_length` samples long: fill it with zeros, with itself (`repeat`),
            with itself as often as it fits whole and then zeros (`repeat_zeros`), or only `cut` it.
        fit_length : int or None, default None
            Length for `fit`, samples.
        fit_step : int or None, default None
            With `fit=zeros`: as long as `fit_length` plus the fewest multiples of this, samples,
            that hold the wave, which is then never cut.
        dither : float, default 0.0
            Standard deviation of Gaussian noise that is added, in the unit of the scaled samples.
        seed : int, default 0
            Seed of `dither`.
        preemphasis : float, default 0.0
            a in x[n] - a x[n - 1], usually 0.97; 0 for none.
        preemphasis_on : Literal["wave", "wave_valid", "frame"], default "wave"
            `wave` keeps the first sample as it is, `wave_valid` drops it; `frame`: inside each
            frame, whose first sample is multiplied by 1 - a, before the window (Kaldi, HTK).
        periodic : bool, default True
            A periodic window; otherwise a symmetric one.
        window_place : Literal["center", "left"], default "center"
            `center`: a frame has `n_fft` samples, the window is in its middle; `left`: it has
            `win_length` samples, and zeros follow up to `n_fft` (Kaldi).
        padding : Literal["hop", "round", "whole"] or None, default None
            With `center=false`: how the sound is extended; `hop`: by (`n_fft` - `hop_length`) // 2
            at both ends; `round`: so that frames are centred in steps (Kaldi's snip_edges=false,
            with `pad_mode=symmetric`); `whole`: with zeros, so that the last frame is whole.
        drop_last : int, default 0
            So many samples at the end of the extended sound make no frame.
        remove_dc : bool, default False
            Subtract each frame's mean.
        fft_norm : Literal["backward", "ortho", "forward"], default "backward"
            Divide the transform by nothing, by the square root of `n_fft`, or by `n_fft`.
        magnitude_eps : float, default 0.0
            Magnitude is sqrt(re^2 + im^2 + this number).
        component : Literal["magnitude", "real"], default "magnitude"
            `real`: the absolute value of the real part is the magnitude.
        statistics : str or None, default None
            Replace the time axis by statistics over time, in this order, e.g.
            `mean,std,min,p5,median,p95,max`; at most 16. `std` divides by the number of frames,
            percentiles are interpolated linearly and take at most 4194304 frames.

        Returns
        -------
        Features
            Values, axes, unit and receipt.
        """

    @feature
    def spectral_contrast(
        self,
        sound: Sound,
        /,
        *,
        preset: None = None,
        sample_rate: int | None = None,
        channel: Literal["mean", "first", "each"] | int = "mean",
        offset: float = 0.0,
        duration: float | None = None,
        n_fft: int = 2048,
        win_length: int | Omitted = OMITTED,
        hop_length: int = 512,
        window: Window = "hann",
        center: bool = True,
        pad_mode: PadMode = "constant",
        fmin: float = 200.0,
        n_bands: int = 6,
        quantile: float = 0.02,
        linear: bool = False,
        top_db: float | None = 80.0,
        pitch_shift: float = 0.0,
        silence: Literal["trim", "split", "all"] | None = None,
        silence_top_db: float = 20.0,
        silence_ref: Literal["max"] | float = "max",
        silence_padding: float = 200.0,
        silence_hop_length: int = 512,
        level: Literal["peak", "rms"] | None = None,
        level_db: float | None = None,
        gain_db: float = 0.0,
        pad_to: float | None = None,
        pad_with: Literal["zeros", "repeat", "reflect"] = "zeros",
        pad_at: Literal["after", "before", "both", "random"] = "after",
        crop: float | None = None,
        random_seed: int = 0,
        segment: float | None = None,
        speed: float = 1.0,
        time_shift: Literal["random"] | float = 0.0,
        time_shift_with: Literal["roll", "zeros"] = "roll",
        noise: Literal["white", "pink", "brown", "blue", "violet"] | None = None,
        noise_snr_db: float = 20.0,
        cut_out: float | None = None,
        cut_outs: int = 1,
        augment_seed: int = 0,
        input_scale: float = 1.0,
        wave_norm: Literal["mean", "standard", "minmax", "peak", "rms"] | None = None,
        wave_norm_eps: float = 1e-07,
        fit: Literal["zeros", "repeat", "repeat_zeros", "cut"] | None = None,
        fit_length: int | None = None,
        fit_step: int | None = None,
        dither: float = 0.0,
        seed: int = 0,
        preemphasis: float = 0.0,
        preemphasis_on: Literal["wave", "wave_valid", "frame"] = "wave",
        periodic: bool = True,
        window_place: Literal["center", "left"] = "center",
        padding: Literal["hop", "round", "whole"] | None = None,
        drop_last: int = 0,
        remove_dc: bool = False,
        fft_norm: Literal["backward", "ortho", "forward"] = "backward",
        magnitude_eps: float = 0.0,
        component: Literal["magnitude", "real"] = "magnitude",
        statistics: str | None = None,
        resize_rows: int | None = None,
        resize_frames: int | None = None,
        roll: Literal["random"] | int = 0,
        time_masks: int = 0,
        time_mask_width: int = 100,
        freq_masks: int = 0,
        freq_mask_width: int = 27,
        mask_with: Literal["mean"] | float = "mean",
        array_seed: int = 0,
        deltas: int = 0,
        delta_width: int = 9,
        frames: int | None = None,
        frames_fit: Literal["before", "after"] = "after",
        bias: float = 0.0,
        gain: float = 1.0,
        normalize: Literal["mean", "standard"] | None = None,
        ddof: int = 0,
        normalize_eps: float = 0.0,
        eps_place: Literal["add", "inside"] = "add",
        masked_frames: int = 0,
        stack: int = 1,
        patch_frames: int | None = None,
        patch_hop: int | None = None,
        time_axis: Literal["last", "first"] = "last",
    ) -> Features:
        """Spectral contrast: the level of the peaks above that of the valleys in bands of an octave.

        Equal to `librosa.feature.spectral_contrast`: peaks and valleys are means of the largest and
        the smallest magnitudes of a band, 10 log10 of them is subtracted. With `channel=each`,
        `top_db` spans the whole answer (librosa 0.11's meaning, also under 1.x).

        Parameters
        ----------
        sound : Sound
            Path, bytes or file of a recording, samples (with `sample_rate`), or a tone spec.
        preset : None, default None
            Lay the values of a published front-end under those of this query, see `GET
            /v1/presets`; a name without a version means the newest.
        sample_rate : int or None, default None
            Resample to this rate, Hz. `none`, the default, keeps the recording's own. For
            `application/x-npy` it says the rate of the samples and is required.
        channel : Literal["mean", "first", "each"] or int, default "mean"
            Mean of the channels, the first, each of them (adds a leading axis), or one by its
            number from 0.
        offset : float, default 0.0
            Skip this much at the beginning, s.
        duration : float or None, default None
            Use at most this much from `offset` on, s. `none`: to the end.
        n_fft : int, default 2048
            Length of a frame and of its Fourier transform, samples.
        win_length : int, optional
            Length of the window, samples, at most `n_fft`; it is centred in the frame. Default:
            `n_fft`.
        hop_length : int, default 512
            Step from one frame to the next, samples.
        window : Window, default "hann"
            Window function; `povey` is Kaldi's, Hann's to the power of 0.85.
        center : bool, default True
            Frame t is centred at sample t * `hop_length`, the sound being extended by `n_fft` // 2
            at both ends; otherwise frame t begins there.
        pad_mode : PadMode, default "constant"
            How the sound is extended: with zeros, its edge value, a ramp to zero, its mirror image
            without (`reflect`) or with (`symmetric`) the edge sample.
        fmin : float, default 200.0
            Upper edge of the lowest band, Hz; the bands above are octaves, and the highest begins
            below half the sample rate.
        n_bands : int, default 6
            Number of octaves above `fmin`.
        quantile : float, default 0.02
            Share of a band's bins that is its peak and its valley.
        linear : bool, default False
            The difference of the magnitudes instead of the difference of decibels.
        top_db : float or None, default 80.0
            Range of the peaks, and of the valleys, below the largest of the whole answer, dB; lower
            ones are raised to it. `none` for no limit.
        pitch_shift : float, default 0.0
            Raise the pitch by this many semitones, as `librosa.effects.pitch_shift`: duration and
            rate stay. At most 4194304 samples over all channels.
        silence : Literal["trim", "split", "all"] or None, default None
            Leave out silence: at both ends (`trim`), everywhere (`all`), or everywhere with what
            lies between as sounds of their own (`split`, as npz). A frame of 2048 samples is silent
            as `librosa.effects.split` has it. A sound that is silent throughout is refused.
        silence_top_db : float, default 20.0
            Frames at least this far below `silence_ref` are silent, dB.
        silence_ref : Literal["max"] or float, default "max"
            What `silence_top_db` is counted from: the loudest frame of the sound (`max`), or a root
            mean square that is the same for all sounds; full scale is 1.
        silence_padding : float, default 200.0
            Silence that is kept on either side of what is not, ms.
        silence_hop_length : int, default 512
            Step from one frame to the next for `silence`, samples; fastai_audio steps by its
            padding.
        level : Literal["peak", "rms"] or None, default None
            Bring the largest sample, or the root mean square, to `level_db`, by one factor for all
            channels and parts; `wave_norm`, which comes later, divides each channel by its own. A
            sound of zeros stays as it is.
        level_db : float or None, default None
            Level for `level`, dB from full scale. `none`, the default, is 0 for `peak` and -20 for
            `rms`.
        gain_db : float, default 0.0
            Amplify by this much, dB.
        pad_to : float or None, default None
            Make a shorter sound this long, s, at most the longest that the service takes; a longer
            one is left as it is. `fit`, which comes later, counts in samples and cuts, too.
        pad_with : Literal["zeros", "repeat", "reflect"], default "zeros"
            What is added: zeros, the sound again and again, or its mirror images; of a sound of at
            most 16777216 samples over all channels.
        pad_at : Literal["after", "before", "both", "random"], default "after"
            Where it is added: after the sound, before it, half on `both` sides, or split by chance.
        crop : float or None, default None
            Take this much, s, from a place chosen by chance; with `pad_to` of the same value every
            sound becomes this long. `offset` and `duration` take the place that they say.
        random_seed : int, default 0
            Seed of the chances of `crop` and `pad_at=random`.
        segment : float or None, default None
            Cut into sounds of this length, s, as npz, the last one filled up with zeros.
        speed : float, default 1.0
            Factor on the speed, by resampling: pitch and length change together, as with SoX's
            `speed`. `pitch_shift` changes the pitch alone.
        time_shift : Literal["random"] or float, default 0.0
            Move the sound this much later, s; a negative number moves it earlier. `random`: by any
            number of samples, with `time_shift_with=roll`.
        time_shift_with : Literal["roll", "zeros"], default "roll"
            What fills the gap: what left the sound at the other end, as `numpy.roll`, or zeros.
        noise : Literal["white", "pink", "brown", "blue", "violet"] or None, default None
            Add Gaussian noise whose power density is proportional to 1 / f^b: b is 0 for white, 1
            for pink, 2 for brown, -1 for blue, -2 for violet. Each channel gets its own. Noise that
            is not white takes at most 16777216 samples over all channels.
        noise_snr_db : float, default 20.0
            Power of the sound over that of the noise, dB, both measured over all samples and
            channels, zeros of `pad_to` and `time_shift` included. A sound of zeros stays as it is.
        cut_out : float or None, default None
            Make zeros of this much of the sound, s, at most all of it, at a place chosen by chance.
        cut_outs : int, default 1
            Number of places for `cut_out`, which may overlap.
        augment_seed : int, default 0
            Seed of the chances of `time_shift=random`, `noise` and `cut_out`; what they decided is
            in the receipt.
        input_scale : float, default 1.0
            Multiplies the samples; 32768 gives the scale of 16-bit integers.
        wave_norm : Literal["mean", "standard", "minmax", "peak", "rms"] or None, default None
            Normalise each channel of the whole wave: without its mean; `standard`, also divided by
            the square root of its variance plus `wave_norm_eps`; `minmax`, to [-1, 1]; `peak` or
            `rms`, divided by that.
        wave_norm_eps : float, default 1e-07
            Small number that guards the divisor of `wave_norm`.
        fit : Literal["zeros", "repeat", "repeat_zeros", "cut"] or None, default None
            Make the wave `fit_length` samples long: fill it with zeros, with itself (`repeat`),
            with itself as often as it fits whole and then zeros (`repeat_zeros`), or only `cut` it.
        fit_length : int or None, default None
            Length for `fit`, samples.
        fit_step : int or None, default None
            With `fit=zeros`: as long as `fit_length` plus the fewest multiples of this, samples,
            that hold the wave, which is then never cut.
        dither : float, default 0.0
            Standard deviation of Gaussian noise that is added, in the unit of the scaled samples.
        seed : int, default 0
            Seed of `dither`.
        preemphasis : float, default 0.0
            a in x[n] - a x[n - 1], usually 0.97; 0 for none.
        preemphasis_on : Literal["wave", "wave_valid", "frame"], default "wave"
            `wave` keeps the first sample as it is, `wave_valid` drops it; `frame`: inside each
            frame, whose first sample is multiplied by 1 - a, before the window (Kaldi, HTK).
        periodic : bool, default True
            A periodic window; otherwise a symmetric one.
        window_place : Literal["center", "left"], default "center"
            `center`: a frame has `n_fft` samples, the window is in its middle; `left`: it has
            `win_length` samples, and zeros follow up to `n_fft` (Kaldi).
        padding : Literal["hop", "round", "whole"] or None, default None
            With `center=false`: how the sound is extended; `hop`: by (`n_fft` - `hop_length`) // 2
            at both ends; `round`: so that frames are centred in steps (Kaldi's snip_edges=false,
            with `pad_mode=symmetric`); `whole`: with zeros, so that the last frame is whole.
        drop_last : int, default 0
            So many samples at the end of the extended sound make no frame.
        remove_dc : bool, default False
            Subtract each frame's mean.
        fft_norm : Literal["backward", "ortho", "forward"], default "backward"
            Divide the transform by nothing, by the square root of `n_fft`, or by `n_fft`.
        magnitude_eps : float, default 0.0
            Magnitude is sqrt(re^2 + im^2 + this number).
        component : Literal["magnitude", "real"], default "magnitude"
            `real`: the absolute value of the real part is the magnitude.
        statistics : str or None, default None
            Replace the time axis by statistics over time, in this order, e.g.
            `mean,std,min,p5,median,p95,max`; at most 16. `std` divides by the number of frames,
            percentiles are interpolated linearly and take at most 4194304 frames.
        resize_rows : int or None, default None
            Number of rows to make, by linear interpolation between centres of cells, as
            `torch.nn.functional.interpolate` with align_corners=False.
        resize_frames : int or None, default None
            Make so many frames, by linear interpolation as for `resize_rows`.
        roll : Literal["random"] or int, default 0
            Move the array this many frames later, what leaves it at the end coming in at the
            beginning, as `numpy.roll`; a negative number moves it earlier; `random`: by any number.
        time_masks : int, default 0
            Number of spans of time, chosen by chance, that become `mask_with`; they may overlap.
        time_mask_width : int, default 100
            A time mask has from 0 up to this many frames, and no more than there are.
        freq_masks : int, default 0
            Number of spans of rows, chosen by chance, that become `mask_with`; they may overlap.
        freq_mask_width : int, default 27
            Largest number of rows in a frequency mask; it has from 0 up to this, and no more than
            there are.
        mask_with : Literal["mean"] or float, default "mean"
            What masks consist of: this number, or the mean of the array, over all channels.
        array_seed : int, default 0
            Seed of the chances of `roll=random`, `time_masks` and `freq_masks`; what they decided
            is in the receipt.
        deltas : int, default 0
            Append so many derivatives over time behind the rows: `librosa.feature.delta` with
            mode='nearest'.
        delta_width : int, default 9
            Frames that a derivative is fitted to; an odd number.
        frames : int or None, default None
            Cut to so many frames, or fill up with frames of zeros.
        frames_fit : Literal["before", "after"], default "after"
            Whether `frames` comes before or after `bias`, `gain` and `normalize`.
        bias : float, default 0.0
            Values become (x + `bias`) * `gain`.
        gain : float, default 1.0
            Factor on x + `bias`.
        normalize : Literal["mean", "standard"] or None, default None
            Take from each row its mean over time; `standard`: and divide it by its standard
            deviation. A row without any deviation becomes zeros.
        ddof : int, default 0
            The variance is the sum of squares over the number of frames minus this.
        normalize_eps : float, default 0.0
            Small number that guards the standard deviation.
        eps_place : Literal["add", "inside"], default "add"
            Divide by sqrt(variance) + eps, or by sqrt(variance + eps).
        masked_frames : int, default 0
            The last so many frames do not count for `normalize` and become 0.
        stack : int, default 1
            Put so many frames side by side; what is left over is dropped.
        patch_frames : int or None, default None
            Cut into patches of so many frames; only whole ones.
        patch_hop : int or None, default None
            Frames from one patch to the next. `none`: `patch_frames`.
        time_axis : Literal["last", "first"], default "last"
            Whether the axis of frames is the last or the first.

        Returns
        -------
        Features
            Values, axes, unit and receipt.
        """

    @feature
    def spectral_flatness(
        self,
        sound: Sound,
        /,
        *,
        preset: None = None,
        sample_rate: int | None = None,
        channel: Literal["mean", "first", "each"] | int = "mean",
        offset: float = 0.0,
        duration: float | None = None,
        n_fft: int = 2048,
        win_length: int | Omitted = OMITTED,
        hop_length: int = 512,
        window: Window = "hann",
        center: bool = True,
        pad_mode: PadMode = "constant",
        power: float = 2.0,
        amin: float = 1e-10,
        pitch_shift: float = 0.0,
        silence: Literal["trim", "split", "all"] | None = None,
        silence_top_db: float = 20.0,
        silence_ref: Literal["max"] | float = "max",
        silence_padding: float = 200.0,
        silence_hop_length: int = 512,
        level: Literal["peak", "rms"] | None = None,
        level_db: float | None = None,
        gain_db: float = 0.0,
        pad_to: float | None = None,
        pad_with: Literal["zeros", "repeat", "reflect"] = "zeros",
        pad_at: Literal["after", "before", "both", "random"] = "after",
        crop: float | None = None,
        random_seed: int = 0,
        segment: float | None = None,
        speed: float = 1.0,
        time_shift: Literal["random"] | float = 0.0,
        time_shift_with: Literal["roll", "zeros"] = "roll",
        noise: Literal["white", "pink", "brown", "blue", "violet"] | None = None,
        noise_snr_db: float = 20.0,
        cut_out: float | None = None,
        cut_outs: int = 1,
        augment_seed: int = 0,
        input_scale: float = 1.0,
        wave_norm: Literal["mean", "standard", "minmax", "peak", "rms"] | None = None,
        wave_norm_eps: float = 1e-07,
        fit: Literal["zeros", "repeat", "repeat_zeros", "cut"] | None = None,
        fit_length: int | None = None,
        fit_step: int | None = None,
        dither: float = 0.0,
        seed: int = 0,
        preemphasis: float = 0.0,
        preemphasis_on: Literal["wave", "wave_valid", "frame"] = "wave",
        periodic: bool = True,
        window_place: Literal["center", "left"] = "center",
        padding: Literal["hop", "round", "whole"] | None = None,
        drop_last: int = 0,
        remove_dc: bool = False,
        fft_norm: Literal["backward", "ortho", "forward"] = "backward",
        magnitude_eps: float = 0.0,
        component: Literal["magnitude", "real"] = "magnitude",
        statistics: str | None = None,
    ) -> Features:
        """Spectral flatness: the geometric mean of each frame's power over its arithmetic mean.

        Equal to `librosa.feature.spectral_flatness`: 1 for white noise and for silence, near 0 for
        a tone.

        Parameters
        ----------
        sound : Sound
            Path, bytes or file of a recording, samples (with `sample_rate`), or a tone spec.
        preset : None, default None
            Lay the values of a published front-end under those of this query, see `GET
            /v1/presets`; a name without a version means the newest.
        sample_rate : int or None, default None
            Resample to this rate, Hz. `none`, the default, keeps the recording's own. For
            `application/x-npy` it says the rate of the samples and is required.
        channel : Literal["mean", "first", "each"] or int, default "mean"
            Mean of the channels, the first, each of them (adds a leading axis), or one by its
            number from 0.
        offset : float, default 0.0
            Skip this much at the beginning, s.
        duration : float or None, default None
            Use at most this much from `offset` on, s. `none`: to the end.
        n_fft : int, default 2048
            Length of a frame and of its Fourier transform, samples.
        win_length : int, optional
            Length of the window, samples, at most `n_fft`; it is centred in the frame. Default:
            `n_fft`.
        hop_length : int, default 512
            Step from one frame to the next, samples.
        window : Window, default "hann"
            Window function; `povey` is Kaldi's, Hann's to the power of 0.85.
        center : bool, default True
            Frame t is centred at sample t * `hop_length`, the sound being extended by `n_fft` // 2
            at both ends; otherwise frame t begins there.
        pad_mode : PadMode, default "constant"
            How the sound is extended: with zeros, its edge value, a ramp to zero, its mirror image
            without (`reflect`) or with (`symmetric`) the edge sample.
        power : float, default 2.0
            Exponent of the magnitude: 2 is power.
        amin : float, default 1e-10
            Magnitudes raised to `power` are at least this number.
        pitch_shift : float, default 0.0
            Raise the pitch by this many semitones, as `librosa.effects.pitch_shift`: duration and
            rate stay. At most 4194304 samples over all channels.
        silence : Literal["trim", "split", "all"] or None, default None
            Leave out silence: at both ends (`trim`), everywhere (`all`), or everywhere with what
            lies between as sounds of their own (`split`, as npz). A frame of 2048 samples is silent
            as `librosa.effects.split` has it. A sound that is silent throughout is refused.
        silence_top_db : float, default 20.0
            Frames at least this far below `silence_ref` are silent, dB.
        silence_ref : Literal["max"] or float, default "max"
            What `silence_top_db` is counted from: the loudest frame of the sound (`max`), or a root
            mean square that is the same for all sounds; full scale is 1.
        silence_padding : float, default 200.0
            Silence that is kept on either side of what is not, ms.
        silence_hop_length : int, default 512
            Step from one frame to the next for `silence`, samples; fastai_audio steps by its
            padding.
        level : Literal["peak", "rms"] or None, default None
            Bring the largest sample, or the root mean square, to `level_db`, by one factor for all
            channels and parts; `wave_norm`, which comes later, divides each channel by its own. A
            sound of zeros stays as it is.
        level_db : float or None, default None
            Level for `level`, dB from full scale. `none`, the default, is 0 for `peak` and -20 for
            `rms`.
        gain_db : float, default 0.0
            Amplify by this much, dB.
        pad_to : float or None, default None
            Make a shorter sound this long, s, at most the longest that the service takes; a longer
            one is left as it is. `fit`, which comes later, counts in samples and cuts, too.
        pad_with : Literal["zeros", "repeat", "reflect"], default "zeros"
            What is added: zeros, the sound again and again, or its mirror images; of a sound of at
            most 16777216 samples over all channels.
        pad_at : Literal["after", "before", "both", "random"], default "after"
            Where it is added: after the sound, before it, half on `both` sides, or split by chance.
        crop : float or None, default None
            Take this much, s, from a place chosen by chance; with `pad_to` of the same value every
            sound becomes this long. `offset` and `duration` take the place that they say.
        random_seed : int, default 0
            Seed of the chances of `crop` and `pad_at=random`.
        segment : float or None, default None
            Cut into sounds of this length, s, as npz, the last one filled up with zeros.
        speed : float, default 1.0
            Factor on the speed, by resampling: pitch and length change together, as with SoX's
            `speed`. `pitch_shift` changes the pitch alone.
        time_shift : Literal["random"] or float, default 0.0
            Move the sound this much later, s; a negative number moves it earlier. `random`: by any
            number of samples, with `time_shift_with=roll`.
        time_shift_with : Literal["roll", "zeros"], default "roll"
            What fills the gap: what left the sound at the other end, as `numpy.roll`, or zeros.
        noise : Literal["white", "pink", "brown", "blue", "violet"] or None, default None
            Add Gaussian noise whose power density is proportional to 1 / f^b: b is 0 for white, 1
            for pink, 2 for brown, -1 for blue, -2 for violet. Each channel gets its own. Noise that
            is not white takes at most 16777216 samples over all channels.
        noise_snr_db : float, default 20.0
            Power of the sound over that of the noise, dB, both measured over all samples and
            channels, zeros of `pad_to` and `time_shift` included. A sound of zeros stays as it is.
        cut_out : float or None, default None
            Make zeros of this much of the sound, s, at most all of it, at a place chosen by chance.
        cut_outs : int, default 1
            Number of places for `cut_out`, which may overlap.
        augment_seed : int, default 0
            Seed of the chances of `time_shift=random`, `noise` and `cut_out`; what they decided is
            in the receipt.
        input_scale : float, default 1.0
            Multiplies the samples; 32768 gives the scale of 16-bit integers.
        wave_norm : Literal["mean", "standard", "minmax", "peak", "rms"] or None, default None
            Normalise each channel of the whole wave: without its mean; `standard`, also divided by
            the square root of its variance plus `wave_norm_eps`; `minmax`, to [-1, 1]; `peak` or
            `rms`, divided by that.
        wave_norm_eps : float, default 1e-07
            Small number that guards the divisor of `wave_norm`.
        fit : Literal["zeros", "repeat", "repeat_zeros", "cut"] or None, default None
            Make the wave `fit_length` samples long: fill it with zeros, with itself (`repeat`),
            with itself as often as it fits whole and then zeros (`repeat_zeros`), or only `cut` it.
        fit_length : int or None, default None
            Length for `fit`, samples.
        fit_step : int or None, default None
            With `fit=zeros`: as long as `fit_length` plus the fewest multiples of this, samples,
            that hold the wave, which is then never cut.
        dither : float, default 0.0
            Standard deviation of Gaussian noise that is added, in the unit of the scaled samples.
        seed : int, default 0
            Seed of `dither`.
        preemphasis : float, default 0.0
            a in x[n] - a x[n - 1], usually 0.97; 0 for none.
        preemphasis_on : Literal["wave", "wave_valid", "frame"], default "wave"
            `wave` keeps the first sample as it is, `wave_valid` drops it; `frame`: inside each
            frame, whose first sample is multiplied by 1 - a, before the window (Kaldi, HTK).
        periodic : bool, default True
            A periodic window; otherwise a symmetric one.
        window_place : Literal["center", "left"], default "center"
            `center`: a frame has `n_fft` samples, the window is in its middle; `left`: it has
            `win_length` samples, and zeros follow up to `n_fft` (Kaldi).
        padding : Literal["hop", "round", "whole"] or None, default None
            With `center=false`: how the sound is extended; `hop`: by (`n_fft` - `hop_length`) // 2
            at both ends; `round`: so that frames are centred in steps (Kaldi's snip_edges=false,
            with `pad_mode=symmetric`); `whole`: with zeros, so that the last frame is whole.
        drop_last : int, default 0
            So many samples at the end of the extended sound make no frame.
        remove_dc : bool, default False
            Subtract each frame's mean.
        fft_norm : Literal["backward", "ortho", "forward"], default "backward"
            Divide the transform by nothing, by the square root of `n_fft`, or by `n_fft`.
        magnitude_eps : float, default 0.0
            Magnitude is sqrt(re^2 + im^2 + this number).
        component : Literal["magnitude", "real"], default "magnitude"
            `real`: the absolute value of the real part is the magnitude.
        statistics : str or None, default None
            Replace the time axis by statistics over time, in this order, e.g.
            `mean,std,min,p5,median,p95,max`; at most 16. `std` divides by the number of frames,
            percentiles are interpolated linearly and take at most 4194304 frames.

        Returns
        -------
        Features
            Values, axes, unit and receipt.
        """

    @feature
    def spectral_rolloff(
        self,
        sound: Sound,
        /,
        *,
        preset: None = None,
        sample_rate: int | None = None,
        channel: Literal["mean", "first", "each"] | int = "mean",
        offset: float = 0.0,
        duration: float | None = None,
        n_fft: int = 2048,
        win_length: int | Omitted = OMITTED,
        hop_length: int = 512,
        window: Window = "hann",
        center: bool = True,
        pad_mode: PadMode = "constant",
        roll_percent: float = 0.85,
        pitch_shift: float = 0.0,
        silence: Literal["trim", "split", "all"] | None = None,
        silence_top_db: float = 20.0,
        silence_ref: Literal["max"] | float = "max",
        silence_padding: float = 200.0,
        silence_hop_length: int = 512,
        level: Literal["peak", "rms"] | None = None,
        level_db: float | None = None,
        gain_db: float = 0.0,
        pad_to: float | None = None,
        pad_with: Literal["zeros", "repeat", "reflect"] = "zeros",
        pad_at: Literal["after", "before", "both", "random"] = "after",
        crop: float | None = None,
        random_seed: int = 0,
        segment: float | None = None,
        speed: float = 1.0,
        time_shift: Literal["random"] | float = 0.0,
        time_shift_with: Literal["roll", "zeros"] = "roll",
        noise: Literal["white", "pink", "brown", "blue", "violet"] | None = None,
        noise_snr_db: float = 20.0,
        cut_out: float | None = None,
        cut_outs: int = 1,
        augment_seed: int = 0,
        input_scale: float = 1.0,
        wave_norm: Literal["mean", "standard", "minmax", "peak", "rms"] | None = None,
        wave_norm_eps: float = 1e-07,
        fit: Literal["zeros", "repeat", "repeat_zeros", "cut"] | None = None,
        fit_length: int | None = None,
        fit_step: int | None = None,
        dither: float = 0.0,
        seed: int = 0,
        preemphasis: float = 0.0,
        preemphasis_on: Literal["wave", "wave_valid", "frame"] = "wave",
        periodic: bool = True,
        window_place: Literal["center", "left"] = "center",
        padding: Literal["hop", "round", "whole"] | None = None,
        drop_last: int = 0,
        remove_dc: bool = False,
        fft_norm: Literal["backward", "ortho", "forward"] = "backward",
        magnitude_eps: float = 0.0,
        component: Literal["magnitude", "real"] = "magnitude",
        statistics: str | None = None,
    ) -> Features:
        """Spectral rolloff: the frequency below which a share of each frame's magnitude lies.

        Equal to `librosa.feature.spectral_rolloff`: the first bin at which the sum of the
        magnitudes reaches `roll_percent` of all; 0 for silence.

        Parameters
        ----------
        sound : Sound
            Path, bytes or file of a recording, samples (with `sample_rate`), or a tone spec.
        preset : None, default None
            Lay the values of a published front-end under those of this query, see `GET
            /v1/presets`; a name without a version means the newest.
        sample_rate : int or None, default None
            Resample to this rate, Hz. `none`, the default, keeps the recording's own. For
            `application/x-npy` it says the rate of the samples and is required.
        channel : Literal["mean", "first", "each"] or int, default "mean"
            Mean of the channels, the first, each of them (adds a leading axis), or one by its
            number from 0.
        offset : float, default 0.0
            Skip this much at the beginning, s.
        duration : float or None, default None
            Use at most this much from `offset` on, s. `none`: to the end.
        n_fft : int, default 2048
            Length of a frame and of its Fourier transform, samples.
        win_length : int, optional
            Length of the window, samples, at most `n_fft`; it is centred in the frame. Default:
            `n_fft`.
        hop_length : int, default 512
            Step from one frame to the next, samples.
        window : Window, default "hann"
            Window function; `povey` is Kaldi's, Hann's to the power of 0.85.
        center : bool, default True
            Frame t is centred at sample t * `hop_length`, the sound being extended by `n_fft` // 2
            at both ends; otherwise frame t begins there.
        pad_mode : PadMode, default "constant"
            How the sound is extended: with zeros, its edge value, a ramp to zero, its mirror image
            without (`reflect`) or with (`symmetric`) the edge sample.
        roll_percent : float, default 0.85
            Share of the summed magnitudes that lies below.
        pitch_shift : float, default 0.0
            Raise the pitch by this many semitones, as `librosa.effects.pitch_shift`: duration and
            rate stay. At most 4194304 samples over all channels.
        silence : Literal["trim", "split", "all"] or None, default None
            Leave out silence: at both ends (`trim`), everywhere (`all`), or everywhere with what
            lies between as sounds of their own (`split`, as npz). A frame of 2048 samples is silent
            as `librosa.effects.split` has it. A sound that is silent throughout is refused.
        silence_top_db : float, default 20.0
            Frames at least this far below `silence_ref` are silent, dB.
        silence_ref : Literal["max"] or float, default "max"
            What `silence_top_db` is counted from: the loudest frame of the sound (`max`), or a root
            mean square that is the same for all sounds; full scale is 1.
        silence_padding : float, default 200.0
            Silence that is kept on either side of what is not, ms.
        silence_hop_length : int, default 512
            Step from one frame to the next for `silence`, samples; fastai_audio steps by its
            padding.
        level : Literal["peak", "rms"] or None, default None
            Bring the largest sample, or the root mean square, to `level_db`, by one factor for all
            channels and parts; `wave_norm`, which comes later, divides each channel by its own. A
            sound of zeros stays as it is.
        level_db : float or None, default None
            Level for `level`, dB from full scale. `none`, the default, is 0 for `peak` and -20 for
            `rms`.
        gain_db : float, default 0.0
            Amplify by this much, dB.
        pad_to : float or None, default None
            Make a shorter sound this long, s, at most the longest that the service takes; a longer
            one is left as it is. `fit`, which comes later, counts in samples and cuts, too.
        pad_with : Literal["zeros", "repeat", "reflect"], default "zeros"
            What is added: zeros, the sound again and again, or its mirror images; of a sound of at
            most 16777216 samples over all channels.
        pad_at : Literal["after", "before", "both", "random"], default "after"
            Where it is added: after the sound, before it, half on `both` sides, or split by chance.
        crop : float or None, default None
            Take this much, s, from a place chosen by chance; with `pad_to` of the same value every
            sound becomes this long. `offset` and `duration` take the place that they say.
        random_seed : int, default 0
            Seed of the chances of `crop` and `pad_at=random`.
        segment : float or None, default None
            Cut into sounds of this length, s, as npz, the last one filled up with zeros.
        speed : float, default 1.0
            Factor on the speed, by resampling: pitch and length change together, as with SoX's
            `speed`. `pitch_shift` changes the pitch alone.
        time_shift : Literal["random"] or float, default 0.0
            Move the sound this much later, s; a negative number moves it earlier. `random`: by any
            number of samples, with `time_shift_with=roll`.
        time_shift_with : Literal["roll", "zeros"], default "roll"
            What fills the gap: what left the sound at the other end, as `numpy.roll`, or zeros.
        noise : Literal["white", "pink", "brown", "blue", "violet"] or None, default None
            Add Gaussian noise whose power density is proportional to 1 / f^b: b is 0 for white, 1
            for pink, 2 for brown, -1 for blue, -2 for violet. Each channel gets its own. Noise that
            is not white takes at most 16777216 samples over all channels.
        noise_snr_db : float, default 20.0
            Power of the sound over that of the noise, dB, both measured over all samples and
            channels, zeros of `pad_to` and `time_shift` included. A sound of zeros stays as it is.
        cut_out : float or None, default None
            Make zeros of this much of the sound, s, at most all of it, at a place chosen by chance.
        cut_outs : int, default 1
            Number of places for `cut_out`, which may overlap.
        augment_seed : int, default 0
            Seed of the chances of `time_shift=random`, `noise` and `cut_out`; what they decided is
            in the receipt.
        input_scale : float, default 1.0
            Multiplies the samples; 32768 gives the scale of 16-bit integers.
        wave_norm : Literal["mean", "standard", "minmax", "peak", "rms"] or None, default None
            Normalise each channel of the whole wave: without its mean; `standard`, also divided by
            the square root of its variance plus `wave_norm_eps`; `minmax`, to [-1, 1]; `peak` or
            `rms`, divided by that.
        wave_norm_eps : float, default 1e-07
            Small number that guards the divisor of `wave_norm`.
        fit : Literal["zeros", "repeat", "repeat_zeros", "cut"] or None, default None
            Make the wave `fit_length` samples long: fill it with zeros, with itself (`repeat`),
            with itself as often as it fits whole and then zeros (`repeat_zeros`), or only `cut` it.
        fit_length : int or None, default None
            Length for `fit`, samples.
        fit_step : int or None, default None
            With `fit=zeros`: as long as `fit_length` plus the fewest multiples of this, samples,
            that hold the wave, which is then never cut.
        dither : float, default 0.0
            Standard deviation of Gaussian noise that is added, in the unit of the scaled samples.
        seed : int, default 0
            Seed of `dither`.
        preemphasis : float, default 0.0
            a in x[n] - a x[n - 1], usually 0.97; 0 for none.
        preemphasis_on : Literal["wave", "wave_valid", "frame"], default "wave"
            `wave` keeps the first sample as it is, `wave_valid` drops it; `frame`: inside each
            frame, whose first sample is multiplied by 1 - a, before the window (Kaldi, HTK).
        periodic : bool, default True
            A periodic window; otherwise a symmetric one.
        window_place : Literal["center", "left"], default "center"
            `center`: a frame has `n_fft` samples, the window is in its middle; `left`: it has
            `win_length` samples, and zeros follow up to `n_fft` (Kaldi).
        padding : Literal["hop", "round", "whole"] or None, default None
            With `center=false`: how the sound is extended; `hop`: by (`n_fft` - `hop_length`) // 2
            at both ends; `round`: so that frames are centred in steps (Kaldi's snip_edges=false,
            with `pad_mode=symmetric`); `whole`: with zeros, so that the last frame is whole.
        drop_last : int, default 0
            So many samples at the end of the extended sound make no frame.
        remove_dc : bool, default False
            Subtract each frame's mean.
        fft_norm : Literal["backward", "ortho", "forward"], default "backward"
            Divide the transform by nothing, by the square root of `n_fft`, or by `n_fft`.
        magnitude_eps : float, default 0.0
            Magnitude is sqrt(re^2 + im^2 + this number).
        component : Literal["magnitude", "real"], default "magnitude"
            `real`: the absolute value of the real part is the magnitude.
        statistics : str or None, default None
            Replace the time axis by statistics over time, in this order, e.g.
            `mean,std,min,p5,median,p95,max`; at most 16. `std` divides by the number of frames,
            percentiles are interpolated linearly and take at most 4194304 frames.

        Returns
        -------
        Features
            Values, axes, unit and receipt.
        """

    @feature
    def spectrum(
        self,
        sound: Sound,
        /,
        *,
        preset: None = None,
        sample_rate: int | None = None,
        channel: Literal["mean", "first", "each"] | int = "mean",
        offset: float = 0.0,
        duration: float | None = None,
        ref: Literal["max", "min"] | float = 1.0,
        amin: float | None = None,
        top_db: float | None = 80.0,
        scale: Literal["linear", "db", "log", "log10"] = "linear",
        pitch_shift: float = 0.0,
        silence: Literal["trim", "split", "all"] | None = None,
        silence_top_db: float = 20.0,
        silence_ref: Literal["max"] | float = "max",
        silence_padding: float = 200.0,
        silence_hop_length: int = 512,
        level: Literal["peak", "rms"] | None = None,
        level_db: float | None = None,
        gain_db: float = 0.0,
        pad_to: float | None = None,
        pad_with: Literal["zeros", "repeat", "reflect"] = "zeros",
        pad_at: Literal["after", "before", "both", "random"] = "after",
        crop: float | None = None,
        random_seed: int = 0,
        segment: float | None = None,
        speed: float = 1.0,
        time_shift: Literal["random"] | float = 0.0,
        time_shift_with: Literal["roll", "zeros"] = "roll",
        noise: Literal["white", "pink", "brown", "blue", "violet"] | None = None,
        noise_snr_db: float = 20.0,
        cut_out: float | None = None,
        cut_outs: int = 1,
        augment_seed: int = 0,
        top_db_scope: Literal["answer", "channel"] = "answer",
        guard: Literal["max", "add", "zeros"] = "max",
        log_range: float | None = None,
    ) -> Features:
        """Spectrum: the magnitude of one Fourier transform of the whole sound.

        Without a window and without scaling: a sine of amplitude A on a bin has the magnitude A n /
        2. At most 600 s of sound: the transform needs all of it at once.

        Parameters
        ----------
        sound : Sound
            Path, bytes or file of a recording, samples (with `sample_rate`), or a tone spec.
        preset : None, default None
            Lay the values of a published front-end under those of this query, see `GET
            /v1/presets`; a name without a version means the newest.
        sample_rate : int or None, default None
            Resample to this rate, Hz. `none`, the default, keeps the recording's own. For
            `application/x-npy` it says the rate of the samples and is required.
        channel : Literal["mean", "first", "each"] or int, default "mean"
            Mean of the channels, the first, each of them (adds a leading axis), or one by its
            number from 0.
        offset : float, default 0.0
            Skip this much at the beginning, s.
        duration : float or None, default None
            Use at most this much from `offset` on, s. `none`: to the end.
        ref : Literal["max", "min"] or float, default 1.0
            The value that is 0 dB, or `max` or `min` for the largest or smallest of the whole
            answer.
        amin : float or None, default None
            Values and `ref` below this count as this. `none`, the default, is librosa's: 1e-5 for
            magnitudes, 1e-10 for powers, in general 10 ** (-5 * exponent).
        top_db : float or None, default 80.0
            Range below the largest value of the whole answer, dB; lower values are raised to it.
            `none` for no limit.
        scale : Literal["linear", "db", "log", "log10"], default "linear"
            Linear values, decibels, natural or decimal logarithms.
        pitch_shift : float, default 0.0
            Raise the pitch by this many semitones, as `librosa.effects.pitch_shift`: duration and
            rate stay. At most 4194304 samples over all channels.
        silence : Literal["trim", "split", "all"] or None, default None
            Leave out silence: at both ends (`trim`), everywhere (`all`), or everywhere with what
            lies between as sounds of their own (`split`, as npz). A frame of 2048 samples is silent
            as `librosa.effects.split` has it. A sound that is silent throughout is refused.
        silence_top_db : float, default 20.0
            Frames at least this far below `silence_ref` are silent, dB.
        silence_ref : Literal["max"] or float, default "max"
            What `silence_top_db` is counted from: the loudest frame of the sound (`max`), or a root
            mean square that is the same for all sounds; full scale is 1.
        silence_padding : float, default 200.0
            Silence that is kept on either side of what is not, ms.
        silence_hop_length : int, default 512
            Step from one frame to the next for `silence`, samples; fastai_audio steps by its
            padding.
        level : Literal["peak", "rms"] or None, default None
            Bring the largest sample, or the root mean square, to `level_db`, by one factor for all
            channels and parts; `wave_norm`, which comes later, divides each channel by its own. A
            sound of zeros stays as it is.
        level_db : float or None, default None
            Level for `level`, dB from full scale. `none`, the default, is 0 for `peak` and -20 for
            `rms`.
        gain_db : float, default 0.0
            Amplify by this much, dB.
        pad_to : float or None, default None
            Make a shorter sound this long, s, at most the longest that the service takes; a longer
            one is left as it is. `fit`, which comes later, counts in samples and cuts, too.
        pad_with : Literal["zeros", "repeat", "reflect"], default "zeros"
            What is added: zeros, the sound again and again, or its mirror images; of a sound of at
            most 16777216 samples over all channels.
        pad_at : Literal["after", "before", "both", "random"], default "after"
            Where it is added: after the sound, before it, half on `both` sides, or split by chance.
        crop : float or None, default None
            Take this much, s, from a place chosen by chance; with `pad_to` of the same value every
            sound becomes this long. `offset` and `duration` take the place that they say.
        random_seed : int, default 0
            Seed of the chances of `crop` and `pad_at=random`.
        segment : float or None, default None
            Cut into sounds of this length, s, as npz, the last one filled up with zeros.
        speed : float, default 1.0
            Factor on the speed, by resampling: pitch and length change together, as with SoX's
            `speed`. `pitch_shift` changes the pitch alone.
        time_shift : Literal["random"] or float, default 0.0
            Move the sound this much later, s; a negative number moves it earlier. `random`: by any
            number of samples, with `time_shift_with=roll`.
        time_shift_with : Literal["roll", "zeros"], default "roll"
            What fills the gap: what left the sound at the other end, as `numpy.roll`, or zeros.
        noise : Literal["white", "pink", "brown", "blue", "violet"] or None, default None
            Add Gaussian noise whose power density is proportional to 1 / f^b: b is 0 for white, 1
            for pink, 2 for brown, -1 for blue, -2 for violet. Each channel gets its own. Noise that
            is not white takes at most 16777216 samples over all channels.
        noise_snr_db : float, default 20.0
            Power of the sound over that of the noise, dB, both measured over all samples and
            channels, zeros of `pad_to` and `time_shift` included. A sound of zeros stays as it is.
        cut_out : float or None, default None
            Make zeros of this much of the sound, s, at most all of it, at a place chosen by chance.
        cut_outs : int, default 1
            Number of places for `cut_out`, which may overlap.
        augment_seed : int, default 0
            Seed of the chances of `time_shift=random`, `noise` and `cut_out`; what they decided is
            in the receipt.
        top_db_scope : Literal["answer", "channel"], default "answer"
            Whether `top_db`, `ref=max` and `ref=min` mean the whole answer or each channel.
        guard : Literal["max", "add", "zeros"], default "max"
            With `scale=log` or `log10`: log(max(x, `amin`)), log(x + `amin`), or log(`amin`) for
            zeros only.
        log_range : float or None, default None
            With `scale=log` or `log10`: values more than this number below the largest are raised
            to there.

        Returns
        -------
        Features
            Values, axes, unit and receipt.
        """

    @feature
    def stft(
        self,
        sound: Sound,
        /,
        *,
        preset: None = None,
        sample_rate: int | None = None,
        channel: Literal["mean", "first", "each"] | int = "mean",
        offset: float = 0.0,
        duration: float | None = None,
        n_fft: int = 2048,
        win_length: int | Omitted = OMITTED,
        hop_length: int | Omitted = OMITTED,
        window: Window = "hann",
        center: bool = True,
        pad_mode: PadMode = "constant",
        ref: Literal["max", "min"] | float = 1.0,
        amin: float | None = None,
        top_db: float | None = 80.0,
        scale: Literal["linear", "db", "log", "log10"] = "linear",
        part: Literal["magnitude", "power", "phase", "complex"] = "magnitude",
        pitch_shift: float = 0.0,
        silence: Literal["trim", "split", "all"] | None = None,
        silence_top_db: float = 20.0,
        silence_ref: Literal["max"] | float = "max",
        silence_padding: float = 200.0,
        silence_hop_length: int = 512,
        level: Literal["peak", "rms"] | None = None,
        level_db: float | None = None,
        gain_db: float = 0.0,
        pad_to: float | None = None,
        pad_with: Literal["zeros", "repeat", "reflect"] = "zeros",
        pad_at: Literal["after", "before", "both", "random"] = "after",
        crop: float | None = None,
        random_seed: int = 0,
        segment: float | None = None,
        speed: float = 1.0,
        time_shift: Literal["random"] | float = 0.0,
        time_shift_with: Literal["roll", "zeros"] = "roll",
        noise: Literal["white", "pink", "brown", "blue", "violet"] | None = None,
        noise_snr_db: float = 20.0,
        cut_out: float | None = None,
        cut_outs: int = 1,
        augment_seed: int = 0,
        input_scale: float = 1.0,
        wave_norm: Literal["mean", "standard", "minmax", "peak", "rms"] | None = None,
        wave_norm_eps: float = 1e-07,
        fit: Literal["zeros", "repeat", "repeat_zeros", "cut"] | None = None,
        fit_length: int | None = None,
        fit_step: int | None = None,
        dither: float = 0.0,
        seed: int = 0,
        preemphasis: float = 0.0,
        preemphasis_on: Literal["wave", "wave_valid", "frame"] = "wave",
        periodic: bool = True,
        window_place: Literal["center", "left"] = "center",
        padding: Literal["hop", "round", "whole"] | None = None,
        drop_last: int = 0,
        remove_dc: bool = False,
        fft_norm: Literal["backward", "ortho", "forward"] = "backward",
        magnitude_eps: float = 0.0,
        component: Literal["magnitude", "real"] = "magnitude",
        top_db_scope: Literal["answer", "channel"] = "answer",
        guard: Literal["max", "add", "zeros"] = "max",
        log_range: float | None = None,
        statistics: str | None = None,
        resize_rows: int | None = None,
        resize_frames: int | None = None,
        roll: Literal["random"] | int = 0,
        time_masks: int = 0,
        time_mask_width: int = 100,
        freq_masks: int = 0,
        freq_mask_width: int = 27,
        mask_with: Literal["mean"] | float = "mean",
        array_seed: int = 0,
        deltas: int = 0,
        delta_width: int = 9,
        frames: int | None = None,
        frames_fit: Literal["before", "after"] = "after",
        bias: float = 0.0,
        gain: float = 1.0,
        normalize: Literal["mean", "standard"] | None = None,
        ddof: int = 0,
        normalize_eps: float = 0.0,
        eps_place: Literal["add", "inside"] = "add",
        masked_frames: int = 0,
        stack: int = 1,
        patch_frames: int | None = None,
        patch_hop: int | None = None,
        time_axis: Literal["last", "first"] = "last",
    ) -> Features:
        """Short-time Fourier transform: the spectrum of each frame.

        The magnitude, unless `part` says otherwise; equal to `librosa.stft` and, in decibels, to
        `librosa.amplitude_to_db` of its magnitude. A sine of amplitude A on a bin has the magnitude
        A * sum(window) / 2.

        Parameters
        ----------
        sound : Sound
            Path, bytes or file of a recording, samples (with `sample_rate`), or a tone spec.
        preset : None, default None
            Lay the values of a published front-end under those of this query, see `GET
            /v1/presets`; a name without a version means the newest.
        sample_rate : int or None, default None
            Resample to this rate, Hz. `none`, the default, keeps the recording's own. For
            `application/x-npy` it says the rate of the samples and is required.
        channel : Literal["mean", "first", "each"] or int, default "mean"
            Mean of the channels, the first, each of them (adds a leading axis), or one by its
            number from 0.
        offset : float, default 0.0
            Skip this much at the beginning, s.
        duration : float or None, default None
            Use at most this much from `offset` on, s. `none`: to the end.
        n_fft : int, default 2048
            Length of a frame and of its Fourier transform, samples.
        win_length : int, optional
            Length of the window, samples, at most `n_fft`; it is centred in the frame. Default:
            `n_fft`.
        hop_length : int, optional
            Step from one frame to the next, samples. Default: `win_length` // 4.
        window : Window, default "hann"
            Window function; `povey` is Kaldi's, Hann's to the power of 0.85.
        center : bool, default True
            Frame t is centred at sample t * `hop_length`, the sound being extended by `n_fft` // 2
            at both ends; otherwise frame t begins there.
        pad_mode : PadMode, default "constant"
            How the sound is extended: with zeros, its edge value, a ramp to zero, its mirror image
            without (`reflect`) or with (`symmetric`) the edge sample.
        ref : Literal["max", "min"] or float, default 1.0
            The value that is 0 dB, or `max` or `min` for the largest or smallest of the whole
            answer.
        amin : float or None, default None
            Values and `ref` below this count as this. `none`, the default, is librosa's: 1e-5 for
            magnitudes, 1e-10 for powers, in general 10 ** (-5 * exponent).
        top_db : float or None, default 80.0
            Range below the largest value of the whole answer, dB; lower values are raised to it.
            `none` for no limit.
        scale : Literal["linear", "db", "log", "log10"], default "linear"
            Linear values, decibels, natural or decimal logarithms.
        part : Literal["magnitude", "power", "phase", "complex"], default "magnitude"
            Magnitude, its square, the phase in radians, or the complex values (complex64; in JSON a
            last axis of real and imaginary part; not as a picture).
        pitch_shift : float, default 0.0
            Raise the pitch by this many semitones, as `librosa.effects.pitch_shift`: duration and
            rate stay. At most 4194304 samples over all channels.
        silence : Literal["trim", "split", "all"] or None, default None
            Leave out silence: at both ends (`trim`), everywhere (`all`), or everywhere with what
            lies between as sounds of their own (`split`, as npz). A frame of 2048 samples is silent
            as `librosa.effects.split` has it. A sound that is silent throughout is refused.
        silence_top_db : float, default 20.0
            Frames at least this far below `silence_ref` are silent, dB.
        silence_ref : Literal["max"] or float, default "max"
            What `silence_top_db` is counted from: the loudest frame of the sound (`max`), or a root
            mean square that is the same for all sounds; full scale is 1.
        silence_padding : float, default 200.0
            Silence that is kept on either side of what is not, ms.
        silence_hop_length : int, default 512
            Step from one frame to the next for `silence`, samples; fastai_audio steps by its
            padding.
        level : Literal["peak", "rms"] or None, default None
            Bring the largest sample, or the root mean square, to `level_db`, by one factor for all
            channels and parts; `wave_norm`, which comes later, divides each channel by its own. A
            sound of zeros stays as it is.
        level_db : float or None, default None
            Level for `level`, dB from full scale. `none`, the default, is 0 for `peak` and -20 for
            `rms`.
        gain_db : float, default 0.0
            Amplify by this much, dB.
        pad_to : float or None, default None
            Make a shorter sound this long, s, at most the longest that the service takes; a longer
            one is left as it is. `fit`, which comes later, counts in samples and cuts, too.
        pad_with : Literal["zeros", "repeat", "reflect"], default "zeros"
            What is added: zeros, the sound again and again, or its mirror images; of a sound of at
            most 16777216 samples over all channels.
        pad_at : Literal["after", "before", "both", "random"], default "after"
            Where it is added: after the sound, before it, half on `both` sides, or split by chance.
        crop : float or None, default None
            Take this much, s, from a place chosen by chance; with `pad_to` of the same value every
            sound becomes this long. `offset` and `duration` take the place that they say.
        random_seed : int, default 0
            Seed of the chances of `crop` and `pad_at=random`.
        segment : float or None, default None
            Cut into sounds of this length, s, as npz, the last one filled up with zeros.
        speed : float, default 1.0
            Factor on the speed, by resampling: pitch and length change together, as with SoX's
            `speed`. `pitch_shift` changes the pitch alone.
        time_shift : Literal["random"] or float, default 0.0
            Move the sound this much later, s; a negative number moves it earlier. `random`: by any
            number of samples, with `time_shift_with=roll`.
        time_shift_with : Literal["roll", "zeros"], default "roll"
            What fills the gap: what left the sound at the other end, as `numpy.roll`, or zeros.
        noise : Literal["white", "pink", "brown", "blue", "violet"] or None, default None
            Add Gaussian noise whose power density is proportional to 1 / f^b: b is 0 for white, 1
            for pink, 2 for brown, -1 for blue, -2 for violet. Each channel gets its own. Noise that
            is not white takes at most 16777216 samples over all channels.
        noise_snr_db : float, default 20.0
            Power of the sound over that of the noise, dB, both measured over all samples and
            channels, zeros of `pad_to` and `time_shift` included. A sound of zeros stays as it is.
        cut_out : float or None, default None
            Make zeros of this much of the sound, s, at most all of it, at a place chosen by chance.
        cut_outs : int, default 1
            Number of places for `cut_out`, which may overlap.
        augment_seed : int, default 0
            Seed of the chances of `time_shift=random`, `noise` and `cut_out`; what they decided is
            in the receipt.
        input_scale : float, default 1.0
            Multiplies the samples; 32768 gives the scale of 16-bit integers.
        wave_norm : Literal["mean", "standard", "minmax", "peak", "rms"] or None, default None
            Normalise each channel of the whole wave: without its mean; `standard`, also divided by
            the square root of its variance plus `wave_norm_eps`; `minmax`, to [-1, 1]; `peak` or
            `rms`, divided by that.
        wave_norm_eps : float, default 1e-07
            Small number that guards the divisor of `wave_norm`.
        fit : Literal["zeros", "repeat", "repeat_zeros", "cut"] or None, default None
            Make the wave `fit_length` samples long: fill it with zeros, with itself (`repeat`),
            with itself as often as it fits whole and then zeros (`repeat_zeros`), or only `cut` it.
        fit_length : int or None, default None
            Length for `fit`, samples.
        fit_step : int or None, default None
            With `fit=zeros`: as long as `fit_length` plus the fewest multiples of this, samples,
            that hold the wave, which is then never cut.
        dither : float, default 0.0
            Standard deviation of Gaussian noise that is added, in the unit of the scaled samples.
        seed : int, default 0
            Seed of `dither`.
        preemphasis : float, default 0.0
            a in x[n] - a x[n - 1], usually 0.97; 0 for none.
        preemphasis_on : Literal["wave", "wave_valid", "frame"], default "wave"
            `wave` keeps the first sample as it is, `wave_valid` drops it; `frame`: inside each
            frame, whose first sample is multiplied by 1 - a, before the window (Kaldi, HTK).
        periodic : bool, default True
            A periodic window; otherwise a symmetric one.
        window_place : Literal["center", "left"], default "center"
            `center`: a frame has `n_fft` samples, the window is in its middle; `left`: it has
            `win_length` samples, and zeros follow up to `n_fft` (Kaldi).
        padding : Literal["hop", "round", "whole"] or None, default None
            With `center=false`: how the sound is extended; `hop`: by (`n_fft` - `hop_length`) // 2
            at both ends; `round`: so that frames are centred in steps (Kaldi's snip_edges=false,
            with `pad_mode=symmetric`); `whole`: with zeros, so that the last frame is whole.
        drop_last : int, default 0
            So many samples at the end of the extended sound make no frame.
        remove_dc : bool, default False
            Subtract each frame's mean.
        fft_norm : Literal["backward", "ortho", "forward"], default "backward"
            Divide the transform by nothing, by the square root of `n_fft`, or by `n_fft`.
        magnitude_eps : float, default 0.0
            Magnitude is sqrt(re^2 + im^2 + this number).
        component : Literal["magnitude", "real"], default "magnitude"
            `real`: the absolute value of the real part is the magnitude.
        top_db_scope : Literal["answer", "channel"], default "answer"
            Whether `top_db`, `ref=max` and `ref=min` mean the whole answer or each channel.
        guard : Literal["max", "add", "zeros"], default "max"
            With `scale=log` or `log10`: log(max(x, `amin`)), log(x + `amin`), or log(`amin`) for
            zeros only.
        log_range : float or None, default None
            With `scale=log` or `log10`: values more than this number below the largest are raised
            to there.
        statistics : str or None, default None
            Replace the time axis by statistics over time, in this order, e.g.
            `mean,std,min,p5,median,p95,max`; at most 16. `std` divides by the number of frames,
            percentiles are interpolated linearly and take at most 4194304 frames.
        resize_rows : int or None, default None
            Number of rows to make, by linear interpolation between centres of cells, as
            `torch.nn.functional.interpolate` with align_corners=False.
        resize_frames : int or None, default None
            Make so many frames, by linear interpolation as for `resize_rows`.
        roll : Literal["random"] or int, default 0
            Move the array this many frames later, what leaves it at the end coming in at the
            beginning, as `numpy.roll`; a negative number moves it earlier; `random`: by any number.
        time_masks : int, default 0
            Number of spans of time, chosen by chance, that become `mask_with`; they may overlap.
        time_mask_width : int, default 100
            A time mask has from 0 up to this many frames, and no more than there are.
        freq_masks : int, default 0
            Number of spans of rows, chosen by chance, that become `mask_with`; they may overlap.
        freq_mask_width : int, default 27
            Largest number of rows in a frequency mask; it has from 0 up to this, and no more than
            there are.
        mask_with : Literal["mean"] or float, default "mean"
            What masks consist of: this number, or the mean of the array, over all channels.
        array_seed : int, default 0
            Seed of the chances of `roll=random`, `time_masks` and `freq_masks`; what they decided
            is in the receipt.
        deltas : int, default 0
            Append so many derivatives over time behind the rows: `librosa.feature.delta` with
            mode='nearest'.
        delta_width : int, default 9
            Frames that a derivative is fitted to; an odd number.
        frames : int or None, default None
            Cut to so many frames, or fill up with frames of zeros.
        frames_fit : Literal["before", "after"], default "after"
            Whether `frames` comes before or after `bias`, `gain` and `normalize`.
        bias : float, default 0.0
            Values become (x + `bias`) * `gain`.
        gain : float, default 1.0
            Factor on x + `bias`.
        normalize : Literal["mean", "standard"] or None, default None
            Take from each row its mean over time; `standard`: and divide it by its standard
            deviation. A row without any deviation becomes zeros.
        ddof : int, default 0
            The variance is the sum of squares over the number of frames minus this.
        normalize_eps : float, default 0.0
            Small number that guards the standard deviation.
        eps_place : Literal["add", "inside"], default "add"
            Divide by sqrt(variance) + eps, or by sqrt(variance + eps).
        masked_frames : int, default 0
            The last so many frames do not count for `normalize` and become 0.
        stack : int, default 1
            Put so many frames side by side; what is left over is dropped.
        patch_frames : int or None, default None
            Cut into patches of so many frames; only whole ones.
        patch_hop : int or None, default None
            Frames from one patch to the next. `none`: `patch_frames`.
        time_axis : Literal["last", "first"], default "last"
            Whether the axis of frames is the last or the first.

        Returns
        -------
        Features
            Values, axes, unit and receipt.
        """

    @feature
    def tempo(
        self,
        sound: Sound,
        /,
        *,
        preset: None = None,
        sample_rate: int | None = None,
        channel: Literal["mean", "first", "each"] | int = "mean",
        offset: float = 0.0,
        duration: float | None = None,
        hop_length: int = 512,
        start_bpm: float = 120.0,
        std_bpm: float = 1.0,
        ac_size: float = 8.0,
        max_tempo: float | None = 320.0,
        aggregate: Literal["mean", "median", "max"] | None = "mean",
        pitch_shift: float = 0.0,
        silence: Literal["trim", "split", "all"] | None = None,
        silence_top_db: float = 20.0,
        silence_ref: Literal["max"] | float = "max",
        silence_padding: float = 200.0,
        silence_hop_length: int = 512,
        level: Literal["peak", "rms"] | None = None,
        level_db: float | None = None,
        gain_db: float = 0.0,
        pad_to: float | None = None,
        pad_with: Literal["zeros", "repeat", "reflect"] = "zeros",
        pad_at: Literal["after", "before", "both", "random"] = "after",
        crop: float | None = None,
        random_seed: int = 0,
        segment: float | None = None,
        speed: float = 1.0,
        time_shift: Literal["random"] | float = 0.0,
        time_shift_with: Literal["roll", "zeros"] = "roll",
        noise: Literal["white", "pink", "brown", "blue", "violet"] | None = None,
        noise_snr_db: float = 20.0,
        cut_out: float | None = None,
        cut_outs: int = 1,
        augment_seed: int = 0,
        statistics: str | None = None,
    ) -> Features:
        """Tempo: beats per minute, one value for the sound or one for each frame.

        Equal to `librosa.feature.tempo`. A sound without onsets, such as silence, has the tempo
        that is thought most likely, as far as the frames can express it. At most 600 s of sound,
        and 33,554,432 values of the tempogram it is read from.

        Parameters
        ----------
        sound : Sound
            Path, bytes or file of a recording, samples (with `sample_rate`), or a tone spec.
        preset : None, default None
            Lay the values of a published front-end under those of this query, see `GET
            /v1/presets`; a name without a version means the newest.
        sample_rate : int or None, default None
            Resample to this rate, Hz. `none`, the default, keeps the recording's own. For
            `application/x-npy` it says the rate of the samples and is required.
        channel : Literal["mean", "first", "each"] or int, default "mean"
            Mean of the channels, the first, each of them (adds a leading axis), or one by its
            number from 0.
        offset : float, default 0.0
            Skip this much at the beginning, s.
        duration : float or None, default None
            Use at most this much from `offset` on, s. `none`: to the end.
        hop_length : int, default 512
            Step from one frame to the next, samples.
        start_bpm : float, default 120.0
            Tempo that is thought most likely, BPM.
        std_bpm : float, default 1.0
            Standard deviation of what is expected, octaves.
        ac_size : float, default 8.0
            Length of the window that is looked at, s.
        max_tempo : float or None, default 320.0
            Only tempi below this, BPM; `none` for no limit.
        aggregate : Literal["mean", "median", "max"] or None, default "mean"
            How the frames become one; `none` gives a tempo for each frame.
        pitch_shift : float, default 0.0
            Raise the pitch by this many semitones, as `librosa.effects.pitch_shift`: duration and
            rate stay. At most 4194304 samples over all channels.
        silence : Literal["trim", "split", "all"] or None, default None
            Leave out silence: at both ends (`trim`), everywhere (`all`), or everywhere with what
            lies between as sounds of their own (`split`, as npz). A frame of 2048 samples is silent
            as `librosa.effects.split` has it. A sound that is silent throughout is refused.
        silence_top_db : float, default 20.0
            Frames at least this far below `silence_ref` are silent, dB.
        silence_ref : Literal["max"] or float, default "max"
            What `silence_top_db` is counted from: the loudest frame of the sound (`max`), or a root
            mean square that is the same for all sounds; full scale is 1.
        silence_padding : float, default 200.0
            Silence that is kept on either side of what is not, ms.
        silence_hop_length : int, default 512
            Step from one frame to the next for `silence`, samples; fastai_audio steps by its
            padding.
        level : Literal["peak", "rms"] or None, default None
            Bring the largest sample, or the root mean square, to `level_db`, by one factor for all
            channels and parts; `wave_norm`, which comes later, divides each channel by its own. A
            sound of zeros stays as it is.
        level_db : float or None, default None
            Level for `level`, dB from full scale. `none`, the default, is 0 for `peak` and -20 for
            `rms`.
        gain_db : float, default 0.0
            Amplify by this much, dB.
        pad_to : float or None, default None
            Make a shorter sound this long, s, at most the longest that the service takes; a longer
            one is left as it is. `fit`, which comes later, counts in samples and cuts, too.
        pad_with : Literal["zeros", "repeat", "reflect"], default "zeros"
            What is added: zeros, the sound again and again, or its mirror images; of a sound of at
            most 16777216 samples over all channels.
        pad_at : Literal["after", "before", "both", "random"], default "after"
            Where it is added: after the sound, before it, half on `both` sides, or split by chance.
        crop : float or None, default None
            Take this much, s, from a place chosen by chance; with `pad_to` of the same value every
            sound becomes this long. `offset` and `duration` take the place that they say.
        random_seed : int, default 0
            Seed of the chances of `crop` and `pad_at=random`.
        segment : float or None, default None
            Cut into sounds of this length, s, as npz, the last one filled up with zeros.
        speed : float, default 1.0
            Factor on the speed, by resampling: pitch and length change together, as with SoX's
            `speed`. `pitch_shift` changes the pitch alone.
        time_shift : Literal["random"] or float, default 0.0
            Move the sound this much later, s; a negative number moves it earlier. `random`: by any
            number of samples, with `time_shift_with=roll`.
        time_shift_with : Literal["roll", "zeros"], default "roll"
            What fills the gap: what left the sound at the other end, as `numpy.roll`, or zeros.
        noise : Literal["white", "pink", "brown", "blue", "violet"] or None, default None
            Add Gaussian noise whose power density is proportional to 1 / f^b: b is 0 for white, 1
            for pink, 2 for brown, -1 for blue, -2 for violet. Each channel gets its own. Noise that
            is not white takes at most 16777216 samples over all channels.
        noise_snr_db : float, default 20.0
            Power of the sound over that of the noise, dB, both measured over all samples and
            channels, zeros of `pad_to` and `time_shift` included. A sound of zeros stays as it is.
        cut_out : float or None, default None
            Make zeros of this much of the sound, s, at most all of it, at a place chosen by chance.
        cut_outs : int, default 1
            Number of places for `cut_out`, which may overlap.
        augment_seed : int, default 0
            Seed of the chances of `time_shift=random`, `noise` and `cut_out`; what they decided is
            in the receipt.
        statistics : str or None, default None
            Replace the time axis by statistics over time, in this order, e.g.
            `mean,std,min,p5,median,p95,max`; at most 16. `std` divides by the number of frames,
            percentiles are interpolated linearly and take at most 4194304 frames.

        Returns
        -------
        Features
            Values, axes, unit and receipt.
        """

    @feature
    def tempogram(
        self,
        sound: Sound,
        /,
        *,
        preset: None = None,
        sample_rate: int | None = None,
        channel: Literal["mean", "first", "each"] | int = "mean",
        offset: float = 0.0,
        duration: float | None = None,
        hop_length: int = 512,
        win_length: int = 384,
        center: bool = True,
        window: SmoothingWindow = "hann",
        norm: Literal["inf"] | float | None = "inf",
        pitch_shift: float = 0.0,
        silence: Literal["trim", "split", "all"] | None = None,
        silence_top_db: float = 20.0,
        silence_ref: Literal["max"] | float = "max",
        silence_padding: float = 200.0,
        silence_hop_length: int = 512,
        level: Literal["peak", "rms"] | None = None,
        level_db: float | None = None,
        gain_db: float = 0.0,
        pad_to: float | None = None,
        pad_with: Literal["zeros", "repeat", "reflect"] = "zeros",
        pad_at: Literal["after", "before", "both", "random"] = "after",
        crop: float | None = None,
        random_seed: int = 0,
        segment: float | None = None,
        speed: float = 1.0,
        time_shift: Literal["random"] | float = 0.0,
        time_shift_with: Literal["roll", "zeros"] = "roll",
        noise: Literal["white", "pink", "brown", "blue", "violet"] | None = None,
        noise_snr_db: float = 20.0,
        cut_out: float | None = None,
        cut_outs: int = 1,
        augment_seed: int = 0,
        statistics: str | None = None,
    ) -> Features:
        """Tempogram: how much the strength of onsets resembles itself some time later.

        Equal to `librosa.feature.tempogram`: the autocorrelation of `librosa.onset.onset_strength`
        in a window around each frame. A lag of T s is a tempo of 60 / T BPM. At most 600 s of
        sound, and 33,554,432 values.

        Parameters
        ----------
        sound : Sound
            Path, bytes or file of a recording, samples (with `sample_rate`), or a tone spec.
        preset : None, default None
            Lay the values of a published front-end under those of this query, see `GET
            /v1/presets`; a name without a version means the newest.
        sample_rate : int or None, default None
            Resample to this rate, Hz. `none`, the default, keeps the recording's own. For
            `application/x-npy` it says the rate of the samples and is required.
        channel : Literal["mean", "first", "each"] or int, default "mean"
            Mean of the channels, the first, each of them (adds a leading axis), or one by its
            number from 0.
        offset : float, default 0.0
            Skip this much at the beginning, s.
        duration : float or None, default None
            Use at most this much from `offset` on, s. `none`: to the end.
        hop_length : int, default 512
            Step from one frame to the next, samples.
        win_length : int, default 384
            Length of the window, frames.
        center : bool, default True
            The window of frame t is centred there, the strength of onsets being extended by a ramp
            to zero; otherwise it begins there.
        window : SmoothingWindow, default "hann"
            Window function.
        norm : Literal["inf"] or float or None, default "inf"
            Order of the norm that each frame is divided by, `inf`, or `none`.
        pitch_shift : float, default 0.0
            Raise the pitch by this many semitones, as `librosa.effects.pitch_shift`: duration and
            rate stay. At most 4194304 samples over all channels.
        silence : Literal["trim", "split", "all"] or None, default None
            Leave out silence: at both ends (`trim`), everywhere (`all`), or everywhere with what
            lies between as sounds of their own (`split`, as npz). A frame of 2048 samples is silent
            as `librosa.effects.split` has it. A sound that is silent throughout is refused.
        silence_top_db : float, default 20.0
            Frames at least this far below `silence_ref` are silent, dB.
        silence_ref : Literal["max"] or float, default "max"
            What `silence_top_db` is counted from: the loudest frame of the sound (`max`), or a root
            mean square that is the same for all sounds; full scale is 1.
        silence_padding : float, default 200.0
            Silence that is kept on either side of what is not, ms.
        silence_hop_length : int, default 512
            Step from one frame to the next for `silence`, samples; fastai_audio steps by its
            padding.
        level : Literal["peak", "rms"] or None, default None
            Bring the largest sample, or the root mean square, to `level_db`, by one factor for all
            channels and parts; `wave_norm`, which comes later, divides each channel by its own. A
            sound of zeros stays as it is.
        level_db : float or None, default None
            Level for `level`, dB from full scale. `none`, the default, is 0 for `peak` and -20 for
            `rms`.
        gain_db : float, default 0.0
            Amplify by this much, dB.
        pad_to : float or None, default None
            Make a shorter sound this long, s, at most the longest that the service takes; a longer
            one is left as it is. `fit`, which comes later, counts in samples and cuts, too.
        pad_with : Literal["zeros", "repeat", "reflect"], default "zeros"
            What is added: zeros, the sound again and again, or its mirror images; of a sound of at
            most 16777216 samples over all channels.
        pad_at : Literal["after", "before", "both", "random"], default "after"
            Where it is added: after the sound, before it, half on `both` sides, or split by chance.
        crop : float or None, default None
            Take this much, s, from a place chosen by chance; with `pad_to` of the same value every
            sound becomes this long. `offset` and `duration` take the place that they say.
        random_seed : int, default 0
            Seed of the chances of `crop` and `pad_at=random`.
        segment : float or None, default None
            Cut into sounds of this length, s, as npz, the last one filled up with zeros.
        speed : float, default 1.0
            Factor on the speed, by resampling: pitch and length change together, as with SoX's
            `speed`. `pitch_shift` changes the pitch alone.
        time_shift : Literal["random"] or float, default 0.0
            Move the sound this much later, s; a negative number moves it earlier. `random`: by any
            number of samples, with `time_shift_with=roll`.
        time_shift_with : Literal["roll", "zeros"], default "roll"
            What fills the gap: what left the sound at the other end, as `numpy.roll`, or zeros.
        noise : Literal["white", "pink", "brown", "blue", "violet"] or None, default None
            Add Gaussian noise whose power density is proportional to 1 / f^b: b is 0 for white, 1
            for pink, 2 for brown, -1 for blue, -2 for violet. Each channel gets its own. Noise that
            is not white takes at most 16777216 samples over all channels.
        noise_snr_db : float, default 20.0
            Power of the sound over that of the noise, dB, both measured over all samples and
            channels, zeros of `pad_to` and `time_shift` included. A sound of zeros stays as it is.
        cut_out : float or None, default None
            Make zeros of this much of the sound, s, at most all of it, at a place chosen by chance.
        cut_outs : int, default 1
            Number of places for `cut_out`, which may overlap.
        augment_seed : int, default 0
            Seed of the chances of `time_shift=random`, `noise` and `cut_out`; what they decided is
            in the receipt.
        statistics : str or None, default None
            Replace the time axis by statistics over time, in this order, e.g.
            `mean,std,min,p5,median,p95,max`; at most 16. `std` divides by the number of frames,
            percentiles are interpolated linearly and take at most 4194304 frames.

        Returns
        -------
        Features
            Values, axes, unit and receipt.
        """

    @feature
    def tonnetz(
        self,
        sound: Sound,
        /,
        *,
        preset: None = None,
        sample_rate: int | None = None,
        channel: Literal["mean", "first", "each"] | int = "mean",
        offset: float = 0.0,
        duration: float | None = None,
        hop_length: int = 512,
        fmin: float = 32.70319566257483,
        tuning: float | None = None,
        n_chroma: int = 12,
        n_octaves: int = 7,
        bins_per_octave: int = 36,
        cqt_mode: Literal["full", "hybrid"] = "full",
        threshold: float = 0.0,
        pitch_shift: float = 0.0,
        silence: Literal["trim", "split", "all"] | None = None,
        silence_top_db: float = 20.0,
        silence_ref: Literal["max"] | float = "max",
        silence_padding: float = 200.0,
        silence_hop_length: int = 512,
        level: Literal["peak", "rms"] | None = None,
        level_db: float | None = None,
        gain_db: float = 0.0,
        pad_to: float | None = None,
        pad_with: Literal["zeros", "repeat", "reflect"] = "zeros",
        pad_at: Literal["after", "before", "both", "random"] = "after",
        crop: float | None = None,
        random_seed: int = 0,
        segment: float | None = None,
        speed: float = 1.0,
        time_shift: Literal["random"] | float = 0.0,
        time_shift_with: Literal["roll", "zeros"] = "roll",
        noise: Literal["white", "pink", "brown", "blue", "violet"] | None = None,
        noise_snr_db: float = 20.0,
        cut_out: float | None = None,
        cut_outs: int = 1,
        augment_seed: int = 0,
        statistics: str | None = None,
    ) -> Features:
        """Tonal centroids: where the chroma lies on the circles of fifths, minor and major thirds.

        Equal to `librosa.feature.tonnetz`, from the chroma of the constant-Q transform. Silence is
        0. At most 600 s of sound.

        Parameters
        ----------
        sound : Sound
            Path, bytes or file of a recording, samples (with `sample_rate`), or a tone spec.
        preset : None, default None
            Lay the values of a published front-end under those of this query, see `GET
            /v1/presets`; a name without a version means the newest.
        sample_rate : int or None, default None
            Resample to this rate, Hz. `none`, the default, keeps the recording's own. For
            `application/x-npy` it says the rate of the samples and is required.
        channel : Literal["mean", "first", "each"] or int, default "mean"
            Mean of the channels, the first, each of them (adds a leading axis), or one by its
            number from 0.
        offset : float, default 0.0
            Skip this much at the beginning, s.
        duration : float or None, default None
            Use at most this much from `offset` on, s. `none`: to the end.
        hop_length : int, default 512
            Step from one frame to the next, samples.
        fmin : float, default 32.70319566257483
            Lowest frequency, Hz, at most half the sample rate.
        tuning : float or None, default None
            Deviation from A4 = 440 Hz, as a fraction of one of `bins_per_octave`; `none`, the
            default, estimates it from the sound.
        n_chroma : int, default 12
            Number of pitch classes.
        n_octaves : int, default 7
            Number of octaves from `fmin` on.
        bins_per_octave : int, default 36
            Number of filters per octave, a multiple of `n_chroma`.
        cqt_mode : Literal["full", "hybrid"], default "full"
            The constant-Q transform itself, or a faster approximation where filters are short.
        threshold : float, default 0.0
            Values below this, before the norm, are 0.
        pitch_shift : float, default 0.0
            Raise the pitch by this many semitones, as `librosa.effects.pitch_shift`: duration and
            rate stay. At most 4194304 samples over all channels.
        silence : Literal["trim", "split", "all"] or None, default None
            Leave out silence: at both ends (`trim`), everywhere (`all`), or everywhere with what
            lies between as sounds of their own (`split`, as npz). A frame of 2048 samples is silent
            as `librosa.effects.split` has it. A sound that is silent throughout is refused.
        silence_top_db : float, default 20.0
            Frames at least this far below `silence_ref` are silent, dB.
        silence_ref : Literal["max"] or float, default "max"
            What `silence_top_db` is counted from: the loudest frame of the sound (`max`), or a root
            mean square that is the same for all sounds; full scale is 1.
        silence_padding : float, default 200.0
            Silence that is kept on either side of what is not, ms.
        silence_hop_length : int, default 512
            Step from one frame to the next for `silence`, samples; fastai_audio steps by its
            padding.
        level : Literal["peak", "rms"] or None, default None
            Bring the largest sample, or the root mean square, to `level_db`, by one factor for all
            channels and parts; `wave_norm`, which comes later, divides each channel by its own. A
            sound of zeros stays as it is.
        level_db : float or None, default None
            Level for `level`, dB from full scale. `none`, the default, is 0 for `peak` and -20 for
            `rms`.
        gain_db : float, default 0.0
            Amplify by this much, dB.
        pad_to : float or None, default None
            Make a shorter sound this long, s, at most the longest that the service takes; a longer
            one is left as it is. `fit`, which comes later, counts in samples and cuts, too.
        pad_with : Literal["zeros", "repeat", "reflect"], default "zeros"
            What is added: zeros, the sound again and again, or its mirror images; of a sound of at
            most 16777216 samples over all channels.
        pad_at : Literal["after", "before", "both", "random"], default "after"
            Where it is added: after the sound, before it, half on `both` sides, or split by chance.
        crop : float or None, default None
            Take this much, s, from a place chosen by chance; with `pad_to` of the same value every
            sound becomes this long. `offset` and `duration` take the place that they say.
        random_seed : int, default 0
            Seed of the chances of `crop` and `pad_at=random`.
        segment : float or None, default None
            Cut into sounds of this length, s, as npz, the last one filled up with zeros.
        speed : float, default 1.0
            Factor on the speed, by resampling: pitch and length change together, as with SoX's
            `speed`. `pitch_shift` changes the pitch alone.
        time_shift : Literal["random"] or float, default 0.0
            Move the sound this much later, s; a negative number moves it earlier. `random`: by any
            number of samples, with `time_shift_with=roll`.
        time_shift_with : Literal["roll", "zeros"], default "roll"
            What fills the gap: what left the sound at the other end, as `numpy.roll`, or zeros.
        noise : Literal["white", "pink", "brown", "blue", "violet"] or None, default None
            Add Gaussian noise whose power density is proportional to 1 / f^b: b is 0 for white, 1
            for pink, 2 for brown, -1 for blue, -2 for violet. Each channel gets its own. Noise that
            is not white takes at most 16777216 samples over all channels.
        noise_snr_db : float, default 20.0
            Power of the sound over that of the noise, dB, both measured over all samples and
            channels, zeros of `pad_to` and `time_shift` included. A sound of zeros stays as it is.
        cut_out : float or None, default None
            Make zeros of this much of the sound, s, at most all of it, at a place chosen by chance.
        cut_outs : int, default 1
            Number of places for `cut_out`, which may overlap.
        augment_seed : int, default 0
            Seed of the chances of `time_shift=random`, `noise` and `cut_out`; what they decided is
            in the receipt.
        statistics : str or None, default None
            Replace the time axis by statistics over time, in this order, e.g.
            `mean,std,min,p5,median,p95,max`; at most 16. `std` divides by the number of frames,
            percentiles are interpolated linearly and take at most 4194304 frames.

        Returns
        -------
        Features
            Values, axes, unit and receipt.
        """

    @feature
    def vqt(
        self,
        sound: Sound,
        /,
        *,
        preset: None = None,
        sample_rate: int | None = None,
        channel: Literal["mean", "first", "each"] | int = "mean",
        offset: float = 0.0,
        duration: float | None = None,
        ref: Literal["max", "min"] | float = 1.0,
        amin: float | None = None,
        top_db: float | None = 80.0,
        scale: Literal["linear", "db", "log", "log10"] = "linear",
        hop_length: int = 512,
        fmin: float = 32.70319566257483,
        n_bins: int = 84,
        bins_per_octave: int = 12,
        filter_scale: float = 1.0,
        norm: Literal["inf"] | float | None = 1.0,
        sparsity: float = 0.01,
        window: SmoothingWindow = "hann",
        gamma: float | None = None,
        pitch_shift: float = 0.0,
        silence: Literal["trim", "split", "all"] | None = None,
        silence_top_db: float = 20.0,
        silence_ref: Literal["max"] | float = "max",
        silence_padding: float = 200.0,
        silence_hop_length: int = 512,
        level: Literal["peak", "rms"] | None = None,
        level_db: float | None = None,
        gain_db: float = 0.0,
        pad_to: float | None = None,
        pad_with: Literal["zeros", "repeat", "reflect"] = "zeros",
        pad_at: Literal["after", "before", "both", "random"] = "after",
        crop: float | None = None,
        random_seed: int = 0,
        segment: float | None = None,
        speed: float = 1.0,
        time_shift: Literal["random"] | float = 0.0,
        time_shift_with: Literal["roll", "zeros"] = "roll",
        noise: Literal["white", "pink", "brown", "blue", "violet"] | None = None,
        noise_snr_db: float = 20.0,
        cut_out: float | None = None,
        cut_outs: int = 1,
        augment_seed: int = 0,
        top_db_scope: Literal["answer", "channel"] = "answer",
        guard: Literal["max", "add", "zeros"] = "max",
        log_range: float | None = None,
        statistics: str | None = None,
    ) -> Features:
        """Variable-Q transform: as the constant-Q transform, with shorter filters at low frequencies.

        Equal to the absolute value of `librosa.vqt` with ``tuning=0`` and equal intervals, and, in
        decibels, to `librosa.amplitude_to_db` of it. At most 600 s of sound.

        Parameters
        ----------
        sound : Sound
            Path, bytes or file of a recording, samples (with `sample_rate`), or a tone spec.
        preset : None, default None
            Lay the values of a published front-end under those of this query, see `GET
            /v1/presets`; a name without a version means the newest.
        sample_rate : int or None, default None
            Resample to this rate, Hz. `none`, the default, keeps the recording's own. For
            `application/x-npy` it says the rate of the samples and is required.
        channel : Literal["mean", "first", "each"] or int, default "mean"
            Mean of the channels, the first, each of them (adds a leading axis), or one by its
            number from 0.
        offset : float, default 0.0
            Skip this much at the beginning, s.
        duration : float or None, default None
            Use at most this much from `offset` on, s. `none`: to the end.
        ref : Literal["max", "min"] or float, default 1.0
            The value that is 0 dB, or `max` or `min` for the largest or smallest of the whole
            answer.
        amin : float or None, default None
            Values and `ref` below this count as this. `none`, the default, is librosa's: 1e-5 for
            magnitudes, 1e-10 for powers, in general 10 ** (-5 * exponent).
        top_db : float or None, default 80.0
            Range below the largest value of the whole answer, dB; lower values are raised to it.
            `none` for no limit.
        scale : Literal["linear", "db", "log", "log10"], default "linear"
            Linear values, decibels, natural or decimal logarithms.
        hop_length : int, default 512
            Step from one frame to the next, samples.
        fmin : float, default 32.70319566257483
            Lowest frequency, Hz, at most half the sample rate.
        n_bins : int, default 84
            Number of frequencies.
        bins_per_octave : int, default 12
            Number of frequencies per octave.
        filter_scale : float, default 1.0
            Factor on the lengths of the filters: below 1 shorter.
        norm : Literal["inf"] or float or None, default 1.0
            Order of the norm that makes the filters alike, `inf`, or `none`.
        sparsity : float, default 0.01
            Share of each filter's magnitude that is left out.
        window : SmoothingWindow, default "hann"
            Window function of the filters.
        gamma : float or None, default None
            Added to the bandwidth of each filter, Hz; 0 is the constant-Q transform. `none`, the
            default, adds as much as hearing does: 228.7 Hz times the relative bandwidth.
        pitch_shift : float, default 0.0
            Raise the pitch by this many semitones, as `librosa.effects.pitch_shift`: duration and
            rate stay. At most 4194304 samples over all channels.
        silence : Literal["trim", "split", "all"] or None, default None
            Leave out silence: at both ends (`trim`), everywhere (`all`), or everywhere with what
            lies between as sounds of their own (`split`, as npz). A frame of 2048 samples is silent
            as `librosa.effects.split` has it. A sound that is silent throughout is refused.
        silence_top_db : float, default 20.0
            Frames at least this far below `silence_ref` are silent, dB.
        silence_ref : Literal["max"] or float, default "max"
            What `silence_top_db` is counted from: the loudest frame of the sound (`max`), or a root
            mean square that is the same for all sounds; full scale is 1.
        silence_padding : float, default 200.0
            Silence that is kept on either side of what is not, ms.
        silence_hop_length : int, default 512
            Step from one frame to the next for `silence`, samples; fastai_audio steps by its
            padding.
        level : Literal["peak", "rms"] or None, default None
            Bring the largest sample, or the root mean square, to `level_db`, by one factor for all
            channels and parts; `wave_norm`, which comes later, divides each channel by its own. A
            sound of zeros stays as it is.
        level_db : float or None, default None
            Level for `level`, dB from full scale. `none`, the default, is 0 for `peak` and -20 for
            `rms`.
        gain_db : float, default 0.0
            Amplify by this much, dB.
        pad_to : float or None, default None
            Make a shorter sound this long, s, at most the longest that the service takes; a longer
            one is left as it is. `fit`, which comes later, counts in samples and cuts, too.
        pad_with : Literal["zeros", "repeat", "reflect"], default "zeros"
            What is added: zeros, the sound again and again, or its mirror images; of a sound of at
            most 16777216 samples over all channels.
        pad_at : Literal["after", "before", "both", "random"], default "after"
            Where it is added: after the sound, before it, half on `both` sides, or split by chance.
        crop : float or None, default None
            Take this much, s, from a place chosen by chance; with `pad_to` of the same value every
            sound becomes this long. `offset` and `duration` take the place that they say.
        random_seed : int, default 0
            Seed of the chances of `crop` and `pad_at=random`.
        segment : float or None, default None
            Cut into sounds of this length, s, as npz, the last one filled up with zeros.
        speed : float, default 1.0
            Factor on the speed, by resampling: pitch and length change together, as with SoX's
            `speed`. `pitch_shift` changes the pitch alone.
        time_shift : Literal["random"] or float, default 0.0
            Move the sound this much later, s; a negative number moves it earlier. `random`: by any
            number of samples, with `time_shift_with=roll`.
        time_shift_with : Literal["roll", "zeros"], default "roll"
            What fills the gap: what left the sound at the other end, as `numpy.roll`, or zeros.
        noise : Literal["white", "pink", "brown", "blue", "violet"] or None, default None
            Add Gaussian noise whose power density is proportional to 1 / f^b: b is 0 for white, 1
            for pink, 2 for brown, -1 for blue, -2 for violet. Each channel gets its own. Noise that
            is not white takes at most 16777216 samples over all channels.
        noise_snr_db : float, default 20.0
            Power of the sound over that of the noise, dB, both measured over all samples and
            channels, zeros of `pad_to` and `time_shift` included. A sound of zeros stays as it is.
        cut_out : float or None, default None
            Make zeros of this much of the sound, s, at most all of it, at a place chosen by chance.
        cut_outs : int, default 1
            Number of places for `cut_out`, which may overlap.
        augment_seed : int, default 0
            Seed of the chances of `time_shift=random`, `noise` and `cut_out`; what they decided is
            in the receipt.
        top_db_scope : Literal["answer", "channel"], default "answer"
            Whether `top_db`, `ref=max` and `ref=min` mean the whole answer or each channel.
        guard : Literal["max", "add", "zeros"], default "max"
            With `scale=log` or `log10`: log(max(x, `amin`)), log(x + `amin`), or log(`amin`) for
            zeros only.
        log_range : float or None, default None
            With `scale=log` or `log10`: values more than this number below the largest are raised
            to there.
        statistics : str or None, default None
            Replace the time axis by statistics over time, in this order, e.g.
            `mean,std,min,p5,median,p95,max`; at most 16. `std` divides by the number of frames,
            percentiles are interpolated linearly and take at most 4194304 frames.

        Returns
        -------
        Features
            Values, axes, unit and receipt.
        """

    @feature
    def waveform(
        self,
        sound: Sound,
        /,
        *,
        preset: Literal["wav2vec2", "wav2vec2@1"] | None = None,
        sample_rate: int | None = None,
        channel: Literal["mean", "first", "each"] | int = "mean",
        offset: float = 0.0,
        duration: float | None = None,
        pitch_shift: float = 0.0,
        silence: Literal["trim", "split", "all"] | None = None,
        silence_top_db: float = 20.0,
        silence_ref: Literal["max"] | float = "max",
        silence_padding: float = 200.0,
        silence_hop_length: int = 512,
        level: Literal["peak", "rms"] | None = None,
        level_db: float | None = None,
        gain_db: float = 0.0,
        pad_to: float | None = None,
        pad_with: Literal["zeros", "repeat", "reflect"] = "zeros",
        pad_at: Literal["after", "before", "both", "random"] = "after",
        crop: float | None = None,
        random_seed: int = 0,
        segment: float | None = None,
        speed: float = 1.0,
        time_shift: Literal["random"] | float = 0.0,
        time_shift_with: Literal["roll", "zeros"] = "roll",
        noise: Literal["white", "pink", "brown", "blue", "violet"] | None = None,
        noise_snr_db: float = 20.0,
        cut_out: float | None = None,
        cut_outs: int = 1,
        augment_seed: int = 0,
        input_scale: float = 1.0,
        wave_norm: Literal["mean", "standard", "minmax", "peak", "rms"] | None = None,
        wave_norm_eps: float = 1e-07,
        fit: Literal["zeros", "repeat", "repeat_zeros", "cut"] | None = None,
        fit_length: int | None = None,
        fit_step: int | None = None,
        dither: float = 0.0,
        seed: int = 0,
        statistics: str | None = None,
    ) -> Features:
        """Waveform: the prepared samples.

        After the choice of channels, the cut and the resampling, as `librosa.load` gives them.

        Parameters
        ----------
        sound : Sound
            Path, bytes or file of a recording, samples (with `sample_rate`), or a tone spec.
        preset : Literal["wav2vec2", "wav2vec2@1"] or None, default None
            Lay the values of a published front-end under those of this query, see `GET
            /v1/presets`; a name without a version means the newest.
        sample_rate : int or None, default None
            Resample to this rate, Hz. `none`, the default, keeps the recording's own. For
            `application/x-npy` it says the rate of the samples and is required.
        channel : Literal["mean", "first", "each"] or int, default "mean"
            Mean of the channels, the first, each of them (adds a leading axis), or one by its
            number from 0.
        offset : float, default 0.0
            Skip this much at the beginning, s.
        duration : float or None, default None
            Use at most this much from `offset` on, s. `none`: to the end.
        pitch_shift : float, default 0.0
            Raise the pitch by this many semitones, as `librosa.effects.pitch_shift`: duration and
            rate stay. At most 4194304 samples over all channels.
        silence : Literal["trim", "split", "all"] or None, default None
            Leave out silence: at both ends (`trim`), everywhere (`all`), or everywhere with what
            lies between as sounds of their own (`split`, as npz). A frame of 2048 samples is silent
            as `librosa.effects.split` has it. A sound that is silent throughout is refused.
        silence_top_db : float, default 20.0
            Frames at least this far below `silence_ref` are silent, dB.
        silence_ref : Literal["max"] or float, default "max"
            What `silence_top_db` is counted from: the loudest frame of the sound (`max`), or a root
            mean square that is the same for all sounds; full scale is 1.
        silence_padding : float, default 200.0
            Silence that is kept on either side of what is not, ms.
        silence_hop_length : int, default 512
            Step from one frame to the next for `silence`, samples; fastai_audio steps by its
            padding.
        level : Literal["peak", "rms"] or None, default None
            Bring the largest sample, or the root mean square, to `level_db`, by one factor for all
            channels and parts; `wave_norm`, which comes later, divides each channel by its own. A
            sound of zeros stays as it is.
        level_db : float or None, default None
            Level for `level`, dB from full scale. `none`, the default, is 0 for `peak` and -20 for
            `rms`.
        gain_db : float, default 0.0
            Amplify by this much, dB.
        pad_to : float or None, default None
            Make a shorter sound this long, s, at most the longest that the service takes; a longer
            one is left as it is. `fit`, which comes later, counts in samples and cuts, too.
        pad_with : Literal["zeros", "repeat", "reflect"], default "zeros"
            What is added: zeros, the sound again and again, or its mirror images; of a sound of at
            most 16777216 samples over all channels.
        pad_at : Literal["after", "before", "both", "random"], default "after"
            Where it is added: after the sound, before it, half on `both` sides, or split by chance.
        crop : float or None, default None
            Take this much, s, from a place chosen by chance; with `pad_to` of the same value every
            sound becomes this long. `offset` and `duration` take the place that they say.
        random_seed : int, default 0
            Seed of the chances of `crop` and `pad_at=random`.
        segment : float or None, default None
            Cut into sounds of this length, s, as npz, the last one filled up with zeros.
        speed : float, default 1.0
            Factor on the speed, by resampling: pitch and length change together, as with SoX's
            `speed`. `pitch_shift` changes the pitch alone.
        time_shift : Literal["random"] or float, default 0.0
            Move the sound this much later, s; a negative number moves it earlier. `random`: by any
            number of samples, with `time_shift_with=roll`.
        time_shift_with : Literal["roll", "zeros"], default "roll"
            What fills the gap: what left the sound at the other end, as `numpy.roll`, or zeros.
        noise : Literal["white", "pink", "brown", "blue", "violet"] or None, default None
            Add Gaussian noise whose power density is proportional to 1 / f^b: b is 0 for white, 1
            for pink, 2 for brown, -1 for blue, -2 for violet. Each channel gets its own. Noise that
            is not white takes at most 16777216 samples over all channels.
        noise_snr_db : float, default 20.0
            Power of the sound over that of the noise, dB, both measured over all samples and
            channels, zeros of `pad_to` and `time_shift` included. A sound of zeros stays as it is.
        cut_out : float or None, default None
            Make zeros of this much of the sound, s, at most all of it, at a place chosen by chance.
        cut_outs : int, default 1
            Number of places for `cut_out`, which may overlap.
        augment_seed : int, default 0
            Seed of the chances of `time_shift=random`, `noise` and `cut_out`; what they decided is
            in the receipt.
        input_scale : float, default 1.0
            Multiplies the samples; 32768 gives the scale of 16-bit integers.
        wave_norm : Literal["mean", "standard", "minmax", "peak", "rms"] or None, default None
            Normalise each channel of the whole wave: without its mean; `standard`, also divided by
            the square root of its variance plus `wave_norm_eps`; `minmax`, to [-1, 1]; `peak` or
            `rms`, divided by that.
        wave_norm_eps : float, default 1e-07
            Small number that guards the divisor of `wave_norm`.
        fit : Literal["zeros", "repeat", "repeat_zeros", "cut"] or None, default None
            Make the wave `fit_length` samples long: fill it with zeros, with itself (`repeat`),
            with itself as often as it fits whole and then zeros (`repeat_zeros`), or only `cut` it.
        fit_length : int or None, default None
            Length for `fit`, samples.
        fit_step : int or None, default None
            With `fit=zeros`: as long as `fit_length` plus the fewest multiples of this, samples,
            that hold the wave, which is then never cut.
        dither : float, default 0.0
            Standard deviation of Gaussian noise that is added, in the unit of the scaled samples.
        seed : int, default 0
            Seed of `dither`.
        statistics : str or None, default None
            Replace the time axis by statistics over time, in this order, e.g.
            `mean,std,min,p5,median,p95,max`; at most 16. `std` divides by the number of frames,
            percentiles are interpolated linearly and take at most 4194304 frames.

        Returns
        -------
        Features
            Values, axes, unit and receipt.
        """

    @feature
    def yin(
        self,
        sound: Sound,
        /,
        *,
        preset: None = None,
        sample_rate: int | None = None,
        channel: Literal["mean", "first", "each"] | int = "mean",
        offset: float = 0.0,
        duration: float | None = None,
        fmin: float = 65.40639132514966,
        fmax: float | None = None,
        frame_length: int = 2048,
        hop_length: int | Omitted = OMITTED,
        center: bool = True,
        pad_mode: PadMode = "constant",
        trough_threshold: float = 0.1,
        pitch_shift: float = 0.0,
        silence: Literal["trim", "split", "all"] | None = None,
        silence_top_db: float = 20.0,
        silence_ref: Literal["max"] | float = "max",
        silence_padding: float = 200.0,
        silence_hop_length: int = 512,
        level: Literal["peak", "rms"] | None = None,
        level_db: float | None = None,
        gain_db: float = 0.0,
        pad_to: float | None = None,
        pad_with: Literal["zeros", "repeat", "reflect"] = "zeros",
        pad_at: Literal["after", "before", "both", "random"] = "after",
        crop: float | None = None,
        random_seed: int = 0,
        segment: float | None = None,
        speed: float = 1.0,
        time_shift: Literal["random"] | float = 0.0,
        time_shift_with: Literal["roll", "zeros"] = "roll",
        noise: Literal["white", "pink", "brown", "blue", "violet"] | None = None,
        noise_snr_db: float = 20.0,
        cut_out: float | None = None,
        cut_outs: int = 1,
        augment_seed: int = 0,
        statistics: str | None = None,
    ) -> Features:
        """Fundamental frequency by YIN: one value for each frame, voiced or not.

        Equal to `librosa.yin`. Silence gives the frequency of the shortest period, which may exceed
        `fmax` a little. At most 600 s of sound, and 33,554,432 samples of all frames together.

        Parameters
        ----------
        sound : Sound
            Path, bytes or file of a recording, samples (with `sample_rate`), or a tone spec.
        preset : None, default None
            Lay the values of a published front-end under those of this query, see `GET
            /v1/presets`; a name without a version means the newest.
        sample_rate : int or None, default None
            Resample to this rate, Hz. `none`, the default, keeps the recording's own. For
            `application/x-npy` it says the rate of the samples and is required.
        channel : Literal["mean", "first", "each"] or int, default "mean"
            Mean of the channels, the first, each of them (adds a leading axis), or one by its
            number from 0.
        offset : float, default 0.0
            Skip this much at the beginning, s.
        duration : float or None, default None
            Use at most this much from `offset` on, s. `none`: to the end.
        fmin : float, default 65.40639132514966
            Lowest fundamental frequency, Hz: more than the sample rate divided by `frame_length` -
            1. librosa has no default; this one is the note C2.
        fmax : float or None, default None
            Highest fundamental frequency, Hz, at most half the sample rate. librosa has no default;
            `none`, this one, is the note C7, 2093 Hz, or half the sample rate if that is less.
        frame_length : int, default 2048
            Length of a frame, samples.
        hop_length : int, optional
            Step from one frame to the next, samples. Default: `frame_length` // 4.
        center : bool, default True
            Frame t is centred at sample t * `hop_length`, the sound being extended by
            `frame_length` // 2 at both ends; otherwise frame t begins there.
        pad_mode : PadMode, default "constant"
            How the sound is extended: with zeros, its edge value, a ramp to zero, its mirror image
            without (`reflect`) or with (`symmetric`) the edge sample.
        trough_threshold : float, default 0.1
            Normalised differences below this number are those of a period.
        pitch_shift : float, default 0.0
            Raise the pitch by this many semitones, as `librosa.effects.pitch_shift`: duration and
            rate stay. At most 4194304 samples over all channels.
        silence : Literal["trim", "split", "all"] or None, default None
            Leave out silence: at both ends (`trim`), everywhere (`all`), or everywhere with what
            lies between as sounds of their own (`split`, as npz). A frame of 2048 samples is silent
            as `librosa.effects.split` has it. A sound that is silent throughout is refused.
        silence_top_db : float, default 20.0
            Frames at least this far below `silence_ref` are silent, dB.
        silence_ref : Literal["max"] or float, default "max"
            What `silence_top_db` is counted from: the loudest frame of the sound (`max`), or a root
            mean square that is the same for all sounds; full scale is 1.
        silence_padding : float, default 200.0
            Silence that is kept on either side of what is not, ms.
        silence_hop_length : int, default 512
            Step from one frame to the next for `silence`, samples; fastai_audio steps by its
            padding.
        level : Literal["peak", "rms"] or None, default None
            Bring the largest sample, or the root mean square, to `level_db`, by one factor for all
            channels and parts; `wave_norm`, which comes later, divides each channel by its own. A
            sound of zeros stays as it is.
        level_db : float or None, default None
            Level for `level`, dB from full scale. `none`, the default, is 0 for `peak` and -20 for
            `rms`.
        gain_db : float, default 0.0
            Amplify by this much, dB.
        pad_to : float or None, default None
            Make a shorter sound this long, s, at most the longest that the service takes; a longer
            one is left as it is. `fit`, which comes later, counts in samples and cuts, too.
        pad_with : Literal["zeros", "repeat", "reflect"], default "zeros"
            What is added: zeros, the sound again and again, or its mirror images; of a sound of at
            most 16777216 samples over all channels.
        pad_at : Literal["after", "before", "both", "random"], default "after"
            Where it is added: after the sound, before it, half on `both` sides, or split by chance.
        crop : float or None, default None
            Take this much, s, from a place chosen by chance; with `pad_to` of the same value every
            sound becomes this long. `offset` and `duration` take the place that they say.
        random_seed : int, default 0
            Seed of the chances of `crop` and `pad_at=random`.
        segment : float or None, default None
            Cut into sounds of this length, s, as npz, the last one filled up with zeros.
        speed : float, default 1.0
            Factor on the speed, by resampling: pitch and length change together, as with SoX's
            `speed`. `pitch_shift` changes the pitch alone.
        time_shift : Literal["random"] or float, default 0.0
            Move the sound this much later, s; a negative number moves it earlier. `random`: by any
            number of samples, with `time_shift_with=roll`.
        time_shift_with : Literal["roll", "zeros"], default "roll"
            What fills the gap: what left the sound at the other end, as `numpy.roll`, or zeros.
        noise : Literal["white", "pink", "brown", "blue", "violet"] or None, default None
            Add Gaussian noise whose power density is proportional to 1 / f^b: b is 0 for white, 1
            for pink, 2 for brown, -1 for blue, -2 for violet. Each channel gets its own. Noise that
            is not white takes at most 16777216 samples over all channels.
        noise_snr_db : float, default 20.0
            Power of the sound over that of the noise, dB, both measured over all samples and
            channels, zeros of `pad_to` and `time_shift` included. A sound of zeros stays as it is.
        cut_out : float or None, default None
            Make zeros of this much of the sound, s, at most all of it, at a place chosen by chance.
        cut_outs : int, default 1
            Number of places for `cut_out`, which may overlap.
        augment_seed : int, default 0
            Seed of the chances of `time_shift=random`, `noise` and `cut_out`; what they decided is
            in the receipt.
        statistics : str or None, default None
            Replace the time axis by statistics over time, in this order, e.g.
            `mean,std,min,p5,median,p95,max`; at most 16. `std` divides by the number of frames,
            percentiles are interpolated linearly and take at most 4194304 frames.

        Returns
        -------
        Features
            Values, axes, unit and receipt.
        """

    @feature
    def zero_crossing_rate(
        self,
        sound: Sound,
        /,
        *,
        preset: None = None,
        sample_rate: int | None = None,
        channel: Literal["mean", "first", "each"] | int = "mean",
        offset: float = 0.0,
        duration: float | None = None,
        frame_length: int = 2048,
        hop_length: int = 512,
        center: bool = True,
        threshold: float = 1e-10,
        zero_pos: bool = True,
        pitch_shift: float = 0.0,
        silence: Literal["trim", "split", "all"] | None = None,
        silence_top_db: float = 20.0,
        silence_ref: Literal["max"] | float = "max",
        silence_padding: float = 200.0,
        silence_hop_length: int = 512,
        level: Literal["peak", "rms"] | None = None,
        level_db: float | None = None,
        gain_db: float = 0.0,
        pad_to: float | None = None,
        pad_with: Literal["zeros", "repeat", "reflect"] = "zeros",
        pad_at: Literal["after", "before", "both", "random"] = "after",
        crop: float | None = None,
        random_seed: int = 0,
        segment: float | None = None,
        speed: float = 1.0,
        time_shift: Literal["random"] | float = 0.0,
        time_shift_with: Literal["roll", "zeros"] = "roll",
        noise: Literal["white", "pink", "brown", "blue", "violet"] | None = None,
        noise_snr_db: float = 20.0,
        cut_out: float | None = None,
        cut_outs: int = 1,
        augment_seed: int = 0,
        input_scale: float = 1.0,
        wave_norm: Literal["mean", "standard", "minmax", "peak", "rms"] | None = None,
        wave_norm_eps: float = 1e-07,
        fit: Literal["zeros", "repeat", "repeat_zeros", "cut"] | None = None,
        fit_length: int | None = None,
        fit_step: int | None = None,
        dither: float = 0.0,
        seed: int = 0,
        statistics: str | None = None,
    ) -> Features:
        """Zero-crossing rate: the share of each frame's samples at which the sign changes.

        Equal to `librosa.feature.zero_crossing_rate`. The sound is extended by its edge values; the
        first sample of a frame is no crossing.

        Parameters
        ----------
        sound : Sound
            Path, bytes or file of a recording, samples (with `sample_rate`), or a tone spec.
        preset : None, default None
            Lay the values of a published front-end under those of this query, see `GET
            /v1/presets`; a name without a version means the newest.
        sample_rate : int or None, default None
            Resample to this rate, Hz. `none`, the default, keeps the recording's own. For
            `application/x-npy` it says the rate of the samples and is required.
        channel : Literal["mean", "first", "each"] or int, default "mean"
            Mean of the channels, the first, each of them (adds a leading axis), or one by its
            number from 0.
        offset : float, default 0.0
            Skip this much at the beginning, s.
        duration : float or None, default None
            Use at most this much from `offset` on, s. `none`: to the end.
        frame_length : int, default 2048
            Length of a frame, samples.
        hop_length : int, default 512
            Step from one frame to the next, samples.
        center : bool, default True
            Frame t is centred at sample t * `hop_length`, the sound being extended by
            `frame_length` // 2 at both ends; otherwise frame t begins there.
        threshold : float, default 1e-10
            Samples of at most this amplitude count as 0.
        zero_pos : bool, default True
            0 counts as positive; otherwise it is a sign of its own, and to reach or leave it a
            crossing.
        pitch_shift : float, default 0.0
            Raise the pitch by this many semitones, as `librosa.effects.pitch_shift`: duration and
            rate stay. At most 4194304 samples over all channels.
        silence : Literal["trim", "split", "all"] or None, default None
            Leave out silence: at both ends (`trim`), everywhere (`all`), or everywhere with what
            lies between as sounds of their own (`split`, as npz). A frame of 2048 samples is silent
            as `librosa.effects.split` has it. A sound that is silent throughout is refused.
        silence_top_db : float, default 20.0
            Frames at least this far below `silence_ref` are silent, dB.
        silence_ref : Literal["max"] or float, default "max"
            What `silence_top_db` is counted from: the loudest frame of the sound (`max`), or a root
            mean square that is the same for all sounds; full scale is 1.
        silence_padding : float, default 200.0
            Silence that is kept on either side of what is not, ms.
        silence_hop_length : int, default 512
            Step from one frame to the next for `silence`, samples; fastai_audio steps by its
            padding.
        level : Literal["peak", "rms"] or None, default None
            Bring the largest sample, or the root mean square, to `level_db`, by one factor for all
            channels and parts; `wave_norm`, which comes later, divides each channel by its own. A
            sound of zeros stays as it is.
        level_db : float or None, default None
            Level for `level`, dB from full scale. `none`, the default, is 0 for `peak` and -20 for
            `rms`.
        gain_db : float, default 0.0
            Amplify by this much, dB.
        pad_to : float or None, default None
            Make a shorter sound this long, s, at most the longest that the service takes; a longer
            one is left as it is. `fit`, which comes later, counts in samples and cuts, too.
        pad_with : Literal["zeros", "repeat", "reflect"], default "zeros"
            What is added: zeros, the sound again and again, or its mirror images; of a sound of at
            most 16777216 samples over all channels.
        pad_at : Literal["after", "before", "both", "random"], default "after"
            Where it is added: after the sound, before it, half on `both` sides, or split by chance.
        crop : float or None, default None
            Take this much, s, from a place chosen by chance; with `pad_to` of the same value every
            sound becomes this long. `offset` and `duration` take the place that they say.
        random_seed : int, default 0
            Seed of the chances of `crop` and `pad_at=random`.
        segment : float or None, default None
            Cut into sounds of this length, s, as npz, the last one filled up with zeros.
        speed : float, default 1.0
            Factor on the speed, by resampling: pitch and length change together, as with SoX's
            `speed`. `pitch_shift` changes the pitch alone.
        time_shift : Literal["random"] or float, default 0.0
            Move the sound this much later, s; a negative number moves it earlier. `random`: by any
            number of samples, with `time_shift_with=roll`.
        time_shift_with : Literal["roll", "zeros"], default "roll"
            What fills the gap: what left the sound at the other end, as `numpy.roll`, or zeros.
        noise : Literal["white", "pink", "brown", "blue", "violet"] or None, default None
            Add Gaussian noise whose power density is proportional to 1 / f^b: b is 0 for white, 1
            for pink, 2 for brown, -1 for blue, -2 for violet. Each channel gets its own. Noise that
            is not white takes at most 16777216 samples over all channels.
        noise_snr_db : float, default 20.0
            Power of the sound over that of the noise, dB, both measured over all samples and
            channels, zeros of `pad_to` and `time_shift` included. A sound of zeros stays as it is.
        cut_out : float or None, default None
            Make zeros of this much of the sound, s, at most all of it, at a place chosen by chance.
        cut_outs : int, default 1
            Number of places for `cut_out`, which may overlap.
        augment_seed : int, default 0
            Seed of the chances of `time_shift=random`, `noise` and `cut_out`; what they decided is
            in the receipt.
        input_scale : float, default 1.0
            Multiplies the samples; 32768 gives the scale of 16-bit integers.
        wave_norm : Literal["mean", "standard", "minmax", "peak", "rms"] or None, default None
            Normalise each channel of the whole wave: without its mean; `standard`, also divided by
            the square root of its variance plus `wave_norm_eps`; `minmax`, to [-1, 1]; `peak` or
            `rms`, divided by that.
        wave_norm_eps : float, default 1e-07
            Small number that guards the divisor of `wave_norm`.
        fit : Literal["zeros", "repeat", "repeat_zeros", "cut"] or None, default None
            Make the wave `fit_length` samples long: fill it with zeros, with itself (`repeat`),
            with itself as often as it fits whole and then zeros (`repeat_zeros`), or only `cut` it.
        fit_length : int or None, default None
            Length for `fit`, samples.
        fit_step : int or None, default None
            With `fit=zeros`: as long as `fit_length` plus the fewest multiples of this, samples,
            that hold the wave, which is then never cut.
        dither : float, default 0.0
            Standard deviation of Gaussian noise that is added, in the unit of the scaled samples.
        seed : int, default 0
            Seed of `dither`.
        statistics : str or None, default None
            Replace the time axis by statistics over time, in this order, e.g.
            `mean,std,min,p5,median,p95,max`; at most 16. `std` divides by the number of frames,
            percentiles are interpolated linearly and take at most 4194304 frames.

        Returns
        -------
        Features
            Values, axes, unit and receipt.
        """

    @sound_file
    def sound_flac(
        self,
        sound: Sound,
        /,
        *,
        preset: None = None,
        sample_rate: int | None = None,
        channel: Literal["mean", "first", "each"] | int = "mean",
        offset: float = 0.0,
        duration: float | None = None,
        playback_rate: int | None = None,
        subtype: Literal["pcm16", "pcm24"] = "pcm16",
        pitch_shift: float = 0.0,
        silence: Literal["trim", "split", "all"] | None = None,
        silence_top_db: float = 20.0,
        silence_ref: Literal["max"] | float = "max",
        silence_padding: float = 200.0,
        silence_hop_length: int = 512,
        level: Literal["peak", "rms"] | None = None,
        level_db: float | None = None,
        gain_db: float = 0.0,
        pad_to: float | None = None,
        pad_with: Literal["zeros", "repeat", "reflect"] = "zeros",
        pad_at: Literal["after", "before", "both", "random"] = "after",
        crop: float | None = None,
        random_seed: int = 0,
        segment: float | None = None,
        speed: float = 1.0,
        time_shift: Literal["random"] | float = 0.0,
        time_shift_with: Literal["roll", "zeros"] = "roll",
        noise: Literal["white", "pink", "brown", "blue", "violet"] | None = None,
        noise_snr_db: float = 20.0,
        cut_out: float | None = None,
        cut_outs: int = 1,
        augment_seed: int = 0,
    ) -> bytes:
        """Sound: what every feature is computed from, to listen to.

        Parameters
        ----------
        sound : Sound
            Path, bytes or file of a recording, samples (with `sample_rate`), or a tone spec.
        preset : None, default None
            Lay the values of a published front-end under those of this query, see `GET
            /v1/presets`; a name without a version means the newest.
        sample_rate : int or None, default None
            Resample to this rate, Hz. `none`, the default, keeps the recording's own. For
            `application/x-npy` it says the rate of the samples and is required.
        channel : Literal["mean", "first", "each"] or int, default "mean"
            Mean of the channels, the first, each of them (adds a leading axis), or one by its
            number from 0.
        offset : float, default 0.0
            Skip this much at the beginning, s.
        duration : float or None, default None
            Use at most this much from `offset` on, s. `none`: to the end.
        playback_rate : int or None, default None
            Rate that the file's header says, Hz: the same samples, played faster or slower, higher
            or lower. `none`, the default, is the rate of the samples.
        subtype : Literal["pcm16", "pcm24"], default "pcm16"
            `pcm16` or `pcm24`: integers of so many bits, rounded; beyond full scale they are
            clipped, with a warning. Recordings of so many bits come out as they went in.
        pitch_shift : float, default 0.0
            Raise the pitch by this many semitones, as `librosa.effects.pitch_shift`: duration and
            rate stay. At most 4194304 samples over all channels.
        silence : Literal["trim", "split", "all"] or None, default None
            Leave out silence: at both ends (`trim`), everywhere (`all`), or everywhere with what
            lies between as sounds of their own (`split`, as npz). A frame of 2048 samples is silent
            as `librosa.effects.split` has it. A sound that is silent throughout is refused.
        silence_top_db : float, default 20.0
            Frames at least this far below `silence_ref` are silent, dB.
        silence_ref : Literal["max"] or float, default "max"
            What `silence_top_db` is counted from: the loudest frame of the sound (`max`), or a root
            mean square that is the same for all sounds; full scale is 1.
        silence_padding : float, default 200.0
            Silence that is kept on either side of what is not, ms.
        silence_hop_length : int, default 512
            Step from one frame to the next for `silence`, samples; fastai_audio steps by its
            padding.
        level : Literal["peak", "rms"] or None, default None
            Bring the largest sample, or the root mean square, to `level_db`, by one factor for all
            channels and parts; `wave_norm`, which comes later, divides each channel by its own. A
            sound of zeros stays as it is.
        level_db : float or None, default None
            Level for `level`, dB from full scale. `none`, the default, is 0 for `peak` and -20 for
            `rms`.
        gain_db : float, default 0.0
            Amplify by this much, dB.
        pad_to : float or None, default None
            Make a shorter sound this long, s, at most the longest that the service takes; a longer
            one is left as it is. `fit`, which comes later, counts in samples and cuts, too.
        pad_with : Literal["zeros", "repeat", "reflect"], default "zeros"
            What is added: zeros, the sound again and again, or its mirror images; of a sound of at
            most 16777216 samples over all channels.
        pad_at : Literal["after", "before", "both", "random"], default "after"
            Where it is added: after the sound, before it, half on `both` sides, or split by chance.
        crop : float or None, default None
            Take this much, s, from a place chosen by chance; with `pad_to` of the same value every
            sound becomes this long. `offset` and `duration` take the place that they say.
        random_seed : int, default 0
            Seed of the chances of `crop` and `pad_at=random`.
        segment : float or None, default None
            Cut into sounds of this length, s, as npz, the last one filled up with zeros.
        speed : float, default 1.0
            Factor on the speed, by resampling: pitch and length change together, as with SoX's
            `speed`. `pitch_shift` changes the pitch alone.
        time_shift : Literal["random"] or float, default 0.0
            Move the sound this much later, s; a negative number moves it earlier. `random`: by any
            number of samples, with `time_shift_with=roll`.
        time_shift_with : Literal["roll", "zeros"], default "roll"
            What fills the gap: what left the sound at the other end, as `numpy.roll`, or zeros.
        noise : Literal["white", "pink", "brown", "blue", "violet"] or None, default None
            Add Gaussian noise whose power density is proportional to 1 / f^b: b is 0 for white, 1
            for pink, 2 for brown, -1 for blue, -2 for violet. Each channel gets its own. Noise that
            is not white takes at most 16777216 samples over all channels.
        noise_snr_db : float, default 20.0
            Power of the sound over that of the noise, dB, both measured over all samples and
            channels, zeros of `pad_to` and `time_shift` included. A sound of zeros stays as it is.
        cut_out : float or None, default None
            Make zeros of this much of the sound, s, at most all of it, at a place chosen by chance.
        cut_outs : int, default 1
            Number of places for `cut_out`, which may overlap.
        augment_seed : int, default 0
            Seed of the chances of `time_shift=random`, `noise` and `cut_out`; what they decided is
            in the receipt.

        Returns
        -------
        bytes
            The file.
        """

    @sound_file
    def sound_ogg(
        self,
        sound: Sound,
        /,
        *,
        preset: None = None,
        sample_rate: int | None = None,
        channel: Literal["mean", "first", "each"] | int = "mean",
        offset: float = 0.0,
        duration: float | None = None,
        playback_rate: int | None = None,
        pitch_shift: float = 0.0,
        silence: Literal["trim", "split", "all"] | None = None,
        silence_top_db: float = 20.0,
        silence_ref: Literal["max"] | float = "max",
        silence_padding: float = 200.0,
        silence_hop_length: int = 512,
        level: Literal["peak", "rms"] | None = None,
        level_db: float | None = None,
        gain_db: float = 0.0,
        pad_to: float | None = None,
        pad_with: Literal["zeros", "repeat", "reflect"] = "zeros",
        pad_at: Literal["after", "before", "both", "random"] = "after",
        crop: float | None = None,
        random_seed: int = 0,
        segment: float | None = None,
        speed: float = 1.0,
        time_shift: Literal["random"] | float = 0.0,
        time_shift_with: Literal["roll", "zeros"] = "roll",
        noise: Literal["white", "pink", "brown", "blue", "violet"] | None = None,
        noise_snr_db: float = 20.0,
        cut_out: float | None = None,
        cut_outs: int = 1,
        augment_seed: int = 0,
    ) -> bytes:
        """Sound: what every feature is computed from, to listen to.

        Parameters
        ----------
        sound : Sound
            Path, bytes or file of a recording, samples (with `sample_rate`), or a tone spec.
        preset : None, default None
            Lay the values of a published front-end under those of this query, see `GET
            /v1/presets`; a name without a version means the newest.
        sample_rate : int or None, default None
            Resample to this rate, Hz. `none`, the default, keeps the recording's own. For
            `application/x-npy` it says the rate of the samples and is required.
        channel : Literal["mean", "first", "each"] or int, default "mean"
            Mean of the channels, the first, each of them (adds a leading axis), or one by its
            number from 0.
        offset : float, default 0.0
            Skip this much at the beginning, s.
        duration : float or None, default None
            Use at most this much from `offset` on, s. `none`: to the end.
        playback_rate : int or None, default None
            Rate that the file's header says, Hz: the same samples, played faster or slower, higher
            or lower. `none`, the default, is the rate of the samples.
        pitch_shift : float, default 0.0
            Raise the pitch by this many semitones, as `librosa.effects.pitch_shift`: duration and
            rate stay. At most 4194304 samples over all channels.
        silence : Literal["trim", "split", "all"] or None, default None
            Leave out silence: at both ends (`trim`), everywhere (`all`), or everywhere with what
            lies between as sounds of their own (`split`, as npz). A frame of 2048 samples is silent
            as `librosa.effects.split` has it. A sound that is silent throughout is refused.
        silence_top_db : float, default 20.0
            Frames at least this far below `silence_ref` are silent, dB.
        silence_ref : Literal["max"] or float, default "max"
            What `silence_top_db` is counted from: the loudest frame of the sound (`max`), or a root
            mean square that is the same for all sounds; full scale is 1.
        silence_padding : float, default 200.0
            Silence that is kept on either side of what is not, ms.
        silence_hop_length : int, default 512
            Step from one frame to the next for `silence`, samples; fastai_audio steps by its
            padding.
        level : Literal["peak", "rms"] or None, default None
            Bring the largest sample, or the root mean square, to `level_db`, by one factor for all
            channels and parts; `wave_norm`, which comes later, divides each channel by its own. A
            sound of zeros stays as it is.
        level_db : float or None, default None
            Level for `level`, dB from full scale. `none`, the default, is 0 for `peak` and -20 for
            `rms`.
        gain_db : float, default 0.0
            Amplify by this much, dB.
        pad_to : float or None, default None
            Make a shorter sound this long, s, at most the longest that the service takes; a longer
            one is left as it is. `fit`, which comes later, counts in samples and cuts, too.
        pad_with : Literal["zeros", "repeat", "reflect"], default "zeros"
            What is added: zeros, the sound again and again, or its mirror images; of a sound of at
            most 16777216 samples over all channels.
        pad_at : Literal["after", "before", "both", "random"], default "after"
            Where it is added: after the sound, before it, half on `both` sides, or split by chance.
        crop : float or None, default None
            Take this much, s, from a place chosen by chance; with `pad_to` of the same value every
            sound becomes this long. `offset` and `duration` take the place that they say.
        random_seed : int, default 0
            Seed of the chances of `crop` and `pad_at=random`.
        segment : float or None, default None
            Cut into sounds of this length, s, as npz, the last one filled up with zeros.
        speed : float, default 1.0
            Factor on the speed, by resampling: pitch and length change together, as with SoX's
            `speed`. `pitch_shift` changes the pitch alone.
        time_shift : Literal["random"] or float, default 0.0
            Move the sound this much later, s; a negative number moves it earlier. `random`: by any
            number of samples, with `time_shift_with=roll`.
        time_shift_with : Literal["roll", "zeros"], default "roll"
            What fills the gap: what left the sound at the other end, as `numpy.roll`, or zeros.
        noise : Literal["white", "pink", "brown", "blue", "violet"] or None, default None
            Add Gaussian noise whose power density is proportional to 1 / f^b: b is 0 for white, 1
            for pink, 2 for brown, -1 for blue, -2 for violet. Each channel gets its own. Noise that
            is not white takes at most 16777216 samples over all channels.
        noise_snr_db : float, default 20.0
            Power of the sound over that of the noise, dB, both measured over all samples and
            channels, zeros of `pad_to` and `time_shift` included. A sound of zeros stays as it is.
        cut_out : float or None, default None
            Make zeros of this much of the sound, s, at most all of it, at a place chosen by chance.
        cut_outs : int, default 1
            Number of places for `cut_out`, which may overlap.
        augment_seed : int, default 0
            Seed of the chances of `time_shift=random`, `noise` and `cut_out`; what they decided is
            in the receipt.

        Returns
        -------
        bytes
            The file.
        """

    @sound_file
    def sound_wav(
        self,
        sound: Sound,
        /,
        *,
        preset: None = None,
        sample_rate: int | None = None,
        channel: Literal["mean", "first", "each"] | int = "mean",
        offset: float = 0.0,
        duration: float | None = None,
        playback_rate: int | None = None,
        subtype: Literal["float", "pcm16"] = "float",
        pitch_shift: float = 0.0,
        silence: Literal["trim", "split", "all"] | None = None,
        silence_top_db: float = 20.0,
        silence_ref: Literal["max"] | float = "max",
        silence_padding: float = 200.0,
        silence_hop_length: int = 512,
        level: Literal["peak", "rms"] | None = None,
        level_db: float | None = None,
        gain_db: float = 0.0,
        pad_to: float | None = None,
        pad_with: Literal["zeros", "repeat", "reflect"] = "zeros",
        pad_at: Literal["after", "before", "both", "random"] = "after",
        crop: float | None = None,
        random_seed: int = 0,
        segment: float | None = None,
        speed: float = 1.0,
        time_shift: Literal["random"] | float = 0.0,
        time_shift_with: Literal["roll", "zeros"] = "roll",
        noise: Literal["white", "pink", "brown", "blue", "violet"] | None = None,
        noise_snr_db: float = 20.0,
        cut_out: float | None = None,
        cut_outs: int = 1,
        augment_seed: int = 0,
    ) -> bytes:
        """Sound: what every feature is computed from, to listen to.

        Parameters
        ----------
        sound : Sound
            Path, bytes or file of a recording, samples (with `sample_rate`), or a tone spec.
        preset : None, default None
            Lay the values of a published front-end under those of this query, see `GET
            /v1/presets`; a name without a version means the newest.
        sample_rate : int or None, default None
            Resample to this rate, Hz. `none`, the default, keeps the recording's own. For
            `application/x-npy` it says the rate of the samples and is required.
        channel : Literal["mean", "first", "each"] or int, default "mean"
            Mean of the channels, the first, each of them (adds a leading axis), or one by its
            number from 0.
        offset : float, default 0.0
            Skip this much at the beginning, s.
        duration : float or None, default None
            Use at most this much from `offset` on, s. `none`: to the end.
        playback_rate : int or None, default None
            Rate that the file's header says, Hz: the same samples, played faster or slower, higher
            or lower. `none`, the default, is the rate of the samples.
        subtype : Literal["float", "pcm16"], default "float"
            `float`: 32-bit floating point, exactly the samples that a feature gets. `pcm16`: 16-bit
            integers, rounded; beyond full scale they are clipped, with a warning.
        pitch_shift : float, default 0.0
            Raise the pitch by this many semitones, as `librosa.effects.pitch_shift`: duration and
            rate stay. At most 4194304 samples over all channels.
        silence : Literal["trim", "split", "all"] or None, default None
            Leave out silence: at both ends (`trim`), everywhere (`all`), or everywhere with what
            lies between as sounds of their own (`split`, as npz). A frame of 2048 samples is silent
            as `librosa.effects.split` has it. A sound that is silent throughout is refused.
        silence_top_db : float, default 20.0
            Frames at least this far below `silence_ref` are silent, dB.
        silence_ref : Literal["max"] or float, default "max"
            What `silence_top_db` is counted from: the loudest frame of the sound (`max`), or a root
            mean square that is the same for all sounds; full scale is 1.
        silence_padding : float, default 200.0
            Silence that is kept on either side of what is not, ms.
        silence_hop_length : int, default 512
            Step from one frame to the next for `silence`, samples; fastai_audio steps by its
            padding.
        level : Literal["peak", "rms"] or None, default None
            Bring the largest sample, or the root mean square, to `level_db`, by one factor for all
            channels and parts; `wave_norm`, which comes later, divides each channel by its own. A
            sound of zeros stays as it is.
        level_db : float or None, default None
            Level for `level`, dB from full scale. `none`, the default, is 0 for `peak` and -20 for
            `rms`.
        gain_db : float, default 0.0
            Amplify by this much, dB.
        pad_to : float or None, default None
            Make a shorter sound this long, s, at most the longest that the service takes; a longer
            one is left as it is. `fit`, which comes later, counts in samples and cuts, too.
        pad_with : Literal["zeros", "repeat", "reflect"], default "zeros"
            What is added: zeros, the sound again and again, or its mirror images; of a sound of at
            most 16777216 samples over all channels.
        pad_at : Literal["after", "before", "both", "random"], default "after"
            Where it is added: after the sound, before it, half on `both` sides, or split by chance.
        crop : float or None, default None
            Take this much, s, from a place chosen by chance; with `pad_to` of the same value every
            sound becomes this long. `offset` and `duration` take the place that they say.
        random_seed : int, default 0
            Seed of the chances of `crop` and `pad_at=random`.
        segment : float or None, default None
            Cut into sounds of this length, s, as npz, the last one filled up with zeros.
        speed : float, default 1.0
            Factor on the speed, by resampling: pitch and length change together, as with SoX's
            `speed`. `pitch_shift` changes the pitch alone.
        time_shift : Literal["random"] or float, default 0.0
            Move the sound this much later, s; a negative number moves it earlier. `random`: by any
            number of samples, with `time_shift_with=roll`.
        time_shift_with : Literal["roll", "zeros"], default "roll"
            What fills the gap: what left the sound at the other end, as `numpy.roll`, or zeros.
        noise : Literal["white", "pink", "brown", "blue", "violet"] or None, default None
            Add Gaussian noise whose power density is proportional to 1 / f^b: b is 0 for white, 1
            for pink, 2 for brown, -1 for blue, -2 for violet. Each channel gets its own. Noise that
            is not white takes at most 16777216 samples over all channels.
        noise_snr_db : float, default 20.0
            Power of the sound over that of the noise, dB, both measured over all samples and
            channels, zeros of `pad_to` and `time_shift` included. A sound of zeros stays as it is.
        cut_out : float or None, default None
            Make zeros of this much of the sound, s, at most all of it, at a place chosen by chance.
        cut_outs : int, default 1
            Number of places for `cut_out`, which may overlap.
        augment_seed : int, default 0
            Seed of the chances of `time_shift=random`, `noise` and `cut_out`; what they decided is
            in the receipt.

        Returns
        -------
        bytes
            The file.
        """

    @lookup
    def convert(
        self,
        *,
        hz: Values | Omitted = OMITTED,
        mel: Values | Omitted = OMITTED,
        midi: Values | Omitted = OMITTED,
        note: Values | Omitted = OMITTED,
        ratio: Values | Omitted = OMITTED,
        db: Values | Omitted = OMITTED,
        samples: Values | Omitted = OMITTED,
        frames: Values | Omitted = OMITTED,
        seconds: Values | Omitted = OMITTED,
        scale: Literal["slaney", "htk", "kaldi"] = "slaney",
        sample_rate: int | Omitted = OMITTED,
        hop_length: int = 512,
        n_fft: int = 0,
    ) -> dict[str, Any]:
        """Convert one quantity, or up to 100 values of it, to every unit that there is of it.

        A frequency (`hz`, `mel`, `midi` or `note`) to Hz, mel on three scales, MIDI number and
        note; a ratio to decibels of amplitudes and of powers, and back; a time (`samples`, `frames`
        or `seconds`, with `sample_rate`) to samples, seconds and the frame. Equal to librosa's
        functions.

        Parameters
        ----------
        hz : Values, optional
            Frequency, Hz. One number, or up to 100 with commas between them.
        mel : Values, optional
            Position on the mel `scale`. One number, or up to 100 with commas between them.
        midi : Values, optional
            MIDI note number; 69 is A4. One number, or up to 100 with commas between them.
        note : Values, optional
            Name of a note, such as `A4`, `Bb3` or (# in an address is %23) `C%234`.
        ratio : Values, optional
            Ratio of two amplitudes or of two powers. One number, or up to 100 with commas between
            them.
        db : Values, optional
            Decibels. One number, or up to 100 with commas between them.
        samples : Values, optional
            Number of samples. One number, or up to 100 with commas between them.
        frames : Values, optional
            Number of a frame. One number, or up to 100 with commas between them.
        seconds : Values, optional
            Time, s. One number, or up to 100 with commas between them.
        scale : Literal["slaney", "htk", "kaldi"], default "slaney"
            What `mel` is given on.
        sample_rate : int, optional
            Hz; needed with `samples`, `frames` and `seconds`.
        hop_length : int, default 512
            From one frame to the next, samples.
        n_fft : int, default 0
            Length of a frame, samples, if frames are not centred; 0 if they are.

        Returns
        -------
        dict[str, Any]
            The answer, as the document of the service has it.
        """
