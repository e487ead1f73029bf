package org.offprint.platform.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Media types that a client accepts, parsed from the {@code Accept} header (RFC 9110, section 12.5.1). No parameter
 * except the weight affects the choice of a media type. Malformed media ranges are ignored.
 */
public final class Accept {

    private static final Pattern NAME = Pattern.compile("[a-z0-9!#$&^_.+*-]+");
    private static final Pattern WEIGHT = Pattern.compile("0?\\.[0-9]{1,3}|0\\.?|1(\\.0{0,3})?");

    private final List<Range> ranges = new ArrayList<>();

    private record Range(String type, String subtype, double weight, Map<String, String> parameters) {

        /**
         * Returns how specifically the media range matches a media type: 3 for an exact match, 2 for a match of all
         * subtypes, 1 for a match of all media types, and 0 for no match.
         */
        int fits(String mediaType) {
            int slash = mediaType.indexOf('/');
            boolean sameType = type.equals(mediaType.substring(0, slash));
            if (sameType && subtype.equals(mediaType.substring(slash + 1))) {
                return 3;
            }
            return !subtype.equals("*") ? 0 : sameType ? 2 : type.equals("*") ? 1 : 0;
        }
    }

    private Accept() {}

    /**
     * Parses an {@code Accept} header.
     *
     * @param header all {@code Accept} header values, joined by commas; null or blank to accept every media type
     */
    public static Accept of(String header) {
        Accept accept = new Accept();
        if (header == null || header.isBlank()) {
            accept.ranges.add(new Range("*", "*", 1, Map.of()));
            return accept;
        }
        for (String range : header.toLowerCase(Locale.ROOT).split(",")) {
            accept.add(range.split(";"));
        }
        return accept;
    }

    private void add(String[] parts) {
        // Some old clients send a single asterisk to accept every media type.
        String name = parts[0].strip().equals("*") ? "*/*" : parts[0].strip();
        String[] halves = name.split("/", -1);
        Optional<Double> weight = weight(parts);
        boolean readable = halves.length == 2
                && NAME.matcher(halves[0]).matches()
                && NAME.matcher(halves[1]).matches();
        if (readable && weight.isPresent()) {
            ranges.add(new Range(halves[0], halves[1], weight.get(), parameters(parts)));
        }
    }

    private static Map<String, String> parameters(String[] parts) {
        Map<String, String> parameters = new HashMap<>();
        for (int i = 1; i < parts.length; i++) {
            String[] pair = parts[i].split("=", 2);
            if (pair.length == 2) {
                parameters.put(pair[0].strip(), pair[1].strip().replace("\"", ""));
            }
        }
        return parameters;
    }

    /**
     * Returns the parameters of the first media range that equals {@code mediaType}, in lower case. Returns an empty
     * map if no media range matches exactly.
     */
    public Map<String, String> parametersOf(String mediaType) {
        return ranges.stream()
                .filter(range -> range.fits(mediaType) == 3)
                .findFirst()
                .map(Range::parameters)
                .orElse(Map.of());
    }

    private static Optional<Double> weight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i].strip();
            if (part.startsWith("q=")) {
                String value = part.substring(2).strip();
                return WEIGHT.matcher(value).matches() ? Optional.of(Double.valueOf(value)) : Optional.empty();
            }
        }
        return Optional.of(1.0);
    }

    /**
     * Returns whether the {@code Accept} header explicitly rejects a media type, because the most specific matching
     * range has the weight 0.
     */
    public boolean rejects(String mediaType) {
        return ranges.stream().anyMatch(range -> range.fits(mediaType) > 0) && weightOf(mediaType) == 0;
    }

    /**
     * Returns the weight of a media type, from 0 (not accepted) to 1, as defined by the most specific media range that
     * matches.
     */
    public double weightOf(String mediaType) {
        int most = 0;
        double weight = 0;
        for (Range range : ranges) {
            int fits = range.fits(mediaType);
            if (fits > most) {
                most = fits;
                weight = range.weight();
            }
        }
        return weight;
    }

    /**
     * Returns the offered media type with the highest weight, or the first of several with the same weight. Returns
     * empty if no offered media type is accepted.
     */
    public Optional<String> best(Collection<String> offered) {
        String best = null;
        double most = 0;
        for (String mediaType : offered) {
            double weight = weightOf(mediaType);
            if (weight > most) {
                best = mediaType;
                most = weight;
            }
        }
        return Optional.ofNullable(best);
    }
}
