package org.offprint.web.site.pages;

import io.quarkus.qute.TemplateExtension;
import io.quarkus.qute.TemplateExtension.TemplateAttribute;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.offprint.kernel.identifiers.PartialDate;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.text.PercentEncoding;

/**
 * Template functions: {@code msg:} for user interface messages, {@code text:} for formatted values, and {@code link:}
 * for URLs.
 */
final class TemplateTexts {

    /** Name of the template attribute with the language of the user interface. */
    static final String LANGUAGE = "interfaceLanguage";

    /**
     * Name of the template attribute with the code of the requested language, which is empty if no language was
     * requested.
     */
    static final String CHOSEN = "chosenLanguage";

    private TemplateTexts() {}

    @TemplateExtension(namespace = "msg", matchName = TemplateExtension.ANY)
    static String message(String name, @TemplateAttribute(LANGUAGE) Object language) {
        return ((InterfaceLanguage) language).text(name);
    }

    @TemplateExtension(namespace = "msg", matchName = TemplateExtension.ANY)
    static String message(String name, Object argument, @TemplateAttribute(LANGUAGE) Object language) {
        return ((InterfaceLanguage) language).text(name, argument);
    }

    @TemplateExtension(namespace = "msg", matchName = TemplateExtension.ANY)
    static String message(String name, Object first, Object second, @TemplateAttribute(LANGUAGE) Object language) {
        return ((InterfaceLanguage) language).text(name, first, second);
    }

    /**
     * Returns the translated name of an API value such as an article type, for example {@code text:term('type',
     * 'editorial')}.
     */
    @TemplateExtension(namespace = "text")
    static String term(String group, Object term, @TemplateAttribute(LANGUAGE) Object language) {
        return ((InterfaceLanguage) language).term(group, term);
    }

    /**
     * Returns whether a text contains only words of the name of an API value, for example "Articles" for
     * {@code research-article}. The name is compared in English and in the language of the user interface.
     */
    @TemplateExtension(namespace = "text")
    static boolean repeats(String group, Object term, String text, @TemplateAttribute(LANGUAGE) Object language) {
        Set<String> words = words(text);
        return !words.isEmpty()
                && words(term(group, term, language) + " " + word(term)).containsAll(words);
    }

    private static String word(Object term) {
        return term instanceof Enum<?> constant ? Vocabulary.termOf(constant) : String.valueOf(term);
    }

    /** Returns the lower-case words of a text, without a plural ending. */
    private static Set<String> words(String text) {
        return Stream.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{M}]+"))
                .map(word -> word.endsWith("s") ? word.substring(0, word.length() - 1) : word)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
    }

    @TemplateExtension(namespace = "text")
    static String date(PartialDate date, @TemplateAttribute(LANGUAGE) Object language) {
        return date == null ? "" : ((InterfaceLanguage) language).date(date);
    }

    @TemplateExtension(namespace = "text")
    static String day(Instant time, @TemplateAttribute(LANGUAGE) Object language) {
        return time == null
                ? ""
                : ((InterfaceLanguage) language).day(time.atZone(ZoneOffset.UTC).toLocalDate());
    }

    @TemplateExtension(namespace = "text")
    static String language(String tag, @TemplateAttribute(LANGUAGE) Object language) {
        return ((InterfaceLanguage) language).nameOf(tag);
    }

    @TemplateExtension(namespace = "text")
    static String country(String code, @TemplateAttribute(LANGUAGE) Object language) {
        return ((InterfaceLanguage) language).country(code);
    }

    @TemplateExtension(namespace = "text")
    static String size(Long bytes, @TemplateAttribute(LANGUAGE) Object language) {
        return bytes == null ? "" : ((InterfaceLanguage) language).size(bytes);
    }

    @TemplateExtension(namespace = "text")
    static String number(Number number, @TemplateAttribute(LANGUAGE) Object language) {
        return ((InterfaceLanguage) language).number(number.longValue());
    }

    @TemplateExtension(namespace = "text")
    static String direction(String tag) {
        return InterfaceLanguage.directionOf(tag);
    }

    /** Adds the requested language to a site path, so that it remains selected on the linked page. */
    @TemplateExtension(namespace = "link")
    static String to(String path, @TemplateAttribute(CHOSEN) Object chosen) {
        return withLanguage(path, String.valueOf(chosen));
    }

    /** Returns a {@code mailto} URL (RFC 6068) for the report of a problem on a page. */
    @TemplateExtension(namespace = "link")
    static String mail(String address, String title, String url, @TemplateAttribute(LANGUAGE) Object language) {
        String subject = ((InterfaceLanguage) language).text("reportProblem") + ": " + title;
        return "mailto:" + PercentEncoding.component(address).replace("%40", "@") + "?subject="
                + PercentEncoding.component(subject) + "&body=" + PercentEncoding.component("\r\n\r\n") + url;
    }

    static String withLanguage(String path, String chosen) {
        if (chosen.isEmpty() || !path.startsWith("/")) {
            return path;
        }
        int hash = path.indexOf('#');
        String before = hash < 0 ? path : path.substring(0, hash);
        return before + (before.indexOf('?') < 0 ? "?" : "&") + SiteRequest.LANGUAGE + "=" + chosen
                + (hash < 0 ? "" : path.substring(hash));
    }
}
