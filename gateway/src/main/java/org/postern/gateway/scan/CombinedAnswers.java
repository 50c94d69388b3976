// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.scan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.postern.analysis.facts.UnknownCheck;
import org.postern.analysis.facts.VirusFinding;
import org.postern.analysis.facts.VirusScan;

/** Makes one answer of many: any finding counts, and clean is only what every engine has finished. */
final class CombinedAnswers {
    private CombinedAnswers() {
    }

    static VirusScanning.Result of(Map<Engine, List<EngineAnswer>> answers) {
        if (answers.isEmpty()) {
            return new VirusScanning.Result(VirusScan.disabled(), List.of(), false);
        }
        List<VirusFinding> findings = new ArrayList<>();
        List<UnknownCheck> unknown = new ArrayList<>();
        boolean[] lasting = {true};
        answers.forEach((engine, all) -> {
            names(all).forEach(name -> findings.add(new VirusFinding(engine.name(), name)));
            List<EngineAnswer.Unknown> failures = failures(all);
            if (!failures.isEmpty()) {
                unknown.add(new UnknownCheck("virus." + engine.name(), failures.get(0).reason()));
                lasting[0] &= failures.stream().allMatch(EngineAnswer.Unknown::lasting);
            }
        });
        boolean malware = findings.stream().anyMatch(finding -> !finding.heuristic());
        VirusScan.Status status = malware ? VirusScan.Status.INFECTED
            : unknown.isEmpty() ? VirusScan.Status.CLEAN : VirusScan.Status.UNKNOWN;
        return new VirusScanning.Result(new VirusScan(status, findings), unknown, !unknown.isEmpty() && lasting[0]);
    }

    /** One engine's answer for two contents. A failure outweighs a suspicion, and malware outweighs a failure. */
    static EngineAnswer both(EngineAnswer first, EngineAnswer second) {
        List<EngineAnswer> both = List.of(first, second);
        Set<String> names = names(both);
        List<EngineAnswer.Unknown> failures = failures(both);
        boolean malware = isMalware(first) || isMalware(second);
        if (!failures.isEmpty() && !malware) {
            return failures.stream().filter(failure -> !failure.lasting()).findFirst().orElse(failures.get(0));
        }
        return names.isEmpty() ? new EngineAnswer.Clean() : new EngineAnswer.Found(List.copyOf(names));
    }

    /** Whether the answer names more than suspicions. */
    static boolean isMalware(EngineAnswer answer) {
        return answer instanceof EngineAnswer.Found found
            && found.names().stream().anyMatch(name -> !new VirusFinding("", name).heuristic());
    }

    private static Set<String> names(List<EngineAnswer> answers) {
        Set<String> names = new LinkedHashSet<>();
        answers.forEach(answer -> {
            if (answer instanceof EngineAnswer.Found found) {
                names.addAll(found.names());
            }
        });
        return names;
    }

    private static List<EngineAnswer.Unknown> failures(List<EngineAnswer> answers) {
        return answers.stream().filter(EngineAnswer.Unknown.class::isInstance).map(EngineAnswer.Unknown.class::cast).toList();
    }
}
