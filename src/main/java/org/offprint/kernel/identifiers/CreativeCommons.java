package org.offprint.kernel.identifiers;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offprint.kernel.text.Table;

/**
 * Licence or public domain dedication published by Creative Commons.
 *
 * @param code licence code used in the URL, for example {@code by-nc-nd}, {@code zero} or {@code mark}
 * @param version licence version, {@code 1.0} to {@code 4.0}
 * @param port lowercase code of the jurisdiction to which the licence was ported; null for none
 */
record CreativeCommons(String code, String version, String port) {

    private static final String SITE = "https://creativecommons.org/";
    private static final Pattern URL = Pattern.compile("(?:https?://)?(?:www\\.)?creativecommons\\.org/"
            + "(?:licenses|publicdomain)/([a-z-]+)(?:/(\\d\\.\\d))?(?:/(?!legalcode|deed|rdf)([a-z]+))?"
            + "(?:/(?:legalcode|deed|rdf)[^/]*)?/?(?:[?#].*)?");
    private static final Pattern SPDX_SITE =
            Pattern.compile("(?:https?://)?(?:www\\.)?spdx\\.org/licenses/([^/?#]+?)(?:\\.html|\\.json)?/?");
    private static final Pattern SPDX = Pattern.compile(
            "cc-?(0|pdm|by(?:-(?:nc|nd|sa)){0,3})(?:-v?(\\d(?:\\.\\d)?))?(?:-([a-z]{2,8}))?(?:-universal|-international)?");
    private static final Set<String> LICENSES = Set.of("by", "by-sa", "by-nd", "by-nc", "by-nc-sa", "by-nc-nd");
    private static final Set<String> VERSIONS = Set.of("1.0", "2.0", "2.5", "3.0", "4.0");

    /** Parses a Creative Commons URL in any common form. Returns null if the text is not a Creative Commons URL. */
    static CreativeCommons ofUrl(String text) {
        Matcher url = URL.matcher(text.toLowerCase(Locale.ROOT));
        return url.matches() ? known(url.group(1), url.group(2), url.group(3), text) : null;
    }

    /**
     * Parses an SPDX id, a short licence name such as {@code CC BY 4.0}, or the URL of the licence's page at spdx.org.
     * Returns null if the text has none of these forms.
     */
    static CreativeCommons ofSpdx(String text) {
        String id = text.toLowerCase(Locale.ROOT);
        Matcher site = SPDX_SITE.matcher(id);
        Matcher spdx = SPDX.matcher((site.matches() ? site.group(1) : id).replaceAll("[\\s_]+", "-"));
        if (!spdx.matches()) {
            return null;
        }
        String code = spdx.group(1);
        String version = spdx.group(2) != null && spdx.group(2).length() == 1 ? spdx.group(2) + ".0" : spdx.group(2);
        return switch (code) {
            case "0" -> known("zero", version, null, text);
            case "pdm" -> known("mark", version, null, text);
            default -> known(code, version, isSuffix(spdx.group(3)) ? null : spdx.group(3), text);
        };
    }

    String url() {
        String folder = LICENSES.contains(unordered(code)) ? "licenses/" : "publicdomain/";
        return SITE + folder + code + "/" + version + "/" + (port == null ? "" : port + "/");
    }

    String name() {
        return switch (code) {
            case "zero" -> "CC0 " + version;
            case "mark" -> "Public Domain Mark " + version;
            default ->
                "CC " + code.toUpperCase(Locale.ROOT) + " " + version
                        + (port == null ? "" : " " + port.toUpperCase(Locale.ROOT));
        };
    }

    String spdx() {
        return switch (code) {
            case "zero" -> "CC0-" + version;
            case "mark" -> "CC-PDM-" + version;
            default -> port == null ? "CC-" + unordered(code).toUpperCase(Locale.ROOT) + "-" + version : null;
        };
    }

    private static CreativeCommons known(String code, String version, String port, String text) {
        boolean dedication = code.equals("zero") || code.equals("mark");
        if (version == null && (dedication || LICENSES.contains(unordered(code)))) {
            throw new InvalidValueException(
                    "license-version",
                    PastedText.quoted(text) + " does not state the version of the licence. Use a URL such as " + SITE
                            + "licenses/by/4.0/.");
        }
        boolean exists = dedication
                ? "1.0".equals(version) && port == null
                : LICENSES.contains(unordered(code))
                        && (port == null ? VERSIONS.contains(version) : isPorted(version, port));
        if (!exists) {
            throw new InvalidValueException(
                    "license-unknown",
                    PastedText.quoted(text) + " is not a Creative Commons licence. Use a URL such as " + SITE
                            + "licenses/by/4.0/.");
        }
        return new CreativeCommons(dedication ? code : ordered(code, version), version, port);
    }

    private static boolean isPorted(String version, String port) {
        return List.of(Ports.BY_VERSION.getOrDefault(version, "").split(" ")).contains(port);
    }

    /** Returns the licence code in the order used in the URL. Licence URLs of version 1.0 put ND before NC. */
    private static String ordered(String code, String version) {
        String usual = unordered(code);
        return usual.equals("by-nc-nd") && version.equals("1.0") ? "by-nd-nc" : usual;
    }

    private static String unordered(String code) {
        return switch (code) {
            case "by-nd-nc" -> "by-nc-nd";
            case "by-sa-nc" -> "by-nc-sa";
            default -> code;
        };
    }

    private static boolean isSuffix(String word) {
        return "universal".equals(word) || "international".equals(word);
    }

    /** Jurisdictions to which each Creative Commons version was ported. The international version 4.0 has no ports. */
    private static final class Ports {

        static final Map<String, String> BY_VERSION = Table.map("creative-commons-ports.tsv");
    }
}
