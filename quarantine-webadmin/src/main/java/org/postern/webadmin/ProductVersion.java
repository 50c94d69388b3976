// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The version of Postern that runs, as the build wrote it into the jar.
 *
 * @param text such as {@code 1.2.0}
 */
public record ProductVersion(String text) {

    /** Reads it from the jar this class is in. */
    public static ProductVersion current() {
        try (InputStream stream = ProductVersion.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(stream);
            return new ProductVersion(properties.getProperty("version"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
