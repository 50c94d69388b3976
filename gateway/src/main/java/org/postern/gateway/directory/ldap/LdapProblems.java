// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory.ldap;

import com.unboundid.ldap.sdk.LDAPException;

/** Says in a line what a directory's server or the way to it did, since the library says it in a page. */
final class LdapProblems {
    private static final int LONGEST = 300;

    private LdapProblems() {
    }

    static String text(LDAPException problem) {
        Throwable cause = problem;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String text = cause == problem ? problem.getMessage() : problem.getMessage() + " (" + cause.getMessage() + ")";
        String line = text == null ? problem.getResultCode().toString() : text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
    }
}
