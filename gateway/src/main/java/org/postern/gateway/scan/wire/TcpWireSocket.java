// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A TCP connection; the socket has time-outs of its own. */
final class TcpWireSocket implements WireSocket {
    private final Socket socket = new Socket();
    private final WireSettings settings;

    TcpWireSocket(WireSettings settings) {
        this.settings = settings;
    }

    @Override
    public void connect(TimeLeft left) throws IOException {
        ServerAddress.Tcp tcp = (ServerAddress.Tcp) settings.address();
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(tcp.host()), tcp.port());
        long patience = left.orFail("connect").toMillis();
        socket.setTcpNoDelay(true);
        socket.connect(address, (int) Math.min(settings.connectTimeout().toMillis(), patience));
        socket.setSoTimeout((int) settings.readTimeout().toMillis());
    }

    @Override
    public InputStream in() throws IOException {
        return socket.getInputStream();
    }

    @Override
    public OutputStream out() throws IOException {
        return socket.getOutputStream();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
