// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import org.apache.james.webadmin.mdc.LoggingRequestFilter;
import org.apache.james.webadmin.mdc.RequestId;
import org.apache.james.webadmin.mdc.RequestLogger;

import spark.Request;

/**
 * Logs requests to Postern's routes without their bodies, which may hold a password; James's default writes bodies to its log. An
 * extension cannot register it: a server's own assembly adds it to James's set of request loggers.
 */
public final class SecretBodyRequestLogger implements RequestLogger {

    @Override
    public boolean applies(Request request) {
        return request.pathInfo().startsWith(PosternRoutes.BASE_PATH);
    }

    @Override
    public void log(Request request, RequestId requestId) {
        LoggingRequestFilter.LOGGER.info("WebAdmin request received: {} {} from {} ({})", request.requestMethod(), request.pathInfo(),
            request.ip(), requestId.asString());
    }
}
