// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.directory;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import javax.inject.Inject;

import org.apache.james.task.TaskId;
import org.apache.james.task.TaskManager;
import org.postern.gateway.access.Permission;
import org.postern.gateway.directory.Directories;
import org.postern.gateway.directory.DirectoryException;
import org.postern.gateway.directory.DirectoryIndex;
import org.postern.gateway.directory.DirectoryProfiles;
import org.postern.gateway.directory.DirectoryStore;
import org.postern.gateway.directory.DirectorySync;
import org.postern.gateway.directory.Profile;
import org.postern.gateway.directory.ProfileJson;
import org.postern.gateway.directory.StoredProfile;
import org.postern.gateway.directory.SyncState;
import org.postern.gateway.directory.SyncStateJson;
import org.postern.webadmin.Answer;
import org.postern.webadmin.ApiException;
import org.postern.webadmin.Call;
import org.postern.webadmin.Endpoint;
import org.postern.webadmin.EndpointGroup;
import org.postern.webadmin.HttpMethod;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Profiles of directories: kept, tried and read. Passwords go in and never come out. */
public final class ProfileEndpoints implements EndpointGroup {
    private static final String PATH = "/postern/directory";
    private static final String PROFILE = PATH + "/:profile";
    private static final String SYNC = PROFILE + "/sync";
    private static final int MOST_BYTES = 256 * 1024;

    private final DirectoryProfiles profiles;
    private final DirectorySync sync;
    private final Directories directories;
    private final DirectoryStore store;
    private final TaskManager tasks;
    private final Clock clock;
    private final ProfileJson json = new ProfileJson();
    private final SyncStateJson states = new SyncStateJson();
    private final ObjectMapper mapper = new ObjectMapper();

    @Inject
    public ProfileEndpoints(DirectoryProfiles profiles, DirectorySync sync, Directories directories, DirectoryStore store,
                            TaskManager tasks, Clock clock) {
        this.profiles = profiles;
        this.sync = sync;
        this.directories = directories;
        this.store = store;
        this.tasks = tasks;
        this.clock = clock;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
            Endpoint.guarded(HttpMethod.GET, PATH, Permission.READ_DIRECTORY, this::list),
            Endpoint.guarded(HttpMethod.POST, PATH, Permission.MANAGE_DIRECTORY, this::create),
            Endpoint.guarded(HttpMethod.POST, PATH + "/test", Permission.MANAGE_DIRECTORY, this::testDraft),
            Endpoint.guarded(HttpMethod.GET, PROFILE, Permission.READ_DIRECTORY, this::get),
            Endpoint.guarded(HttpMethod.PUT, PROFILE, Permission.MANAGE_DIRECTORY, this::replace),
            Endpoint.guarded(HttpMethod.DELETE, PROFILE, Permission.MANAGE_DIRECTORY, this::delete),
            Endpoint.guarded(HttpMethod.POST, PROFILE + "/test", Permission.MANAGE_DIRECTORY, this::test),
            Endpoint.guarded(HttpMethod.POST, SYNC, Permission.MANAGE_DIRECTORY, this::beginSync),
            Endpoint.guarded(HttpMethod.GET, SYNC, Permission.READ_DIRECTORY, this::syncState));
    }

    private Answer list(Call call) {
        return Answer.json(200, Map.of("profiles", profiles.list().stream().map(this::view).toList()));
    }

    private Answer get(Call call) {
        return tagged(200, found(call));
    }

    private Answer create(Call call) {
        Profile profile = read(call, Optional.empty());
        check(call, profile);
        return tagged(201, profiles.save(Optional.empty(), profile)
            .orElseThrow(() -> ApiException.conflict("There is a profile of this name already")));
    }

    private Answer replace(Call call) {
        StoredProfile before = found(call);
        if (!tag(call).equals(before.tag().toString())) {
            throw changed();
        }
        Profile profile = read(call, Optional.of(before.profile()));
        if (!profile.name().equals(before.profile().name())) {
            throw ApiException.invalid("'name' must be the name in the path");
        }
        check(call, profile);
        return tagged(200, profiles.save(Optional.of(before.tag()), profile).orElseThrow(ProfileEndpoints::changed));
    }

    private Answer delete(Call call) {
        if (!profiles.delete(call.path("profile"))) {
            throw nothing();
        }
        return Answer.json(200, Map.of("status", "deleted"));
    }

    private Answer test(Call call) {
        return tested(found(call).profile());
    }

    private Answer testDraft(Call call) {
        return tested(read(call, Optional.empty()));
    }

    private Answer tested(Profile profile) {
        try {
            return Answer.json(200, Map.of("status", "works", "people", profiles.test(profile).stream()
                .map(PersonView::of).toList()));
        } catch (DirectoryException e) {
            return Answer.json(200, Map.of("status", "fails", "problem", e.getMessage()));
        }
    }

    private Answer beginSync(Call call) {
        Profile profile = profiles.find(call.path("profile")).map(StoredProfile::profile).filter(Profile::enabled)
            .orElseThrow(() -> ApiException.notFound("There is no enabled profile of this name"));
        if (profiles.syncState(profile.name()).filter(state -> state.status() == SyncState.Status.RUNNING).isPresent()) {
            throw ApiException.conflict("This directory is being read already");
        }
        TaskId task = tasks.submit(new DirectorySyncTask(sync, store, profile.name(), clock));
        return Answer.json(202, Map.of("status", "started", "task", "/tasks/" + task.getValue()));
    }

    private Answer syncState(Call call) {
        String name = found(call).profile().name();
        return Answer.json(200, profiles.syncState(name).map(states::tree).orElse(Map.of("status", "NEVER")));
    }

    /** A profile that finds nobody is a mistake, most often; who knows better says {@code check=false}. */
    private void check(Call call, Profile profile) {
        call.allowOnly(Set.of("check"));
        boolean wanted = call.query("check").map(text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw ApiException.invalid("'check' must be true or false");
        }).orElse(true);
        if (wanted && profile.enabled()) {
            try {
                profiles.test(profile);
            } catch (DirectoryException e) {
                throw ApiException.invalid("The profile does not work: " + e.getMessage() + " (add ?check=false to store it nevertheless)");
            }
        }
    }

    private Profile read(Call call, Optional<Profile> before) {
        JsonNode written = parsed(() -> call.text(MOST_BYTES));
        try {
            return profiles.read(written, before);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid(e.getMessage());
        }
    }

    private JsonNode parsed(Supplier<String> text) {
        try {
            JsonNode tree = mapper.readTree(text.get());
            if (tree == null || !tree.isObject()) {
                throw ApiException.invalid("the body must be a JSON object");
            }
            return tree;
        } catch (JsonProcessingException e) {
            // Only where, not what: the original message quotes the body, which may hold a password.
            throw ApiException.invalid("the body is not valid JSON (line " + e.getLocation().getLineNr() + ")");
        }
    }

    private StoredProfile found(Call call) {
        return profiles.find(call.path("profile")).orElseThrow(ProfileEndpoints::nothing);
    }

    private Answer tagged(int status, StoredProfile profile) {
        return Answer.json(status, view(profile)).with("ETag", '"' + profile.tag().toString() + '"');
    }

    private Map<String, Object> view(StoredProfile stored) {
        Map<String, Object> view = new LinkedHashMap<>(json.tree(stored.profile()));
        view.put("hasPassword", stored.profile().connection().bindPassword().isPresent());
        profiles.syncState(stored.profile().name()).ifPresent(state -> view.put("sync", states.tree(state)));
        directories.find(stored.profile().name()).ifPresent(directory -> {
            directory.snapshot().ifPresent(snapshot -> view.put("readAt", snapshot.readAt().toString()));
            directory.index().map(DirectoryIndex::contents).ifPresent(contents -> view.put("counts", Map.of("people",
                contents.people().size(), "addresses", contents.addresses(), "groups", contents.groups().size())));
        });
        return view;
    }

    private static String tag(Call call) {
        return call.header("If-Match").map(value -> value.replaceFirst("^W/", "").replace("\"", ""))
            .orElseThrow(ApiException::tagNeeded);
    }

    private static ApiException changed() {
        return ApiException.changed("Somebody else has changed the profile; read it again");
    }

    private static ApiException nothing() {
        return ApiException.notFound("There is no profile of this name");
    }
}
