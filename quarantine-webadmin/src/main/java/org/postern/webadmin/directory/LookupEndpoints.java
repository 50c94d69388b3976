// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.directory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import javax.inject.Inject;

import org.postern.analysis.facts.DirectoryFacts;
import org.postern.analysis.facts.DistinguishedNames;
import org.postern.gateway.access.Permission;
import org.postern.gateway.directory.Directories;
import org.postern.gateway.directory.DirectoryIndex;
import org.postern.gateway.directory.Person;
import org.postern.webadmin.Answer;
import org.postern.webadmin.ApiException;
import org.postern.webadmin.Call;
import org.postern.webadmin.Endpoint;
import org.postern.webadmin.EndpointGroup;
import org.postern.webadmin.HttpMethod;

/** Who is in the directories, as this node uses it. */
public final class LookupEndpoints implements EndpointGroup {
    private static final String PATH = "/postern/directory";
    private static final int MOST = 1000;
    private static final int USUAL = 100;

    private final Directories directories;

    @Inject
    public LookupEndpoints(Directories directories) {
        this.directories = directories;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
            Endpoint.guarded(HttpMethod.GET, PATH + "/lookup", Permission.READ_DIRECTORY, this::lookup),
            Endpoint.guarded(HttpMethod.GET, PATH + "/:profile/users", Permission.READ_DIRECTORY, this::users),
            Endpoint.guarded(HttpMethod.GET, PATH + "/:profile/groups", Permission.READ_DIRECTORY, this::groups),
            Endpoint.guarded(HttpMethod.GET, PATH + "/:profile/members", Permission.READ_DIRECTORY, this::members));
    }

    /** What rules see of an address. */
    private Answer lookup(Call call) {
        call.allowOnly(Set.of("address"));
        String address = call.query("address").orElseThrow(() -> ApiException.invalid("'address' is missing"));
        DirectoryFacts facts = directories.facts(List.of(address));
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("address", address);
        view.put("entries", facts.entries());
        view.put("answered", facts.answered().stream().sorted().toList());
        view.put("unanswered", facts.unanswered().stream().sorted().toList());
        return Answer.json(200, view);
    }

    private Answer users(Call call) {
        call.allowOnly(Set.of("query", "limit"));
        String query = call.query("query").orElse("").toLowerCase(Locale.ROOT);
        Predicate<Person> wanted = person -> query.isEmpty() || Stream.concat(person.accounts().stream(), person.addresses().stream())
            .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(query));
        return people(index(call).contents().people().stream().filter(wanted), call);
    }

    private Answer groups(Call call) {
        call.allowOnly(Set.of("query", "limit"));
        String query = call.query("query").orElse("").toLowerCase(Locale.ROOT);
        return Answer.json(200, Map.of("groups", index(call).groups().entrySet().stream()
            .filter(group -> group.getKey().contains(query)).limit(limit(call))
            .map(group -> Map.of("name", group.getKey(), "members", group.getValue())).toList()));
    }

    private Answer members(Call call) {
        call.allowOnly(Set.of("group", "nested", "limit"));
        String group = call.query("group").flatMap(DistinguishedNames::find)
            .orElseThrow(() -> ApiException.invalid("'group' must be the distinguished name of a group"));
        boolean nested = call.query("nested").map("true"::equals).orElse(false);
        DirectoryIndex index = index(call);
        if (!index.hasGroup(group)) {
            throw ApiException.notFound("There is no such group in what was read of this directory");
        }
        return people(index.members(group, nested).stream(), call);
    }

    private static Answer people(Stream<Person> people, Call call) {
        return Answer.json(200, Map.of("users", people.limit(limit(call)).map(PersonView::of).toList()));
    }

    private static int limit(Call call) {
        try {
            int limit = call.query("limit").map(Integer::parseInt).orElse(USUAL);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException e) {
            throw ApiException.invalid("'limit' must be a whole number from 1 to " + MOST);
        }
        throw ApiException.invalid("'limit' must be a whole number from 1 to " + MOST);
    }

    private DirectoryIndex index(Call call) {
        Directories.Directory directory = directories.find(call.path("profile"))
            .orElseThrow(() -> ApiException.notFound("There is no enabled profile of this name"));
        return directory.index().orElseThrow(() -> ApiException.conflict("This directory has not been read yet"));
    }
}
