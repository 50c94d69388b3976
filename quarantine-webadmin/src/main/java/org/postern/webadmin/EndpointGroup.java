// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin;

import java.util.List;

/**
 * Routes that belong together.
 */
public interface EndpointGroup {

    List<Endpoint> endpoints();
}
