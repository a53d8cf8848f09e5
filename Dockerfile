ARG BASE=python:3.13-slim-trixie

FROM ${BASE} AS build
# Or `opentelemetry`; or `ffmpeg`: m4a and WebM, and puts the image under the GPLv3, see the README.
ARG REQUIREMENTS=runtime
RUN python -m venv --without-pip /opt/sonograph
WORKDIR /src
COPY requirements/runtime.txt requirements/ffmpeg.txt requirements/opentelemetry.txt requirements/
RUN pip --python /opt/sonograph/bin/python install --no-cache-dir \
    --require-hashes --requirement requirements/${REQUIREMENTS}.txt
COPY LICENSE README.md pyproject.toml ./
COPY service service
RUN pip --python /opt/sonograph/bin/python install --no-cache-dir \
    --no-deps --no-build-isolation .
# Kernels for any processor of this architecture, as the image may run on another one.
ENV NUMBA_CPU_NAME=generic
RUN ["/opt/sonograph/bin/python", "-m", "service.pool.kernels"]

FROM ${BASE}
LABEL org.opencontainers.image.title="Sonograph" \
      org.opencontainers.image.description="Sound in, audio features out: arrays, JSON or pictures" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /opt/sonograph /opt/sonograph
RUN install --directory --owner=10001 --group=10001 /spool
# Temporary files go to the volume: the root may be read-only, and a tmpfs is memory.
ENV PATH=/opt/sonograph/bin:$PATH \
    NUMBA_CPU_NAME=generic \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    SONOGRAPH_SPOOL_DIR=/spool \
    TMPDIR=/spool
VOLUME /spool
USER 10001:10001
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["sonograph", "healthcheck"]
ENTRYPOINT ["sonograph"]
CMD ["serve", "--host", "0.0.0.0"]
