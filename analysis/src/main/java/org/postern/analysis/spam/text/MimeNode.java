// SPDX-License-Identifier: Apache-2.0
package org.postern.analysis.spam.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** One MIME entity: its fields and, when it holds no others, its text in the forms that rules look at. */
public final class MimeNode implements SpamPart {
    private final MailFields fields;
    private final List<MimeNode> children = new ArrayList<>();
    private String type = "text/plain";
    private Optional<String> charset = Optional.empty();
    private String name = "";
    private boolean leaf = true;
    private String raw = "";
    private String decoded;
    private Rendering rendering;

    MimeNode(MailFields fields) {
        this.fields = fields;
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public List<String> header(String field, boolean wantRaw) {
        return fields.named(field).stream().map(found -> wantRaw ? found.raw() : found.decoded() + "\n").toList();
    }

    @Override
    public String rawHeader() {
        StringBuilder text = new StringBuilder();
        fields.all().forEach(field -> text.append(field.name()).append(": ").append(field.raw()));
        return text.toString();
    }

    /** The fields. */
    public MailFields fields() {
        return fields;
    }

    /** Whether it holds no other entities. */
    public boolean isLeaf() {
        return leaf;
    }

    /** The entities directly in it. */
    public List<MimeNode> children() {
        return children;
    }

    /** Declared charset as written. */
    public Optional<String> charset() {
        return charset;
    }

    /** File name, empty when there is none. */
    public String name() {
        return name;
    }

    /** The body as it stands in the message, its transfer encoding still on; very long lines are broken. */
    public String raw() {
        return raw;
    }

    /** The body with its transfer encoding undone. */
    public String decoded() {
        if (decoded == null) {
            decoded = decode();
        }
        return decoded;
    }

    /** What a reader would see; nothing for what is no text. */
    public Optional<Rendering> rendered() {
        if (rendering == null && isText()) {
            rendering = Rendering.of(decoded(), charset.orElse("us-ascii"), effectiveType().equals("text/html"));
        }
        return Optional.ofNullable(rendering);
    }

    /** The type, or HTML when the file name says so. */
    public String effectiveType() {
        String lower = Octets.lower(name);
        return lower.endsWith(".html") || lower.endsWith(".htm") || lower.endsWith(".shtml") || lower.endsWith(".sht"
            + "m") ? "text/html" : type;
    }

    /** This entity and all below it, in order. */
    public List<MimeNode> tree() {
        List<MimeNode> all = new ArrayList<>();
        Deque<MimeNode> open = new ArrayDeque<>(List.of(this));
        while (!open.isEmpty()) {
            MimeNode node = open.pop();
            all.add(node);
            for (int i = node.children.size() - 1; i >= 0; i--) {
                open.push(node.children.get(i));
            }
        }
        return all;
    }

    void type(String newType) {
        type = newType;
    }

    void charset(Optional<String> newCharset) {
        charset = newCharset;
    }

    void name(String newName) {
        name = newName;
    }

    void body(String text) {
        raw = text;
    }

    void contains() {
        leaf = false;
    }

    void add(MimeNode child) {
        leaf = false;
        children.add(child);
    }

    /** A message in a message is read on as its own tree; its text is no longer needed here. */
    void forgetBody() {
        raw = "";
        decoded = "";
    }

    private boolean isText() {
        String effective = effectiveType();
        return effective.equals("text/plain") || effective.equals("text/html");
    }

    private String decode() {
        String encoding = Octets.lower(fields.last("Content-Transfer-Encoding"));
        if (encoding.equals("quoted-printable")) {
            return TransferDecoding.quotedPrintable(raw).replace("\r\n", "\n");
        }
        if (encoding.equals("base64")) {
            String bytes = TransferDecoding.base64(raw);
            return type.startsWith("text/") || type.startsWith("message/") ? bytes.replace("\r\n", "\n") : bytes;
        }
        return raw;
    }
}
