// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory.ldap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

import org.postern.gateway.directory.Contents;
import org.postern.gateway.directory.DirectoryException;
import org.postern.gateway.directory.DirectoryServer;
import org.postern.gateway.directory.Person;
import org.postern.gateway.directory.Profile;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.RootDSE;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Speaks LDAP to a profile's servers, one connection a question. */
public final class LdapServer implements DirectoryServer {
    private static final Logger LOGGER = LoggerFactory.getLogger(LdapServer.class);
    private static final int TELL_EVERY = 100;

    private final LdapConnector connector = new LdapConnector();

    @FunctionalInterface
    private interface Question<T> {
        T ask(LDAPConnection connection) throws LDAPException;
    }

    @Override
    public Contents read(Profile profile, LongConsumer progress) throws DirectoryException {
        return ask(profile, connection -> {
            PersonReader reader = new PersonReader(profile.layout());
            PagedSearch search = new PagedSearch(connection, profile.layout().pageSize(), profile.layout().mostEntries());
            GroupReader groups = new GroupReader(connection, profile.layout(), search);
            if (profile.layout().groupBase().isPresent()) {
                groups.readEntries(profile.layout().groupBase().get());
            }
            List<Person> people = new ArrayList<>();
            long[] read = {0};
            search.each(base(profile, connection), reader.everybody(), entry -> {
                reader.person(entry).map(person -> profile.layout().groupBase().isPresent() ? groups.named(person) : person)
                    .ifPresent(people::add);
                if (++read[0] % TELL_EVERY == 0) {
                    progress.accept(read[0]);
                }
            }, reader.attributes());
            return new Contents(people, profile.layout().groupBase().isPresent() ? groups.entries() : groups.followed(people));
        });
    }

    @Override
    public List<Person> sample(Profile profile, int most) throws DirectoryException {
        return ask(profile, connection -> {
            PersonReader reader = new PersonReader(profile.layout());
            SearchResult result = PagedSearch.first(connection, base(profile, connection), reader.everybody(), most,
                reader.attributes());
            return result.getSearchEntries().stream().flatMap(entry -> reader.person(entry).stream()).toList();
        });
    }

    @Override
    public Optional<Person> find(Profile profile, String addressOrAccount) throws DirectoryException {
        return ask(profile, connection -> {
            PersonReader reader = new PersonReader(profile.layout());
            List<SearchResultEntry> found = PagedSearch.first(connection, base(profile, connection), reader.one(addressOrAccount), 2,
                reader.attributes()).getSearchEntries();
            if (found.size() > 1) {
                LOGGER.warn("Directory {} has more than one entry for {}: none of them is used", profile.name(), addressOrAccount);
            }
            return found.size() == 1 ? reader.person(found.get(0)) : Optional.empty();
        });
    }

    @Override
    public boolean signIn(Profile profile, Person person, String password) throws DirectoryException {
        if (password.isEmpty()) {
            return false;
        }
        try (LDAPConnection connection = connector.open(profile.connection())) {
            return connection.bind(new SimpleBindRequest(person.name(), password)).getResultCode().equals(ResultCode.SUCCESS);
        } catch (LDAPException e) {
            if (refuses(e.getResultCode())) {
                return false;
            }
            throw new DirectoryException(LdapProblems.text(e), e);
        }
    }

    /** What servers answer to a wrong password, and to the right one of an account that may not be used now. */
    private static boolean refuses(ResultCode code) {
        return code.equals(ResultCode.INVALID_CREDENTIALS) || code.equals(ResultCode.NO_SUCH_OBJECT)
            || code.equals(ResultCode.INAPPROPRIATE_AUTHENTICATION) || code.equals(ResultCode.UNWILLING_TO_PERFORM)
            || code.equals(ResultCode.CONSTRAINT_VIOLATION) || code.equals(ResultCode.INSUFFICIENT_ACCESS_RIGHTS);
    }

    private <T> T ask(Profile profile, Question<T> question) throws DirectoryException {
        try (LDAPConnection connection = connector.openForReading(profile.connection())) {
            return question.ask(connection);
        } catch (LDAPSearchException e) {
            throw new DirectoryException(e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)
                ? "the server gives 'bindName' no more than " + e.getEntryCount() + " entries of this page: raise its size limit for it"
                : LdapProblems.text(e), e);
        } catch (LDAPException e) {
            throw new DirectoryException(LdapProblems.text(e), e);
        } catch (IllegalArgumentException e) {
            throw new DirectoryException(e.getMessage(), e);
        }
    }

    private static String base(Profile profile, LDAPConnection connection) throws LDAPException {
        if (profile.layout().base().isPresent()) {
            return profile.layout().base().get();
        }
        RootDSE root = connection.getRootDSE();
        if (root != null) {
            String preferred = root.getAttributeValue("defaultNamingContext");
            if (preferred != null) {
                return preferred;
            }
            String[] contexts = root.getNamingContextDNs();
            if (contexts != null && contexts.length == 1) {
                return contexts[0];
            }
        }
        throw new LDAPException(ResultCode.PARAM_ERROR, "the server does not name one naming context of its own; set 'base'");
    }
}
