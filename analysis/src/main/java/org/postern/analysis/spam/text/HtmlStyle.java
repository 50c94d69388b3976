// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The styles in force while HTML is rendered, so that text can be told that no reader sees. */
final class HtmlStyle {
    static final Set<String> TAGS = Set.of("body", "font", "table", "tr", "th", "td", "big", "small", "basefont", "marquee", "span", "p",
        "div", "a");
    private static final Map<String, Set<String>> HEEDED = Map.ofEntries(
        Map.entry("basefont", Set.of("color", "face", "size")), Map.entry("body", Set.of("text", "bgcolor")),
        Map.entry("font", Set.of("color", "face", "size")), Map.entry("marquee", Set.of("bgcolor")),
        Map.entry("table", Set.of("bgcolor", "style")), Map.entry("td", Set.of("bgcolor", "style")),
        Map.entry("tr", Set.of("bgcolor", "style")), Map.entry("span", Set.of("style")), Map.entry("p", Set.of("style")),
        Map.entry("div", Set.of("style")), Map.entry("a", Set.of("style")));
    private static final Pattern COLOUR = Pattern.compile("^\\s*(background-)?color:\\s*(.+?)\\s*$", Pattern.CASE_INSENSITIVE);
    private static final Pattern BACKGROUND = Pattern.compile("^\\s*background:\\s*(.+?)\\s*$");
    private static final Pattern PROPERTY = Pattern.compile("^\\s*([a-zA-Z_-]+)\\s*:\\s*(\\S.*?)\\s*$");
    private static final Pattern RELATIVE = Pattern.compile("^\\s*([+-]\\d{1,9})");
    private static final Pattern ABSOLUTE = Pattern.compile("^\\s*(\\d{1,9})");
    private static final int DEEPEST = 500;

    private final List<Style> stack = new ArrayList<>();
    private int baseFont = 3;
    private int smallest = 3;
    private int largest = 3;

    private record Style(String tag, String foreground, String background, int size, String display, String visibility) {
        Style tag(String newTag) {
            return new Style(newTag, foreground, background, size, display, visibility);
        }

        Style foreground(String colour) {
            return new Style(tag, colour, background, size, display, visibility);
        }

        Style background(String colour) {
            return new Style(tag, foreground, colour, size, display, visibility);
        }

        Style size(int newSize) {
            return new Style(tag, foreground, background, newSize, display, visibility);
        }

        Style display(String value) {
            return new Style(tag, foreground, background, size, value, visibility);
        }

        Style visibility(String value) {
            return new Style(tag, foreground, background, size, display, value);
        }
    }

    HtmlStyle() {
        stack.add(new Style("default", "#000000", "#ffffff", baseFont, "", ""));
    }

    int smallest() {
        return smallest;
    }

    int largest() {
        return largest;
    }

    boolean lowContrast() {
        return HtmlColours.alike(top().foreground(), top().background());
    }

    boolean invalidColour() {
        return top().foreground().equals(HtmlColours.INVALID) || top().background().equals(HtmlColours.INVALID);
    }

    boolean hidden() {
        return top().size() <= 1 || top().display().equalsIgnoreCase("none") || top().visibility().equalsIgnoreCase("hidden");
    }

    void start(String name, Map<String, String> attributes) {
        String tag = name.equals("th") ? "td" : name;
        if (tag.equals("basefont")) {
            Matcher size = ABSOLUTE.matcher(attributes.getOrDefault("size", ""));
            if (size.find()) {
                baseFont = Integer.parseInt(size.group(1));
                return;
            }
        }
        if (tag.equals("td") || tag.equals("tr")) {
            closeCells(tag);
        }
        Style style = top().tag(tag);
        if (tag.equals("big") || tag.equals("small")) {
            push(style.size(style.size() + (tag.equals("big") ? 1 : -1)));
            return;
        }
        Set<String> heeded = HEEDED.getOrDefault(tag, Set.of());
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            if (heeded.contains(attribute.getKey())) {
                style = heed(style, attribute.getKey(), attribute.getValue());
                largest = Math.max(largest, style.size());
                smallest = Math.min(smallest, style.size());
            }
        }
        push(style);
    }

    void end(String name) {
        String tag = name.equals("th") ? "td" : name;
        if (tag.equals("body") || !open(tag)) {
            return;
        }
        while (!stack.remove(stack.size() - 1).tag().equals(tag)) {
            continue;
        }
    }

    private Style heed(Style style, String attribute, String value) {
        return switch (attribute) {
            case "text", "color" -> style.foreground(HtmlColours.of(value));
            case "size" -> size(style, value);
            case "style" -> sheet(style, value);
            default -> style;
        };
    }

    private Style size(Style style, String value) {
        Matcher relative = RELATIVE.matcher(value);
        if (relative.find()) {
            return style.size(baseFont + Integer.parseInt(relative.group(1)));
        }
        Matcher absolute = ABSOLUTE.matcher(value);
        return absolute.find() ? style.size(Integer.parseInt(absolute.group(1))) : style;
    }

    private Style sheet(Style before, String sheet) {
        Style style = before;
        for (String declaration : sheet.split(";")) {
            Matcher colour = COLOUR.matcher(declaration);
            Matcher background = BACKGROUND.matcher(declaration);
            Matcher property = PROPERTY.matcher(declaration);
            if (colour.find()) {
                style = colour(style, colour.group(1) != null, colour.group(2).toLowerCase(Locale.ROOT));
            } else if (background.find()) {
                style = CssBackground.colour(background.group(1).toLowerCase(Locale.ROOT)).map(style::background).orElse(style);
            } else if (property.find()) {
                style = property(style, property.group(1), property.group(2));
            }
        }
        if (style.background().equals("transparent")) {
            style = style.background(top().background());
        }
        return style.foreground().equals("transparent") ? style.foreground(style.background()) : style;
    }

    private static Style property(Style style, String name, String value) {
        return switch (name) {
            case "display" -> style.display(value);
            case "visibility" -> style.visibility(value);
            default -> style;
        };
    }

    private static Style colour(Style style, boolean background, String written) {
        String value = written.indexOf('!') < 0 ? written : written.replaceFirst("\\s*!\\s*important$", "");
        if (value.equals("inherit")) {
            return style;
        }
        String colour = value.contains("rgb") ? CssBackground.rgb(value) : value.equals("transparent") ? value : HtmlColours.of(value);
        return background ? style.background(colour) : style.foreground(colour);
    }

    private void push(Style style) {
        if (stack.size() < DEEPEST) {
            stack.add(style);
        }
    }

    /** A cell ends the cell before it, a row the row. */
    private void closeCells(String tag) {
        if (!open(tag)) {
            return;
        }
        Set<String> closed = tag.equals("td") ? Set.of("font", "td") : Set.of("font", "td", "tr");
        while (!stack.isEmpty() && closed.contains(top().tag())) {
            stack.remove(stack.size() - 1);
        }
    }

    private boolean open(String tag) {
        for (int i = stack.size() - 1; i >= 0; i--) {
            if (stack.get(i).tag().equals(tag)) {
                return true;
            }
        }
        return false;
    }

    private Style top() {
        return stack.get(stack.size() - 1);
    }
}
