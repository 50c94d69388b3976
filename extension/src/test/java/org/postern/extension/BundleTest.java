// SPDX-License-Identifier: Apache-2.0
package org.postern.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** Looks into the jar that operators drop into extensions-jars/. Runs after packaging. */
class BundleTest {

    @Test
    void jarShouldHoldOurClassesAndRelocatedLibrariesOnly() throws IOException {
        assertThat(entries()).filteredOn(name -> name.endsWith(".class")).isNotEmpty().allMatch(name -> name.startsWith("org/postern/")
            || name.matches("org/apache/james/transport/(matchers|mailets)/[A-Za-z]+\\.class"));
    }

    @Test
    void jarShouldHoldWhatTheConfigurationNames() throws IOException {
        assertThat(entries()).contains("org/postern/extension/PosternModule.class", "org/postern/extension/PosternStartable.class",
            "org/postern/extension/PosternHealthCheck.class", "org/postern/smtp/RecipientHook.class", "org/postern/smtp/FilterHook.class",
            "org/postern/smtp/ReceivedReply.class", "org/postern/mailets/PosternFilter.class", "org/postern/mailets/Relay.class",
            "org/postern/mailets/DeliverLocally.class", "org/postern/mailets/KeepInRepository.class",
            "org/postern/mailets/WaitAndRetry.class", "org/postern/mailets/RecordEvent.class",
            "org/apache/james/transport/matchers/SpamScoreAtLeast.class", "org/apache/james/transport/mailets/Quarantine.class",
            "org/postern/matchers/IsRelayDomain.class", "org/postern/matchers/IsOutgoing.class",
            "org/postern/gateway/folder/QuarantineFolderListener.class", "org/postern/webadmin/PosternRoutes.class", "META-INF/LICENSE",
            "META-INF/NOTICE");
    }

    @Test
    void relocatedTypeDetectionShouldFindItsTables() throws Exception {
        URL jar = jar().toUri().toURL();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar}, getClass().getClassLoader())) {
            Class<?> types = loader.loadClass("org.postern.shaded.tika.mime.MimeTypes");
            Object all = types.getMethod("getDefaultMimeTypes").invoke(null);
            Object type = types.getMethod("forName", String.class).invoke(all, "application/pdf");
            assertThat(type.getClass().getMethod("getExtension").invoke(type)).isEqualTo(".pdf");
        }
    }

    private static List<String> entries() throws IOException {
        try (JarFile jar = new JarFile(jar().toFile())) {
            return jar.stream().filter(entry -> !entry.isDirectory()).map(JarEntry::getName).toList();
        }
    }

    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("postern-extension-[^/]*\\.jar")).findFirst().orElseThrow();
        }
    }
}
