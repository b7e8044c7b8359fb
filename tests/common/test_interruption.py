"""An interruption waits for the end of an import, comes again if it was swallowed, and leaves alone what clears up."""

import signal
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no alarm")

BEGIN = """
import os, signal, sys, time
import sim.common.interruption as interruption
from sim.common.interruption import listening
interruption.AGAIN = 0.05

def send(number=signal.SIGINT):
    os.kill(os.getpid(), number)

def wait():
    time.sleep(30)
"""

SWALLOWED = """
with listening():
    try:
        send()
    except KeyboardInterrupt:
        print("swallowed")
    try:
        wait()
    except KeyboardInterrupt:
        print("again")
time.sleep(0.2)
print("quiet")
"""

IN_AN_IMPORT = """
from pathlib import Path
Path("careless.py").write_text(
    "import os, signal, time\\n"
    "try:\\n    os.kill(os.getpid(), signal.SIGINT)\\n    time.sleep(0.2)\\n"
    "except BaseException:\\n    print('swallowed')\\n"
)
sys.path.insert(0, ".")
with listening() as came:
    try:
        import careless
        wait()
    except KeyboardInterrupt:
        print("after", "careless" in sys.modules, len(came))
"""

ENDLESS_IMPORT = """
from pathlib import Path
Path("endless.py").write_text("import os, signal, time\\nos.kill(os.getpid(), signal.SIGINT)\\ntime.sleep(30)\\n")
sys.path.insert(0, ".")
interruption.LONGEST_IMPORT = 0.2
with listening():
    try:
        import endless
    except KeyboardInterrupt:
        print("broken off")
"""

CLEARING_UP = """
from contextlib import contextmanager

@contextmanager
def cleared():
    try:
        yield
    finally:
        time.sleep(0.2)
        try:
            int("no number")
        except ValueError:
            time.sleep(0.2)
        print("cleared")

with listening() as came:
    try:
        with cleared():
            send()
    except KeyboardInterrupt:
        time.sleep(0.2)
        print("once", len(came))
"""

SENT_TWICE = """
with listening() as came:
    try:
        send()
    except KeyboardInterrupt:
        send()
        send(signal.SIGTERM)
        print("cleared", len(came))
"""

INSISTING = """
interruption.INSISTING = 0.1
with listening() as came:
    try:
        try:
            send()
        except KeyboardInterrupt:
            time.sleep(0.2)
            send()
            print("cleared")
    except KeyboardInterrupt:
        print("broken off")
"""

WITHIN = """
def inner():
    with listening() as came:
        try:
            send()
        except KeyboardInterrupt:
            return len(came)

with listening():
    print(inner())
    send()
    time.sleep(0.2)
    print("ended")
"""

FOR_GOOD = """
with listening(for_good=True):
    pass
send()
send(signal.SIGTERM)
print("too late")
"""

NOT_HEARD = """
signal.signal(signal.SIGINT, signal.SIG_IGN)
with listening() as came:
    send()
    print(len(came), signal.getsignal(signal.SIGINT) is signal.SIG_IGN)
"""


@pytest.mark.parametrize(
    ("program", "said"),
    [
        pytest.param(SWALLOWED, ["swallowed", "again", "quiet"], id="one that is swallowed comes again"),
        pytest.param(IN_AN_IMPORT, ["after True 1"], id="one within an import waits for its end"),
        pytest.param(ENDLESS_IMPORT, ["broken off"], id="an import without end is broken off"),
        pytest.param(CLEARING_UP, ["cleared", "once 1"], id="clearing up is not disturbed"),
        pytest.param(SENT_TWICE, ["cleared 3"], id="one that is sent twice counts once"),
        pytest.param(INSISTING, ["broken off"], id="whoever insists breaks off the clearing up"),
        pytest.param(WITHIN, ["1", "ended"], id="a command that has ended is not interrupted"),
        pytest.param(FOR_GOOD, ["too late"], id="a process that ends is not interrupted"),
        pytest.param(NOT_HEARD, ["0 True"], id="a job in the background does not hear it"),
    ],
)
def test_an_interruption(tmp_path, program, said):
    command = [sys.executable, "-c", BEGIN + program]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, start_new_session=True)
    assert (done.stdout.splitlines(), done.stderr, done.returncode) == (said, "", 0)


@pytest.mark.parametrize("caught", ["interruption.dealt_with()", "pass"], ids=["dealt with", "left to Python"])
def test_one_that_falls_into_text_that_is_executed_leaves_the_exit_code_to_whoever_deals_with_it(tmp_path, caught):
    (tmp_path / "careless.py").write_text(
        "import sys\n"
        "from sim.common import interruption\n"
        "try:\n    exec('raise KeyboardInterrupt')\n"
        f"except KeyboardInterrupt:\n    {caught}\n"
        "sys.exit(interruption.INTERRUPTED)\n"
    )
    command = [sys.executable, "-m", "careless"]
    code = subprocess.run(command, cwd=tmp_path, timeout=60, start_new_session=True).returncode
    assert code == 130 or (caught == "pass" and code == -signal.SIGINT)
