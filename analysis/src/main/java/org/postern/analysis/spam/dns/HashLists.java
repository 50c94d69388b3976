// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.dns;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.analysis.spam.eval.EvalCall;
import org.postern.analysis.spam.eval.EvalContext;
import org.postern.analysis.spam.eval.EvalPlugin;
import org.postern.analysis.spam.options.RuleOptions;
import org.postern.analysis.spam.regex.PerlRegex;
import org.postern.analysis.spam.text.IpText;
import org.postern.analysis.spam.text.MailText;
import org.postern.analysis.spam.text.MimeNode;
import org.postern.analysis.spam.text.ReverseIp;
import org.postern.analysis.spam.text.UriDetail;

/** Tests on lists of hashes: of mail addresses, links, texts and attachments, which are not told to the list's owner in plain. */
final class HashLists {
    static final String NAME = "Mail::SpamAssassin::Plugin::HashBL";
    private static final String USUAL = "sha1/max=10/shuffle";
    private static final String CAPTURED = "HASHED";
    private static final Pattern LIST = Pattern.compile("(.*?)(?:/(A|TXT))?", Pattern.CASE_INSENSITIVE);

    /** Texts and hashes that are never looked up. */
    private record Ignored(Set<String> words) {
        static Ignored of(RuleOptions options) {
            return options.derived(Ignored.class, all -> {
                Set<String> words = new HashSet<>();
                all.words("hashbl_ignore").forEach(word -> words.add(word.toLowerCase(Locale.ROOT)));
                return new Ignored(words);
            });
        }

        boolean has(String text) {
            return words.contains(text.toLowerCase(Locale.ROOT));
        }
    }

    private HashLists() {
    }

    static EvalPlugin plugin() {
        return new EvalPlugin(NAME, Set.of("hashbl_ignore", "hashbl_email_domain_alias"),
            Set.of(NAME + "::has_hashbl_bodyre", NAME + "::has_hashbl_bodyre_num", NAME + "::has_hashbl_emails",
                NAME + "::has_hashbl_uris", NAME + "::has_hashbl_ignore", NAME + "::has_hashbl_tag", NAME + "::has_hashbl_sha256",
                NAME + "::has_hashbl_attachments", NAME + "::has_hashbl_email_domain", NAME + "::has_hashbl_email_domain_alias"),
            Map.of(
                "check_hashbl_emails", call -> {
                    HashedAddresses addresses = new HashedAddresses(call.argument(2, ""), call.options());
                    return test(call, "sha1/notag/noquote/max=10/shuffle", 3, addresses::of);
                },
                "check_hashbl_uris", call -> test(call, USUAL, 2, HashLists::links),
                "check_hashbl_bodyre", HashLists::texts,
                "check_hashbl_tag", call -> test(call, USUAL, 3, (options, context) ->
                    tags(call.argument(2).replaceAll("^_|_$", "").toUpperCase(Locale.ROOT), options, context)),
                "check_hashbl_attachments", HashLists::attachments));
    }

    private static DnsTest test(EvalCall call, String usual, int matchPlace, BiFunction<HashOptions, EvalContext, List<String>> source) {
        HashOptions options = HashOptions.parse(call.argument(1, ""), usual);
        Ignored ignored = Ignored.of(call.options());
        return hashed(call, matchPlace, options, context -> {
            List<String> found = source.apply(options, context);
            return found.stream().map(options::cased).distinct().filter(text -> !ignored.has(text)).toList();
        }, options::label);
    }

    private static DnsTest hashed(EvalCall call, int matchPlace, HashOptions options,
                                  Function<EvalContext, List<String>> source,
                                  UnaryOperator<String> label) {
        Matcher list = LIST.matcher(call.argument(0).strip());
        list.matches();
        String name = DnsNames.list(list.group(1));
        DnsQuery.Type type = DnsNames.type(list.group(2) == null ? "A" : list.group(2));
        Ignored ignored = Ignored.of(call.options());
        String code = call.argument(matchPlace, "");
        return new DnsTest(call, context -> {
            List<Subject> subjects = new ArrayList<>();
            for (String text : source.apply(context)) {
                String asked = label.apply(text);
                if (!ignored.has(asked) && subjects.size() < options.most()) {
                    DnsNames.ascii(asked + "." + name).ifPresent(each -> subjects.add(new Subject(text.replace("@", "[at]"),
                        new DnsQuery(each, type, name))));
                }
            }
            return subjects;
        }, code.isEmpty() ? ReplyMatch.listed() : ReplyMatch.code(code));
    }

    private static DnsTest texts(EvalCall call) {
        PerlRegex regex = PerlRegex.parse("/" + named(call.argument(2)).replace("/", "\\/") + "/s");
        Pattern pattern = regex.pattern();
        int group = regex.names().get(CAPTURED).get(0);
        boolean raw = call.kind().equals("rawbody");
        return test(call, USUAL, 3, (options, context) -> {
            Set<String> found = new LinkedHashSet<>();
            MailText mail = RelayLists.mail(context);
            for (String line : raw ? mail.rawBody() : mail.body()) {
                Matcher matcher = pattern.matcher(context.watch(line));
                while (matcher.find()) {
                    String text = matcher.group(group) == null ? "" : options.cased(matcher.group(group));
                    found.add(options.has("num") ? text.replaceAll("[^0-9]", "") : text);
                }
            }
            found.remove("");
            return List.copyOf(found);
        });
    }

    /** The expression with a name for its first group; groups that nothing refers to are not kept. */
    private static String named(String expression) {
        boolean inClass = false;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (c == '\\') {
                i++;
            } else if (inClass || c == '[') {
                inClass = c != ']';
            } else if (c == '(' && !expression.startsWith("(?", i)) {
                return expression.substring(0, i) + "(?<" + CAPTURED + ">" + expression.substring(i + 1);
            }
        }
        throw new IllegalArgumentException("the expression has no group for what is looked up: " + expression);
    }

    private static List<String> links(HashOptions options, EvalContext context) {
        List<String> found = new ArrayList<>();
        UriHosts.Skipped skipped = UriHosts.Skipped.of(context.options());
        MailText mail = RelayLists.mail(context);
        for (UriDetail uri : mail.uriDetails()) {
            if (!uri.raw().regionMatches(true, 0, "mailto:", 0, 7) && !uri.hosts().isEmpty()
                && (uri.types().contains("a") || uri.types().contains("parsed"))
                && uri.hosts().stream().noneMatch(host -> skipped.has(host, mail.boundaries().registered(host)))) {
                found.addAll(uri.cleaned());
            }
        }
        return found;
    }

    private static List<String> tags(String tag, HashOptions options, EvalContext context) {
        List<String> found = new ArrayList<>();
        UriHosts.Skipped skipped = UriHosts.Skipped.of(context.options());
        MailText mail = RelayLists.mail(context);
        boolean wantsAddress = options.has("ip") || options.has("ipv4") || options.has("ipv6");
        boolean wantsName = options.has("fqdn") || options.has("tld") || options.has("trim");
        for (String value : MailTags.values(tag, context)) {
            boolean address = IpText.isAddress(value);
            boolean v4 = IpText.isV4(value);
            if (address) {
                if ((wantsAddress || !wantsName) && !(options.has("ipv4") && !v4) && !(options.has("ipv6") && v4)) {
                    found.add(options.has("revip") ? ReverseIp.of(value) : value);
                }
            } else if (wantsName || !wantsAddress) {
                String domain = mail.boundaries().registered(value);
                boolean host = DnsNames.isHost(value) && mail.boundaries().isUnderTopLevel(value);
                if ((host || !wantsName) && !skipped.has(value, domain)) {
                    found.add(options.has("trim") ? domain : value);
                }
            }
        }
        return found;
    }

    private static DnsTest attachments(EvalCall call) {
        HashOptions options = HashOptions.parse(call.argument(1, ""), USUAL);
        if (options.raw()) {
            throw new IllegalArgumentException("attachments can only be looked up by a hash");
        }
        Ignored ignored = Ignored.of(call.options());
        return hashed(call, 2, options, context -> {
            Set<String> hashes = new LinkedHashSet<>();
            for (MimeNode part : RelayLists.mail(context).leaves()) {
                String body = part.decoded();
                if (!body.isEmpty() && !ignored.has(part.type()) && !ignored.has(part.name())
                    && body.length() >= options.number("minsize", 0) && body.length() <= options.number("maxsize", Integer.MAX_VALUE)) {
                    context.spend(body.length());
                    hashes.add(options.label(body));
                }
            }
            return List.copyOf(hashes);
        }, hash -> hash);
    }
}
