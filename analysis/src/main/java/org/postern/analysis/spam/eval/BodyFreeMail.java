// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.analysis.spam.options.RuleOptions;
import org.postern.analysis.spam.text.MailText;
import org.postern.analysis.spam.text.UriDetail;

/**
 * Free mail addresses in the body. To find them, addresses that are quoted from other mail are taken out of the body; rules that run later
 * see what is left, and rule sets have been tuned to that.
 *
 * @param addresses found, in small letters
 * @param tooMany   whether there are so many addresses that they say nothing
 */
record BodyFreeMail(Set<String> addresses, boolean tooMany) {
    private static final Pattern URI_WITH_AT = Pattern.compile("<?https?://\\S{0,255}(?:@|%40)\\S{0,255}", Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");
    private static final int MOST_LINKS = 20;
    private static final int MOST_IN_ALL = 40;

    static BodyFreeMail of(EvalContext context) {
        MailText mail = Evals.mail(context);
        MailAddressFinder finder = new MailAddressFinder(mail.boundaries());
        Set<String> found = new LinkedHashSet<>();
        for (UriDetail detail : mail.uriDetails()) {
            if (found.size() < MOST_LINKS && detail.types().contains("a") && !detail.types().contains("parsed")
                && detail.raw().regionMatches(true, 0, "mailto:", 0, 7)) {
                finder.find(context, detail.raw(), (address, start) -> {
                    if (start == 7) {
                        found.add(address);
                    }
                    return false;
                });
            }
        }
        takeOutOfBody(context, mail, finder, found);
        return counted(found, context.options());
    }

    private static void takeOutOfBody(EvalContext context, MailText mail, MailAddressFinder finder, Set<String> found) {
        List<String> lines = new ArrayList<>(mail.body());
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.indexOf('@') < 0 && !line.contains("%40")) {
                continue;
            }
            Matcher uri = URI_WITH_AT.matcher(context.watch(line));
            line = finder.withoutQuoted(context, uri.replaceAll(" "));
            lines.set(i, line);
            if (!finder.find(context, line, (address, start) -> found.add(address) && found.size() < MOST_IN_ALL
                || found.size() < MOST_IN_ALL)) {
                break;
            }
        }
        mail.replaceBody(lines);
    }

    private static BodyFreeMail counted(Set<String> found, RuleOptions options) {
        int mostAddresses = number(options, "freemail_max_body_emails", 5);
        int mostFree = number(options, "freemail_max_body_freemails", 3);
        boolean skip = number(options, "freemail_skip_when_over_max", 1) != 0;
        FreeMailDomains domains = FreeMailDomains.of(options);
        Set<String> free = new LinkedHashSet<>();
        int all = 0;
        for (String address : found) {
            if (++all == mostAddresses && skip) {
                return new BodyFreeMail(Set.of(), true);
            }
            if (domains.has(address)) {
                if (free.size() + 1 == mostFree && skip) {
                    return new BodyFreeMail(Set.of(), true);
                }
                free.add(address);
            }
        }
        return new BodyFreeMail(free, false);
    }

    private static int number(RuleOptions options, String keyword, int otherwise) {
        String value = options.last(keyword, Integer.toString(otherwise));
        return NUMBER.matcher(value).matches() ? Integer.parseInt(value) : otherwise;
    }
}
