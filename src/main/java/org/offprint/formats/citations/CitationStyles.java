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

/** The public styles and locales of the Citation Style Language that this service holds. */
public final class CitationStyles {

    /** Styles that are asked for most, for those who look for a name. */
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

    /** Names that have been given up or were never a file's, by which everybody still asks. */
    private static final Map<String, String> KNOWN_AS = Map.of(
            "ama", "american-medical-association",
            "chicago", "chicago-author-date",
            "harvard", "harvard-cite-them-right",
            "mla", "modern-language-association",
            "vancouver", "nlm-citation-sequence");

    /** Names become names of resources: nothing else may be in them. */
    private static final int LONGEST_NAME = 200;

    /** The region of a language whose locale is meant where only the language is named and several are held. */
    private static final Map<String, String> USUAL_REGION = Map.of(
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

    private static final Pattern MIN = Pattern.compile("et-al-min=\"(\\d{1,4})\"");
    private static final Pattern FIRST = Pattern.compile("et-al-use-first=\"(\\d{1,4})\"");

    private CitationStyles() {}

    /** The names of all styles and the locales that there are. */
    private static final class Held {

        private static final Set<String> LOCALES = locales();

        private static Set<String> locales() {
            try {
                return new TreeSet<>(CSL.getSupportedLocales());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The names that {@link #named} knows apart from those of single journals: the common ones and their other names. */
    public static Collection<String> names() {
        Set<String> names = new TreeSet<>(COMMON);
        names.addAll(KNOWN_AS.keySet());
        return names;
    }

    /** The locales, such as {@code en-US}. */
    public static Collection<String> locales() {
        return Held.LOCALES;
    }

    /** The independent style of this name: itself, or the one that a journal's style stands for; empty where there is none. */
    public static Optional<String> named(String asked) {
        String name = KNOWN_AS.getOrDefault(asked, asked);
        if (name.length() > LONGEST_NAME || !isName(name)) {
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
            throw new IllegalStateException("The style " + name + " cannot be read", e);
        }
    }

    /** The locale for this language tag: its own, else the usual one of its language; empty where there is none. */
    public static Optional<String> locale(String asked) {
        String tag = asked.replace('_', '-');
        Optional<String> same =
                Held.LOCALES.stream().filter(tag::equalsIgnoreCase).findFirst();
        String language = tag.split("-", 2)[0].toLowerCase(Locale.ROOT);
        return same.or(() -> Optional.ofNullable(USUAL_REGION.get(language))).or(() -> Held.LOCALES.stream()
                .filter(locale -> locale.split("-")[0].equals(language))
                .findFirst());
    }

    /**
     * Names of a list of works that leaves some out.
     *
     * @param min the number of names from which on it does
     * @param first the number of names that it has before the last one
     */
    record EtAl(int min, int first) {}

    /**
     * Returns when a list of works names the first authors and the last one ({@code et-al-use-last}); null where it never
     * does.
     *
     * @param list its beginning in the style
     */
    static EtAl namesLast(String list) {
        Matcher min = MIN.matcher(list);
        Matcher first = FIRST.matcher(list);
        return list.contains("et-al-use-last=\"true\"") && min.find() && first.find()
                ? new EtAl(Integer.parseInt(min.group(1)), Integer.parseInt(first.group(1)))
                : null;
    }

    /** The beginning of the list of works in a style, with its attributes; empty for a style of footnotes alone. */
    static String list(String style) {
        try (InputStream file = CitationStyles.class.getResourceAsStream("/" + style + ".csl")) {
            String text = file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8);
            int begin = text.indexOf("<bibliography");
            return begin < 0 ? "" : text.substring(begin, text.indexOf('>', begin));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
