// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.dns;

import org.xbill.DNS.Type;

/** The record types that mail asks for. */
public enum DnsType {
    A(Type.A),
    AAAA(Type.AAAA),
    MX(Type.MX),
    NS(Type.NS),
    PTR(Type.PTR),
    TXT(Type.TXT);

    private final int number;

    DnsType(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
