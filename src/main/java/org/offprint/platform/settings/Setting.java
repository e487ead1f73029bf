package org.offprint.platform.settings;

import io.netty.util.NetUtil;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.common.net.Inet;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.Email;
import org.offprint.kernel.identifiers.InvalidValueException;

/** Setting of the service, with its property name and its accepted values. */
public final class Setting {

    private static final int SHORTEST_KEY = 24;
    private static final int SEALING_KEY = 32;
    private static final int SHOWN = 100;
    private static final Duration LONGEST = Duration.ofDays(365);

    private final String property;
    private final Function<String, Optional<String>> refusal;

    private Setting(String property, Function<String, Optional<String>> refusal) {
        this.property = property;
        this.refusal = refusal;
    }

    /**
     * Creates a setting with a restricted set of accepted values.
     *
     * @param allowed description of the accepted values, which follows "it must be" in messages
     */
    private static Setting of(String property, String allowed, Predicate<String> takes) {
        return new Setting(
                property,
                value -> takes.test(value)
                        ? Optional.empty()
                        : Optional.of("is " + shown(value) + "; it must be " + allowed + "."));
    }

    /** Returns a setting that accepts any string. */
    static Setting text(String property) {
        return new Setting(property, value -> Optional.empty());
    }

    static Setting oneOf(String property, List<String> values) {
        String all = String.join(", ", values.subList(0, values.size() - 1));
        return of(property, all + " or " + values.get(values.size() - 1), values::contains);
    }

    /** Returns a setting that accepts several of the given values, separated by commas. */
    static Setting severalOf(String property, List<String> values) {
        return of(
                property,
                "a list of these values, separated by commas: " + String.join(", ", values),
                value -> !values(value).isEmpty() && values.containsAll(values(value)));
    }

    /** Splits the value of a setting that consists of several values. */
    public static List<String> values(String value) {
        return Stream.of(value.split(",", -1)).map(String::strip).toList();
    }

    /**
     * Returns a boolean setting. All values except true and false are rejected, because the framework would treat them
     * as false.
     */
    static Setting bool(String property) {
        return oneOf(property, List.of("true", "false"));
    }

    static Setting count(String property, int least, int most) {
        String allowed = most == Integer.MAX_VALUE
                ? "a whole number, " + least + " or greater"
                : "a whole number from " + least + " to " + most;
        return of(property, allowed, value -> {
            try {
                int number = Integer.parseInt(value);
                return number >= least && number <= most;
            } catch (NumberFormatException e) {
                return false;
            }
        });
    }

    static Setting duration(String property) {
        return of(property, "a duration above zero and up to 365 days, for example 500MS, 2S, 5M or PT1M30S", value -> {
            try {
                Duration duration = DurationConverter.parseDuration(value);
                return duration != null && duration.compareTo(Duration.ZERO) > 0 && duration.compareTo(LONGEST) <= 0;
            } catch (RuntimeException e) {
                return false;
            }
        });
    }

    /** Returns a setting that accepts the base URL of an external service. */
    static Setting service(String property) {
        return of(property, "an http or https URL such as https://api.journal.example", value -> {
            Optional<URI> uri = webAddress(value);
            return uri.isPresent() && uri.get().getQuery() == null && uri.get().getFragment() == null;
        });
    }

    /**
     * Returns a setting that accepts the URL of a platform in COUNTER's registry, in the format of COUNTER's schema
     * (API 5.1.0.1).
     */
    static Setting registryRecord(String property) {
        String uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
        return of(
                property,
                "the URL of a platform in COUNTER's registry, which ends with /platform/ and a UUID",
                value -> value.matches("https://registry\\.countermetrics\\.org/(platform|usage-data-host)/" + uuid));
    }

    /** Returns a setting that accepts the URLs of several servers that provide the same service. */
    static Setting services(String property) {
        return of(
                property,
                "a comma-separated list of http or https URLs, for example"
                        + " https://search-1.journal.example:9200,https://search-2.journal.example:9200",
                value -> addresses(value).stream().allMatch(address -> webAddress(address)
                        .filter(uri -> uri.getQuery() == null && uri.getFragment() == null)
                        .isPresent()));
    }

    /**
     * Returns a setting that accepts IP addresses and networks. Host names are rejected, because the framework would
     * resolve them for each request, which takes seconds if the name server does not respond. Single IPv6 addresses are
     * rejected, because the framework would parse them as a host name and port.
     */
    static Setting networks(String property) {
        return of(
                property,
                "a comma-separated list of IPv4 addresses or of networks such as 192.0.2.0/24 and" + " 2001:db8::5/128",
                value -> addresses(value).stream().allMatch(Setting::isNetwork));
    }

    private static boolean isNetwork(String value) {
        return value.indexOf('/') < 0
                ? NetUtil.isValidIpV4Address(value)
                // An IP network contains neither a zone nor the brackets that surround an IPv6 address in a URL.
                : value.chars().noneMatch(character -> "%[]".indexOf(character) >= 0)
                        && Inet.parseCidrAddress(value) != null;
    }

    /** Splits the value of a setting into IP addresses. The list has at least one element. */
    public static List<String> addresses(String value) {
        return Arrays.stream(value.split(",", -1)).map(String::strip).toList();
    }

    /** Returns a setting that accepts a name of lower-case letters, digits and hyphens that begins with a letter. */
    static Setting lowerCaseName(String property) {
        return of(
                property,
                "a name of 1 to 60 lower-case letters, digits and hyphens that begins with a letter",
                value -> value.matches("[a-z][a-z0-9-]{0,59}"));
    }

    /** Returns a setting that accepts the JDBC URL of a PostgreSQL database. */
    static Setting database(String property) {
        return of(
                property,
                "a PostgreSQL JDBC URL such as jdbc:postgresql://replica.internal:5432/offprint",
                value -> value.startsWith("jdbc:postgresql://") && !value.contains(" "));
    }

    static Setting licence(String property) {
        return of(
                property,
                "the http or https URL of a licence, such as" + " https://creativecommons.org/publicdomain/zero/1.0/",
                value -> webAddress(value).isPresent());
    }

    /**
     * Returns a setting that accepts a host name in the format of the oai-identifier schema, which excludes IP
     * addresses.
     */
    static Setting domain(String property) {
        return of(property, "a domain name with a dot, such as journal.example", value -> {
            String[] labels = value.split("\\.", -1);
            for (String label : labels) {
                if (!label.matches("[a-zA-Z][a-zA-Z0-9-]*")) {
                    return false;
                }
            }
            return labels.length > 1 && value.length() <= 253;
        });
    }

    /**
     * Returns a setting that accepts the name of a platform. The name must contain a letter or digit, because
     * identifiers are derived from it.
     */
    static Setting platform(String property) {
        return of(
                property,
                "a name of 2 to 100 characters with at least one ASCII letter or digit",
                value -> value.length() >= 2
                        && value.length() <= 100
                        && !value.replaceAll("[^A-Za-z0-9]", "").isEmpty());
    }

    static Setting email(String property) {
        return of(property, "an e-mail address such as office@journal.example", value -> parses(value, Email::new));
    }

    static Setting doi(String property) {
        return of(property, "a DOI such as 10.1234/policy", value -> parses(value, Doi::parse));
    }

    /** Returns a setting that accepts a secret sent by clients. Error messages show only the length of the secret. */
    static Setting key(String property) {
        return new Setting(property, value -> {
            int length = value.codePointCount(0, value.length());
            if (length < SHORTEST_KEY) {
                return Optional.of("has " + length + " characters; it must have " + SHORTEST_KEY + " or more.");
            }
            return value.chars().anyMatch(Character::isISOControl)
                    ? Optional.of(
                            "contains a line break or another control character, which requests cannot send. Remove"
                                    + " the character.")
                    : Optional.empty();
        });
    }

    /** Returns a setting that accepts an AES-256 key. Error messages never show the key. */
    static Setting sealingKey(String property) {
        return new Setting(property, value -> {
            try {
                int bytes = Base64.getDecoder().decode(value).length;
                return bytes == SEALING_KEY
                        ? Optional.empty()
                        : Optional.of("has " + bytes + " bytes; it must have " + SEALING_KEY + ", in base64.");
            } catch (IllegalArgumentException e) {
                return Optional.of("is not base64; it must be " + SEALING_KEY + " bytes in base64.");
            }
        });
    }

    private static boolean parses(String value, Function<String, ?> reader) {
        try {
            reader.apply(value);
            return true;
        } catch (InvalidValueException e) {
            return false;
        }
    }

    private static Optional<URI> webAddress(String value) {
        try {
            URI uri = new URI(value);
            boolean isWeb = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return isWeb && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    public String property() {
        return property;
    }

    /** Returns the environment variable of the setting, for example {@code OFFPRINT_ADMIN_KEY}. */
    public String variable() {
        return property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    /** Returns the name of the setting for messages, for example {@code OFFPRINT_ADMIN_KEY (offprint.admin-key)}. */
    public String name() {
        return variable() + " (" + property + ")";
    }

    /**
     * Returns a line that describes an invalid value of the setting and the accepted values, or empty if the value is
     * valid.
     */
    public Optional<String> problem(String value) {
        String stripped = value.strip();
        return stripped.isEmpty() ? Optional.empty() : refusal.apply(stripped).map(said -> name() + " " + said);
    }

    /**
     * Returns the value of the setting without surrounding white space.
     *
     * @throws ConfigurationException if the value is invalid; the message is {@link #problem}
     */
    public String checked(String value) {
        problem(value).ifPresent(said -> {
            throw new ConfigurationException(said);
        });
        return value.strip();
    }

    /** Returns the value of a setting for messages, on one line and limited in length. */
    private static String shown(String value) {
        String line = value.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }
}
