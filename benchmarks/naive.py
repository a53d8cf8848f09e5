"""The service that anybody writes in an afternoon, to measure against: FastAPI and librosa."""

import io

import librosa
import matplotlib as mpl
import numpy as np
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

mpl.use("Agg")

import librosa.display  # after the choice of a backend
import matplotlib.pyplot as plt

app = FastAPI()


def mel(body: bytes) -> tuple[np.ndarray, float]:
    samples, rate = librosa.load(io.BytesIO(body), sr=None)
    power = librosa.feature.melspectrogram(y=samples, sr=rate, n_fft=1024, hop_length=256)
    return librosa.power_to_db(power), rate


def as_json(body: bytes) -> Response:
    return JSONResponse(mel(body)[0].tolist())


def as_npy(body: bytes) -> Response:
    buffer = io.BytesIO()
    np.save(buffer, mel(body)[0])
    return Response(buffer.getvalue(), media_type="application/x-npy")


def as_png(body: bytes) -> Response:
    values, rate = mel(body)
    figure, axes = plt.subplots(figsize=(10, 4), dpi=100)
    picture = librosa.display.specshow(
        values, sr=rate, hop_length=256, x_axis="time", y_axis="mel", ax=axes
    )
    figure.colorbar(picture, format="%+2.0f dB")
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png")
    plt.close(figure)
    return Response(buffer.getvalue(), media_type="image/png")


ANSWERS = {"json": as_json, "npy": as_npy, "png": as_png}


@app.post("/v1/features/mel.{form}")
async def feature(form: str, request: Request) -> Response:
    return await run_in_threadpool(ANSWERS[form], await request.body())


@app.get("/readyz")
async def readyz() -> str:
    return "ready"
