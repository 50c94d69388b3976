// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan.wire;

import java.time.Duration;

/**
 * How a connection is opened and when it counts as dead.
 *
 * @param address        where the server is
 * @param connectTimeout most time for opening the connection
 * @param readTimeout    most time without a byte from the server
 * @param readSetting    name of the setting of the read time-out, for messages
 */
public record WireSettings(ServerAddress address, Duration connectTimeout, Duration readTimeout, String readSetting) {
}
