// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan.wire;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** One kind of socket. Reading fails with a SocketTimeoutException after the read time-out; closing ends all that waits. */
interface WireSocket extends Closeable {

    void connect(TimeLeft left) throws IOException;

    InputStream in() throws IOException;

    OutputStream out() throws IOException;
}
