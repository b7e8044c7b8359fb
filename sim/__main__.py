"""What `python -m sim` starts."""

import os
import signal

INTERRUPTED = 130

if __name__ == "__main__":
    # Until the command line itself has been imported, an interruption is dealt with here.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        from sim.cli.main import start
    except KeyboardInterrupt:
        os._exit(INTERRUPTED)
    start()
