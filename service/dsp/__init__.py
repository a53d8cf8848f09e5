"""The kernels that features share: numpy in, numpy out, no request in sight."""
