# SPDX-License-Identifier: Apache-2.0
"""Domains in From, their policies, and what SPF and DKIM found, with what authheaders and opendmarc make of them.

Needs python3-authheaders, libopendmarc2 and publicsuffix. The cases are drawn at random, always the same ones.
"""
import ctypes
import random

import authheaders
from authheaders import dmarc_lookup
from authres import DKIMAuthenticationResult, SPFAuthenticationResult

from common import write

SUFFIXES = b"/usr/share/publicsuffix/public_suffix_list.dat"
# {0} is the case's number: opendmarc keeps what it was told of a name.
FROM = {"n{0}.com": "n{0}.com", "www.n{0}.com": "n{0}.com", "a.b.n{0}.com": "n{0}.com", "n{0}.co.uk": "n{0}.co.uk",
        "mail.n{0}.co.uk": "n{0}.co.uk", "x.n{0}.kawasaki.jp": "x.n{0}.kawasaki.jp", "w.x.n{0}.kawasaki.jp": "x.n{0}.kawasaki.jp"}
OTHERS = ["example.net", "bounce.example.net", "co.uk", "other.co.uk", "com", "n.com"]
RECORDS = ["v=DMARC1; p=none", "v=DMARC1; p=quarantine", "v=DMARC1; p=reject", "v=DMARC1;p=reject;sp=none", "v=DMARC1; p=none; sp=reject",
           "v=DMARC1; p=reject; adkim=s", "v=DMARC1; p=reject; aspf=s", "v=DMARC1; p=quarantine; sp=reject; adkim=s; aspf=s",
           "v=DMARC1; p=reject; adkim=r; aspf=r; rua=mailto:d@example.com", "v=DMARC1 ; p = reject ; sp = quarantine",
           "v=DMARC1; p=reject; fo=1; ri=3600; unknown=1", "v=DMARC1; p=REJECT", "v=DMARC1; p=none; rua=mailto:a@example.com,mailto:b@example.org!10m"]
BROKEN = ["v=DMARC1; p=maybe", "v=DMARC1", "v=DMARC2; p=reject", "p=reject; v=DMARC1", "v=DMARC1; p=maybe; rua=mailto:d@example.com",
          "v=spf1 -all", "v=DMARC1; p=reject; sp=maybe", "v=DMARC1; sp=reject", "v=DMARC1 p=reject", ""]
PASSED, FAILED, ABSENT = 1, 2, 0


class OpenDmarc:
    """Debian's libopendmarc (package libopendmarc2), its DNS replaced by records of ours."""
    WORDS = {14: "none", 15: "pass", 16: "reject", 17: "quarantine", 18: "nothing"}

    class Settings(ctypes.Structure):
        _fields_ = [("kind", ctypes.c_int), ("file", ctypes.c_char * 4096), ("servers", ctypes.c_int), ("list", ctypes.c_char * 64)]

    def __init__(self):
        self.library = ctypes.CDLL("libopendmarc.so.2")
        self.library.opendmarc_policy_connect_init.restype = ctypes.c_void_p
        self.settings = self.Settings(1, SUFFIXES, 0, b"")
        if self.library.opendmarc_policy_library_init(ctypes.byref(self.settings)) != 0:
            raise RuntimeError("opendmarc does not start")

    def judge(self, case):
        """Status and the policy that it would carry out."""
        for name, text in case["zone"].items():
            self.library.opendmarc_dns_fake_record(name.encode(), text.encode())
        context = ctypes.c_void_p(self.library.opendmarc_policy_connect_init(b"192.0.2.1", 4))
        try:
            self.library.opendmarc_policy_store_from_domain(context, case["from"].encode())
            spf = {"pass": PASSED, "fail": FAILED, "none": ABSENT}[case["spf"][0]]
            self.library.opendmarc_policy_store_spf(context, case["spf"][1].encode(), spf, 1, b"")
            for result, domain in case["dkim"]:
                self.library.opendmarc_policy_store_dkim(context, domain.encode(), b"s", PASSED if result == "pass" else FAILED, b"")
            self.library.opendmarc_policy_query_dmarc(context, case["from"].encode())
            status = self.library.opendmarc_get_policy_to_enforce(context)
            return self.WORDS.get(status, "none")
        finally:
            self.library.opendmarc_policy_connect_shutdown(context)


def by_authheaders(case):
    def lookup(name, kind="TXT"):
        text = case["zone"].get(name.rstrip("."))
        return text if kind.upper() == "TXT" else "192.0.2.1"
    spf = SPFAuthenticationResult(result=case["spf"][0], smtp_mailfrom=case["spf"][1]) if case["spf"][1] else None
    if spf:
        spf.smtp_mailfrom = "a@" + spf.smtp_mailfrom
    best = "fail"
    policy = ""
    for result, domain in case["dkim"] or [("none", "")]:
        dkim = DKIMAuthenticationResult(result=result, header_d=domain)
        if spf:
            spf.smtp_mailfrom = "a@" + case["spf"][1]
        found, _, _, policy = authheaders.dmarc_per_from(case["from"], spf, dkim, dnsfunc=lookup)
        best = found if best != "pass" else best
    return best, policy


def draw(chance, number):
    template = chance.choice(list(FROM))
    sender, organisation = template.format(number), FROM[template].format(number)
    names = sorted({sender, organisation})
    zone = {}
    for domain in names:
        if chance.random() < (0.75 if domain == organisation else 0.35):
            zone["_dmarc." + domain] = chance.choice(RECORDS if chance.random() < 0.8 else BROKEN)
    near = [sender, organisation, "mail." + sender, "mx." + organisation]
    def domain():
        return chance.choice(near if chance.random() < 0.6 else OTHERS)
    spf = chance.choice([("pass", domain()), ("pass", domain()), ("fail", domain()), ("none", "")])
    dkim = [chance.choice([("pass", domain()), ("fail", domain())]) for _ in range(chance.choice([0, 1, 1, 2]))]
    return {"from": sender, "zone": {name: text for name, text in zone.items() if text}, "spf": spf, "dkim": dkim}


def main():
    chance = random.Random(20260207)
    opendmarc = OpenDmarc()
    cases = [draw(chance, number) for number in range(600)]
    for number, case in enumerate(cases):
        case["name"] = f"{number:03}"
        case["opendmarc"] = opendmarc.judge(case)
        case["authheaders"], case["authheadersPolicy"] = by_authheaders(case)
    write("dmarc/dmarc-cases.json.gz", {"cases": cases})
    for case in cases:
        both = {"pass": "pass", "none": "none", "fail": case["authheadersPolicy"].replace("none", "nothing")}[case["authheaders"]]
        if both.lower() != case["opendmarc"]:
            print(case)


if __name__ == "__main__":
    main()
