// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.auth.dmarc;

import com.google.common.net.InternetDomainName;

/** Organisational domains by the public suffix list (RFC 7489 section 3.2), the one that James's own library carries. */
public final class PublicSuffixes implements Organisations {

    @Override
    public String of(String domain) {
        if (!InternetDomainName.isValid(domain)) {
            return lastTwo(domain);
        }
        InternetDomainName name = InternetDomainName.from(domain);
        if (name.isPublicSuffix()) {
            return domain;
        }
        return name.isUnderPublicSuffix() ? name.topPrivateDomain().toString() : lastTwo(domain);
    }

    /** For a domain under a suffix that is not in the list, every top-level domain is a suffix. */
    private static String lastTwo(String domain) {
        int last = domain.lastIndexOf('.');
        int before = last <= 0 ? -1 : domain.lastIndexOf('.', last - 1);
        return domain.substring(before + 1);
    }
}
