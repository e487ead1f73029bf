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
 * Languages of the user interface. Each language has a file {@code site/messages/CODE.properties} in UTF-8. Messages
 * that are missing in a language are displayed in English.
 */
@ApplicationScoped
public class InterfaceLanguages {

    /** Codes of the built-in user interface languages, in display order. */
    public static final List<String> BUILT_IN = List.of("en", "es", "pt", "fr", "de", "zh", "ar", "id", "ru");

    private static final String ENGLISH = "en";

    /** Folders with the messages of the site and of the desk. */
    private static final List<String> FOLDERS = List.of("/site/messages/", "/desk/messages/");

    private final Theme theme;
    private volatile Map<String, InterfaceLanguage> languages;

    InterfaceLanguages(Theme theme) {
        this.theme = theme;
        theme.addListener(this::read);
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

    /**
     * Returns the built-in messages of a language, keyed by message name, or an empty map if the language is not built
     * in.
     */
    public static Map<String, String> read(String code) {
        Map<String, String> messages = new TreeMap<>();
        for (String folder : FOLDERS) {
            try (InputStream file = InterfaceLanguages.class.getResourceAsStream(folder + code + ".properties")) {
                if (file != null) {
                    messages.putAll(MessageFile.read(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return messages;
    }

    /** Returns all user interface languages in display order. */
    public List<InterfaceLanguage> all() {
        return List.copyOf(languages.values());
    }

    /**
     * Returns the user interface language with the given BCP 47 tag or its primary subtag, or empty if there is none.
     */
    public Optional<InterfaceLanguage> find(String tag) {
        if (tag == null) {
            return Optional.empty();
        }
        InterfaceLanguage exact = languages.get(tag);
        int dash = tag.indexOf('-');
        return Optional.ofNullable(exact == null && dash > 0 ? languages.get(tag.substring(0, dash)) : exact);
    }

    /** Returns the user interface language for the first supported tag, or English if no tag is supported. */
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
