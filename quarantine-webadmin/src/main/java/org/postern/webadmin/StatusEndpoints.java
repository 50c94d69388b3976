// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.postern.gateway.access.Permission;

/**
 * How this node is, for a person who looks and for a monitor that asks.
 */
public final class StatusEndpoints implements EndpointGroup {
    private final String node;
    private final ProductVersion version;
    private final List<ComponentCheck> checks;

    /**
     * @param node   name of this node, as in events
     * @param checks what to ask, in the order to show
     */
    public StatusEndpoints(String node, ProductVersion version, List<ComponentCheck> checks) {
        this.node = node;
        this.version = version;
        this.checks = List.copyOf(checks);
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.guarded(HttpMethod.GET, "/postern/status", Permission.READ_STATUS, this::status));
    }

    private Answer status(Call call) {
        List<Map<String, Object>> components = checks.stream().map(StatusEndpoints::view).toList();
        boolean healthy = components.stream().allMatch(component -> Boolean.TRUE.equals(component.get("reachable")));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("version", version.text());
        answer.put("node", node);
        answer.put("healthy", healthy);
        answer.put("components", components);
        return Answer.json(200, answer);
    }

    private static Map<String, Object> view(ComponentCheck check) {
        Optional<String> problem = check.problem();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", check.name());
        view.put("reachable", problem.isEmpty());
        view.put("problem", problem.orElse(null));
        return view;
    }
}
