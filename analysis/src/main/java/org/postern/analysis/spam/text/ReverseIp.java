// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Turns an address round, the way it is looked up in DNS. */
public final class ReverseIp {
    private ReverseIp() {
    }

    /** The labels of the address, last first; empty for what is no address. */
    public static String of(String address) {
        if (!IpText.isAddress(address)) {
            return "";
        }
        List<String> labels = new ArrayList<>();
        try {
            byte[] bytes = InetAddress.getByName(Octets.lower(address).startsWith("ipv6:") ? address.substring(5) : address).getAddress();
            for (byte value : bytes) {
                if (bytes.length == 4) {
                    labels.add(Integer.toString(value & 255));
                } else {
                    labels.add(Integer.toHexString(value >> 4 & 15));
                    labels.add(Integer.toHexString(value & 15));
                }
            }
        } catch (UnknownHostException e) {
            return "";
        }
        Collections.reverse(labels);
        return String.join(".", labels);
    }
}
