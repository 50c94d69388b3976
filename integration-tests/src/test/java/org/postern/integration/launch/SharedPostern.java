// SPDX-License-Identifier: Apache-2.0
package org.postern.integration.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests one running gateway that all of them share, because a start takes as long as all their work. It belongs to the process and
 * not to a run of JUnit: where classes are shared out to several processes, each class is a run of its own.
 */
public final class SharedPostern implements ParameterResolver {
    private static Optional<Postern> running = Optional.empty();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Postern.class;
    }

    @Override
    public Postern resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return shared();
    }

    private static synchronized Postern shared() {
        if (running.isEmpty()) {
            Postern started = started();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(started), "shared-gateway-stop"));
            running = Optional.of(started);
        }
        return running.get();
    }

    private static Postern started() {
        try {
            Postern prepared = Postern.prepare();
            try {
                return prepared.start();
            } catch (IOException | InterruptedException | AssertionError e) {
                prepared.close();
                throw e;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ParameterResolutionException("interrupted", e);
        } catch (IOException e) {
            throw new ParameterResolutionException("the gateway cannot be started", e);
        }
    }

    private static void close(Postern postern) {
        try {
            postern.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
