"""Whether a test runs in its long form: ctest -L long. Whatever asks for
IS_LONG, here, or for support_is_long(), in C, has one: long_forms.py."""

import os

IS_LONG = bool(os.environ.get("HOMEROOM_LONG"))
