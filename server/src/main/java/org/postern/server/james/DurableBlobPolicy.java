// SPDX-License-Identifier: Apache-2.0
package org.postern.server.james;

import org.apache.activemq.blob.BlobDownloadStrategy;
import org.apache.activemq.blob.BlobTransferPolicy;
import org.apache.activemq.blob.BlobUploadStrategy;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.queue.activemq.FileSystemBlobTransferPolicy;

/**
 * James's policy of keeping message content in files beside the broker's journal, with the one thing it lacks: the file is on the
 * disk before the journal names it. James discards a queued mail whose file is gone.
 */
final class DurableBlobPolicy extends FileSystemBlobTransferPolicy {
    private static final int DIRECTORIES = 10;

    private final DurableBlobStrategy strategy;

    DurableBlobPolicy(FileSystem files, String uploadUrl) {
        setFileSystem(files);
        setDefaultUploadUrl(uploadUrl);
        this.strategy = new DurableBlobStrategy(this, files, DIRECTORIES);
    }

    /** The policy holds no state of a connection, and may be shared by all. */
    @Override
    public BlobTransferPolicy copy() {
        return this;
    }

    @Override
    protected BlobDownloadStrategy createDownloadStrategy() {
        return strategy;
    }

    @Override
    protected BlobUploadStrategy createUploadStrategy() {
        return strategy;
    }
}
