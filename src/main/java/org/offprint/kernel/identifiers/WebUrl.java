package org.offprint.kernel.identifiers;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.offprint.kernel.text.SeparatedText;

/**
 * Web address with the scheme http or https, stored as given.
 *
 * @param value URL, at most 2083 characters
 */
@Schema(
        type = SchemaType.STRING,
        format = "uri",
        pattern = "^[Hh][Tt][Tt][Pp][Ss]?://[^\\s\"<>\\\\]+$",
        maxLength = WebUrl.MAX_LENGTH,
        examples = "https://example.org/articles/1",
        description =
                "An http or https URL with a host and without a user name or password. At most 2083" + " characters.")
public record WebUrl(@JsonValue String value) {

    /** Maximum length of a URL, in characters, which all browsers support. */
    public static final int MAX_LENGTH = 2083;

    private static final Pattern FORM = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.*)", Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile("//([^/?#]*).*", Pattern.DOTALL);
    private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.]{2,45}]|[^:\\[\\]]+)(?::(\\d{0,5}))?");

    /**
     * Trims and checks the URL. Accepts the same forms as {@link #parse}.
     *
     * @throws InvalidValueException {@code url-format}, {@code url-scheme}, {@code url-host}, {@code url-user-info},
     *     {@code url-characters} or {@code url-length}
     */
    public WebUrl {
        value = PastedText.trimmed(value);
        checkCharacters(value);
        Matcher form = FORM.matcher(value);
        if (!form.matches()) {
            throw new InvalidValueException(
                    "url-format",
                    PastedText.quoted(value)
                            + " is not an absolute URL. Use a URL that begins with https:// or http://.");
        }
        checkScheme(value, form.group(1));
        checkAuthority(value, form.group(2));
    }

    /**
     * Parses a URL, removing only surrounding whitespace.
     *
     * @throws InvalidValueException {@code url-format}; {@code url-scheme} if the scheme is neither http nor https;
     *     {@code url-host} if the host is missing or the port is greater than 65535; {@code url-user-info}; {@code
     *     url-characters} for spaces, control characters and delimiters that RFC 3986 excludes from URLs; {@code
     *     url-length}
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static WebUrl parse(String text) {
        return new WebUrl(text);
    }

    /** Percent-encodes all characters of the URL that RFC 3986 (section 2) does not allow, such as brackets. */
    public String escaped() {
        return escaped(value);
    }

    /**
     * Percent-encodes all characters after the host that are not allowed in a URL. The given string need not be a valid
     * URL.
     */
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
                    "url-length", "The URL has " + url.length() + " characters. The maximum is " + MAX_LENGTH + ".");
        }
        // Browsers treat a backslash as a slash, so a backslash could disguise the real host and user info of a URL.
        url.codePoints()
                .filter(c -> !PastedText.isVisible(c) || "\"<>\\".indexOf(c) >= 0)
                .findFirst()
                .ifPresent(c -> {
                    throw new InvalidValueException(
                            "url-characters",
                            String.format(
                                    "The URL %s contains U+%04X. Percent-encode this character.",
                                    PastedText.quoted(url), c));
                });
    }

    private static void checkScheme(String url, String scheme) {
        if (!scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https")) {
            throw new InvalidValueException(
                    "url-scheme", "The URL " + PastedText.quoted(url) + " must begin with https:// or http://.");
        }
    }

    private static void checkAuthority(String url, String afterScheme) {
        Matcher authority = AUTHORITY.matcher(afterScheme);
        if (authority.matches() && authority.group(1).contains("@")) {
            throw new InvalidValueException(
                    "url-user-info",
                    "The URL " + PastedText.quoted(url) + " must not contain a user name or password before the host.");
        }
        if (!authority.matches() || !isHost(authority.group(1))) {
            throw new InvalidValueException(
                    "url-host", "The URL " + PastedText.quoted(url) + " has no valid host after http:// or https://.");
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

    /**
     * Returns whether the text is a host name: labels separated by dots, optionally with a trailing dot for the DNS
     * root.
     */
    private static boolean isName(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return SeparatedText.isOf(name, '.', c -> SeparatedText.isWordCharacter(c) || "_~%-".indexOf(c) >= 0);
    }
}
