package org.offprint.formats.citations;

import de.undercouch.citeproc.CSL;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.ParserConfigurationException;
import org.offprint.kernel.text.SeparatedText;
import org.xml.sax.SAXException;

/** Citation Style Language (CSL) styles and locales that are bundled with Offprint. */
public final class CitationStyles {

    /** Frequently requested citation styles, listed as suggestions for clients. */
    public static final List<String> COMMON = List.of(
            "apa",
            "american-medical-association",
            "chicago-author-date",
            "chicago-notes-bibliography",
            "harvard-cite-them-right",
            "ieee",
            "modern-language-association",
            "nature",
            "nlm-citation-sequence");

    /** Aliases of citation styles, such as retired style names that are still in use. */
    private static final Map<String, String> ALIASES = Map.of(
            "ama", "american-medical-association",
            "chicago", "chicago-author-date",
            "harvard", "harvard-cite-them-right",
            "mla", "modern-language-association",
            "vancouver", "nlm-citation-sequence");

    /**
     * Maximum length of a style name, in characters. Style names are used in classpath resource names, so only letters,
     * digits and hyphens are accepted.
     */
    private static final int MAX_NAME_LENGTH = 200;

    /** Default locales of languages with several locales, used if a request specifies only the language. */
    private static final Map<String, String> DEFAULT_LOCALES = Map.of(
            "de",
            "de-DE",
            "en",
            "en-US",
            "es",
            "es-ES",
            "fr",
            "fr-FR",
            "pt",
            "pt-PT",
            "sr",
            "sr-Cyrl-RS",
            "zh",
            "zh-CN");

    private static final Pattern ET_AL_MIN = Pattern.compile("et-al-min=\"(\\d{1,4})\"");
    private static final Pattern ET_AL_USE_FIRST = Pattern.compile("et-al-use-first=\"(\\d{1,4})\"");

    private CitationStyles() {}

    /** Locales that the bundled citation styles support, loaded on first use. */
    private static final class SupportedLocales {

        private static final Set<String> LOCALES = locales();

        private static Set<String> locales() {
            try {
                return new TreeSet<>(CSL.getSupportedLocales());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Returns the names and aliases of common citation styles. {@link #named} also accepts the citation styles of
     * individual journals.
     */
    public static Collection<String> names() {
        Set<String> names = new TreeSet<>(COMMON);
        names.addAll(ALIASES.keySet());
        return names;
    }

    /** Returns the locales that citations support, for example {@code en-US}. */
    public static Collection<String> locales() {
        return SupportedLocales.LOCALES;
    }

    /**
     * Returns the name of the independent CSL style for a style name or alias. Dependent journal styles are resolved to
     * their parent style. Returns empty if the style is unknown.
     */
    public static Optional<String> named(String asked) {
        String name = ALIASES.getOrDefault(asked, asked);
        if (name.length() > MAX_NAME_LENGTH || !isName(name)) {
            return Optional.empty();
        }
        if (CitationStyles.class.getResource("/" + name + ".csl") != null) {
            return Optional.of(name);
        }
        return parentOf(name);
    }

    private static boolean isName(String text) {
        return SeparatedText.isOf(text, '-', c -> SeparatedText.isLowerCaseLetter(c) || SeparatedText.isDigit(c));
    }

    private static Optional<String> parentOf(String name) {
        try (InputStream file = CitationStyles.class.getResourceAsStream("/dependent/" + name + ".csl")) {
            if (file == null) {
                return Optional.empty();
            }
            String link = CSL.getIndependentParentLink(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            return Optional.of(link.substring(link.lastIndexOf('/') + 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("The citation style " + name + " cannot be read", e);
        }
    }

    /**
     * Returns the citation locale for a language tag. If no locale matches exactly, returns the default locale of the
     * language. Returns empty if the language is not supported.
     */
    public static Optional<String> locale(String asked) {
        String tag = asked.replace('_', '-');
        Optional<String> same =
                SupportedLocales.LOCALES.stream().filter(tag::equalsIgnoreCase).findFirst();
        String language = tag.split("-", 2)[0].toLowerCase(Locale.ROOT);
        return same.or(() -> Optional.ofNullable(DEFAULT_LOCALES.get(language)))
                .or(() -> SupportedLocales.LOCALES.stream()
                        .filter(locale -> locale.split("-")[0].equals(language))
                        .findFirst());
    }

    /**
     * Rule of a citation style for abbreviating a list of names in the bibliography.
     *
     * @param min minimum number of names that triggers the abbreviation
     * @param first number of names printed before the last name
     */
    record EtAl(int min, int first) {}

    /**
     * Returns the rule of a citation style that prints the first authors and the last author ({@code et-al-use-last}),
     * or null if the style has no such rule.
     *
     * @param list opening tag of the bibliography in the style
     */
    static EtAl etAlUseLast(String list) {
        Matcher min = ET_AL_MIN.matcher(list);
        Matcher first = ET_AL_USE_FIRST.matcher(list);
        return list.contains("et-al-use-last=\"true\"") && min.find() && first.find()
                ? new EtAl(Integer.parseInt(min.group(1)), Integer.parseInt(first.group(1)))
                : null;
    }

    /**
     * Returns the opening {@code bibliography} tag of a citation style with its attributes, or an empty string if the
     * style only defines footnotes.
     */
    static String bibliographyTag(String style) {
        try (InputStream file = CitationStyles.class.getResourceAsStream("/" + style + ".csl")) {
            String text = file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8);
            int begin = text.indexOf("<bibliography");
            return begin < 0 ? "" : text.substring(begin, text.indexOf('>', begin));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
