# SPDX-License-Identifier: Apache-2.0
"""Debian's libopendkim (package libopendkim11), asked directly: a milter never sees a message's header byte for byte."""
import ctypes
import tempfile
from pathlib import Path

FLAGS, QUERY_METHOD, QUERY_INFO, MINIMAL_KEY = 0, 6, 7, 14
KEYS_IN_A_FILE = 1
FIX_LINE_ENDS = 0x100
BAD_SIGNATURES_TOO = 0x400
SET = 1
PASSED = 0x04
FORMS = {b"simple": 0, b"relaxed": 1}
RSA_SHA256 = 1


class OpenDkim:
    def __init__(self, zone):
        self.library = ctypes.CDLL("libopendkim.so.11")
        for name in ("dkim_init", "dkim_verify", "dkim_sign"):
            getattr(self.library, name).restype = ctypes.c_void_p
        self.handle = ctypes.c_void_p(self.library.dkim_init(None, None))
        keys = Path(tempfile.mkdtemp()) / "keys"
        keys.write_text("".join(f"{name} {text}\n" for name, text in zone.items()))
        self._set(QUERY_METHOD, ctypes.byref(ctypes.c_int(KEYS_IN_A_FILE)), 4)
        self._set(QUERY_INFO, ctypes.c_char_p(str(keys).encode()), len(str(keys)))
        self._set(MINIMAL_KEY, ctypes.byref(ctypes.c_uint(1024)), 4)

    def _set(self, option, value, size):
        status = self.library.dkim_options(self.handle, SET, option, value, ctypes.c_size_t(size))
        if status != 0:
            raise RuntimeError(f"option {option}: {status}")

    def _mend_line_ends(self, message):
        """Only where there is no CRLF: a bare CR would become a line end too, which changes what was signed."""
        flags = BAD_SIGNATURES_TOO | (0 if b"\r\n" in message else FIX_LINE_ENDS)
        self._set(FLAGS, ctypes.byref(ctypes.c_uint(flags)), 4)

    def _feed(self, handle, message):
        status = self.library.dkim_chunk(handle, message, ctypes.c_size_t(len(message)))
        return status or self.library.dkim_chunk(handle, None, ctypes.c_size_t(0))

    def passes(self, message):
        """Whether the first signature of a message is good, as far as opendkim is concerned."""
        self._mend_line_ends(message)
        status = ctypes.c_int()
        handle = ctypes.c_void_p(self.library.dkim_verify(self.handle, b"id", None, ctypes.byref(status)))
        try:
            if self._feed(handle, message) != 0:
                return False
            self.library.dkim_eom(handle, None)
            return self._first(handle)
        finally:
            self.library.dkim_free(handle)

    def _first(self, handle):
        signatures = ctypes.POINTER(ctypes.c_void_p)()
        count = ctypes.c_int()
        if self.library.dkim_getsiglist(handle, ctypes.byref(signatures), ctypes.byref(count)) != 0 or count.value == 0:
            return False
        first = ctypes.c_void_p(signatures[0])
        if self.library.dkim_sig_geterror(first) == -1:
            self.library.dkim_sig_process(handle, first)
        return bool(self.library.dkim_sig_getflags(first) & PASSED) and self.library.dkim_sig_getbh(first) == 0 and self.library.dkim_sig_geterror(first) == 0

    def sign(self, message, selector, domain, key, form):
        """The field of a new signature with CRLF at its end."""
        self._mend_line_ends(b"")
        status = ctypes.c_int()
        handle = ctypes.c_void_p(self.library.dkim_sign(self.handle, b"id", None, ctypes.c_char_p(key), selector, domain, FORMS[form[0]],
                                                        FORMS[form[1]], RSA_SHA256, ctypes.c_ssize_t(-1), ctypes.byref(status)))
        try:
            fed = self._feed(handle, message)
            ended = self.library.dkim_eom(handle, None)
            field = ctypes.create_string_buffer(8192)
            got = self.library.dkim_getsighdr(handle, field, ctypes.c_size_t(8192), ctypes.c_size_t(len("DKIM-Signature: ")))
            if fed or ended or got:
                raise RuntimeError(f"opendkim did not sign: {fed} {ended} {got}")
            return b"DKIM-Signature: " + field.value.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") + b"\r\n"
        finally:
            self.library.dkim_free(handle)
