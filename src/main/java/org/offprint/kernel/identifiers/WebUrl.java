package org.offprint.kernel.identifiers;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.text.SeparatedText;

/**
 * An address on the web: http or https, kept as given.
 *
 * @param value the URL, at most 2083 characters
 */
@Schema(
        type = SchemaType.STRING,
        format = "uri",
        pattern = "^[Hh][Tt][Tt][Pp][Ss]?://[^\\s\"<>\\\\]+$",
        maxLength = WebUrl.MAX_LENGTH,
        examples = "https://example.org/articles/1",
        description = "An http or https URL with a host and without user name or password.")
public record WebUrl(@JsonValue String value) {

    /** The longest URL that all browsers take. */
    public static final int MAX_LENGTH = 2083;

    private static final Pattern FORM = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.*)", Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile("//([^/?#]*).*", Pattern.DOTALL);
    private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.]{2,45}]|[^:\\[\\]]+)(?::(\\d{0,5}))?");

    /**
     * Checks it as {@link #parse} does.
     *
     * @throws InvalidValueException {@code url-format}, {@code url-scheme}, {@code url-host}, {@code url-user-info},
     *     {@code url-characters} or {@code url-length}
     */
    public WebUrl {
        value = Pasted.trimmed(value);
        checkCharacters(value);
        Matcher form = FORM.matcher(value);
        if (!form.matches()) {
            throw new InvalidValueException(
                    "url-format", Pasted.quoted(value) + " is not a whole URL, which begins with https:// or http://.");
        }
        checkScheme(value, form.group(1));
        checkAuthority(value, form.group(2));
    }

    /**
     * Reads a URL; only the blanks around it are taken off.
     *
     * @throws InvalidValueException {@code url-format}; {@code url-scheme} for all but http and https; {@code url-host}
     *     without host or with a port beyond 65535; {@code url-user-info}; {@code url-characters} for blanks, control
     *     characters and those that RFC 3986 keeps out of URLs to mark their end; {@code url-length}
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static WebUrl parse(String text) {
        return new WebUrl(text);
    }

    /** Returns the URL as one that RFC 3986 (section 2) lets stand everywhere: brackets and the like are percent-encoded. */
    public String escaped() {
        return escaped(value);
    }

    /** Returns a text that may be a URL with what no URL holds behind its host percent-encoded. */
    public static String escaped(String url) {
        int host = url.indexOf("://") + 3;
        int path = host;
        while (path < url.length() && "/?#".indexOf(url.charAt(path)) < 0) {
            path++;
        }
        StringBuilder escaped = new StringBuilder(url.substring(0, path));
        boolean inFragment = false;
        for (int i = path; i < url.length(); i++) {
            char c = url.charAt(i);
            boolean isEscape = c == '%' && isHex(url, i + 1) && isHex(url, i + 2);
            boolean isForbidden = "[]{}|^`".indexOf(c) >= 0 || c == '%' && !isEscape || c == '#' && inFragment;
            inFragment |= c == '#';
            escaped.append(isForbidden ? String.format("%%%02X", (int) c) : c);
        }
        return escaped.toString();
    }

    private static boolean isHex(String text, int place) {
        return place < text.length() && Character.digit(text.charAt(place), 16) >= 0 && text.charAt(place) < 0x80;
    }

    @Override
    public String toString() {
        return value;
    }

    private static void checkCharacters(String url) {
        if (url.length() > MAX_LENGTH) {
            throw new InvalidValueException(
                    "url-length",
                    "The URL has " + url.length() + " characters, where at most " + MAX_LENGTH + " are taken.");
        }
        // browsers read a backslash as a slash, so that host and user info would not be what they seem
        url.codePoints()
                .filter(c -> !Pasted.isVisible(c) || "\"<>\\".indexOf(c) >= 0)
                .findFirst()
                .ifPresent(c -> {
                    throw new InvalidValueException(
                            "url-characters",
                            String.format(
                                    "The URL %s holds U+%04X, which must be percent-encoded.", Pasted.quoted(url), c));
                });
    }

    private static void checkScheme(String url, String scheme) {
        if (!scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https")) {
            throw new InvalidValueException(
                    "url-scheme", "The URL " + Pasted.quoted(url) + " must begin with https:// or http://.");
        }
    }

    private static void checkAuthority(String url, String afterScheme) {
        Matcher authority = AUTHORITY.matcher(afterScheme);
        if (authority.matches() && authority.group(1).contains("@")) {
            throw new InvalidValueException(
                    "url-user-info",
                    "The URL " + Pasted.quoted(url) + " must not hold a user name or password before its host.");
        }
        if (!authority.matches() || !isHost(authority.group(1))) {
            throw new InvalidValueException(
                    "url-host", "The URL " + Pasted.quoted(url) + " has no proper host after http:// or https://.");
        }
    }

    private static boolean isHost(String host) {
        Matcher form = HOST.matcher(host);
        if (!form.matches() || !form.group(1).startsWith("[") && !isName(form.group(1))) {
            return false;
        }
        String port = form.group(2);
        return port == null || port.isEmpty() || Integer.parseInt(port) <= 65535;
    }

    /** Reports whether this is a name of labels, perhaps with the dot of the root behind it. */
    private static boolean isName(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return SeparatedText.isOf(name, '.', c -> SeparatedText.isOfAWord(c) || "_~%-".indexOf(c) >= 0);
    }
}
