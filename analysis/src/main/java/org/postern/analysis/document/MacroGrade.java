// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.analysis.mime.Inspection;

/**
 * Grades macros by what their source says: there are some, some run by themselves, some call what a document has no business with.
 * Office documents do hold honest macros; few of those start programs as soon as the document is opened.
 */
final class MacroGrade {
    static final String MACRO = "document.macro";
    static final String AUTO = "document.macro.auto";
    static final String SUSPICIOUS = "document.macro.suspicious";
    private static final int MOST_SHOWN = 8;

    /** Procedures that the programs call by themselves. */
    private static final Pattern RUNS_BY_ITSELF = Pattern.compile(
        "(?im)^[ \\t]*+(?:(?:public|private|static)[ \\t]++)*+(?:sub|function)[ \\t]++"
        + "(auto_?(?:open|exec|new|close|exit|activate|deactivate)|document_?(?:open|new|close|beforeclose|contentcontrolonenter)"
        + "|workbook_(?:open|activate|beforeclose|deactivate|windowactivate|sheetactivate|addininstall)"
        + "|worksheet_(?:activate|calculate|change|selectionchange)|app_(?:documentopen|workbookopen)|presentation_?open"
        + "|slideshow(?:begin|nextslide)|onslideshow\\w+|\\w+_(?:layout|painted|gotfocus|mousemove|mousehover|resize))\\b");

    /** Words that reach beyond the document. */
    private static final Pattern REACHES_OUT = Pattern.compile(
        "(?i)\\b(shell(?:execute\\w*)?|wscript\\.shell|shell\\.application|createobject"
        + "|getobject|callbyname|winexec|createprocess\\w*|urldownloadtofile\\w*|powershell|pwsh|cmd(?:\\.exe|\\s*/c)|mshta"
        + "|regsvr32|rundll32"
        + "|certutil|bitsadmin|wmic|winmgmts|win32_process|msxml2\\.(?:server)?xmlhttp|microsoft\\.xmlhttp|winhttp\\.winhttprequest\\S*"
        + "|internetexplorer\\.application|adodb\\.stream|savetofile|scripting\\.filesystemobject|createtextfile|virtualalloc\\w*"
        + "|virtualprotect|createthread|createremotethread|writeprocessmemory|rtlmovememory|ntallocatevirtualmemory|heapcreate"
        + "|executeexcel4macro|macscript|applescripttask|popen|regwrite|environ\\$?|schedule\\.service)(?![\\w])");
    private static final Pattern DECLARES = Pattern.compile(
        "(?im)^[ \\t]*+(?:(?:public|private)[ \\t]++)?declare[ \\t]++(?:ptrsafe[ \\t]++)?(?:sub|function)\\b");
    private static final Pattern WRITES = Pattern.compile("(?i)\\bopen\\b[^\\n]{1,200}\\bfor\\s+(?:binary|output|append)\\b");
    private static final Pattern JOINED = Pattern.compile("\"\\s*[&+]\\s*\"");
    private static final Pattern CONTINUED = Pattern.compile("[ \\t]_\\r?\\n");

    private final List<String> modules = new ArrayList<>();
    private final Set<String> auto = new TreeSet<>();
    private final Set<String> suspicious = new TreeSet<>();

    /** Takes one module into account; comments are left out. */
    void add(String name, String source) {
        modules.add(name);
        String code = JOINED.matcher(CONTINUED.matcher(withoutComments(source)).replaceAll(" ")).replaceAll("");
        collect(RUNS_BY_ITSELF, code, auto);
        collect(REACHES_OUT, code, suspicious);
        if (DECLARES.matcher(code).find()) {
            suspicious.add("declare");
        }
        if (WRITES.matcher(code).find()) {
            suspicious.add("open for writing");
        }
    }

    /** Macros whose source was taken away, so that only their compiled form would run: nobody does that who has nothing to hide. */
    void addWithoutSource(String name) {
        modules.add(name);
        suspicious.add("compiled without source");
    }

    /** A sheet of macros as spreadsheets had them before Visual Basic; hardly anybody writes those honestly today. */
    void addMacroSheet(String name, boolean runsByItself) {
        modules.add(name);
        suspicious.add("macro sheet");
        if (runsByItself) {
            auto.add("auto_open");
        }
    }

    /** States the grades that were reached. */
    void state(Inspection into) {
        if (!modules.isEmpty()) {
            into.fact(MACRO, shown(modules));
        }
        if (!auto.isEmpty()) {
            into.fact(AUTO, shown(auto));
        }
        if (!suspicious.isEmpty()) {
            into.fact(SUSPICIOUS, shown(suspicious));
        }
    }

    private static void collect(Pattern pattern, String code, Set<String> found) {
        Matcher matcher = pattern.matcher(code);
        while (matcher.find()) {
            found.add(matcher.group(1).toLowerCase(Locale.ROOT));
        }
    }

    private static String withoutComments(String source) {
        StringBuilder code = new StringBuilder();
        for (String line : source.split("\\r?\\n|\\r")) {
            boolean quoted = false;
            int end = line.length();
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                if (c == '"') {
                    quoted = !quoted;
                } else if (c == '\'' && !quoted) {
                    end = i;
                    break;
                }
            }
            code.append(line, 0, end).append('\n');
        }
        return code.toString();
    }

    private static String shown(Iterable<String> words) {
        List<String> some = new ArrayList<>();
        for (String word : words) {
            if (some.size() == MOST_SHOWN) {
                some.add("...");
                break;
            }
            some.add(word);
        }
        return String.join(", ", some);
    }
}
