"""Pictures of results: one file per chart, all in the colours of `sim.charts.theme`.

Pictures are drawn as figures of their own, without windows, so that it does not matter which program for windows
(`MPLBACKEND`) a machine is set to; but matplotlib cannot even be imported if it does not know that name.
"""

import os

BACKEND = "MPLBACKEND"

try:
    import matplotlib as _matplotlib
except ValueError:
    _set = os.environ.pop(BACKEND, None)
    try:
        import matplotlib as _matplotlib  # noqa: F401
    finally:
        if _set is not None:
            os.environ[BACKEND] = _set
