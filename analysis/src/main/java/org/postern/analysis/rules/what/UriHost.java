// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.rules.what;

import org.postern.analysis.rules.who.MailAddressText;

/** Takes the host out of a link, of broken links too, since mail clients open those as well. */
public final class UriHost {
    private UriHost() {
    }

    /** Host as domains are compared, the domain of a mail address for mailto; empty when there is none. */
    public static String of(String uri) {
        int scheme = uri.indexOf(':');
        String rest = uri.substring(scheme + 1);
        if (rest.startsWith("//")) {
            rest = rest.substring(2);
        } else if (scheme >= 0 && !uri.regionMatches(true, 0, "mailto:", 0, 7)) {
            rest = uri;
        }
        int end = 0;
        while (end < rest.length() && "/?#\\".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        String authority = rest.substring(rest.lastIndexOf('@', end - 1) + 1, end);
        int port = authority.indexOf(':', authority.indexOf(']') + 1);
        String host = port < 0 ? authority : authority.substring(0, port);
        return MailAddressText.comparableDomain(host.endsWith(".") ? host.substring(0, host.length() - 1) : host);
    }
}
