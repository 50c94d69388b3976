// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.digest;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.reflect.AccessibleObject;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

import org.postern.gateway.config.DigestKind;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import com.github.mustachejava.MustacheException;
import com.github.mustachejava.reflect.SimpleObjectHandler;

/**
 * Fills the forms of reports. A template sees the values it is given and nothing else: no file, no other template, and nothing of Java.
 */
public final class DigestForms {
    private static final DefaultMustacheFactory HTML = new ClosedFactory(true);
    private static final DefaultMustacheFactory TEXT = new ClosedFactory(false);

    private final Map<DigestKind, Form> builtIn = new EnumMap<>(DigestKind.class);

    private record Form(Mustache subject, Mustache text, Mustache html) {
        static Form of(DigestTemplate template) {
            return new Form(compile(TEXT, template.subject(), "subject"), compile(TEXT, template.text(), "text"),
                compile(HTML, template.html(), "html"));
        }
    }

    /** A report in both its forms. */
    public record Filled(String subject, String text, String html) {
    }

    /** Values in HTML are escaped, those in plain text are not; both know nothing but maps, lists and texts. */
    private static final class ClosedFactory extends DefaultMustacheFactory {
        private final boolean escaping;

        ClosedFactory(boolean escaping) {
            this.escaping = escaping;
            setObjectHandler(new SimpleObjectHandler() {
                @Override
                protected AccessibleObject findMember(Class type, String name) {
                    return null;
                }
            });
        }

        @Override
        public void encode(String value, Writer writer) {
            if (escaping) {
                super.encode(value, writer);
                return;
            }
            try {
                writer.write(value);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Reader getReader(String name) {
            throw new MustacheException("there is no template '" + name + "' to take in");
        }
    }

    public DigestForms() {
        for (DigestKind kind : new DigestKind[] {DigestKind.SHORT, DigestKind.VERBOSE}) {
            builtIn.put(kind, Form.of(new DigestTemplate("{{subject}}", read(kind.word() + ".txt"), read(kind.word() + ".html"))));
        }
    }

    /** The values in the built-in form of this kind; the short one for others. */
    Filled fill(DigestKind kind, Map<String, Object> values) {
        return fill(builtIn.getOrDefault(kind, builtIn.get(DigestKind.SHORT)), values);
    }

    /**
     * The values in a domain's form.
     *
     * @throws IllegalArgumentException with a sentence for people when it is no template
     */
    public Filled fill(DigestTemplate template, Map<String, Object> values) {
        try {
            return fill(Form.of(template), values);
        } catch (MustacheException | UncheckedIOException e) {
            throw new IllegalArgumentException("the template cannot be used: " + e.getMessage(), e);
        }
    }

    private static Filled fill(Form form, Map<String, Object> values) {
        return new Filled(run(form.subject(), values).strip(), run(form.text(), values), run(form.html(), values));
    }

    private static Mustache compile(DefaultMustacheFactory factory, String template, String name) {
        return factory.compile(new StringReader(template), name);
    }

    private static String run(Mustache form, Map<String, Object> values) {
        StringWriter out = new StringWriter();
        form.execute(out, values);
        return out.toString();
    }

    private static String read(String name) {
        try (InputStream in = DigestForms.class.getResourceAsStream("digest-" + name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks digest-" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
