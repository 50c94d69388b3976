// SPDX-License-Identifier: Apache-2.0
package org.postern.server.opensearch.node;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.opensearch.analysis.common.CommonAnalysisPlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.transport.Netty4Plugin;

/**
 * Runs one OpenSearch node from jars alone. The stock start script wants an unpacked distribution and refuses to run as root, as tests in
 * containers do.
 */
public final class SearchNode extends Node {

    private SearchNode(Environment environment) {
        super(environment, List.of(Netty4Plugin.class, CommonAnalysisPlugin.class), false);
    }

    /**
     * Starts the node and runs until the process is told to end.
     *
     * @param arguments settings of OpenSearch as {@code name=value}, {@code path.home} among them
     */
    public static void main(String[] arguments) throws Exception {
        Settings.Builder settings = Settings.builder();
        Arrays.stream(arguments).map(argument -> argument.split("=", 2)).forEach(pair -> settings.put(pair[0], pair[1]));
        Settings given = settings.build();
        SearchNode node = new SearchNode(InternalSettingsPreparer.prepareEnvironment(given, Map.of(),
            Path.of(given.get("path.home"), "config"), () -> "postern"));
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                node.close();
            } catch (java.io.IOException e) {
                Runtime.getRuntime().halt(1);
            }
            ended.countDown();
        }));
        node.start();
        ended.await();
    }
}
