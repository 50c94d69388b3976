// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.analysis.spam.eval.EvalCall;
import org.postern.analysis.spam.eval.EvalContext;
import org.postern.analysis.spam.eval.EvalPlugin;

/** Tests that ask for names put together from parts of the message: {@code askdns}. */
final class AskedNames {
    static final String NAME = "Mail::SpamAssassin::Plugin::AskDNS";
    private static final Pattern LINE = Pattern.compile("(\\S+)(?:\\s+([A-Za-z0-9,]+)(?:\\s+(.*?))?)?\\s*", Pattern.DOTALL);

    private AskedNames() {
    }

    static EvalPlugin plugin() {
        return new EvalPlugin(NAME, Set.of("askdns"), Set.of(NAME + "::has_tag_header"), Map.of("askdns", AskedNames::test));
    }

    /** The whole line behind the rule's name is the one argument. */
    private static DnsTest test(EvalCall call) {
        Matcher line = LINE.matcher(call.argument(0));
        if (!line.matches()) {
            throw new IllegalArgumentException("must be: askdns NAME template type test");
        }
        String template = line.group(1);
        MailTags.check(template);
        DnsQuery.Type type = DnsNames.type(line.group(2) == null ? "A" : line.group(2));
        ReplyMatch match = line.group(3) == null || line.group(3).isBlank() ? ReplyMatch.value(any -> true)
            : ReplyMatch.any(line.group(3).strip());
        String list = MailTags.listOf(template);
        return new DnsTest(call, context -> subjects(template, type, list, context), match);
    }

    private static List<Subject> subjects(String template, DnsQuery.Type type, String list, EvalContext context) {
        List<Subject> subjects = new ArrayList<>();
        for (String name : MailTags.filled(template, context)) {
            Optional<String> ascii = DnsNames.ascii(DnsQuery.plain(name)).filter(each -> each.indexOf('.') > 0);
            ascii.ifPresent(each -> subjects.add(new Subject(list.isEmpty() || !each.endsWith("." + list) ? each
                : each.substring(0, each.length() - list.length() - 1), new DnsQuery(each, type, list))));
        }
        return subjects;
    }
}
