"""Pictures of results: one file per chart, all in the colours of `sim.charts.theme`.

Pictures are drawn as figures of their own, without windows, so that it does not matter which program for windows
(`MPLBACKEND`) a machine is set to; but matplotlib could not even be imported if it did not know that name.
"""

import os
import sys
from contextlib import suppress

BACKEND = "MPLBACKEND"

if "matplotlib" not in sys.modules:
    _wanted = os.environ.pop(BACKEND, None)
    import matplotlib as _matplotlib

    if _wanted is not None:
        os.environ[BACKEND] = _wanted
        with suppress(ValueError):
            _matplotlib.rcParams["backend"] = _wanted
