# SPDX-License-Identifier: Apache-2.0
"""Keys, the zone they stand in, and the file that cases are written to."""
import base64
import gzip
import json
from pathlib import Path

from cryptography.hazmat.primitives import serialization as S
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa

TESTS = Path(__file__).resolve().parents[2] / "gateway/src/test/resources/org/postern/gateway/auth"


class Key:
    """A private key as PEM (RSA) or seed (Ed25519), and its public half in the forms that a zone may hold."""

    def __init__(self, bits):
        if bits == "ed25519":
            key = ed25519.Ed25519PrivateKey.generate()
            self.private = base64.b64encode(key.private_bytes(S.Encoding.Raw, S.PrivateFormat.Raw, S.NoEncryption()))
            self.public = base64.b64encode(key.public_key().public_bytes(S.Encoding.Raw, S.PublicFormat.Raw)).decode()
            return
        key = rsa.generate_private_key(public_exponent=65537, key_size=bits)
        self.private = key.private_bytes(S.Encoding.PEM, S.PrivateFormat.TraditionalOpenSSL, S.NoEncryption())
        self.public = self._text(key, S.PublicFormat.SubjectPublicKeyInfo)
        self.bare = self._text(key, S.PublicFormat.PKCS1)

    @staticmethod
    def _text(key, form):
        return base64.b64encode(key.public_key().public_bytes(S.Encoding.DER, form)).decode()


class Zone(dict):
    """Text records by name, in the way that dkimpy asks for them."""

    def __call__(self, name, timeout=5):
        text = self.get(name.decode().rstrip("."))
        return None if text is None else text.encode()


def write(name, table):
    path = TESTS / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.GzipFile(path, "wb", mtime=0) as out:
        out.write(json.dumps(table, sort_keys=True).encode())
    print(f"{path.name}: {len(table['cases'])} cases, {path.stat().st_size} bytes")
