// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.learn;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes out of some header fields what is different in every message, such as dates and queue ids: it would never be seen again. */
final class FieldChewing {
    private static final Pattern OUTLOOK_ID = Pattern.compile(
        "<([0-9a-f]{4})[0-9a-f]{8}\\$([0-9a-f]{4})[0-9a-f]{4}\\$([0-9a-f]{8})@(\\S{1,200})>");
    private static final Pattern EXIM_ID = Pattern.compile("<[A-Za-z0-9]{7}-[A-Za-z0-9]{6}-0[A-Za-z0-9]@");
    private static final Pattern SENDMAIL_ID = Pattern.compile("<20\\d\\d[01]\\d[0-3]\\d[0-2]\\d[0-5]\\d[0-5]\\d\\.[A-F0-9]{10,12}@");
    private static final Pattern NO_ID_PART = Pattern.compile("[^_A-Za-z0-9]+");
    private static final Pattern QUEUE_ID = Pattern.compile("\\bid\\s[A-Za-z0-9-]{7,24}\\b");
    private static final Pattern DATE = Pattern.compile(
        "(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),\\s{1,3})?\\d{1,2}\\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\\s(?:\\d\\d){1,2}\\s"
            + "\\d{1,2}(?::\\d\\d){1,2}\\s{0,3}(?:[+-]\\d{4}|UT|[A-Z]{2,3}T)?(?:\\s{0,2}\\([^)]{0,30}\\))?");
    private static final Pattern ADDRESS = Pattern.compile("\\b(\\d{1,3}\\.\\d{1,3}\\.\\d{1,3})(\\.\\d{1,3})\\b");
    private static final Pattern COMMON = Pattern.compile("\\b(?:with|from|for|SMTP|ESMTP)\\b");
    private static final Pattern BOUNDARY = Pattern.compile("boundary=[\"']([^\"']{0,200})[\"']", Pattern.CASE_INSENSITIVE);
    private static final Pattern HEX_DIGIT = Pattern.compile("[a-fA-F0-9]");
    private static final Pattern MARKS = Pattern.compile("([-_.=]+)");
    private static final Pattern CONTENT_STOP = Pattern.compile("\\b(?:text|charset)\\b");

    private FieldChewing() {
    }

    static String messageId(String value) {
        String chewed = OUTLOOK_ID.matcher(value).replaceAll(" OEA$1 OEB$2 OEC$3 $4 ");
        chewed = EXIM_ID.matcher(chewed).replaceAll("");
        chewed = SENDMAIL_ID.matcher(chewed).replaceAll("");
        return NO_ID_PART.matcher(chewed).replaceAll(" ");
    }

    static String received(String value) {
        String chewed = QUEUE_ID.matcher(value).replaceAll(" ");
        chewed = DATE.matcher(chewed).replaceAll(" ");
        chewed = ADDRESS.matcher(chewed).replaceAll("$1 ip*$1$2 ");
        return COMMON.matcher(chewed).replaceAll(" ");
    }

    static String contentType(String value) {
        String chewed = value;
        Matcher boundary = BOUNDARY.matcher(value);
        if (boundary.find()) {
            String shape = HEX_DIGIT.matcher(boundary.group(1)).replaceAll("H");
            chewed = boundary.replaceFirst(" ") + MARKS.matcher(shape).replaceAll(" $1 ");
        }
        return CONTENT_STOP.matcher(chewed).replaceFirst("");
    }
}
