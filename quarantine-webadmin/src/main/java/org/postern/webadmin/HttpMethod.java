// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

/**
 * Methods that Postern's routes use.
 */
public enum HttpMethod {
    GET,
    POST,
    PUT,
    DELETE
}
