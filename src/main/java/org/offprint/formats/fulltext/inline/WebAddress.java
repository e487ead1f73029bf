package org.offprint.formats.fulltext.inline;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.InvalidValueException;

/** Builds external links. Accepts only http, https and ftp URLs, and identifiers that resolve to such a URL. */
public final class WebAddress {

    private static final int MAX_LENGTH = 4_000;
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]{0,30}):(.*)", Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile(
            "//([\\p{L}\\p{N}](?:[\\p{L}\\p{N}.-]{0,250}[\\p{L}\\p{N}])?\\.?)(:[0-9]{1,5})?([/?#].*)?", Pattern.DOTALL);
    private static final Pattern BARE = Pattern.compile("(?:www\\.[A-Za-z0-9.-]{2,200}(?:[/?#]\\S{0,2000})?"
            + "|[A-Za-z0-9-]{1,63}\\.[A-Za-z0-9.-]{0,150}[A-Za-z]{2}/\\S{0,2000})");
    private static final Pattern DOI = Pattern.compile("10\\.[0-9]{4,9}/\\S{1,1000}");
    /** Characters that are allowed in a URL after the host name, in addition to letters and digits. */
    private static final String PLAIN = "-._~!$&'()*+,;=:@/?";

    /** URL prefixes, keyed by the link and identifier types that JATS suggests. */
    private static final Map<String, String> URL_PREFIXES = Map.ofEntries(
            Map.entry("pmid", "https://pubmed.ncbi.nlm.nih.gov/"),
            Map.entry("pubmed", "https://pubmed.ncbi.nlm.nih.gov/"),
            Map.entry("pmcid", "https://www.ncbi.nlm.nih.gov/pmc/articles/"),
            Map.entry("arxiv", "https://arxiv.org/abs/"),
            Map.entry("gen", "https://identifiers.org/insdc:"),
            Map.entry("genbank", "https://identifiers.org/insdc:"),
            Map.entry("pdb", "https://identifiers.org/pdb:"),
            Map.entry("uniprot", "https://identifiers.org/uniprot:"),
            Map.entry("omim", "https://identifiers.org/mim:"),
            Map.entry("clinical-trial", "https://clinicaltrials.gov/study/"),
            Map.entry("clinicaltrials.gov", "https://clinicaltrials.gov/study/"));

    private WebAddress() {}

    /**
     * Returns the URL of a JATS link element.
     *
     * @param type type of the link or identifier, for example {@code uri}, {@code doi} or {@code pmid}; may be null
     * @param stated URL or identifier in the source; may be null
     * @return URL in ASCII except for letters; null if the URL is invalid or not allowed on pages
     */
    public static String of(String type, String stated) {
        String address = stated == null ? "" : withoutBlanks(stated);
        if (address.isEmpty() || address.length() > MAX_LENGTH) {
            return null;
        }
        String kind = type == null ? "" : type.toLowerCase(Locale.ROOT);
        String doi = doi(kind, address);
        if (doi != null) {
            return doi;
        }
        Matcher scheme = SCHEME.matcher(address);
        if (scheme.matches() && isAllowedScheme(scheme.group(1))) {
            return whole(scheme.group(1).toLowerCase(Locale.ROOT), scheme.group(2));
        }
        String place = URL_PREFIXES.get(kind);
        if (place != null && !scheme.matches() && address.matches("[A-Za-z0-9._/-]{1,60}")) {
            return place + (kind.equals("pmcid") && !address.startsWith("PMC") ? "PMC" : "") + address;
        }
        return BARE.matcher(address).matches() && !address.contains("..") ? whole("https", "//" + address) : null;
    }

    private static boolean isAllowedScheme(String scheme) {
        return scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("ftp");
    }

    private static String doi(String kind, String address) {
        boolean isDoi = kind.equals("doi")
                || DOI.matcher(address).matches()
                || address.regionMatches(true, 0, "doi:", 0, 4)
                || address.regionMatches(true, 0, "info:doi/", 0, 9);
        if (!isDoi) {
            return null;
        }
        try {
            return Doi.parse(address).url();
        } catch (InvalidValueException e) {
            return null;
        }
    }

    private static String whole(String scheme, String rest) {
        Matcher authority = AUTHORITY.matcher(rest);
        if (!authority.matches() || authority.group(1).contains("..") || isNumbers(authority.group(1))) {
            return null;
        }
        String port = authority.group(2) == null ? "" : authority.group(2);
        if (!port.isEmpty() && Integer.parseInt(port.substring(1)) > 65_535) {
            return null;
        }
        String path = authority.group(3) == null ? "" : authority.group(3);
        return scheme + "://" + authority.group(1) + port + encoded(path);
    }

    /**
     * Returns whether the last label of a host name is numeric. A host name with a numeric last label is an IP address
     * or invalid.
     */
    private static boolean isNumbers(String host) {
        String last = host.substring(host.lastIndexOf('.') + 1);
        return !last.isEmpty() && last.chars().noneMatch(Character::isLetter);
    }

    private static String encoded(String path) {
        StringBuilder encoded = new StringBuilder(path.length());
        boolean isFragment = false;
        for (int i = 0; i < path.length(); ) {
            int c = path.codePointAt(i);
            boolean isEscape = c == '%'
                    && i + 2 < path.length()
                    && isHexadecimal(path.charAt(i + 1))
                    && isHexadecimal(path.charAt(i + 2));
            boolean isPlain = c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
            if (isEscape || isPlain || c == '#' && !isFragment) {
                encoded.appendCodePoint(c);
            } else {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    encoded.append(String.format("%%%02X", b & 0xFF));
                }
            }
            isFragment |= c == '#';
            i += Character.charCount(c);
        }
        return encoded.toString();
    }

    private static boolean isHexadecimal(char c) {
        return c < 0x80 && Character.digit(c, 16) >= 0;
    }

    /** Returns the URL without the line breaks and tabs of the source file. */
    private static String withoutBlanks(String stated) {
        String stripped = stated.strip();
        return stripped.indexOf('\n') < 0 && stripped.indexOf('\t') < 0
                ? stripped
                : stripped.replaceAll("[\\t\\r\\n]+ *", "");
    }
}
