// SPDX-License-Identifier: Apache-2.0
package org.postern.storage.cassandra.dmarcreport;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postern.gateway.dmarcreport.DmarcReportStore;
import org.postern.gateway.dmarcreport.DmarcReportStoreContract;
import org.postern.storage.cassandra.CassandraExtension;
import org.postern.storage.cassandra.CassandraStores;

@ExtendWith(CassandraExtension.class)
class CassandraDmarcReportStoreTest implements DmarcReportStoreContract {
    private DmarcReportStore store;

    @BeforeEach
    void open(CassandraStores stores) {
        store = stores.dmarcReports();
    }

    @Override
    public DmarcReportStore dmarcReports() {
        return store;
    }
}
