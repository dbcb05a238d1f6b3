"""RFC 6238, written down once more: what an authenticator app shows."""

import base64
import hashlib
import hmac
import struct
import time

STEP = 30


def code_of(secret, ahead=0, now=None):
    step = int(time.time() if now is None else now) // STEP + ahead
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", step),
                      hashlib.sha1).digest()
    at = digest[-1] & 15
    number = struct.unpack(">I", digest[at:at + 4])[0] & 0x7fffffff
    return f"{number % 1000000:06}"


def wrong_code(secret):
    """Of none of the steps round now."""
    right = {code_of(secret, ahead) for ahead in range(-3, 4)}
    return next(code for code in (f"{digit * 111111:06}"
                                  for digit in range(10))
                if code not in right)
