// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan.clamd;

import org.postern.gateway.config.ClamdConfiguration;
import org.postern.gateway.scan.RealClamd;

/** A real clamd by its unix socket. */
class UnixClamdScannerTest extends ClamdScannerContract {

    @Override
    ClamdConfiguration configuration(RealClamd running) {
        return running.overUnixSocket();
    }
}
