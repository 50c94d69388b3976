# SPDX-License-Identifier: Apache-2.0
"""Messages signed by dkimpy and by opendkim, whole and spoilt, with what each of the two makes of them.

Needs python3-dkim, python3-nacl, python3-cryptography, libopendkim11. What Postern is to say ("expect") follows from how a case was made.
"""
import re

import dkim

from common import Key, Zone, write
from opendkim import OpenDkim

RSA = {bits: Key(bits) for bits in (512, 1024, 2048, 4096)}
ED = Key("ed25519")
ZONE = Zone({f"r{bits}._domainkey.example.com": "v=DKIM1; k=rsa; p=" + key.public for bits, key in RSA.items()})
for selector, text in {
    "p1": "p=" + RSA[2048].bare,
    "ed": "v=DKIM1; k=ed25519; p=" + ED.public,
    "gone": "v=DKIM1; k=rsa; p=",
    "mail": "v=DKIM1; s=tlsrpt; k=rsa; p=" + RSA[2048].public,
    "hash": "v=DKIM1; h=sha1; k=rsa; p=" + RSA[2048].public,
    "test": "v=DKIM1; t=y; k=rsa; p=" + RSA[2048].public,
    "strict": "v=DKIM1; t=s; k=rsa; p=" + RSA[2048].public,
    "space": "v=DKIM1 ; k = rsa ; n=with spaces ; p = " + " ".join(re.findall(".{1,60}", RSA[2048].public)),
    "junk": "v=DKIM1; k=rsa; p=AAAA",
}.items():
    ZONE[selector + "._domainkey.example.com"] = text

HEADER = (b'From: "A, B" <alice@example.com>\r\nTo: bob@example.org,\r\n\t carol@example.org\r\nSubject:  Hello   you \r\n'
          b"Date: Tue, 3 Feb 2026 10:00:00 +0000\r\nMessage-ID: <1@example.com>\r\n")
BODIES = {"plain": b"Hello\r\n\r\nyou\r\n", "empty": b"", "lines": b"\r\n\r\n\r\n",
          "trailing": b"text \t \r\nmore  words\t here\r\n \r\n\r\n\r\n", "noend": b"no line end", "eight": b"Gr\xc3\xbc\xc3\x9fe \xe9\r\n..\r\n",
          "long": b"x" * 9000 + b"\r\n", "crs": b"a\rb\r\nc\r\n"}
FORMS = [(a, b) for a in (b"relaxed", b"simple") for b in (b"relaxed", b"simple")]
CASES = []


def add(name, message, expect):
    try:
        passes = dkim.verify(message, dnsfunc=ZONE)
    except Exception:
        passes = False
    CASES.append({"name": name, "expect": expect, "dkimpy": bool(passes), "message": message.decode("latin-1")})


def sign(body, selector=b"r2048", form=(b"relaxed", b"relaxed"), header=HEADER, key=RSA[2048], **more):
    message = header + b"\r\n" + body
    if selector == b"ed":
        field = dkim.sign(message, selector, b"example.com", ED.private, canonicalize=form, signature_algorithm=b"ed25519-sha256", **more)
    else:
        field = dkim.sign(message, selector, b"example.com", key.private, canonicalize=form, **more)
    return field.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") + message


def other(match):
    return match.group(1) + (b"A" if match.group(2) != b"A" else b"B")


def bodies():
    for name, body in BODIES.items():
        for form in FORMS:
            tag = f"{name}-{form[0].decode()}/{form[1].decode()}"
            relaxed_header, relaxed_body = form[0] == b"relaxed", form[1] == b"relaxed"
            whole = sign(body, form=form)
            add("rsa-" + tag, whole, "pass")
            add("ed-" + tag, sign(body, selector=b"ed", form=form), "pass")
            add("subject-" + tag, whole.replace(b"Hello   you", b"Hello   you!", 1), "fail")
            add("appended-" + tag, whole + b"more\r\n", "fail")
            add("folded-" + tag, whole.replace(b"Subject:  Hello   you ", b"Subject: Hello you", 1), "pass" if relaxed_header else "fail")
            if name == "trailing":
                add("spaces-" + tag, whole.replace(b"more  words\t here", b"more words here"), "pass" if relaxed_body else "fail")
                add("refold-" + tag, whole.replace(b"To: bob@example.org,\r\n\t carol", b"To: bob@example.org, carol"),
                    "pass" if relaxed_header else "fail")
                add("emptied-" + tag, whole.rstrip(b"\r\n") + b"\r\n", "pass")
            add("lines-after-" + tag, whole + b"\r\n\r\n" if whole.endswith(b"\r\n") else whole + b"\r\n", "pass")


def faults(form):
    tag = f"-{form[0].decode()}/{form[1].decode()}"
    plain = BODIES["plain"]
    whole = sign(plain, form=form)
    for bits, expect in ((512, "policy"), (1024, "pass"), (2048, "pass"), (4096, "pass")):
        add(f"bits-{bits}{tag}", sign(plain, selector=b"r%d" % bits, form=form, key=RSA[bits]), expect)
    add("sha1" + tag, sign(plain, form=form, signature_algorithm=b"rsa-sha1"), "policy")
    add("pkcs1" + tag, sign(plain, selector=b"p1", form=form), "pass")
    for selector, expect in (("gone", "permerror"), ("mail", "permerror"), ("hash", "permerror"), ("test", "pass"), ("strict", "pass"),
                             ("space", "pass"), ("junk", "permerror"), ("none", "permerror"), ("r1024", "fail")):
        add(f"key-{selector}{tag}", sign(plain, selector=selector.encode(), form=form), expect)
    add("key-ed" + tag, whole.replace(b"s=r2048", b"s=ed", 1), "permerror")
    part = sign(plain, form=form, length=True)
    add("length" + tag, part, "pass")
    add("length-more" + tag, part + b"appended\r\n", "policy")
    add("two-from" + tag, b"From: mallory@example.net\r\n" + whole, "fail")
    frozen, dkim.DKIM.FROZEN = dkim.DKIM.FROZEN, ()
    once = sign(plain, form=form, include_headers=[b"from", b"subject"])
    dkim.DKIM.FROZEN = frozen
    add("open-two-from" + tag, b"From: mallory@example.net\r\n" + once, "policy")
    add("open-from" + tag, once, "pass")
    add("two-from-below" + tag, whole.replace(b"\r\n\r\n", b"\r\nFrom: mallory@example.net\r\n\r\n", 1), "fail")
    more = sign(plain, form=form, include_headers=[b"from", b"from", b"subject", b"to", b"date", b"message-id"])
    add("oversigned" + tag, more, "pass")
    add("oversigned-two-from" + tag, b"From: m@example.net\r\n" + more, "fail")
    add("identity" + tag, sign(plain, form=form, identity=b"alice@sub.example.com"), "pass")
    add("identity-strict" + tag, sign(plain, selector=b"strict", form=form, identity=b"alice@sub.example.com"), "permerror")
    add("tag-unknown" + tag, re.sub(rb"([ \n])b=", rb"\1zz=1; b=", whole, 1), "fail")
    add("version" + tag, whole.replace(b"v=1;", b"v=2;", 1), "permerror")
    add("bad-bh" + tag, re.sub(rb"(bh=)(.)", other, whole, 1), "fail")
    add("bad-b" + tag, re.sub(rb"( b=)(.)", other, whole, 1), "fail")
    add("twice-tag" + tag, whole.replace(b"d=example.com;", b"d=example.com; d=example.com;", 1), "permerror")
    add("foreign-identity" + tag, whole.replace(b"d=example.com;", b"d=example.com; i=@other.com;", 1), "permerror")
    add("past" + tag, re.sub(rb"t=\d+;", b"t=1000; x=2000;", whole, 1), "fail")
    add("backwards" + tag, re.sub(rb"t=\d+;", b"t=2000; x=1000;", whole, 1), "permerror")
    add("bare-lf" + tag, whole.replace(b"\r\n", b"\n"), "pass")
    add("big-header" + tag, sign(plain, form=form, header=HEADER + b"".join(b"X-Long-%d: %s\r\n" % (i, b"y" * 900) for i in range(20))), "pass")
    add("big-body" + tag, sign(b"0123456789 \r\n" * 40000, form=form), "pass")
    second = sign(plain, selector=b"ed", form=form, header=HEADER)
    field = second[:second.index(b"\r\nFrom:") + 2]
    add("doubled" + tag, field + whole, "pass")
    add("doubled-first-bad" + tag, re.sub(rb"( b=)(.)", other, field, 1) + whole, "fail")


def signed_by_opendkim(opendkim):
    for form in FORMS:
        for kind, body in BODIES.items():
            if kind == "crs":
                # It signs another body than it was given: with a line end for each CR.
                continue
            message = HEADER + b"\r\n" + body
            field = opendkim.sign(message, b"r2048", b"example.com", RSA[2048].private, form)
            name = f"{kind}-{form[0].decode()}/{form[1].decode()}"
            add(f"opendkim-{name}", field + message, "pass")
            add(f"opendkim-subject-{name}", field + message.replace(b"Hello   you", b"Hello   you!", 1), "fail")
            add(f"opendkim-appended-{name}", field + message + b"more\r\n", "fail")


def main():
    opendkim = OpenDkim(ZONE)
    bodies()
    for form in FORMS:
        faults(form)
    signed_by_opendkim(opendkim)
    for each in CASES:
        each["opendkim"] = opendkim.passes(each["message"].encode("latin-1"))
    write("dkim/dkim-cases.json.gz", {"zone": ZONE, "cases": CASES})
    for each in CASES:
        if len({each["expect"] == "pass", each["dkimpy"], each["opendkim"]}) > 1:
            print("{name}: we {expect}, dkimpy {dkimpy}, opendkim {opendkim}".format(**each))


if __name__ == "__main__":
    main()
