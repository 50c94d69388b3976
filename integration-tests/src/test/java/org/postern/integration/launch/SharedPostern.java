// SPDX-License-Identifier: Apache-2.0
package org.postern.integration.launch;

import java.io.IOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests one running gateway that all of them share, because a start takes as long as all their work.
 */
public final class SharedPostern implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Postern.class;
    }

    @Override
    public Postern resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(ExtensionContext.Namespace.create(SharedPostern.class))
            .getOrComputeIfAbsent(Running.class, key -> new Running(), Running.class).postern();
    }

    private static final class Running implements ExtensionContext.Store.CloseableResource {
        private final Postern postern = started();

        Postern postern() {
            return postern;
        }

        @Override
        public void close() throws Exception {
            postern.close();
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
    }
}
