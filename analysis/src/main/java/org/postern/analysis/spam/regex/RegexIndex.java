// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells which of many expressions may match a text, by reading it once, and once more for each of a few whose pieces are frequent. An
 * expression that is not named does not match; one that is named must be tried.
 */
public final class RegexIndex {
    /** Pieces more likely than this, as a natural logarithm, are not worth an automaton: their rules are always tried. */
    private static final double TOO_LIKELY = -2;
    /** For rules with pieces likelier than this a longer look is worth an automaton of their own. */
    private static final double RARE = -9;
    private static final double STILL_RARE = -7;
    /** Pieces of which more than this share of all places is a possible beginning are not looked for place by place. */
    private static final double OFTEN = 0.01;
    private static final int LENGTH = 9;
    private static final int WIDE = 20;
    private static final int MOST_WAYS = 6;
    /** What most messages hold, so that it tells no message from another. */
    private static final byte[] EVERYWHERE = String.join("\n",
        "Received: from by with ESMTP id for <x@example.com>; 2003",
        "Return-Path: Delivered-To: Message-ID: References: In-Reply-To: Subject: Re: From: To: Cc: Date: +0000 -0400 (EDT) Reply-To:",
        "MIME-Version: 1.0 Content-Type: text/plain; text/html; charset=\"us-ascii\" charset=utf-8 Content-Transfer-Encoding: 7bit",
        "quoted-printable multipart/alternative; boundary= List-Id: List-Unsubscribe: <mailto: X-Mailer: Sender: Precedence: bulk",
        "[ ip=127.0.0.1 rdns=mail.example.com helo=mail by=x ident= envfrom= intl=0 id= auth= msa=0 ]",
        "<html><head><body><a href=\"http://www.example.com/\">here</a></p><br><img src=\"https://example.net/x.gif\" width=",
        "<table><tr><td align=\"center\"><font size=\"2\" color=\"#000000\" face=\"arial\"><b></b></font></td></tr></table> &nbsp; style=",
        "http://www.", "https://www.", "=20", "=3D", "--", "> ")
        .getBytes(StandardCharsets.ISO_8859_1);

    private final BitSet always = new BitSet();
    /** Pieces that are hardly ever begun, each looked for where one may begin. */
    private final Optional<PlacedPieces> placed;
    /** Pieces that many places begin, looked for by reading on. */
    private final Optional<LazyDfa> frequent;
    /** For expressions whose pieces are met often: longer ones, looked for only where the short ones were met. */
    private final Map<Integer, LongerLook> thorough = new HashMap<>();
    private final BitSet alwaysThorough = new BitSet();

    /** An index over these expressions, which are then known by their place. */
    public RegexIndex(List<PerlRegex> expressions) {
        Positions shared = new Positions();
        Positions often = new Positions();
        List<List<Factor>> pieces = expressions.parallelStream()
            .map(expression -> rarest(new FactorFinder(LENGTH, WIDE).ways(expression.root()))).toList();
        for (int i = 0; i < pieces.size(); i++) {
            List<Factor> factors = pieces.get(i);
            double chance = FactorFinder.chance(factors);
            boolean filtered = chance <= TOO_LIKELY && addAll(factors, i, FactorFinder.start(factors) > OFTEN ? often : shared);
            if (chance > RARE) {
                thorough.put(i, new LongerLook(expressions.get(i).root(), chance));
            }
            if (!filtered) {
                (thorough.containsKey(i) ? alwaysThorough : always).set(i);
            }
        }
        placed = shared.size() == 0 ? Optional.empty() : Optional.of(new PlacedPieces(shared, expressions.size()));
        frequent = often.size() == 0 ? Optional.empty() : Optional.of(new LazyDfa(often, true));
    }

    /** Unlikely pieces that do not occur in nearly every message, best those that are hardly ever begun. */
    static List<Factor> rarest(List<List<Factor>> ways) {
        return ways.stream().limit(MOST_WAYS).filter(way -> FactorFinder.chance(way) <= STILL_RARE)
            .sorted(Comparator.comparingDouble(FactorFinder::start)).filter(way -> !isEverywhere(way)).findFirst().orElse(ways.get(0));
    }

    private static boolean isEverywhere(List<Factor> way) {
        Positions positions = new Positions();
        if (!addAll(way.stream().map(Factor::anywhere).toList(), 0, positions)) {
            return true;
        }
        return new PieceSearch(positions).occursIn(EVERYWHERE);
    }

    static boolean addAll(List<Factor> factors, int rule, Positions positions) {
        boolean useful = true;
        for (Factor factor : factors) {
            useful = useful && positions.add(factor, rule);
        }
        return useful;
    }

    /** Expressions that may match this text of octets. */
    public BitSet candidates(byte[] text) {
        BitSet met = (BitSet) alwaysThorough.clone();
        placed.ifPresent(all -> all.find(text, met));
        frequent.ifPresent(all -> all.scan(text, met));
        BitSet found = (BitSet) always.clone();
        for (int rule = met.nextSetBit(0); rule >= 0; rule = met.nextSetBit(rule + 1)) {
            LongerLook longer = thorough.get(rule);
            if (longer == null || longer.mayMatch(text)) {
                found.set(rule);
            }
        }
        return found;
    }
}
