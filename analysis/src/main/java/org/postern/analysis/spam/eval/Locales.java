// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.postern.analysis.spam.options.RuleOptions;

/** The charsets that users read, by the languages that {@code ok_locales} lists. Charsets of western Europe and Unicode are always good. */
final class Locales {
    private static final Pattern NEEDLESS = Pattern.compile("[^A-Z0-9]");
    private static final String CYRILLIC = "KOI8R KOI8U KOI8T ISOIR111 CP1251 GEORGIANPS PT154 CP866";
    private static final Map<String, String> CHARSETS = Map.ofEntries(
        Map.entry("ja", "EUCJP JISX020119760 JISX020819830 JISX020819900 JISX020819970 JISX021219900 JISX021320001 JISX021320002 SHIFTJIS"
            + " ISO2022JP SJIS JIS7 JISX0201 JISX0208 JISX0212"),
        Map.entry("ko", "EUCKR KSC56011987"),
        Map.entry("ru", CYRILLIC), Map.entry("ka", CYRILLIC), Map.entry("tg", CYRILLIC), Map.entry("be", CYRILLIC), Map.entry("uk",
            CYRILLIC),
        Map.entry("bg", CYRILLIC), Map.entry("th", "TIS620"),
        Map.entry("zh", "GB1988 GB2312 GB231219800 GB18030 GBK BIG5HKSCS BIG5 EUCTW ISO2022CN"),
        Map.entry("zh.big5", "BIG5HKSCS BIG5 EUCTW"), Map.entry("zh.gb2312", "GB1988 GB2312 GB231219800 GB18030 GBK ISO2022CN"));
    private static final List<String> ALWAYS = List.of("ISO8859", "ISO10646", "UTF", "UCS", "CP125", "WINDOW"
        + "S", "UNICODE11UTF7", "UNICODE11UTF8");
    private static final Set<String> ALWAYS_EXACTLY = Set.of("USASCII", "ASCII", "IBM852", "XUNKNOWN", "ISO");

    private final boolean all;
    private final Set<String> charsets = new HashSet<>();

    private Locales(String value) {
        List<String> locales = Arrays.asList(value.trim().split("\\s+"));
        this.all = locales.contains("all");
        for (String locale : locales) {
            String known = CHARSETS.getOrDefault(locale, CHARSETS.getOrDefault(locale.substring(0, Math.min(2, locale.length())), ""));
            charsets.addAll(Arrays.asList(known.split(" ")));
        }
    }

    static Locales of(RuleOptions options) {
        return options.derived(Locales.class, set -> new Locales(set.last("ok_locales", "all")));
    }

    boolean acceptsAll() {
        return all;
    }

    boolean accepts(String charset) {
        String letters = NEEDLESS.matcher(charset.toUpperCase(Locale.ROOT)).replaceAll("");
        String plain = letters.startsWith("3D") ? letters.substring(2) : letters;
        return all || ALWAYS_EXACTLY.contains(plain) || ALWAYS.stream().anyMatch(plain::startsWith) || charsets.contains(plain);
    }
}
