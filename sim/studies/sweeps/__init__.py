"""Sweeps: designs, running them, keeping their results, and knowing when to stop.

The flow: a design names cells; a plan cuts them into blocks; workers play these; a store keeps them; a study reads them.
Names are loaded when they are used, because a worker needs few of them.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
