// SPDX-License-Identifier: Apache-2.0
package org.postern.server.launch;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.server.core.configuration.Configuration;
import org.apache.james.server.core.filesystem.FileSystemImpl;
import org.apache.james.utils.PropertiesProvider;

/**
 * Has the bundle read its settings before anything is started: James would come to them only when Cassandra is up, half a minute later.
 * The server knows no class of the bundle, which any James loads from its extensions, so the one that reads the settings is called by
 * its name.
 */
final class SettingsCheck {
    private static final String READER = "org.postern.gateway.config.PosternConfiguration";

    private SettingsCheck() {
    }

    /**
     * Reads {@code conf/postern.properties} as James is going to.
     *
     * @param bundle           jar whose class reads them
     * @param workingDirectory holds {@code conf/}
     * @throws SettingsRefused if the bundle cannot use them; its message tells all that is wrong
     */
    static void run(Path bundle, Path workingDirectory) throws SettingsRefused, IOException, ReflectiveOperationException {
        Configuration james = Configuration.builder().workingDirectory(workingDirectory.toString()).build();
        PropertiesProvider files = new PropertiesProvider(new FileSystemImpl(james.directories()), james.configurationPath());
        try (URLClassLoader loader = new URLClassLoader(new URL[] {bundle.toUri().toURL()}, SettingsCheck.class.getClassLoader())) {
            Class.forName(READER, true, loader).getMethod("from", org.apache.commons.configuration2.Configuration.class)
                .invoke(null, files.getConfiguration("postern"));
        } catch (FileNotFoundException none) {
            // Whoever deletes the file wants the defaults.
        } catch (ConfigurationException unreadable) {
            throw new SettingsRefused("postern.properties cannot be read: " + unreadable.getMessage(), unreadable);
        } catch (InvocationTargetException refused) {
            throw new SettingsRefused(refused.getCause().getMessage(), refused.getCause());
        }
    }

    /** The settings cannot be used. */
    static final class SettingsRefused extends Exception {
        private static final long serialVersionUID = 1L;

        SettingsRefused(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
