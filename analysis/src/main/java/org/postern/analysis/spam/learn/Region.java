// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.learn;

/** Where in a message a text stands; words are cut differently in each. */
enum Region {
    HEADER,
    BODY,
    URI
}
