# SPDX-License-Identifier: Apache-2.0
"""Messages that are sent on, sealed by Postern, with what dkimpy makes of the seals: seal_cases.py CLASSPATH

The class path holds the classes and test classes of gateway and analysis. Needs python3-dkim and what arc_cases.py needs.
"""
import subprocess
import sys
import tempfile
from pathlib import Path

import dkim

import arc_cases
from common import Key, Zone, write

KEY = Key(2048)
ZONE = Zone(arc_cases.ZONE, **{"seal._domainkey.gateway.example.org": "v=DKIM1; p=" + KEY.public})
FOUND = (b"Authentication-Results: gw.example.org; spf=pass smtp.mailfrom=alice@example.com; dkim=none;\r\n dmarc=pass"
         b" policy.published-domain-policy=none header.from=example.com%s\r\nX-Postern-Id: 1\r\n")


def with_results(message, arc=b""):
    return FOUND % (b"; arc=" + arc if arc else b"") + message


def messages():
    chain, header = arc_cases.chain, arc_cases.HEADER
    for name, body in arc_cases.BODIES.items():
        yield f"first-{name}", with_results(header + b"\r\n" + body), "pass"
        for hops in (1, 2, 3):
            yield f"after-{hops}-{name}", with_results(chain(body, hops), b"pass"), "pass"
    body = arc_cases.BODIES["plain"]
    many = b"".join(b"DKIM-Signature: v=1; a=rsa-sha256; d=example.com; s=%d;\r\n\tb=AAAA\r\n" % number for number in range(3))
    yield "many-signatures", with_results(many + header + b"\r\n" + body), "pass"
    yield "long-header", with_results(header + b"References:" + b"".join(b"\r\n <%d@example.com>" % i for i in range(200)) + b"\r\n\r\n" + body), "pass"
    # A chain that was broken before is sealed as such; dkimpy has no result for it.
    yield "broken", with_results(chain(body, 1) + b"changed\r\n", b"fail reason=\"the body was changed\""), "none"
    yield "not-checked", header + b"\r\n" + body, "unsealed"
    yield "of-another-host", with_results(header + b"\r\n" + body).replace(b"gw.example.org", b"other.example.org"), "unsealed"
    yield "chain-unknown", with_results(chain(body, 1), b"temperror"), "unsealed"
    yield "chain-not-looked-at", with_results(chain(body, 1)), "unsealed"
    yield "ended", with_results(arc_cases.seal(chain(body, 1) + b"changed\r\n", b"two.example.net", b"fail"), b"fail"), "unsealed"
    yield "no-chain", with_results(b"ARC-Seal: junk\r\n" + header + b"\r\n" + body, b"fail"), "unsealed"


def main():
    cases = [{"name": name, "message": message, "expect": expect} for name, message, expect in messages()]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "key.pem").write_bytes(KEY.private)
        for case in cases:
            (home / (case["name"] + ".eml")).write_bytes(case["message"])
        subprocess.run(["java", "-cp", sys.argv[1], "org.postern.gateway.auth.arc.SealedCases", str(home / "key.pem"), folder], check=True)
        for case in cases:
            sealed = (home / (case["name"] + ".eml.sealed")).read_bytes()
            result = dkim.arc_verify(sealed, dnsfunc=ZONE)[0]
            case["dkimpy"] = "unsealed" if sealed == case["message"] else "none" if result is None else result.decode()
            case["sealed"] = sealed.decode("latin-1")
            case["message"] = case["message"].decode("latin-1")
    write("arc/seal-cases.json.gz", {"key": KEY.private.decode(), "zone": ZONE, "cases": cases})
    for case in cases:
        if case["expect"] != case["dkimpy"]:
            print("{name}: expected {expect}, dkimpy says {dkimpy}".format(**case))


if __name__ == "__main__":
    main()
