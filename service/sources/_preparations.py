"""Parameters of what is done to a sound before a feature sees it, in the order of its doing."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from service.parameters import Mismatch, NoneWord, Parameters, advanced

Silence = Literal["trim", "split", "all"]
Level = Literal["peak", "rms"]
Filling = Literal["zeros", "repeat", "reflect"]
Place = Literal["after", "before", "both", "random"]

Seconds = Annotated[float, Field(gt=0, le=1e6)]

DEPENDENT = {
    "silence": ("silence_top_db", "silence_ref", "silence_padding", "silence_hop_length"),
    "level": ("level_db",),
    "pad_to": ("pad_with", "pad_at"),
}
"""Parameters that have an effect only with another."""


class Preparations(Parameters):
    """Pitch, silence, level and length of the sound itself."""

    pitch_shift: float = advanced(
        0.0,
        "sound",
        "Raise the pitch by this many semitones, as `librosa.effects.pitch_shift`: duration and "
        "rate stay. At most 4194304 samples over all channels.",
        ge=-24,
        le=24,
    )
    silence: Silence | NoneWord = advanced(
        None,
        "sound",
        "Leave out silence: at both ends (`trim`), everywhere (`all`), or everywhere with what "
        "lies between as sounds of their own (`split`, as npz). A frame of 2048 samples is silent "
        "as `librosa.effects.split` has it. A sound that is silent throughout is refused.",
    )
    silence_top_db: float = advanced(
        20.0,
        "sound",
        "Frames at least this far below `silence_ref` are silent, dB.",
        gt=0,
        le=200,
    )
    silence_ref: Literal["max"] | Annotated[float, Field(gt=0, le=1e6)] = advanced(
        "max",
        "sound",
        "What `silence_top_db` is counted from: the loudest frame of the sound (`max`), or a root "
        "mean square that is the same for all sounds; full scale is 1.",
    )
    silence_padding: float = advanced(
        200.0, "sound", "Silence that is kept on either side of what is not, ms.", ge=0, le=60_000
    )
    silence_hop_length: int = advanced(
        512,
        "sound",
        "Step from one frame to the next for `silence`, samples; fastai_audio steps by its "
        "padding.",
        ge=64,
        le=65_536,
    )
    level: Level | NoneWord = advanced(
        None,
        "sound",
        "Bring the largest sample, or the root mean square, to `level_db`, by one factor "
        "for all channels and parts; `wave_norm`, which comes later, divides each channel by its "
        "own. A sound of zeros stays as it is.",
    )
    level_db: Annotated[float, Field(ge=-120, le=20)] | NoneWord = advanced(
        None,
        "sound",
        "Level for `level`, dB from full scale. `none`, the default, is 0 for `peak` and -20 "
        "for `rms`.",
    )
    gain_db: float = advanced(0.0, "sound", "Amplify by this much, dB.", ge=-120, le=120)
    pad_to: Seconds | NoneWord = advanced(
        None,
        "sound",
        "Make a shorter sound this long, s, at most the longest that the service takes; a longer "
        "one is left as it is. `fit`, which comes later, counts in samples and cuts, too.",
    )
    pad_with: Filling = advanced(
        "zeros",
        "sound",
        "What is added: zeros, the sound again and again, or its mirror images; of a sound of at "
        "most 16777216 samples over all channels.",
    )
    pad_at: Place = advanced(
        "after",
        "sound",
        "Where it is added: after the sound, before it, half on `both` sides, or split by chance.",
    )
    crop: Seconds | NoneWord = advanced(
        None,
        "sound",
        "Take this much, s, from a place chosen by chance; with `pad_to` of the same value every "
        "sound becomes this long. `offset` and `duration` take the place that they say.",
    )
    random_seed: int = advanced(
        0, "sound", "Seed of the chances of `crop` and `pad_at=random`.", ge=0, lt=2**32
    )
    segment: Seconds | NoneWord = advanced(
        None,
        "sound",
        "Cut into sounds of this length, s, as npz, the last one filled up with zeros.",
    )

    @property
    def several(self) -> str | None:
        """The parameter that makes several sounds of one, if any."""
        if self.segment is not None:
            return "segment"
        return "silence" if self.silence == "split" else None

    @property
    def reshaped(self) -> bool:
        """Whether the whole sound must be known before the first of its samples is."""
        whole = (self.silence, self.level, self.pad_to, self.crop, self.segment)
        return any(value is not None for value in whole)

    @model_validator(mode="after")
    def _something_depends_on_it(self) -> Self:
        for name, dependent in DEPENDENT.items():
            if getattr(self, name) is None:
                for idle in dependent:
                    self.refuse_idle(idle, name)
        if self.crop is None and self.pad_at != "random":
            self.refuse_idle("random_seed", "crop or pad_at=random")
        return self

    @model_validator(mode="after")
    def _one_way_to_cut(self) -> Self:
        if self.segment is not None and self.silence == "split":
            raise Mismatch(
                "segment", self.segment, "cannot be used with silence=split, which cuts, too"
            )
        return self
