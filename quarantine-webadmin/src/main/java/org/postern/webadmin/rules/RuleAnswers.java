// SPDX-License-Identifier: Apache-2.0
package org.postern.webadmin.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.postern.analysis.rules.InvalidRuleSetException;
import org.postern.analysis.rules.example.ExampleRun;
import org.postern.gateway.rules.RuleSetConflictException;
import org.postern.gateway.rules.RuleSets;
import org.postern.webadmin.Answer;
import org.postern.webadmin.ApiException;

/** Turns what may go wrong with rules into answers that name the field. */
final class RuleAnswers {
    private RuleAnswers() {
    }

    static Answer of(Callable<Answer> work) throws Exception {
        try {
            return work.call();
        } catch (InvalidRuleSetException e) {
            return error(e.getMessage(), e.line() == 0 ? Map.of("field", e.path()) : Map.of("field", e.path(), "line", e.line()));
        } catch (RuleSets.ExamplesFailException e) {
            List<Map<String, String>> failures = e.failures().stream().map(RuleAnswers::view).toList();
            return error(e.getMessage(), Map.of("field", "examples", "failures", failures));
        } catch (RuleSetConflictException e) {
            throw ApiException.changed(e.getMessage());
        } catch (RuleSets.FileAloneException e) {
            throw ApiException.conflict(e.getMessage());
        }
    }

    private static Map<String, String> view(ExampleRun.Failure failure) {
        return Map.of("example", failure.example(), "problem", failure.problem());
    }

    private static Answer error(String message, Map<String, Object> more) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("statusCode", 400);
        body.put("type", "InvalidRules");
        body.put("message", message);
        body.putAll(more);
        return Answer.json(400, body);
    }
}
