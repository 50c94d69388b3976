// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.postern.gateway.recipient.RecipientAnswer;
import org.postern.gateway.recipient.RecipientProbe;

/**
 * Knows recipients by directory: at once where they were read, else by asking now, so that somebody who was entered a minute ago gets
 * mail. A directory that is away says of nobody that he does not exist.
 */
public final class DirectoryRecipients implements RecipientProbe, AutoCloseable {
    private final Directories directories;
    private final DirectoryServer server;
    private final Duration timeout;
    private final ExecutorService executor = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "postern-directory-recipient");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param timeout most time for one answer
     */
    public DirectoryRecipients(Directories directories, DirectoryServer server, Duration timeout) {
        this.directories = directories;
        this.server = server;
        this.timeout = timeout;
    }

    @Override
    public Optional<RecipientAnswer> known(String recipient) {
        return directories.knows(recipient) ? Optional.of(RecipientAnswer.EXISTS) : Optional.empty();
    }

    @Override
    public RecipientAnswer ask(String recipient) {
        if (directories.knows(recipient)) {
            return RecipientAnswer.EXISTS;
        }
        List<Directories.Directory> responsible = directories.responsible(recipient);
        if (responsible.isEmpty()) {
            return new RecipientAnswer.Unavailable("no directory is responsible for the domain of " + recipient);
        }
        Future<RecipientAnswer> asking = executor.submit(() -> asked(responsible, recipient));
        try {
            return asking.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new RecipientAnswer.Unavailable("interrupted");
        } catch (ExecutionException e) {
            return new RecipientAnswer.Unavailable("the directory could not be asked: " + e.getCause());
        } catch (TimeoutException e) {
            asking.cancel(true);
            return new RecipientAnswer.Unavailable("the directory has not answered within " + timeout.toMillis() + " ms");
        }
    }

    private RecipientAnswer asked(List<Directories.Directory> responsible, String recipient) {
        Optional<RecipientAnswer> away = Optional.empty();
        for (Directories.Directory directory : responsible) {
            try {
                if (server.find(directory.profile(), recipient).isPresent()) {
                    return RecipientAnswer.EXISTS;
                }
            } catch (DirectoryException e) {
                away = Optional.of(new RecipientAnswer.Unavailable("directory " + directory.profile().name() + ": " + e.getMessage()));
            }
        }
        return away.orElse(RecipientAnswer.UNKNOWN);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
