# SPDX-License-Identifier: Apache-2.0
# Tells which messages show a wanted text to Python's email package: for each line "PATH WANTED" of the input, 1 or 0.
import email
import email.policy
import sys


def shows(data, wanted):
    for policy in (email.policy.default, email.policy.compat32):
        try:
            message = email.message_from_bytes(data, policy=policy)
            for part in message.walk():
                try:
                    content = part.get_payload(decode=True)
                    if content and wanted in content:
                        return True
                    if policy is email.policy.default and part.get_content_maintype() == "text":
                        if wanted.decode("ascii") in part.get_content():
                            return True
                except Exception:
                    continue
        except Exception:
            continue
    return False


for line in sys.stdin.buffer:
    path, wanted = line.rstrip(b"\n").split(b" ", 1)
    with open(path, "rb") as file:
        print(1 if shows(file.read(), wanted) else 0, flush=False)
