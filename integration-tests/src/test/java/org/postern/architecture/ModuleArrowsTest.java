// SPDX-License-Identifier: Apache-2.0
package org.postern.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/**
 * Holds the arrows between the modules: which may use which, and which parts of the outer world each may touch.
 */
class ModuleArrowsTest {
    private static final String ROOT = "org.postern.";
    private static final String[] MODULES = {
        "analysis", "gateway", "storage", "smtp", "matchers", "mailets", "webadmin", "extension", "server"};
    private static JavaClasses postern;

    @BeforeAll
    static void readClasses() {
        postern = new ClassFileImporter().importPaths(Stream.of("analysis", "gateway", "storage", "smtp-hooks", "matchers", "mailets",
            "quarantine-webadmin", "extension", "server").map(module -> Path.of("..", module, "target", "classes")).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"analysis", "gateway", "storage", "smtp", "matchers", "mailets", "webadmin", "extension", "server"})
    void everyModuleShouldBeSeenByThisTest(String module) {
        assertThat(postern.stream().filter(each -> each.getPackageName().startsWith(ROOT + module))).isNotEmpty();
    }

    /** {@code may} lists the other modules of Postern that a module may use. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "analysis,   -",
        "gateway,    analysis",
        "storage,    gateway analysis",
        "smtp,       gateway analysis",
        "matchers,   gateway analysis",
        "mailets,    gateway analysis",
        "webadmin,   gateway analysis",
        "extension,  storage smtp matchers mailets webadmin gateway analysis",
        "server,     -"})
    void aModuleShouldUseOnlyTheModulesItMay(String module, String may) {
        for (String other : MODULES) {
            boolean allowed = other.equals(module) || may != null && List.of(may.split(" ")).contains(other);
            if (!allowed) {
                noClasses().that().resideInAPackage(ROOT + module + "..")
                    .should().dependOnClassesThat().resideInAPackage(ROOT + other + "..").check(postern);
            }
        }
    }

    @Test
    void analysisShouldNotTouchServerNetworkDiskOrClock() {
        noClasses().that().resideInAPackage(ROOT + "analysis..")
            .should().dependOnClassesThat().resideInAnyPackage("org.apache.james.core..", "org.apache.mailet..", "org.apache.james.queue..",
                "java.net.http..", "java.nio.channels..", "java.nio.file..", "com.google.inject..")
            .orShould().dependOnClassesThat().haveFullyQualifiedName("java.net.Socket")
            .orShould().dependOnClassesThat().haveFullyQualifiedName("java.io.File")
            .orShould().callMethod(java.time.Instant.class, "now")
            .orShould().callMethod(System.class, "currentTimeMillis")
            .check(postern);
    }

    @Test
    void javaMailShouldStayInTheAdapters() {
        noClasses().that().resideInAnyPackage(ROOT + "analysis..", ROOT + "storage..", ROOT + "webadmin..")
            .should().dependOnClassesThat().resideInAPackage("javax.mail..").check(postern);
    }

    @Test
    void theDatabaseDriverShouldBeKnownToStorageAlone() {
        noClasses().that().resideInAnyPackage(ROOT + "analysis..", ROOT + "gateway..", ROOT + "smtp..", ROOT + "matchers..",
                ROOT + "mailets..", ROOT + "webadmin..")
            .should().dependOnClassesThat().resideInAPackage("com.datastax..").check(postern);
    }

    @Test
    void packagesOfAModuleShouldNotFormCycles() {
        for (String module : MODULES) {
            slices().matching(ROOT + module + ".(**)").should().beFreeOfCycles().allowEmptyShould(true).check(postern);
        }
    }

    @Test
    void guiceModulesShouldStandInTheAssembliesOnly() {
        noClasses().that().resideOutsideOfPackages(ROOT + "extension..", ROOT + "server..")
            .should().dependOnClassesThat().haveFullyQualifiedName("com.google.inject.AbstractModule").check(postern);
    }
}
