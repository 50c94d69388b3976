// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.eval;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postern.analysis.spam.text.MimeNode;
import org.postern.analysis.spam.text.Octets;

/** What can be read off the PDF documents of a message without unpacking them: names, pictures, properties and sums. */
final class PdfDocuments {
    private static final Pattern MAGIC = Pattern.compile("^.{0,1024}%PDF-\\d\\.\\d", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("\\.[fp]df$", Pattern.CASE_INSENSITIVE);
    private static final Set<String> TYPES = Set.of("application/pdf", "image/pdf", "application/octet-stream", "image/octet-stream");
    private static final Pattern PLACED = Pattern.compile("^(\\d+)\\s+\\d+\\s+\\d+\\s+(\\d+)\\s+\\d+\\s+\\d+\\s+cm$", Pattern.UNIX_LINES);
    private static final Pattern SIZED = Pattern.compile("/Width\\s(\\d+)/Height\\s(\\d+)");
    private static final Pattern LAYOUT = Pattern.compile("^%|^/(?:Height|Width|(?:Media|Crop)Box)"
        + "|^\\d+\\s+\\d+\\s+\\d+\\s+\\d+\\s+\\d+\\s+\\d+\\s+cm$", Pattern.UNIX_LINES);
    private static final Pattern TAG = Pattern.compile("^/([A-Za-z]+)");
    private static final Map<String, String> PROPERTIES = Map.of("author", "/Author", "creator", "/Creator", "producer", "/Producer",
        "title", "/Title");
    private static final Map<String, String> DATES = Map.of("created", "/CreationDate", "modified", "/ModDate");
    private static final String TEXT = "\\s{0,2}(\\(.*?(?<!\\\\)\\)|<[^>]*>)";
    private static final String DATE = "\\s{0,2}\\(D:(\\d+)";
    private static final int LAYOUT_LINES = 70;
    private static final int LONGEST = 256;

    /** Height and width in units of the document. */
    record Size(long height, long width) {
    }

    private final EvalContext context;
    private final Map<String, Pattern> patterns = new HashMap<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final Set<Size> sizes = new LinkedHashSet<>();
    private final Set<String> sums = new HashSet<>();
    private final Set<String> looseSums = new HashSet<>();
    private final Map<String, Set<String>> details = new HashMap<>();
    private int count;
    private int pictures;
    private long area;
    private boolean encrypted;

    private PdfDocuments(EvalContext context) {
        this.context = context;
        PROPERTIES.forEach((name, key) -> patterns.put(name, Pattern.compile(key + TEXT, Pattern.UNIX_LINES)));
        DATES.forEach((name, key) -> patterns.put(name, Pattern.compile(key + DATE)));
    }

    static PdfDocuments of(EvalContext context) {
        PdfDocuments found = new PdfDocuments(context);
        for (MimeNode part : Evals.mail(context).leaves()) {
            if (TYPES.contains(part.type()) && (part.type().endsWith("/pdf") || NAME.matcher(part.name()).find())) {
                found.count++;
                found.read(part);
            }
        }
        return found;
    }

    int count() {
        return count;
    }

    int pictures() {
        return pictures;
    }

    /** Of the pictures of the last document that had any; 0 when none had. */
    long area() {
        return area;
    }

    boolean encrypted() {
        return encrypted;
    }

    Set<String> names() {
        return names;
    }

    /** Sizes of the pictures, and for each document the sums of heights and widths. */
    Set<Size> sizes() {
        return sizes;
    }

    /** MD5 of the documents, hexadecimal in capitals. */
    Set<String> sums() {
        return sums;
    }

    /** MD5 of what stays the same when a document is made anew: its first lines, and its tags. */
    Set<String> looseSums() {
        return looseSums;
    }

    /** Properties such as {@code author} and {@code created}. */
    Set<String> details(String name) {
        return details.getOrDefault(name, Set.of());
    }

    private void read(MimeNode part) {
        String data = part.decoded();
        data = data.startsWith("\u00ef\u00bb\u00bf") ? data.substring(3) : data;
        context.spend(data.length());
        if (!MAGIC.matcher(data).find()) {
            return;
        }
        if (!part.name().isEmpty()) {
            names.add(part.name());
        }
        StringBuilder layout = new StringBuilder();
        StringBuilder tags = new StringBuilder();
        List<Size> found = new ArrayList<>();
        boolean inPicture = false;
        boolean collecting = true;
        int lines = 0;
        for (String line : data.split("\n+")) {
            if (collecting && !line.isEmpty() && ++lines < LAYOUT_LINES) {
                if (!LAYOUT.matcher(line).find()) {
                    layout.append(line.stripTrailing());
                }
                collecting = !line.contains("stream");
            }
            inPicture |= line.contains("/Image");
            encrypted |= line.startsWith("/Encrypt");
            if (inPicture) {
                for (Size size : size(line)) {
                    found.add(size);
                    inPicture = false;
                    collecting = false;
                }
            }
            if (line.indexOf('/') >= 0) {
                Matcher tag = TAG.matcher(line);
                tags.append(tag.find() ? tag.group(1) : "");
                properties(line);
            }
        }
        pictures(found);
        sums.add(md5(data));
        looseSums.add(md5(layout.toString()));
        looseSums.add(md5(tags.toString()));
    }

    private void pictures(List<Size> found) {
        pictures += found.size();
        sizes.addAll(found);
        if (!found.isEmpty()) {
            sizes.add(new Size(found.stream().mapToLong(Size::height).sum(), found.stream().mapToLong(Size::width).sum()));
            area = found.stream().mapToLong(size -> size.height() * size.width()).sum();
        }
    }

    private static List<Size> size(String line) {
        Matcher placed = PLACED.matcher(line);
        Matcher sized = SIZED.matcher(line);
        Matcher hit = placed.find() ? placed : sized.find() ? sized : null;
        if (hit == null || hit.group(1).length() > 9 || hit.group(2).length() > 9) {
            return List.of();
        }
        Size size = new Size(Long.parseLong(hit.group(2)), Long.parseLong(hit.group(1)));
        return size.height() > 0 && size.width() > 0 ? List.of(size) : List.of();
    }

    private void properties(String line) {
        PROPERTIES.forEach((name, key) -> property(line, name, key));
        DATES.forEach((name, key) -> property(line, name, key));
    }

    private void property(String line, String name, String key) {
        int start = line.indexOf(key);
        if (start >= 0) {
            Matcher value = patterns.get(name).matcher(context.watch(line.substring(start)));
            if (value.find()) {
                details.computeIfAbsent(name, any -> new LinkedHashSet<>()).add(text(value.group(1)));
            }
        }
    }

    /** A string as it stands in a document: in parentheses with escapes, or hexadecimal in angle brackets. */
    private static String text(String written) {
        StringBuilder text = new StringBuilder();
        if (written.startsWith("<")) {
            String digits = written.replaceAll("[^0-9A-Fa-f]", "");
            for (int i = 0; i + 1 < digits.length(); i += 2) {
                text.append((char) Integer.parseInt(digits.substring(i, i + 2), 16));
            }
        } else {
            String inside = written.startsWith("(") ? written.substring(1, written.length() - 1) : written;
            for (int i = 0; i < inside.length(); i++) {
                char c = inside.charAt(i);
                if (c == '\\' && inside.substring(i + 1, Math.min(inside.length(), i + 4)).matches("[0-3][0-7][0-7]")) {
                    text.append((char) Integer.parseInt(inside.substring(i + 1, i + 4), 8));
                    i += 3;
                } else if (c != '\\' || i + 1 == inside.length() || "()\\".indexOf(inside.charAt(i + 1)) < 0) {
                    text.append(c);
                } else {
                    text.append(inside.charAt(++i));
                }
            }
        }
        String plain = text.toString();
        if (plain.startsWith("\u00fe\u00ff") || plain.startsWith("\u00ff\u00fe")) {
            plain = plain.substring(2).replace("\0", "");
        }
        return plain.substring(0, Math.min(LONGEST, plain.length()));
    }

    private static String md5(String octets) {
        try {
            return Octets.isBlank(octets) ? "" : HexFormat.of().withUpperCase()
                .formatHex(MessageDigest.getInstance("MD5").digest(octets.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
