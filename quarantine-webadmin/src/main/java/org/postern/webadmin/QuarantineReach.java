// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import org.postern.analysis.rules.QuarantineKind;
import org.postern.analysis.rules.who.MailAddressText;
import org.postern.gateway.access.Permission;
import org.postern.gateway.access.Principal;
import org.postern.gateway.config.OwnRelease;
import org.postern.gateway.decide.ItemDecisions;
import org.postern.gateway.quarantine.QuarantineItem;

/**
 * What of the quarantine a caller reaches. Who is allowed everybody's mail reaches all of it, and who looks after certain domains what
 * is addressed to those; others reach what is addressed to them, and of that may decide on the kinds that the policy leaves to
 * recipients: the rest was held back to protect others too.
 */
final class QuarantineReach {
    private final Principal caller;
    private final ItemDecisions decisions;

    QuarantineReach(Principal caller, ItemDecisions decisions) {
        this.caller = caller;
        this.decisions = decisions;
    }

    /** Whether the caller is kept to something: his own addresses, or domains. */
    boolean isLimited() {
        return !caller.role().may(Permission.READ_QUARANTINE);
    }

    /** Whether the caller is kept to his own addresses. */
    boolean isOwn() {
        return isLimited() && !caller.role().ofDomains();
    }

    boolean sees(QuarantineItem item) {
        return !isLimited() || manages(item) || owns(item);
    }

    /** Whether the message's text is for the caller. */
    boolean reads(QuarantineItem item) {
        return (caller.role().may(Permission.READ_CONTENT) || manages(item) || owns(item)) && mayTouchViruses(item);
    }

    /** Whether the caller may release and delete. */
    boolean settles(QuarantineItem item) {
        return (settlesAny(item) || owns(item) && decisions.ownRelease(item) == OwnRelease.ALLOWED) && mayTouchViruses(item);
    }

    /** Whether the caller may delete: nobody is harmed by a virus that is gone. */
    boolean deletes(QuarantineItem item) {
        return settlesAny(item) || settles(item);
    }

    private boolean settlesAny(QuarantineItem item) {
        return caller.role().may(Permission.SETTLE_QUARANTINE) || manages(item);
    }

    private boolean manages(QuarantineItem item) {
        return caller.manages(item.domain());
    }

    private boolean owns(QuarantineItem item) {
        return caller.role().may(Permission.OWN_QUARANTINE) && caller.addresses().contains(MailAddressText.comparable(item.recipient()));
    }

    private boolean mayTouchViruses(QuarantineItem item) {
        return item.kind() != QuarantineKind.VIRUS || caller.role().may(Permission.RELEASE_VIRUS);
    }
}
