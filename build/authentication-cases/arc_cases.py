# SPDX-License-Identifier: Apache-2.0
"""Messages that dkimpy sealed, one forwarder after the other, whole and spoilt, with what dkimpy and authheaders make of them.

Needs python3-dkim, python3-authheaders, python3-cryptography. What Postern is to say ("expect") follows from how a case was made.
"""
import itertools
import re

import authheaders
import dkim

from common import Key, Zone, write

KEYS = {"r1024": Key(1024), "r2048": Key(2048), "r4096": Key(4096)}
DOMAINS = [b"one.example.org", b"two.example.net", b"three.example.com", b"four.example.org"]
ZONE = Zone({f"{selector}._domainkey.{domain.decode()}": "v=DKIM1; k=rsa; p=" + key.public
             for selector, key in KEYS.items() for domain in DOMAINS})
for selector, text in {"gone": "v=DKIM1; p=", "junk": "v=DKIM1; p=AAAA", "tls": "v=DKIM1; s=tlsrpt; p=" + KEYS["r2048"].public}.items():
    for domain in DOMAINS:
        ZONE[f"{selector}._domainkey.{domain.decode()}"] = text

HEADER = (b"From: Alice <alice@example.com>\r\nTo: list@one.example.org\r\nSubject:  A   word\r\n"
          b"Date: Tue, 3 Feb 2026 10:00:00 +0000\r\nMessage-ID: <2@example.com>\r\nMIME-Version: 1.0\r\n")
BODIES = {"plain": b"Hello\r\n\r\nyou\r\n", "trailing": b"text \t \r\nmore  words\t here\r\n \r\n\r\n", "empty": b"",
          "eight": b"Gr\xc3\xbc\xc3\x9fe \xe9\r\n..\r\n", "long": b"y" * 3000 + b"\r\n"}
CASES = []


def judged(message):
    try:
        result, _, _ = dkim.arc_verify(message, dnsfunc=ZONE)
        by_dkimpy = "none" if result is None else result.decode()
    except Exception:
        by_dkimpy = "fail"
    try:
        by_authheaders = authheaders.check_arc(message, dnsfunc=ZONE).result
    except Exception:
        # It cannot tell of a chain that was sealed as broken.
        by_authheaders = "fail"
    return by_dkimpy, by_authheaders


def add(name, message, expect):
    by_dkimpy, by_authheaders = judged(message)
    CASES.append({"name": name, "expect": expect, "dkimpy": by_dkimpy, "authheaders": by_authheaders, "message": message.decode("latin-1")})


def seal(message, domain, result, selector=b"r2048", key=None):
    """The message with one more set on top; dkimpy takes the state of the chain from the results of this forwarder."""
    found = b"Authentication-Results: " + domain + b"; arc=" + result + b"; spf=pass smtp.mailfrom=alice@example.com\r\n"
    fields = dkim.arc_sign(found + message, selector, domain, (key or KEYS["r2048"]).private, domain, timestamp="1770000000",
                           include_headers=[b"from", b"to", b"subject", b"date", b"message-id"])
    lines = b"".join(each if each.endswith(b"\r\n") else each + b"\r\n" for each in fields)
    return re.sub(rb"\r*\n", b"\r\n", lines) + message


def chain(body, hops, **more):
    message = HEADER + b"\r\n" + body
    for number in range(hops):
        message = seal(message, DOMAINS[number % 4], b"pass" if number else b"none", **more)
    return message


def field(message, name, instance):
    """The whole field of this set."""
    pattern = rb"(?m)^" + name + rb":[ \t\r\n]*i=%d;(?:.*\r\n)(?:[ \t].*\r\n)*" % instance
    return re.search(pattern, message).group(0)


def other(match):
    return match.group(1) + (b"A" if match.group(2) != b"A" else b"B")


def chains(name, body, hops):
    whole = chain(body, hops)
    tag = f"-{name}-{hops}"
    add("whole" + tag, whole, "pass")
    add("appended" + tag, whole + b"more\r\n", "fail")
    add("subject" + tag, whole.replace(b"A   word", b"Another word", 1), "fail")
    add("folded" + tag, whole.replace(b"Subject:  A   word", b"subject: A word", 1), "pass")
    add("lines-after" + tag, whole + b"\r\n\r\n", "pass" if whole.endswith(b"\r\n") else "fail")
    add("received" + tag, b"Received: from a by b\r\n" + whole, "pass")
    add("bare-lf" + tag, whole.replace(b"\r\n", b"\n"), "pass")
    add("upper-case" + tag, whole.replace(b"ARC-Seal:", b"ARC-SEAL:").replace(b"ARC-Message", b"arc-message"), "pass")
    for instance, kind in itertools.product(range(1, hops + 1), (b"ARC-Seal", b"ARC-Message-Signature", b"ARC-Authentication-Results")):
        part = field(whole, kind, instance)
        short = kind.decode().replace("ARC-", "").lower()
        add(f"without-{short}-{instance}{tag}", whole.replace(part, b"", 1), "fail")
        add(f"twice-{short}-{instance}{tag}", part + whole, "fail")
        if kind == b"ARC-Authentication-Results":
            add(f"changed-{short}-{instance}{tag}", whole.replace(part, part.replace(b"spf=pass", b"spf=fail"), 1), "fail")
            add(f"refolded-{short}-{instance}{tag}", whole.replace(part, part.replace(b"; ", b";\r\n\t"), 1), "pass")
        else:
            add(f"changed-{short}-{instance}{tag}", whole.replace(part, re.sub(rb"(\sb=\s*)(.)", other, part, 1), 1), "fail")
            add(f"moved-{short}-{instance}{tag}", whole.replace(part, re.sub(rb"t=1770000000", b"t=1770000001", part, 1), 1), "fail")


def faults(body):
    one, two, three = chain(body, 1), chain(body, 2), chain(body, 3)
    first = chain(body, 1)
    changed = first.replace(b"A   word", b"[list] A word", 1) + b"-- \r\nThe list\r\n"
    add("changed-between", seal(changed, DOMAINS[1], b"pass"), "pass")
    add("changed-after", seal(changed, DOMAINS[1], b"pass") + b"more\r\n", "fail")
    add("sealed-as-broken", seal(changed, DOMAINS[1], b"fail"), "fail")
    add("sealed-after-broken", seal(seal(changed, DOMAINS[1], b"fail"), DOMAINS[2], b"pass"), "fail")
    for name, message in (("one", one), ("two", two)):
        last = 1 if name == "one" else 2
        top = field(message, b"ARC-Seal", last)
        for status in (b"none", b"pass", b"fail", b"junk"):
            if b"cv=" + status not in top:
                add(f"status-{status.decode()}-{name}", message.replace(top, re.sub(rb"cv=\w+", b"cv=" + status, top), 1), "fail")
        add(f"fields-in-seal-{name}", message.replace(top, top.replace(b"cv=", b"h=from; cv="), 1), "fail")
        add(f"no-status-{name}", message.replace(top, re.sub(rb"cv=\w+;", b"", top), 1), "fail")
        for number in (b"0", b"x", b"51", b"-1", b""):
            add(f"number-{number.decode()}-{name}", message.replace(top, top.replace(b"i=%d;" % last, b"i=" + number + b";"), 1), "fail")
        signature = field(message, b"ARC-Message-Signature", last)
        add(f"seal-signed-{name}", message.replace(signature, re.sub(rb"h=from", b"h=arc-seal : from", signature), 1), "fail")
        add(f"no-body-hash-{name}", message.replace(signature, re.sub(rb"bh=[^;]*;", b"", signature), 1), "fail")
        for algorithm in (b"rsa-sha1", b"rsa-md5", b"none"):
            add(f"algorithm-{algorithm.decode()}-{name}", message.replace(top, top.replace(b"rsa-sha256", algorithm), 1), "fail")
            add(f"signature-algorithm-{algorithm.decode()}-{name}",
                message.replace(signature, signature.replace(b"rsa-sha256", algorithm), 1), "fail")
    add("gap", two.replace(b"i=2;", b"i=3;"), "fail")
    add("reordered", b"".join(reversed([field(two, kind, number) for number in (1, 2) for kind in (
        b"ARC-Seal", b"ARC-Message-Signature", b"ARC-Authentication-Results")])) + HEADER + b"\r\n" + body, "pass")
    add("oldest-removed", re.sub(rb"(?m)^ARC-[\w-]+:[ \r\n\t]*i=1;.*\r\n(?:[ \t].*\r\n)*", b"", two), "fail")
    add("newest-removed", re.sub(rb"(?m)^ARC-[\w-]+:[ \r\n\t]*i=3;.*\r\n(?:[ \t].*\r\n)*", b"", three), "pass")
    for selector, key in KEYS.items():
        for hops in (1, 2, 4):
            add(f"key-{selector}-{hops}", chain(body, hops, selector=selector.encode(), key=key), "pass")
    for selector in ("gone", "junk", "none", "tls", "r1024"):
        add(f"key-{selector}", chain(body, 1, selector=selector.encode()), "fail")
        add(f"key-{selector}-below", seal(chain(body, 1, selector=selector.encode()), DOMAINS[1], b"pass"), "fail")
    add("none", HEADER + b"\r\n" + body, "none")


def main():
    for (name, body), hops in itertools.product(BODIES.items(), (1, 2, 3)):
        if hops < 3 or name == "plain":
            chains(name, body, hops)
    faults(BODIES["plain"])
    write("arc/arc-cases.json.gz", {"zone": ZONE, "cases": CASES})
    for each in CASES:
        if len({each["expect"], each["dkimpy"], each["authheaders"]}) > 1:
            print("{name}: we {expect}, dkimpy {dkimpy}, authheaders {authheaders}".format(**each))


if __name__ == "__main__":
    main()
