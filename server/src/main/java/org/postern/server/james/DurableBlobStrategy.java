// SPDX-License-Identifier: Apache-2.0
package org.postern.server.james;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import javax.jms.JMSException;

import org.apache.activemq.blob.BlobTransferPolicy;
import org.apache.activemq.command.ActiveMQBlobMessage;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.queue.activemq.FileSystemBlobStrategy;

/**
 * Writes a message's content so that it outlives a power cut: the file and the directory entry that leads to it.
 */
final class DurableBlobStrategy extends FileSystemBlobStrategy {

    DurableBlobStrategy(BlobTransferPolicy policy, FileSystem files, int directories) {
        super(policy, files, directories);
    }

    @Override
    public URL uploadStream(ActiveMQBlobMessage message, InputStream in) throws JMSException, IOException {
        URL url = super.uploadStream(message, in);
        Path file = Path.of(uri(url));
        force(file, StandardOpenOption.WRITE);
        force(file.getParent(), StandardOpenOption.READ);
        return url;
    }

    private static void force(Path path, StandardOpenOption access) throws IOException {
        try (FileChannel channel = FileChannel.open(path, access)) {
            channel.force(true);
        }
    }

    private static URI uri(URL url) throws IOException {
        try {
            return url.toURI();
        } catch (URISyntaxException unusable) {
            throw new IOException(unusable);
        }
    }
}
