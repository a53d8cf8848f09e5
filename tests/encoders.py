"""m4a, WebM and the like, made by FFmpeg's own encoders and muxers."""

import io
from fractions import Fraction

import av
import numpy as np

RATE = 48_000
FORMATS = {"aac": "fltp", "alac": "s16p", "libopus": "flt", "libmp3lame": "fltp", "flac": "s16"}
FULL_SCALE = {"s16p": 2**15, "s16": 2**15, "s32p": 2**31, "flt": 1, "fltp": 1}
MUXERS = {"m4a": "ipod", "mkv": "matroska"}


def tones(seconds=2.0, channels=1, rate=RATE):
    """Two tones that a lossy codec keeps, their levels different in each channel."""
    time = np.arange(round(seconds * rate)) / rate
    one = 0.4 * np.sin(2 * np.pi * 440 * time) + 0.2 * np.sin(2 * np.pi * 1250 * time + 1)
    return (one[:, None] * (1 - 0.4 * np.arange(channels))).astype(np.float32)


def audio_frames(samples, rate, form):
    """Give PyAV's frames of 960 samples, which every encoder here can take or join."""
    layout = {1: "mono", 2: "stereo"}[samples.shape[1]]
    if FULL_SCALE[form] > 1:
        samples = np.round(samples * (FULL_SCALE[form] - 1))
    values = samples.astype({"s16": np.int16, "s32": np.int32}.get(form[:3], np.float32))
    values = values.T if form.endswith("p") else values.reshape(1, -1)
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(values), format=form, layout=layout)
    frame.sample_rate, frame.time_base, frame.pts = rate, Fraction(1, rate), 0
    return frame


def add_sound(container, codec, samples, rate, form):
    stream = container.add_stream(codec, rate=rate)
    context = stream.codec_context
    context.layout, context.format, context.bit_rate = (
        {1: "mono", 2: "stereo"}[samples.shape[1]],
        form,
        192_000,
    )
    return stream


def encode(container, stream, samples, rate, form):
    queue = av.AudioFifo()
    queue.write(audio_frames(samples, rate, form))
    if not stream.codec_context.is_open:  # the first packet of another track opens all
        stream.codec_context.open()
    size = stream.codec_context.frame_size or 4096
    while frame := queue.read(size) or queue.read(0, True):
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))


def encoded(tmp_path, kind, codec, options=None, samples=None, rate=RATE, form=None, tracks=1):
    """Make a file with FFmpeg's own encoder and muxer."""
    samples = tones() if samples is None else samples
    form = form or FORMATS[codec]
    path = tmp_path / f"made.{kind}"
    with av.open(str(path), "w", format=MUXERS.get(kind, kind), options=options or {}) as container:
        streams = [add_sound(container, codec, samples, rate, form) for _ in range(tracks)]
        for stream in streams:
            encode(container, stream, samples, rate, form)
    return path.read_bytes()


def remuxed(data, kind, options=None):
    """Carry the packets of an Ogg file over into another container, untouched."""
    out = io.BytesIO()
    with (
        av.open(io.BytesIO(data), format="ogg") as source,
        av.open(out, "w", format=kind, options=options or {}) as target,
    ):
        track = source.streams.audio[0]
        stream = target.add_stream_from_template(track)
        for packet in source.demux(track):
            if packet.dts is not None:
                packet.stream = stream
                target.mux(packet)
    return out.getvalue()
