"""Write the transcripts anew after a change that is meant to change histories.

From the root of the checkout: `python tests/studies/histories/make_transcript.py`.

The set-up is small, so that the transcripts can be read and checked by hand: two quarters of the baseline, then two of
siege that Armenia resists.
"""

from pathlib import Path

from sim.parameters import Binding, load
from sim.studies.histories import tell

FOLDER = Path(__file__).parent / "transcripts"
SEED, WORLD = 7, 3


def transcripts() -> dict[str, str]:
    """The story of one world of a small set-up, in full and in short, by the name of its file."""
    bindings = [
        Binding("azerbaijan", "siege", "always", from_quarter=2),
        Binding("armenia", "resist", "always"),
    ]
    history = tell(load(changes={"calendar.horizon": 4}, bindings=bindings), WORLD, seed=SEED)
    return {"siege.txt": history.full() + "\n", "siege_short.txt": str(history) + "\n"}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, words in transcripts().items():
        (FOLDER / name).write_text(words, encoding="utf-8")
