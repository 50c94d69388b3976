# SPDX-License-Identifier: Apache-2.0
"""Messages signed by Postern, with what dkimpy and opendkim make of the signatures: signed_cases.py CLASSPATH

The class path holds the classes and test classes of gateway and analysis. Needs what dkim_cases.py needs.
"""
import subprocess
import sys
import tempfile
from pathlib import Path

import dkim

from common import Key, Zone, write
from dkim_cases import BODIES
from opendkim import OpenDkim

KEY = Key(2048)
ZONE = Zone({"own._domainkey.gateway.example.org": "v=DKIM1; k=rsa; p=" + KEY.public})
REST = b"Date: Tue, 3 Feb 2026 10:00:00 +0000\r\nMessage-ID: <1@gateway.example.org>\r\n"
FROM = b"From: <dmarc@gateway.example.org>\r\n"
HEADERS = {
    "plain": FROM + b"To: <a@example.com>\r\nSubject: Report\r\n" + REST,
    "folded": FROM + b"To: a@example.com,\r\n\t b@example.com\r\nSubject: Report Domain: example.com\r\n Submitter: x\r\n Report-ID: <1>\r\n" + REST,
    "spaces": b"From:   <dmarc@gateway.example.org>  \r\nTo:\t<a@example.com>\r\nSubject:  much   space \t \r\n" + REST,
    # dkimpy takes the blank for a part of the name (RFC 6376 section 3.4.2 leaves it out).
    "colon": FROM + b"To: <a@example.com>\r\nSubject : Report\r\n" + REST,
    "eight": b"From: Gr\xc3\xbc\xc3\x9fe <dmarc@gateway.example.org>\r\nTo: <a@example.com>\r\nSubject: \xe9\r\n" + REST,
    "upper": b"FROM: <dmarc@gateway.example.org>\r\nTO: <a@example.com>\r\nSUBJECT: Report\r\n" + REST,
    "doubled": FROM + b"To: <a@example.com>\r\nTo: <b@example.com>\r\nSubject: one\r\nSubject: two\r\n" + REST,
    "bare": FROM + b"To: <a@example.com>\r\n" + REST,
    "mime": FROM + b"To: <a@example.com>\r\n" + REST + b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed;\r\n boundary=\"=_a b\"\r\n"
            b"Content-Transfer-Encoding: 8bit\r\n",
    "long": FROM + b"To: " + b",\r\n ".join(b"user%d@example.com" % i for i in range(300)) + b"\r\n" + REST,
    "other": b"X-First: 1\r\n" + FROM + b"X-Other: 2\r\nTo: <a@example.com>\r\nReply-To: <c@example.com>\r\nCc: <d@example.com>\r\n" + REST,
}
# What the signature says of its life, by the ending of the file's name.
LIVES = ("", "-expired", "-living")


def messages():
    for head, header in HEADERS.items():
        for kind, body in BODIES.items():
            # SMTP can carry neither a CR alone nor a body without a line end, and opendkim signs those otherwise.
            if kind not in ("crs", "noend"):
                for life in LIVES:
                    yield f"{head}-{kind}{life}", header + b"\r\n" + body
    yield "plain-huge", HEADERS["plain"] + b"\r\n" + b"0123456789 \r\n" * 40000


def changed(name, message):
    """Spoilt after it was signed, so that the judges are seen to judge."""
    if name.startswith("doubled") and not name.endswith("expired"):
        yield name + "-second-from", message.replace(b"\r\nTo:", b"\r\nFrom: <x@example.com>\r\nTo:", 1)
        yield name + "-appended", message + b"more\r\n"
        yield name + "-subject", message.replace(b"Subject: two", b"Subject: three", 1)


def main():
    opendkim = OpenDkim(ZONE)
    cases = []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "key.pem").write_bytes(KEY.private)
        originals = dict(messages())
        for name, message in originals.items():
            (home / (name + ".eml")).write_bytes(message)
        subprocess.run(["java", "-cp", sys.argv[1], "org.postern.gateway.auth.dkim.SignedCases", str(home / "key.pem"), folder], check=True)
        for name, message in originals.items():
            signed = (home / (name + ".eml.signed")).read_bytes()
            everything = [(name, signed, not name.endswith("expired"))] + [(n, m, False) for n, m in changed(name, signed)]
            for each, text, expect in everything:
                case = {"name": each, "expect": expect, "opendkim": opendkim.passes(text)}
                try:
                    case["dkimpy"] = bool(dkim.verify(text, dnsfunc=ZONE))
                except Exception:
                    case["dkimpy"] = False
                # A large body says nothing that the file should grow for.
                if len(text) < 100000:
                    case["signed"] = text.decode("latin-1")
                    if each == name:
                        case["message"] = message.decode("latin-1")
                cases.append(case)
    write("dkim/signed-cases.json.gz", {"key": KEY.private.decode(), "zone": ZONE, "cases": cases})
    for case in cases:
        if case["expect"] != case["opendkim"] or case["expect"] != case["dkimpy"] and not case["name"].startswith("colon"):
            print("{name}: expected {expect}, dkimpy says {dkimpy}, opendkim {opendkim}".format(**case))


if __name__ == "__main__":
    main()
