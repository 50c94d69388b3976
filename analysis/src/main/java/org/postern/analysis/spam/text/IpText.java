// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** IP addresses as they are written in mail. */
public final class IpText {
    private static final String BYTE = "(?:1\\d\\d|2[0-4]\\d|25[0-5]|[1-9]\\d|\\d)";
    private static final String DOTTED = BYTE + "\\." + BYTE + "\\." + BYTE + "\\." + BYTE;
    /** Regular expression for an IPv4 address, without groups. */
    public static final String V4 = "\\b" + DOTTED + "\\b";
    private static final String MAPPED = "(?:(?:[a-f0-9]{1,4}:){6}|::(?:[a-f0-9]{1,4}:){0,5}|(?:[a-f0-9]{1,4}:){1,5}:"
        + "|[a-f0-9]{1,4}::(?:[a-f0-9]{1,4}:){1,4}|(?:[a-f0-9]{1,4}:){2}:(?:[a-f0-9]{1,4}:){1,3}"
        + "|(?:[a-f0-9]{1,4}:){3}:(?:[a-f0-9]{1,4}:){1,2}|(?:[a-f0-9]{1,4}:){4}:[a-f0-9]{1,4}:)" + DOTTED;
    private static final String V6 = "(?:" + MAPPED + "|(?:[a-f0-9]{1,4}:){7}[a-f0-9]{1,4}|:(?::[a-f0-9]{1,4}){1,7}|(?:[a-f0-9]{"
        + "1,4}:){1,7}:"
        + "|[a-f0-9]{1,4}:(?::[a-f0-9]{1,4}){1,6}|(?:[a-f0-9]{1,4}:){2}(?::[a-f0-9]{1,4}){1,5}|(?:[a-f0-9]{1,4}:){3}(?::[a-f0-9]{1,4}){1,4}"
        + "|(?:[a-f0-9]{1,4}:){4}(?::[a-f0-9]{1,4}){1,3}|(?:[a-f0-9]{1,4}:){5}(?::[a-f0-9]{1,4}){1,2}|(?:[a-f0-9]{1,4}:){6}:[a-f"
            + "0-9]{1,4}|::)";
    /** Regular expression for an address of either kind, without groups. */
    public static final String ANY = "(?i:\\b(?<!:)" + DOTTED + "\\b|(?:IPv6:|(?<![a-f0-9:]))" + V6 + "(?![a-f0-9:]))";
    private static final Pattern WHOLE = Pattern.compile(ANY);
    private static final Pattern WHOLE_V4 = Pattern.compile(DOTTED);
    private static final String ZERO = "0{1,4}:";
    private static final Pattern PRIVATE_V4 = Pattern.compile(
        "(?:10|127|169\\.254|172\\.(?:1[6-9]|2[0-9]|3[01])|192\\.168|100\\.(?:6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7]))\\..*");
    private static final Pattern LOOPBACK = Pattern.compile("(?:" + ZERO + "){7}0{0,3}1|(?:" + ZERO + "){1,6}(?::0{1,4}){0,5}:0{0,3}1"
        + "|:(?::0{1,4}){0,6}:0{0,3}1", Pattern.CASE_INSENSITIVE);
    private static final Pattern LINK_LOCAL = Pattern.compile("fe[89ab][0-9a-f]:.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern V4_IN_V6 = Pattern.compile("[0:]*:ffff:(.*)", Pattern.CASE_INSENSITIVE);

    private IpText() {
    }

    /** Whether this is an address and nothing else. */
    public static boolean isAddress(String text) {
        // Nearly all that is asked about are names of hosts.
        return !text.isEmpty() && (text.charAt(0) < 'g' || text.charAt(0) == 'I' || text.charAt(0) == 'i')
            && "0123456789abcdefABCDEF:".indexOf(text.charAt(text.length() - 1)) >= 0 && WHOLE.matcher(text).matches();
    }

    /** Whether this is an IPv4 address and nothing else. */
    public static boolean isV4(String text) {
        return WHOLE_V4.matcher(text).matches();
    }

    /** Whether the address belongs to a network that no mail of strangers comes from: private, shared, link-local or this host. */
    public static boolean isPrivate(String address) {
        if (address.indexOf(':') < 0) {
            return PRIVATE_V4.matcher(address).matches();
        }
        String plain = Octets.lower(address).startsWith("ipv6:") ? address.substring(5) : address;
        Matcher mapped = V4_IN_V6.matcher(plain);
        return LINK_LOCAL.matcher(plain).matches() || LOOPBACK.matcher(plain).matches()
            || mapped.matches() && PRIVATE_V4.matcher(mapped.group(1)).matches();
    }

    /** The first address in a text. */
    public static Optional<String> find(String text) {
        Matcher matcher = WHOLE.matcher(text);
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }
}
