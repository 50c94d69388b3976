// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.regex;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes an expression in Perl's notation apart as Perl reads it for octets with the flags {@code /aa}. */
final class PerlParser {
    private static final Pattern COUNT = Pattern.compile("\\{ *(\\d*) *(?:(,) *(\\d*) *)?\\}");
    private static final Pattern NAME = Pattern.compile("P?(?:<([A-Za-z_]\\w*)>|'([A-Za-z_]\\w*)')");
    private static final Pattern FLAGS = Pattern.compile("\\^?([a-z]*)(?:-([a-z]*))?([:)])");
    private static final Pattern BACK_NAME = Pattern.compile("k(?:<(\\w+)>|\\{(\\w+)\\}|'(\\w+)')|g\\{([A-Za-z_]\\w*)\\}");
    private static final Pattern BACK_NUMBER = Pattern.compile("g(?:\\{(-?\\d{1,3})\\}|(-?\\d{1,3}))");
    private static final int DEEPEST = 200;
    private static final int MOST_REPEATS = 65_534;

    private final PerlCursor cursor;
    private final PerlEscapes escapes;
    private final Map<String, List<Integer>> names = new LinkedHashMap<>();
    private final int groupsInAll;
    private PerlFlags flags;
    private int groups;
    private int depth;

    private PerlParser(String expression, PerlFlags flags) {
        this.cursor = new PerlCursor(expression);
        this.escapes = new PerlEscapes(cursor);
        this.flags = flags;
        this.groupsInAll = (int) expression.chars().filter(c -> c == '(').count();
    }

    /**
     * The tree of an expression without its delimiters.
     *
     * @throws IllegalArgumentException when it is wrong or uses what is not supported
     */
    static RegexTree parse(String expression, PerlFlags flags) {
        PerlParser parser = new PerlParser(expression, flags);
        RegexNode root = parser.choice();
        if (!parser.cursor.atEnd()) {
            throw new IllegalArgumentException("a closing parenthesis has no opening one");
        }
        return new RegexTree(root, parser.groups, parser.names);
    }

    private RegexNode choice() {
        if (++depth > DEEPEST) {
            throw new IllegalArgumentException("the regular expression is nested too deeply");
        }
        List<RegexNode> options = new ArrayList<>();
        do {
            options.add(sequence());
        } while (cursor.take('|'));
        depth--;
        return options.size() == 1 ? options.get(0) : new RegexNode.Choice(options);
    }

    private RegexNode sequence() {
        List<RegexNode> items = new ArrayList<>();
        while (true) {
            skipIgnored();
            if (cursor.atEnd() || cursor.peek() == '|' || cursor.peek() == ')') {
                return items.size() == 1 ? items.get(0) : new RegexNode.Sequence(items);
            }
            RegexNode item = atom();
            if (item != null) {
                items.add(quantified(item));
            }
        }
    }

    private void skipIgnored() {
        while (true) {
            if (cursor.takes("(?#")) {
                cursor.skipPast(')');
            } else if (flags.extended() && !cursor.atEnd() && PerlCursor.isSpace(cursor.peek())) {
                cursor.next();
            } else if (flags.extended() && cursor.take('#')) {
                cursor.skipPast('\n');
            } else {
                return;
            }
        }
    }

    private RegexNode quantified(RegexNode item) {
        skipIgnored();
        if (cursor.atEnd()) {
            return item;
        }
        int least = 0;
        int most = -1;
        switch (cursor.peek()) {
            case '*' -> cursor.next();
            case '+' -> {
                cursor.next();
                least = 1;
            }
            case '?' -> {
                cursor.next();
                most = 1;
            }
            case '{' -> {
                Matcher count = cursor.lookingAt(COUNT);
                if (count == null || !isCount(count)) {
                    return item;
                }
                least = count.group(1).isEmpty() ? 0 : number(count.group(1));
                most = count.group(2) == null ? least : count.group(3).isEmpty() ? -1 : number(count.group(3));
                if (most >= 0 && most < least) {
                    throw new IllegalArgumentException("a repetition whose limits are turned round");
                }
                cursor.skip(count.end() - count.start());
            }
            default -> {
                return item;
            }
        }
        RegexNode.Greed greed = cursor.take('?') ? RegexNode.Greed.LAZY
            : cursor.take('+') ? RegexNode.Greed.POSSESSIVE : RegexNode.Greed.GREEDY;
        RegexNode repeat = new RegexNode.Repeat(item, least, most, greed);
        skipIgnored();
        Matcher another = cursor.startsWith("{") ? cursor.lookingAt(COUNT) : null;
        if (!cursor.atEnd() && "*+?".indexOf(cursor.peek()) >= 0 || another != null && isCount(another)) {
            throw new IllegalArgumentException("a repetition of a repetition");
        }
        return repeat;
    }

    private static boolean isCount(Matcher count) {
        return !count.group(1).isEmpty() || count.group(2) != null && !count.group(3).isEmpty();
    }

    private static int number(String digits) {
        int value = digits.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(digits);
        if (value > MOST_REPEATS) {
            throw new IllegalArgumentException("a repetition is larger than " + MOST_REPEATS);
        }
        return value;
    }

    private RegexNode atom() {
        char c = cursor.next();
        return switch (c) {
            case '(' -> group();
            case '[' -> new RegexNode.Octet(new PerlClass(cursor, escapes, flags).read());
            case '.' -> new RegexNode.Octet(flags.dotAll() ? ByteSet.ALL : ByteSet.NOT_NEWLINE);
            case '^' -> new RegexNode.Place(flags.multiLine() ? RegexNode.At.LINE_START : RegexNode.At.TEXT_START);
            case '$' -> new RegexNode.Place(flags.multiLine() ? RegexNode.At.LINE_END : RegexNode.At.LAST_LINE_END);
            case '*', '+', '?' -> throw new IllegalArgumentException("a repetition of nothing");
            case '\\' -> escape();
            default -> literal(c);
        };
    }

    private RegexNode literal(int c) {
        if (c >= ByteSet.SIZE) {
            return new RegexNode.Octet(ByteSet.NONE);
        }
        return new RegexNode.Octet(flags.anyCase() ? ByteSet.pair(c) : ByteSet.single(c));
    }

    private RegexNode escape() {
        char c = cursor.peekAfterBackslash();
        if (c >= '1' && c <= '9') {
            String digits = cursor.digits();
            int number = digits.length() > 3 ? Integer.MAX_VALUE : Integer.parseInt(digits);
            if (number <= 9 || number <= groupsInAll) {
                cursor.skip(digits.length());
                return new RegexNode.BackReference(number, flags.anyCase());
            }
            return literal(escapes.octal(3));
        }
        switch (c) {
            case 'g' -> {
                Matcher back = cursor.lookingAt(BACK_NUMBER);
                if (back != null) {
                    cursor.skip(back.end() - back.start());
                    int number = Integer.parseInt(back.group(1) != null ? back.group(1) : back.group(2));
                    return new RegexNode.BackReference(number < 0 ? groups + 1 + number : number, flags.anyCase());
                }
                return named();
            }
            case 'k' -> {
                return named();
            }
            case 'R' -> {
                cursor.next();
                return new RegexNode.Choice(List.of(
                    new RegexNode.Sequence(List.of(literal('\r'), literal('\n'))), new RegexNode.Octet(ByteSet.VERTICAL)));
            }
            case 'K' -> {
                // What comes before it belongs to the match all the same; only what is shown of the match would be shorter.
                cursor.next();
                return null;
            }
            case 'Q' -> {
                cursor.next();
                return quoted();
            }
            case 'E' -> {
                cursor.next();
                return null;
            }
            default -> {
                RegexNode place = PerlEscapes.place(c);
                if (place != null) {
                    cursor.next();
                    return place;
                }
                ByteSet set = escapes.set();
                if (set != null) {
                    return new RegexNode.Octet(flags.anyCase() ? set.anyCase() : set);
                }
                return literal(escapes.octet());
            }
        }
    }

    private RegexNode quoted() {
        List<RegexNode> items = new ArrayList<>();
        while (!cursor.atEnd() && !cursor.takes("\\E")) {
            items.add(literal(cursor.next()));
        }
        return new RegexNode.Sequence(items);
    }

    private RegexNode named() {
        Matcher back = cursor.lookingAt(BACK_NAME);
        if (back == null) {
            throw new IllegalArgumentException("a reference to a group is not understood");
        }
        cursor.skip(back.end() - back.start());
        return reference(firstOf(back));
    }

    private RegexNode reference(String name) {
        List<Integer> numbers = names.get(name);
        if (numbers == null) {
            throw new IllegalArgumentException("there is no group " + name);
        }
        return new RegexNode.BackReference(numbers.get(0), flags.anyCase());
    }

    private static String firstOf(Matcher matcher) {
        for (int i = 1; i <= matcher.groupCount(); i++) {
            if (matcher.group(i) != null) {
                return matcher.group(i);
            }
        }
        throw new IllegalArgumentException("a name is missing");
    }

    private RegexNode group() {
        if (cursor.takes("*")) {
            throw new IllegalArgumentException("verbs like (*...) are not supported");
        }
        if (!cursor.take('?')) {
            return flags.noCapture() ? closed(choiceInside()) : capture();
        }
        for (PerlGroup kind : PerlGroup.values()) {
            if (cursor.takes(kind.opening())) {
                return kind.node(closed(choiceInside()));
            }
        }
        Matcher name = cursor.lookingAt(NAME);
        if (name != null) {
            cursor.skip(name.end() - name.start());
            names.computeIfAbsent(firstOf(name), any -> new ArrayList<>()).add(groups + 1);
            return capture();
        }
        if (cursor.takes("P=")) {
            String wanted = cursor.upTo(')');
            return reference(wanted);
        }
        Matcher set = cursor.lookingAt(FLAGS);
        if (set == null) {
            throw new IllegalArgumentException("a group (?" + cursor.rest(8) + "... is not supported");
        }
        cursor.skip(set.end() - set.start());
        PerlFlags changed = flags.with(cursor.text(set.start(), set.start() + 1).equals("^"), set.group(1),
            set.group(2) == null ? "" : set.group(2));
        if (set.group(3).equals(")")) {
            flags = changed;
            return null;
        }
        PerlFlags outside = flags;
        flags = changed;
        RegexNode inside = closed(choice());
        flags = outside;
        return inside;
    }

    private RegexNode capture() {
        int number = ++groups;
        return new RegexNode.Capture(closed(choiceInside()), number);
    }

    private RegexNode choiceInside() {
        PerlFlags outside = flags;
        RegexNode inside = choice();
        flags = outside;
        return inside;
    }

    private RegexNode closed(RegexNode inside) {
        if (!cursor.take(')')) {
            throw new IllegalArgumentException("a parenthesis has no end");
        }
        return inside;
    }
}
