// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.util.Optional;
import java.util.Set;

import org.postern.gateway.access.Permission;
import org.postern.gateway.access.Role;

/**
 * One route: what is asked, who may ask, and who answers. All of Postern's routes are values of this type, so that none can be added
 * without saying who may use it, and so that the documents can be compared with what is really there.
 *
 * @param method     HTTP method
 * @param path       path with parameters as {@code :name}
 * @param permission what the caller must be allowed; empty for the few routes that are open to everybody
 * @param own        what suffices, one of it, where the handler keeps callers to what is their own; empty when nothing does
 * @param handler    gives the answer
 */
public record Endpoint(HttpMethod method, String path, Optional<Permission> permission, Set<Permission> own, Handler handler) {

    /** Answers a call; may throw {@link ApiException}, and StorageUnavailableException, which becomes 503. */
    @FunctionalInterface
    public interface Handler {
        Answer handle(Call call) throws Exception;
    }

    /** A route for those who are allowed that. */
    public static Endpoint guarded(HttpMethod method, String path, Permission permission, Handler handler) {
        return new Endpoint(method, path, Optional.of(permission), Set.of(), handler);
    }

    /** A route for those who are allowed that, and with {@code own} for others, to whom the handler shows only what is theirs. */
    public static Endpoint guarded(HttpMethod method, String path, Permission permission, Permission own, Handler handler) {
        return new Endpoint(method, path, Optional.of(permission), Set.of(own), handler);
    }

    /** The same for several kinds of others. */
    public static Endpoint guarded(HttpMethod method, String path, Permission permission, Set<Permission> own, Handler handler) {
        return new Endpoint(method, path, Optional.of(permission), own, handler);
    }

    /** A route that answers anybody. */
    public static Endpoint open(HttpMethod method, String path, Handler handler) {
        return new Endpoint(method, path, Optional.empty(), Set.of(), handler);
    }

    /** Whether a role opens this route. */
    public boolean admits(Role role) {
        return permission.isEmpty() || role.may(permission.get()) || own.stream().anyMatch(role::may);
    }
}
