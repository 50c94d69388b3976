// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory.ldap;

import java.util.function.Consumer;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;

/** Reads more entries than a server gives at once. A list that the server cuts short is an error and no short list. */
final class PagedSearch {
    private final LDAPConnection connection;
    private final int pageSize;
    private final int most;

    /**
     * @param most entries beyond which reading is given up
     */
    PagedSearch(LDAPConnection connection, int pageSize, int most) {
        this.connection = connection;
        this.pageSize = pageSize;
        this.most = most;
    }

    void each(String base, Filter filter, Consumer<SearchResultEntry> entries, String... attributes) throws LDAPException {
        ASN1OctetString cookie = null;
        int read = 0;
        do {
            SearchRequest request = new SearchRequest(base, SearchScope.SUB, filter, attributes);
            request.addControl(new SimplePagedResultsControl(pageSize, cookie, false));
            SearchResult result = connection.search(request);
            result.getSearchEntries().forEach(entries);
            read += result.getEntryCount();
            if (read > most) {
                throw new LDAPException(ResultCode.SIZE_LIMIT_EXCEEDED, "there are more than " + most + " entries ('mostEntries')");
            }
            SimplePagedResultsControl page = SimplePagedResultsControl.get(result);
            cookie = page == null ? null : page.getCookie();
            if (cookie != null && cookie.getValueLength() == 0) {
                cookie = null;
            }
        } while (cookie != null);
    }

    /** The first entries only; that there are more is no error. */
    static SearchResult first(LDAPConnection connection, String base, Filter filter, int count, String... attributes)
            throws LDAPException {
        SearchRequest request = new SearchRequest(base, SearchScope.SUB, filter, attributes);
        request.setSizeLimit(count);
        try {
            return connection.search(request);
        } catch (LDAPSearchException e) {
            if (e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
                return e.getSearchResult();
            }
            throw e;
        }
    }
}
