"""Write the transcript anew after a change that is meant to change histories.

From the root of the checkout: `python tests/studies/histories/make_transcript.py`.

The set-up is small, so that the transcript can be read and checked by hand: two quarters of the baseline, then two of
siege that Armenia resists.
"""

from pathlib import Path

from sim.parameters import Binding, load
from sim.studies.histories import tell

TRANSCRIPT = Path(__file__).parent / "transcripts" / "siege.txt"
SEED, WORLD = 7, 3


def transcript() -> str:
    """The story of one world of a small set-up."""
    bindings = [
        Binding("azerbaijan", "siege", "always", from_quarter=2),
        Binding("armenia", "resist", "always"),
    ]
    return str(tell(load(changes={"calendar.horizon": 4}, bindings=bindings), WORLD, seed=SEED)) + "\n"


if __name__ == "__main__":
    TRANSCRIPT.parent.mkdir(exist_ok=True)
    TRANSCRIPT.write_text(transcript(), encoding="utf-8")
