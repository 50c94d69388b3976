// SPDX-License-Identifier: Apache-2.0
package org.postern.server.cassandra;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.postern.server.process.ClassArchive;

/**
 * The command line of the node. Cassandra 4.1 was made for Java 8 and 11: on 17 it needs the packages below opened, and the jamm
 * agent, without which it dies at start.
 */
final class CassandraCommand {
    private static final List<String> EXPORTS = List.of(
        "java.base/jdk.internal.misc", "java.base/java.lang.ref", "java.base/sun.nio.ch",
        "java.management.rmi/com.sun.jmx.remote.internal.rmi", "java.rmi/sun.rmi.registry", "java.rmi/sun.rmi.server",
        "java.sql/java.sql", "jdk.unsupported/sun.misc", "jdk.compiler/com.sun.tools.javac.file", "jdk.attach/sun.tools.attach");
    private static final List<String> OPENS = List.of(
        "java.base/java.lang", "java.base/java.lang.module", "java.base/java.lang.reflect", "java.base/java.io", "java.base/java.util",
        "java.base/java.util.concurrent", "java.base/java.util.concurrent.atomic", "java.base/java.nio",
        "java.base/jdk.internal.loader", "java.base/jdk.internal.ref", "java.base/jdk.internal.reflect",
        "java.base/jdk.internal.math", "java.base/jdk.internal.module", "java.base/jdk.internal.util.jar", "java.base/sun.nio.ch",
        "jdk.management/com.sun.management.internal", "jdk.compiler/com.sun.tools.javac");
    private static final int LEAST_OLD_MEGABYTES = 192;
    private static final int LONGEST_PAUSE_MILLIS = 20;
    private static final String MAIN = "org.apache.cassandra.service.CassandraDaemon";

    private final CassandraSettings settings;
    private final ClassArchive archive;

    CassandraCommand(CassandraSettings settings, ClassArchive archive) {
        this.settings = settings;
        this.archive = archive;
    }

    /** Stands in the command line of this node and of no other process. */
    String marker() {
        return "-Dcassandra.config=" + settings.yaml().toUri();
    }

    List<String> line() {
        List<Path> jars = settings.libraries().jars();
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        EXPORTS.forEach(target -> line.add("--add-exports=" + target + "=ALL-UNNAMED"));
        OPENS.forEach(target -> line.add("--add-opens=" + target + "=ALL-UNNAMED"));
        line.add("-javaagent:" + jamm(jars));
        line.addAll(memory());
        line.addAll(archive.flags());
        line.addAll(List.of("-Djdk.attach.allowAttachSelf=true", "-Dio.netty.tryReflectionSetAccessible=true",
            "-Djava.net.preferIPv4Stack=true", "-Dcassandra.storagedir=" + settings.directory(), marker(),
            "-Dlogback.configurationFile=" + settings.logback().toUri(),
            "-Djava.io.tmpdir=" + settings.temporary(), "-Djna.tmpdir=" + settings.temporary()));
        line.addAll(quickStart());
        line.add("-cp");
        line.add(settings.libraries().classPath());
        line.add(MAIN);
        return line;
    }

    /**
     * For tests the heap starts small: run as root, Cassandra locks into memory all that it holds at start. Otherwise it begins with room
     * for the tables in memory, as each growth would be a full collection, and is collected in small steps beside the requests: a
     * collector that stops everything for the whole of the older half made some wait for a fifth of a second.
     */
    private List<String> memory() {
        Stream<String> heap = Stream.of("-Xmx" + settings.heapMegabytes() + "m", "-Xss256k", "-XX:+ExitOnOutOfMemoryError",
            // what its classes take; with the usual beginning of 21 MB there are two full collections until it is reached
            "-XX:MetaspaceSize=96m");
        int begin = Math.min(settings.heapMegabytes(), settings.heapMegabytes() / 3 + LEAST_OLD_MEGABYTES);
        Stream<String> use = settings.disposable() ? Stream.of("-Xms96m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
            : Stream.of("-Xms" + begin + "m", "-XX:+UseG1GC", "-XX:MaxGCPauseMillis=" + LONGEST_PAUSE_MILLIS);
        return Stream.concat(heap, use).toList();
    }

    /** A node that is alone has nobody to wait for. */
    private List<String> quickStart() {
        List<String> flags = new ArrayList<>(List.of("-Dcassandra.skip_wait_for_gossip_to_settle=0", "-Dcassandra.ring_delay_ms=0",
            "-Dcassandra.superuser_setup_delay_ms=0", "-Dcassandra.shutdown_announce_in_ms=0",
            "-Dcassandra.memtable.row_overhead_size=180",
            // a thread would be given another name, a system call, each time it turns from one kind of work to another
            "-Dcassandra.set_sep_thread_name=false"));
        if (settings.disposable()) {
            flags.addAll(List.of("-Dcassandra.skip_sync=true", "-Dcassandra.unsafesystem=true",
                "-Dcassandra.test.flush_local_schema_changes=false"));
        }
        return flags;
    }

    private static Path jamm(List<Path> jars) {
        return jars.stream()
            .filter(jar -> jar.getFileName().toString().startsWith("jamm-"))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no jamm agent among Cassandra's jars"));
    }
}
