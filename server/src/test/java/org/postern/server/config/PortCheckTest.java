// SPDX-License-Identifier: Apache-2.0
package org.postern.server.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postern.server.process.FreePorts;

class PortCheckTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @ParameterizedTest
    @EnumSource(names = {"SMTP_PORT", "TRUSTED_SMTP_PORT", "IMAP_PORT", "HTTP_PORT"})
    void portInUseShouldBeNamedWithTheOptionThatChangesIt(Option option) throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, LOOPBACK)) {
            RunOptions options = options(Map.of(option.variable(), Integer.toString(other.getLocalPort())));

            assertThatThrownBy(() -> PortCheck.check(options))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("port " + other.getLocalPort())
                .hasMessageContaining("in use")
                .hasMessageContaining(option.flag())
                .hasMessageContaining(option.variable());
        }
    }

    @Test
    void freePortsShouldPass() throws Exception {
        PortCheck.check(options(Map.of()));
    }

    @Test
    void onePortForTwoDoorsShouldBeRefused() throws Exception {
        RunOptions options = options(Map.of("POSTERN_SMTP_PORT", "24025", "POSTERN_TRUSTED_SMTP_PORT", "24025"));

        assertThatThrownBy(() -> PortCheck.check(options)).isInstanceOf(UsageException.class).hasMessageContaining("given twice");
    }

    private static RunOptions options(Map<String, String> chosen) throws UsageException {
        Map<String, String> environment = new HashMap<>();
        List.of("POSTERN_SMTP_PORT", "POSTERN_TRUSTED_SMTP_PORT", "POSTERN_IMAP_PORT", "POSTERN_HTTP_PORT")
            .forEach(name -> environment.put(name, Integer.toString(FreePorts.find(LOOPBACK, name.hashCode()))));
        environment.putAll(chosen);
        return RunOptions.parse(List.of(), environment);
    }
}
