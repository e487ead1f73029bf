package org.offprint.web.site.theme;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.offprint.platform.http.caching.Encoded;

/**
 * Snapshot of the theme files.
 *
 * @param state string that identifies the snapshot
 * @param properties content of {@code theme.properties}
 * @param templates templates, keyed by the name of the replaced file
 * @param messages messages by language, then by name
 * @param assets assets by name
 * @param pages static pages in menu order, in all languages
 * @param policy {@code Content-Security-Policy} of site pages
 */
public record ThemeFiles(
        String state,
        Map<String, String> properties,
        Map<String, String> templates,
        Map<String, Map<String, String>> messages,
        Map<String, Encoded> assets,
        List<StaticPage> pages,
        String policy) {

    /** Built-in theme, without any files from the operator. */
    public static final ThemeFiles NONE =
            new ThemeFiles("", Map.of(), Map.of(), Map.of(), Map.of(), List.of(), PagePolicy.of(Map.of()));

    private static final Logger LOG = Logger.getLogger(ThemeFiles.class);
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");
    private static final int MAX_FILES = 1_000;
    private static final long MAX_BYTES = 50_000_000;
    private static final int MAX_DEPTH = 6;

    /** Returns a string that changes whenever a file in the theme folder is added, changed or removed. */
    static String state(Path folder) throws IOException {
        StringBuilder state = new StringBuilder();
        for (Path file : files(folder)) {
            state.append(folder.relativize(file))
                    .append(' ')
                    .append(Files.size(file))
                    .append(' ')
                    .append(Files.getLastModifiedTime(file).toMillis())
                    .append('\n');
        }
        return state.toString();
    }

    /**
     * Reads all files of the theme folder.
     *
     * @throws IOException if the folder contains more than 1,000 files or more than 50 MB
     */
    static ThemeFiles read(Path folder, String state) throws IOException {
        Map<String, String> templates = new TreeMap<>();
        Map<String, Map<String, String>> messages = new TreeMap<>();
        Map<String, Encoded> assets = new TreeMap<>();
        Map<String, String> pages = new TreeMap<>();
        Map<String, String> properties = Map.of();
        long bytes = 0;
        for (Path file : files(folder)) {
            bytes += Files.size(file);
            if (bytes > MAX_BYTES) {
                throw new IOException("the theme folder has more than " + MAX_BYTES + " bytes");
            }
            String path = folder.relativize(file).toString().replace('\\', '/');
            String name = path.substring(path.indexOf('/') + 1);
            if (path.equals("theme.properties")) {
                properties = properties(text(file));
            } else if (path.startsWith("templates/")) {
                templates.put(name, text(file));
            } else if (path.startsWith("messages/") && name.endsWith(".properties")) {
                String language = name.substring(0, name.lastIndexOf('.'));
                try (InputStream texts = Files.newInputStream(file)) {
                    if (LANGUAGE.matcher(language).matches()) {
                        messages.put(language, readable(MessageFile.read(texts), path));
                    } else {
                        LOG.warnf("The theme's file %s is ignored because its name is not a language code.", path);
                    }
                }
            } else if (path.startsWith("assets/")) {
                assets.put(name, Encoded.of(Files.readAllBytes(file)));
            } else if (path.startsWith("pages/") && name.endsWith(".md")) {
                pages.put(name.substring(0, name.lastIndexOf('.')), text(file));
            }
        }
        return new ThemeFiles(
                state, properties, templates, messages, assets, StaticPage.read(pages), PagePolicy.of(properties));
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new IOException(file.getFileName() + " is not in UTF-8", e);
        }
    }

    /** Removes messages with an invalid pattern, which would cause an error when a page is rendered. */
    private static Map<String, String> readable(Map<String, String> texts, String path) {
        Map<String, String> readable = new TreeMap<>();
        texts.forEach((name, text) -> {
            try {
                new MessageFormat(text, ULocale.ENGLISH);
                readable.put(name, text);
            } catch (IllegalArgumentException e) {
                LOG.errorf("The message %s in the theme's file %s is ignored: %s", name, path, e.getMessage());
            }
        });
        return readable;
    }

    private static Map<String, String> properties(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder, MAX_DEPTH)) {
            List<Path> files = found.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .limit(MAX_FILES + 1L)
                    .toList();
            if (files.size() > MAX_FILES) {
                throw new IOException("the theme folder has more than " + MAX_FILES + " files");
            }
            return files;
        }
    }

    /** Returns the theme property with the given name, or null if it is not set. */
    public String property(String name) {
        return properties.get(name);
    }

    /**
     * Returns the value of a theme property for a journal. If the journal has no value, returns the value for the whole
     * site, or an empty string if the property is not set.
     */
    public String property(String journal, String name) {
        String ofJournal = journal.isEmpty() ? null : properties.get(journal + "." + name);
        return ofJournal == null ? properties.getOrDefault(name, "") : ofJournal;
    }

    /** Returns the page footer for a journal as HTML, or an empty string if there is none. */
    public String footer(String journal) {
        String footer = property(journal, "footer");
        return footer.isEmpty() ? "" : Markdown.line(footer);
    }

    /**
     * Returns the static page with the given name in the given language, or the original page if it has not been
     * translated. Returns empty if there is no such page.
     */
    public Optional<StaticPage> page(String journal, String name, String language) {
        return StaticPage.find(pages, journal, name, language);
    }

    /** Returns the menu entries that the theme adds to the pages of a journal. */
    public List<ThemeMenu.Entry> menu(String journal, String language) {
        return ThemeMenu.of(properties, pages, journal, language);
    }

    /** Returns the theme's style sheet, which is appended to the built-in one, or an empty string if there is none. */
    public String stylesheet() {
        Encoded own = assets.get("theme.css");
        return own == null ? "" : new String(own.plain(), StandardCharsets.UTF_8);
    }

    /** Returns a short description of the theme for the log. */
    String summary() {
        return templates.size() + " templates, " + messages.size() + " languages, " + assets.size() + " assets, "
                + pages.size() + " pages";
    }
}
