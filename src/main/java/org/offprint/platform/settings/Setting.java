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
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.Email;
import org.offprint.kernel.identifiers.InvalidValueException;

/** A setting: the property that holds it and the values that it takes. */
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

    /** @param allowed the values that it takes, in words that follow "it must be" */
    private static Setting of(String property, String allowed, Predicate<String> takes) {
        return new Setting(
                property,
                value -> takes.test(value)
                        ? Optional.empty()
                        : Optional.of("is " + shown(value) + "; it must be " + allowed + "."));
    }

    /** A setting that takes any text. */
    static Setting text(String property) {
        return new Setting(property, value -> Optional.empty());
    }

    static Setting oneOf(String property, List<String> values) {
        String all = String.join(", ", values.subList(0, values.size() - 1));
        return of(property, all + " or " + values.get(values.size() - 1), values::contains);
    }

    /** A setting that is true or false: anything else would be taken for false. */
    static Setting onOrOff(String property) {
        return oneOf(property, List.of("true", "false"));
    }

    static Setting count(String property, int least, int most) {
        String allowed = most == Integer.MAX_VALUE
                ? "a whole number from " + least + " on"
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
        return of(property, "a time above zero and up to 365 days, such as 500MS, 2S, 5M or PT1M30S", value -> {
            try {
                Duration duration = DurationConverter.parseDuration(value);
                return duration != null && duration.compareTo(Duration.ZERO) > 0 && duration.compareTo(LONGEST) <= 0;
            } catch (RuntimeException e) {
                return false;
            }
        });
    }

    /** A setting with the address of a service, to which paths are added. */
    static Setting service(String property) {
        return of(property, "an http or https address such as https://api.journal.example", value -> {
            Optional<URI> uri = webAddress(value);
            return uri.isPresent() && uri.get().getQuery() == null && uri.get().getFragment() == null;
        });
    }

    /** A setting with the address of a platform in the registry of COUNTER, as COUNTER's schema takes it (API 5.1.0.1). */
    static Setting registryRecord(String property) {
        String uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
        return of(
                property,
                "the address of a platform in COUNTER's registry, which ends with /platform/ and a UUID",
                value -> value.matches("https://registry\\.countermetrics\\.org/(platform|usage-data-host)/" + uuid));
    }

    /** A setting with the addresses of some servers that are one service. */
    static Setting services(String property) {
        return of(
                property,
                "http or https addresses with commas between them, such as"
                        + " https://search-1.journal.example:9200,https://search-2.journal.example:9200",
                value -> addresses(value).stream().allMatch(address -> webAddress(address)
                        .filter(uri -> uri.getQuery() == null && uri.getFragment() == null)
                        .isPresent()));
    }

    /**
     * A setting with machines by their addresses. A name would be looked up for each request, which waits for seconds
     * where the name server does not answer; a bare address of IPv6 is taken for a name and a port by the framework.
     */
    static Setting networks(String property) {
        return of(
                property,
                "addresses of IPv4, or networks such as 192.0.2.0/24 and 2001:db8::5/128, with commas between them",
                value -> addresses(value).stream().allMatch(Setting::isNetwork));
    }

    private static boolean isNetwork(String value) {
        return value.indexOf('/') < 0
                ? NetUtil.isValidIpV4Address(value)
                // A network has no zone, and no brackets of an address in a URL.
                : value.chars().noneMatch(character -> "%[]".indexOf(character) >= 0)
                        && Inet.parseCidrAddress(value) != null;
    }

    /** Returns the addresses of a setting that takes several; one at least. */
    public static List<String> addresses(String value) {
        return Arrays.stream(value.split(",", -1)).map(String::strip).toList();
    }

    /** A setting with a name that begins with a letter, of small letters, digits and hyphens. */
    static Setting lowerCaseName(String property) {
        return of(
                property,
                "a name of 1 to 60 small letters, digits and hyphens that begins with a letter",
                value -> value.matches("[a-z][a-z0-9-]{0,59}"));
    }

    /** A setting with the address of a PostgreSQL database, as its driver for Java takes it. */
    static Setting database(String property) {
        return of(
                property,
                "such as jdbc:postgresql://replica.internal:5432/offprint",
                value -> value.startsWith("jdbc:postgresql://") && !value.contains(" "));
    }

    static Setting licence(String property) {
        return of(
                property,
                "the http or https address of a licence, such as https://creativecommons.org/publicdomain/zero/1.0/",
                value -> webAddress(value).isPresent());
    }

    /** A setting with the name of a host as the schema of oai-identifier takes it: no address in figures. */
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

    /** A setting with the name of a platform, which has a letter or a digit to begin identifiers with. */
    static Setting platform(String property) {
        return of(
                property,
                "a name of 2 to 100 characters, letters or digits of ASCII among them",
                value -> value.length() >= 2
                        && value.length() <= 100
                        && !value.replaceAll("[^A-Za-z0-9]", "").isEmpty());
    }

    static Setting email(String property) {
        return of(property, "an e-mail address such as office@journal.example", value -> reads(value, Email::new));
    }

    static Setting doi(String property) {
        return of(property, "a DOI such as 10.1234/policy", value -> reads(value, Doi::parse));
    }

    /** A setting with a secret that a client sends; it is told by its length. */
    static Setting key(String property) {
        return new Setting(property, value -> {
            int length = value.codePointCount(0, value.length());
            if (length < SHORTEST_KEY) {
                return Optional.of("has " + length + " characters; it needs " + SHORTEST_KEY + " or more.");
            }
            return value.chars().anyMatch(Character::isISOControl)
                    ? Optional.of("contains a line break or another control character, which no request could send.")
                    : Optional.empty();
        });
    }

    /** A setting with a key of AES-256, which is told by nothing of it. */
    static Setting sealingKey(String property) {
        return new Setting(property, value -> {
            try {
                int bytes = Base64.getDecoder().decode(value).length;
                return bytes == SEALING_KEY
                        ? Optional.empty()
                        : Optional.of("has " + bytes + " bytes; it needs " + SEALING_KEY + ", in base64.");
            } catch (IllegalArgumentException e) {
                return Optional.of("is not base64; it must be " + SEALING_KEY + " bytes in base64.");
            }
        });
    }

    private static boolean reads(String value, Function<String, ?> reader) {
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

    /** The variable of the environment that holds it: {@code OFFPRINT_ADMIN_KEY}. */
    public String variable() {
        return property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    /** The setting as people set it, with the variable first: {@code OFFPRINT_ADMIN_KEY (offprint.admin-key)}. */
    public String name() {
        return variable() + " (" + property + ")";
    }

    /** Returns one line that says what is wrong with a value and what is allowed; empty for one that can be used. */
    public Optional<String> problem(String value) {
        String stripped = value.strip();
        return stripped.isEmpty() ? Optional.empty() : refusal.apply(stripped).map(said -> name() + " " + said);
    }

    /**
     * Returns the value without the blanks around it.
     *
     * @throws ConfigurationException where it cannot be used; the message is {@link #problem}
     */
    public String checked(String value) {
        problem(value).ifPresent(said -> {
            throw new ConfigurationException(said);
        });
        return value.strip();
    }

    /** A value on one line and of bearable length. */
    private static String shown(String value) {
        String line = value.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }
}
