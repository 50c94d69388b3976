// SPDX-License-Identifier: Apache-2.0
package org.postern.gateway.usermail;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The words of mails to people, in one language. May be used by several threads. */
public final class MailTexts {
    private final Locale locale;
    private final ResourceBundle texts;
    /** Texts taken apart once; a long report needs each many times. */
    private final Map<String, MessageFormat> formats = new ConcurrentHashMap<>();

    private MailTexts(Locale locale, ResourceBundle texts) {
        this.locale = locale;
        this.texts = texts;
    }

    /** The words in a language of {@link org.postern.gateway.config.LinkConfiguration#LANGUAGES}. */
    public static MailTexts in(String language) {
        try (InputStream in = MailTexts.class.getResourceAsStream("texts-" + language + ".properties")) {
            if (in == null) {
                throw new IllegalArgumentException("there are no texts in " + language);
            }
            return new MailTexts(Locale.forLanguageTag(language),
                new PropertyResourceBundle(new InputStreamReader(in, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String language() {
        return locale.getLanguage();
    }

    /** A text, with values in its places. */
    public String of(String key, Object... values) {
        MessageFormat format = formats.computeIfAbsent(key, each -> new MessageFormat(texts.getString(each), locale));
        synchronized (format) {
            return format.format(values);
        }
    }
}
