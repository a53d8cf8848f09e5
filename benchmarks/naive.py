"""The service that anybody writes in an afternoon, to measure against: FastAPI and librosa.

Its endpoint is a plain ``def`` in FastAPI's threads. It takes the same raw bytes as this service,
which costs it less than a form would.
"""

import io
from typing import Annotated

import librosa
import matplotlib as mpl
import numpy as np
from fastapi import Depends, FastAPI, Request, Response
from fastapi.responses import JSONResponse

mpl.use("Agg")

import librosa.display  # after the choice of a backend
import matplotlib.pyplot as plt

from benchmarks.task import HOP, in_librosa

app = FastAPI()


async def sent(request: Request) -> bytes:
    return await request.body()


def as_json(values: np.ndarray, _rate: float) -> Response:
    return JSONResponse(values.tolist())


def as_npy(values: np.ndarray, _rate: float) -> Response:
    buffer = io.BytesIO()
    np.save(buffer, values)
    return Response(buffer.getvalue(), media_type="application/x-npy")


def as_png(values: np.ndarray, rate: float) -> Response:
    figure, axes = plt.subplots(figsize=(10, 4), dpi=100)
    picture = librosa.display.specshow(
        values, sr=rate, hop_length=HOP, x_axis="time", y_axis="mel", ax=axes
    )
    figure.colorbar(picture, format="%+2.0f dB")
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png")
    plt.close(figure)
    return Response(buffer.getvalue(), media_type="image/png")


ANSWERS = {"json": as_json, "npy": as_npy, "png": as_png}


@app.post("/v1/features/mel.{form}")
def feature(form: str, body: Annotated[bytes, Depends(sent)]) -> Response:
    samples, rate = librosa.load(io.BytesIO(body), sr=None)
    return ANSWERS[form](in_librosa(samples, rate), rate)


@app.get("/readyz")
async def readyz() -> str:
    return "ready"
