// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.mime;

import java.util.List;

import org.postern.analysis.facts.Member;
import org.postern.analysis.facts.PartFact;

/** What all inspectors together told of one part. */
record InspectedContent(List<PartFact> facts, List<Member> members) {
    InspectedContent {
        facts = List.copyOf(facts);
        members = List.copyOf(members);
    }
}
