from . import design as design
from .designs import Design as Design
from .opening import open_study as open_study
from .running import Progress as Progress
from .running import sweep as sweep
from .stopping import Difference as Difference
from .stopping import Width as Width
from .study import SweepStudy as SweepStudy
