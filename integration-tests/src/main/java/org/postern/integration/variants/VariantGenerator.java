// SPDX-License-Identifier: Apache-2.0
package org.postern.integration.variants;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * Makes ambiguous and malformed messages without end, the same ones for the same seed. It puts the test virus, or a text, through random
 * steps of encoding, containing, and damage to header and line ends.
 */
public final class VariantGenerator implements Iterator<Variant> {
    /** The virus scanners' agreed test file, written in two halves so that this program itself is not taken for it. */
    public static final String EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";
    private static final String TOP = "From: a@example.org\r\nTo: b@example.org\r\nSubject: variant\r\nMIME-Version: 1.0\r\n";

    private final Random random;
    private final LeafVariants leaves;
    private final ContainerVariants containers;
    private int count;

    public VariantGenerator(long seed) {
        this.random = new Random(seed);
        this.leaves = new LeafVariants(random);
        this.containers = new ContainerVariants(random);
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public Variant next() {
        int number = ++count;
        boolean virus = random.nextBoolean();
        String wanted = virus ? EICAR : "postern-marker-" + number + "-end";
        Leaf leaf = virus ? leaves.next(wanted, pick(List.of("application/octet-stream", "text/plain", "image/png", "text/html")), "a.com")
            : leaves.next("Buy now: " + wanted + " cheap.\r\n", pick(List.of("text/plain", "text/html", "text/plain; charset=utf-8",
                "text/plain; charset=iso-8859-1", "text/plain; charset=unknown-8bit", "text/html; charset=\"utf-8\"")), "");
        for (int depth = random.nextInt(4); depth > 0; depth--) {
            leaf = containers.wrap(leaf);
        }
        String message = TOP + leaf.entity();
        String how = leaf.how();
        for (int damage = random.nextInt(3); damage > 0; damage--) {
            int kind = random.nextInt(14);
            message = damage(kind).apply(message);
            how = "damage " + kind + " > " + how;
        }
        return new Variant(number, how, wanted, virus, message.getBytes(StandardCharsets.ISO_8859_1));
    }

    private UnaryOperator<String> damage(int kind) {
        return switch (kind) {
            case 0 -> text -> text.replace("\r\n", "\n");
            case 1 -> text -> text.replace("\r\n", "\r");
            case 2 -> text -> lineEnds(text);
            case 3 -> text -> text.replaceFirst("MIME-Version: 1.0\r\n", "MIME-Version: 1.0\r\n \r\n");
            case 4 -> text -> text.replaceFirst("Subject: variant\r\n", "Subject: variant\r\nno field at all\r\n");
            case 5 -> text -> text.replaceAll("Content-Type:", "Content-Type :");
            case 6 -> text -> text.replaceAll("Content-Type: ", "Content-Type:\r\n ");
            case 7 -> text -> text.replaceFirst("\r\n\r\n", "\r\n");
            case 8 -> text -> text.replaceFirst("\r\n\r\n", "\r\n \t\r\n");
            case 9 -> text -> insert(text, "\0");
            case 10 -> text -> insert(text, "\r");
            case 11 -> text -> "From someone Mon Jan  1 00:00:00 2026\r\n" + text;
            case 12 -> text -> text.replace("Content-Transfer-Encoding", "CONTENT-transfer-encoding")
                .replace("Content-Type", "content-TYPE");
            default -> text -> text.replaceFirst("MIME-Version: 1.0\r\n", "");
        };
    }

    private String lineEnds(String text) {
        StringBuilder mixed = new StringBuilder();
        for (String line : text.split("\r\n", -1)) {
            mixed.append(line).append(pick(List.of("\r\n", "\r\n", "\n", "\r")));
        }
        return mixed.toString();
    }

    private String insert(String text, String what) {
        int at = random.nextInt(text.length());
        return text.substring(0, at) + what + text.substring(at);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
