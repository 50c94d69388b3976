// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.arc;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.gateway.auth.dkim.DkimSyntaxException;
import org.postern.gateway.auth.dkim.RawField;
import org.postern.gateway.auth.dkim.RawMessage;
import org.postern.gateway.auth.dkim.SealSigner;
import org.postern.gateway.auth.dkim.TagList;

/**
 * Seals mail that is sent on (RFC 8617 section 5.1), so that those it goes to can see what this gateway found out before it changed the
 * message or its way. What was found out is read from the field {@code Authentication-Results} that the gateway itself has put in.
 */
public final class ArcSealer {
    private static final int MOST = 50;
    private static final Pattern STATUS = Pattern.compile(";\\s*arc=([a-z]+)");
    private static final List<String> SIGNED = List.of("from", "to", "cc", "subject", "date", "message-id", "reply-to", "in-reply-to",
        "references", "mime-version", "content-type", "content-transfer-encoding", "list-id", "list-unsubscribe", "dkim-signature");

    private final ArcIdentity identity;
    private final String host;
    private final SealSigner signer;
    private final Clock clock;

    /**
     * @param identity in whose name is sealed
     * @param host     name under which this gateway's results stand
     */
    public ArcSealer(ArcIdentity identity, String host, Clock clock) {
        this.identity = identity;
        this.host = host;
        this.signer = new SealSigner(identity.key());
        this.clock = clock;
    }

    /**
     * The fields to put on top of a message, without their last line ends. None when this gateway did not check who sent it, or could not
     * find out whether the chain is whole, or when nobody may add to the chain any more.
     *
     * @throws IOException when the message cannot be read
     */
    public List<RawField> seal(RawMessage message) throws IOException {
        Optional<String> results = message.named("Authentication-Results").map(RawField::value).map(ArcSealer::unfolded)
            .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(host.toLowerCase(Locale.ROOT) + ";")).findFirst();
        if (results.isEmpty()) {
            return List.of();
        }
        try {
            List<ArcSet> sets = ArcSet.of(message);
            Matcher found = STATUS.matcher(results.get());
            String status = sets.isEmpty() ? "none" : found.find() ? found.group(1) : "unknown";
            boolean ended = !sets.isEmpty() && (sets.size() >= MOST || TagList.parse(sets.get(sets.size() - 1).seal().value())
                .dense("cv").orElse("").equalsIgnoreCase("fail"));
            return ended || !List.of("none", "pass", "fail").contains(status) || !sets.isEmpty() && status.equals("none") ? List.of()
                : sealed(message, sets, results.get(), status);
        } catch (DkimSyntaxException e) {
            // What is no chain has no number that a seal of ours could take.
            return List.of();
        }
    }

    private List<RawField> sealed(RawMessage message, List<ArcSet> sets, String results, String status) throws IOException {
        int number = sets.size() + 1;
        String by = " d=" + identity.domain() + "; s=" + identity.selector() + ";\r\n t=" + clock.instant().getEpochSecond() + ";";
        RawField found = field("ARC-Authentication-Results", "i=" + number + "; " + results.replaceAll("; ", ";\r\n "));
        List<String> names = message.fields().stream().map(each -> each.name().toLowerCase(Locale.ROOT)).filter(SIGNED::contains).toList();
        RawField signature = signer.message(message.fields(), names, field("ARC-Message-Signature", "i=" + number
            + "; a=rsa-sha256; c=relaxed/relaxed;\r\n" + by + "\r\n h=" + String.join(":\r\n  ", names) + ";\r\n bh="
            + signer.bodyHash(message) + ";\r\n b="));
        List<RawField> before = new ArrayList<>();
        if (!status.equals("fail")) {
            sets.forEach(set -> before.addAll(List.of(set.results(), set.signature(), set.seal())));
        }
        before.addAll(List.of(found, signature));
        RawField seal = signer.seal(before, field("ARC-Seal", "i=" + number + "; a=rsa-sha256; cv=" + status + ";\r\n" + by + "\r\n b="));
        return List.of(seal, signature, found);
    }

    private static RawField field(String name, String value) {
        return new RawField(name, name + ": " + value);
    }

    private static String unfolded(String value) {
        return value.replaceAll("\\r\\n(?=[ \\t])", "").strip();
    }
}
