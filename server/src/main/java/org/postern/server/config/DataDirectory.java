// SPDX-License-Identifier: Apache-2.0
package org.postern.server.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The directory of everything that survives a restart, held by one server at a time: two of them on one queue would lose mail.
 */
public final class DataDirectory implements AutoCloseable {
    private final Path root;
    private final FileChannel lockFile;
    private final boolean firstStart;

    private DataDirectory(Path root, FileChannel lockFile, boolean firstStart) {
        this.root = root;
        this.lockFile = lockFile;
        this.firstStart = firstStart;
    }

    /**
     * Makes the directory when it is not there, and takes it.
     *
     * @throws UsageException when another process has it or it cannot be written
     */
    public static DataDirectory open(Path root) throws UsageException {
        try {
            boolean firstStart = !Files.exists(root.resolve("conf").resolve(ConfSync.LEDGER));
            Files.createDirectories(root.resolve("conf"));
            Files.createDirectories(root.resolve("extensions-jars"));
            Files.createDirectories(root.resolve("logs"));
            return new DataDirectory(root, lock(root), firstStart);
        } catch (IOException unwritable) {
            throw new UsageException("the data directory " + root + " cannot be used: " + unwritable);
        }
    }

    private static FileChannel lock(Path root) throws IOException, UsageException {
        Path file = root.resolve("postern.lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!tryLock(channel)) {
            channel.close();
            throw new UsageException("data directory " + root + " in use by process " + Files.readString(file).trim()
                + "; stop that one or name another directory with " + Option.DATA.flag());
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
        return channel;
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    public Path root() {
        return root;
    }

    public Path conf() {
        return root.resolve("conf");
    }

    public Path extensionJars() {
        return root.resolve("extensions-jars");
    }

    /** True until the configuration has been put here once. */
    public boolean isFirstStart() {
        return firstStart;
    }

    /** Lets another server have it. */
    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
