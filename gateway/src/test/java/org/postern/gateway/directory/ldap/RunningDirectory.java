// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.directory.ldap;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;

import org.postern.gateway.directory.Profile;
import org.postern.gateway.directory.ProfileJson;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldif.LDIFReader;

/**
 * A directory that runs for a test.
 *
 * @param port        of LDAP and STARTTLS
 * @param securePort  of LDAPS
 * @param certificate PEM file of the one who signed its certificate
 */
record RunningDirectory(int port, int securePort, Path certificate) {
    static final String BASE = "dc=corp,dc=test";
    static final String ADMIN = "cn=admin," + BASE;
    static final String ADMIN_PASSWORD = "the admin's secret";
    static final int CROWD = 1202;

    /** Puts the people of {@code people.ldif} into the directory, and a crowd. */
    void load() throws Exception {
        try (LDAPConnection connection = new LDAPConnection("127.0.0.1", port, ADMIN, ADMIN_PASSWORD);
             InputStream file = RunningDirectory.class.getResourceAsStream("people.ldif"); LDIFReader people = new LDIFReader(file)) {
            for (var entry = people.readEntry(); entry != null; entry = people.readEntry()) {
                connection.add(entry);
            }
            for (int i = 0; i < CROWD; i++) {
                connection.add("dn: cn=crowd" + i + ",ou=people," + BASE, "objectClass: inetOrgPerson", "cn: crowd" + i, "sn: crowd",
                    "uid: crowd" + i, "mail: crowd" + i + "@corp.test");
            }
        }
    }

    /** A profile that reads this directory on a plain connection, with some fields changed. */
    Profile profile(Map<String, Object> changes) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode tree = mapper.createObjectNode();
        tree.put("name", "corp").put("security", "ldap").put("base", "ou=people," + BASE).put("groupBase", "ou=groups," + BASE)
            .put("bindName", "cn=Reader," + BASE).put("bindPassword", "reader's secret").put("pageSize", 100)
            .put("connectTimeout", "2s").put("answerTimeout", "20s").putArray("servers").add("127.0.0.1:" + port);
        tree.putPOJO("mailAttributes", mapper.valueToTree(java.util.List.of("mail", "proxyAddresses", "mailLocalAddress")));
        changes.forEach((name, value) -> tree.set(name, mapper.valueToTree(value)));
        try {
            return new ProfileJson().read(mapper.readTree(mapper.writeValueAsString(tree)));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
