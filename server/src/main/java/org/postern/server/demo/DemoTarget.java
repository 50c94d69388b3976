// SPDX-License-Identifier: Apache-2.0
package org.postern.server.demo;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import org.postern.server.demo.sink.Sink;

/**
 * The running gateway that the samples are sent through.
 *
 * @param untrusted listener for mail from the internet
 * @param trusted   listener for mail from one's own servers
 * @param http      base of the REST interface
 * @param user      an administrator
 * @param password  his password
 * @param sink      the back end, when it is the demo's own and can be looked into
 */
public record DemoTarget(InetSocketAddress untrusted, InetSocketAddress trusted, URI http, String user, String password,
                         Optional<Sink> sink) {
}
