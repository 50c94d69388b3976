// SPDX-License-Identifier: Apache-2.0
package org.postern.server.config;

import java.util.Arrays;
import java.util.Optional;

/**
 * The settings of the launcher that take a value. Each can be given on the command line, which wins, or in the environment.
 */
public enum Option {
    SMTP_PORT("--smtp-port", "POSTERN_SMTP_PORT", "2525"),
    TRUSTED_SMTP_PORT("--trusted-smtp-port", "POSTERN_TRUSTED_SMTP_PORT", "2526"),
    SUBMISSION_PORT("--submission-port", "POSTERN_SUBMISSION_PORT", ""),
    IMAP_PORT("--imap-port", "POSTERN_IMAP_PORT", "1143"),
    HTTP_PORT("--http-port", "POSTERN_HTTP_PORT", "8000"),
    BIND("--bind", "POSTERN_BIND", "127.0.0.1"),
    IMAP_BIND("--imap-bind", "POSTERN_IMAP_BIND", "127.0.0.1"),
    HTTP_BIND("--http-bind", "POSTERN_HTTP_BIND", "127.0.0.1"),
    TRUSTED_NETWORKS("--trusted-networks", "POSTERN_TRUSTED_NETWORKS", "127.0.0.0/8"),
    DATA("--data", "POSTERN_DATA", "data"),
    CLAMD("--clamd", "POSTERN_CLAMD", ""),
    RELAY("--relay", "POSTERN_RELAY", ""),
    RELAY_DOMAINS("--relay-domains", "POSTERN_RELAY_DOMAINS", ""),
    DNS("--dns", "POSTERN_DNS", ""),
    GREYLIST_DELAY("--greylist-delay", "POSTERN_GREYLIST_DELAY", ""),
    STOCK_RULES("--stock-rules", "POSTERN_STOCK_RULES", ""),
    ADMIN_PASSWORD("--admin-password", "POSTERN_ADMIN_PASSWORD", "");

    private final String flag;
    private final String variable;
    private final String byDefault;

    Option(String flag, String variable, String byDefault) {
        this.flag = flag;
        this.variable = variable;
        this.byDefault = byDefault;
    }

    public String flag() {
        return flag;
    }

    public String variable() {
        return variable;
    }

    String byDefault() {
        return byDefault;
    }

    static Optional<Option> of(String flag) {
        return Arrays.stream(values()).filter(option -> option.flag.equals(flag)).findFirst();
    }
}
