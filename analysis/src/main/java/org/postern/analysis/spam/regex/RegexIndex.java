// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Tells which of many expressions may match a text, by reading it once for each of a few automata. An expression that is not named does
 * not match; one that is named must be tried.
 */
public final class RegexIndex {
    /** Pieces more likely than this, as a natural logarithm, are not worth an automaton: their rules are always tried. */
    private static final double TOO_LIKELY = -2;
    /** Rules with pieces no likelier than this share automata; for the others a longer look is worth an automaton of their own. */
    private static final double RARE = -9;
    private static final double WORTH_ITS_OWN = 3;
    private static final double STILL_RARE = -7;
    private static final int LENGTH = 9;
    private static final int WIDE = 20;
    private static final int LONG_LENGTH = 100;
    private static final int VERY_WIDE = 200;
    private static final int MOST_WAYS = 6;
    private static final int MOST_POSITIONS = 20_000;
    private static final int RULES_PER_AUTOMATON = 64;
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

    private final List<LazyDfa> automata = new ArrayList<>();
    private final BitSet always = new BitSet();

    /** An index over these expressions, which are then known by their place. */
    public RegexIndex(List<PerlRegex> expressions) {
        FactorFinder usual = new FactorFinder(LENGTH, WIDE);
        FactorFinder thorough = new FactorFinder(LONG_LENGTH, VERY_WIDE);
        Positions shared = new Positions();
        int inside = 0;
        for (int i = 0; i < expressions.size(); i++) {
            RegexNode root = expressions.get(i).root();
            List<Factor> factors = rarest(usual.ways(root));
            double chance = FactorFinder.chance(factors);
            if (chance > RARE) {
                List<Factor> longer = rarest(thorough.ways(root));
                double longChance = FactorFinder.chance(longer);
                if (longChance < chance - WORTH_ITS_OWN) {
                    Positions own = new Positions();
                    if (addAll(longer, i, own) && own.size() <= MOST_POSITIONS) {
                        automata.add(new LazyDfa(own));
                        continue;
                    }
                }
            }
            if (chance > TOO_LIKELY || !addAll(factors, i, shared)) {
                always.set(i);
            } else if (++inside >= RULES_PER_AUTOMATON || shared.size() > MOST_POSITIONS) {
                automata.add(new LazyDfa(shared));
                shared = new Positions();
                inside = 0;
            }
        }
        if (inside > 0) {
            automata.add(new LazyDfa(shared));
        }
    }

    /** The least likely pieces that do not occur in nearly every message. */
    private static List<Factor> rarest(List<List<Factor>> ways) {
        for (List<Factor> way : ways.subList(0, Math.min(MOST_WAYS, ways.size()))) {
            if (FactorFinder.chance(way) > STILL_RARE) {
                break;
            }
            if (!isEverywhere(way)) {
                return way;
            }
        }
        return ways.get(0);
    }

    private static boolean isEverywhere(List<Factor> way) {
        Positions positions = new Positions();
        if (!addAll(way.stream().map(Factor::anywhere).toList(), 0, positions)) {
            return true;
        }
        BitSet found = new BitSet();
        new LazyDfa(positions).scan(EVERYWHERE, found);
        return !found.isEmpty();
    }

    private static boolean addAll(List<Factor> factors, int rule, Positions positions) {
        boolean useful = true;
        for (Factor factor : factors) {
            useful = useful && positions.add(factor, rule);
        }
        return useful;
    }

    /** Expressions that may match this text of octets. */
    public BitSet candidates(byte[] text) {
        BitSet found = (BitSet) always.clone();
        for (LazyDfa automaton : automata) {
            automaton.scan(text, found);
        }
        return found;
    }

    /** Expressions that are tried on every text. */
    public int unfiltered() {
        return always.cardinality();
    }

    /** States of all automata that texts have asked for so far. */
    public int states() {
        return automata.stream().mapToInt(LazyDfa::states).sum();
    }

    /** Times that a text is read. */
    public int automata() {
        return automata.size();
    }
}
