"""Puts tests/ on the path, so that tests import support.site."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
