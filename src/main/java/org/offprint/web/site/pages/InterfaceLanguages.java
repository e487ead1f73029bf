package org.offprint.web.site.pages;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.offprint.web.site.theme.MessageFile;
import org.offprint.web.site.theme.Theme;

/**
 * The languages of the interface. Each is one file, {@code site/messages/CODE.properties} in UTF-8; a text that a language
 * lacks is English.
 */
@ApplicationScoped
public class InterfaceLanguages {

    /** The codes of those that come with the service, in the order in which they are offered. */
    public static final List<String> BUILT_IN = List.of("en", "es", "pt", "fr", "de", "zh", "ar", "id", "ru");

    private static final String ENGLISH = "en";

    private final Theme theme;
    private volatile Map<String, InterfaceLanguage> languages;

    InterfaceLanguages(Theme theme) {
        this.theme = theme;
        theme.listen(this::read);
        read();
    }

    private void read() {
        Map<String, InterfaceLanguage> read = new LinkedHashMap<>();
        Map<String, String> english = read(ENGLISH);
        for (String code : BUILT_IN) {
            read.put(code, language(code, english, read(code), theme));
        }
        for (String code : theme.languages()) {
            read.computeIfAbsent(code, added -> language(added, english, Map.of(), theme));
        }
        languages = Collections.unmodifiableMap(read);
    }

    private static InterfaceLanguage language(
            String code, Map<String, String> english, Map<String, String> own, Theme theme) {
        Map<String, String> messages = new TreeMap<>(english);
        messages.putAll(own);
        messages.putAll(theme.messages(code));
        return new InterfaceLanguage(code, Map.copyOf(messages));
    }

    /** Returns the built-in texts of a language by their names; none where the service does not come with the language. */
    public static Map<String, String> read(String code) {
        try (InputStream file =
                InterfaceLanguages.class.getResourceAsStream("/site/messages/" + code + ".properties")) {
            return file == null ? Map.of() : MessageFile.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns all, in the order in which they are offered. */
    public List<InterfaceLanguage> all() {
        return List.copyOf(languages.values());
    }

    /** Returns the language of this tag (BCP 47), or the one of its main part; empty where there is none. */
    public Optional<InterfaceLanguage> find(String tag) {
        if (tag == null) {
            return Optional.empty();
        }
        InterfaceLanguage exact = languages.get(tag);
        int dash = tag.indexOf('-');
        return Optional.ofNullable(exact == null && dash > 0 ? languages.get(tag.substring(0, dash)) : exact);
    }

    /** Returns the first of these tags that there is a language for; English where there is none. */
    public InterfaceLanguage first(String... tags) {
        for (String tag : tags) {
            Optional<InterfaceLanguage> found = find(tag);
            if (found.isPresent()) {
                return found.get();
            }
        }
        return languages.get(ENGLISH);
    }
}
