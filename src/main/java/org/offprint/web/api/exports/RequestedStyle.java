package org.offprint.web.api.exports;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.offprint.formats.ExportFormats;
import org.offprint.formats.citations.CitationStyle;
import org.offprint.formats.citations.CitationStyles;
import org.offprint.formats.citations.CitationWriter;
import org.offprint.formats.writing.Format;
import org.offprint.kernel.faults.ProblemException;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.text.NearestName;
import org.offprint.platform.http.parameters.Parameters;

/** Citation style that a request selects. */
public final class RequestedStyle {

    private RequestedStyle() {}

    /**
     * Returns the export format with the requested citation style and locale. Only the format {@code bibliography}
     * supports the parameters {@code style} and {@code locale}. The style and the locale can be null.
     *
     * @throws org.offprint.kernel.faults.ProblemException 400 if the style or locale does not exist or the format does
     *     not support the parameter
     */
    public static Format of(Format format, String style, String locale) {
        if (style == null && locale == null) {
            return format;
        }
        Parameters parameters = new Parameters();
        if (!isCitation(format)) {
            Map.of("style", Optional.ofNullable(style), "locale", Optional.ofNullable(locale))
                    .forEach((name, value) -> value.ifPresent(given -> parameters.addError(
                            name,
                            "meaningless",
                            "Remove this parameter. Only the format " + ExportFormats.BIBLIOGRAPHY + " has a " + name
                                    + ".")));
        }
        String knownStyle = parameters.parsed("style", style, "unknown-style", RequestedStyle::requireStyle);
        String knownLocale = parameters.parsed("locale", locale, "unknown-locale", RequestedStyle::requireLocale);
        parameters.check();
        return withStyle(format, knownStyle, knownLocale);
    }

    /**
     * Returns the export format with the citation style and locale from the parameters of the requested media type.
     *
     * @throws org.offprint.kernel.faults.ProblemException 406 if the style or locale does not exist
     */
    static Format of(Format format, Map<String, String> parameters) {
        if (!isCitation(format)) {
            return format;
        }
        String style = parameters.get("style");
        if (style != null && CitationStyles.named(style).isEmpty()) {
            throw notAcceptable(format, "style", CitationStyles.COMMON);
        }
        String locale = parameters.get("locale");
        if (locale != null && CitationStyles.locale(locale).isEmpty()) {
            throw notAcceptable(format, "locale", CitationStyles.locales());
        }
        return withStyle(
                format, style == null ? null : requireStyle(style), locale == null ? null : requireLocale(locale));
    }

    private static ProblemException notAcceptable(Format format, String parameter, Collection<String> values) {
        List<String> acceptable = values.stream()
                .map(value -> format.mediaType() + "; " + parameter + "=" + value)
                .toList();
        return Problems.notAcceptable(acceptable).withHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    }

    private static boolean isCitation(Format format) {
        return format.name().equals(ExportFormats.BIBLIOGRAPHY);
    }

    private static Format withStyle(Format format, String style, String locale) {
        CitationStyle asked = new CitationStyle(
                style == null ? CitationStyle.DEFAULT.name() : style,
                locale == null ? CitationStyle.DEFAULT.locale() : locale);
        return format.writtenBy(new CitationWriter(asked));
    }

    private static String requireStyle(String name) {
        return CitationStyles.named(name)
                .orElseThrow(() -> new IllegalArgumentException("There is no citation style " + name + suggestion(name)
                        + " Common styles are " + String.join(", ", CitationStyles.COMMON) + "."));
    }

    private static String suggestion(String name) {
        return NearestName.to(name, CitationStyles.names())
                .map(near -> "; did you mean " + near + "?")
                .orElse(".");
    }

    private static String requireLocale(String tag) {
        return CitationStyles.locale(tag)
                .orElseThrow(() -> new IllegalArgumentException("There is no locale " + tag + "; use one of "
                        + String.join(", ", CitationStyles.locales()) + "."));
    }
}
