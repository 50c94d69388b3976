// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Tests of addresses in the display name of the From field: many mail programs show the name alone, so it is the place to pretend. */
public final class SenderNameEvals {
    private static final String LEVELS = "[012]";

    private SenderNameEvals() {
    }

    /** All of them. */
    public static EvalPlugin plugin() {
        return new EvalPlugin(Evals.plugin("FromNameSpoof"), Set.of("fns_add_addrlist", "fns_remove_addrlist", "fns_extrachars",
            "fns_ignore_dkim", "fns_ignore_headers", "fns_check"), Set.of(), Map.of(
            "check_fromname_spoof", SenderNameEvals::spoof,
            "check_fromname_different", when(SenderNameAddress::otherAddress),
            "check_fromname_domain_differ", when(SenderNameAddress::otherDomain),
            "check_fromname_owners_differ", when(SenderNameAddress::otherOwner),
            "check_fromname_contains_email", when(SenderNameAddress::present),
            "check_fromname_equals_to", when(SenderNameAddress::ofRecipient),
            "check_fromname_equals_replyto", when(SenderNameAddress::ofReply)));
    }

    private static EvalTest spoof(EvalCall call) {
        String asked = call.argument(0, "").strip();
        return context -> {
            SenderNameAddress found = context.shared(SenderNameAddress.class, SenderNameAddress::of);
            String level = asked.matches(LEVELS) ? asked : context.options().last("fns_check", "1");
            return answer(found, switch (level) {
                case "0" -> found.otherAddress();
                case "2" -> found.otherAddress() && found.otherDomain();
                default -> found.otherAddress() && found.otherOwner();
            });
        };
    }

    private static EvalFunction when(Predicate<SenderNameAddress> condition) {
        return call -> context -> {
            SenderNameAddress found = context.shared(SenderNameAddress.class, SenderNameAddress::of);
            return answer(found, condition.test(found));
        };
    }

    private static EvalOutcome answer(SenderNameAddress found, boolean holds) {
        if (found.unverified()) {
            return EvalOutcome.unknown("the signature that would excuse the name was not verified");
        }
        return holds ? EvalOutcome.hit(found.address()) : EvalOutcome.miss();
    }
}
