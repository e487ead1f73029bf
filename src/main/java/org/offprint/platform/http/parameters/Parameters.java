package org.offprint.platform.http.parameters;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.offprint.kernel.faults.Finding;
import org.offprint.kernel.faults.Problems;
import org.offprint.kernel.text.NearestName;

/**
 * Parses the parameters of a request and collects all errors, so that the client receives them together.
 * <p>Each method returns a usable value even if the parameter is invalid. The values must not be used before {@link
 * #check()} is called.
 */
public final class Parameters {

    /** Largest integer accepted for parameters without a limit of their own. */
    public static final int LARGEST = 999_999_999;

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,9}");

    private final List<Finding> findings = new ArrayList<>();

    /**
     * Returns the integer value of a parameter, which must be from {@code min} to {@code max}. If the parameter is
     * missing (null) or invalid, returns {@code otherwise}.
     */
    public int integer(String name, ParameterValue<Integer> given, int min, int max, int otherwise) {
        String raw = ParameterValue.textOf(given);
        if (absent(name, raw)) {
            return otherwise;
        }
        if (!INTEGER.matcher(raw).matches()) {
            addError(name, "integer-format", wholeNumber(min, max));
            return otherwise;
        }
        int value = Integer.parseInt(raw);
        if (value < min || value > max) {
            addError(name, "out-of-range", wholeNumber(min, max));
            return otherwise;
        }
        return value;
    }

    /**
     * Returns the boolean value of a parameter. Only {@code true} and {@code false} are accepted. If the parameter is
     * missing (null) or invalid, returns {@code otherwise}.
     */
    public boolean flag(String name, ParameterValue<Boolean> given, boolean otherwise) {
        String raw = ParameterValue.textOf(given);
        if (absent(name, raw)) {
            return otherwise;
        }
        if (!raw.equals("true") && !raw.equals("false")) {
            addError(name, "boolean-format", "Must be `true` or `false`.");
            return otherwise;
        }
        return raw.equals("true");
    }

    /**
     * Returns the map value for a parameter that must be one of the keys of {@code known}. If the parameter is missing
     * (null) or not a key of the map, returns {@code otherwise}.
     */
    public <T> T oneOf(String name, String raw, Map<String, T> known, T otherwise) {
        if (absent(name, raw)) {
            return otherwise;
        }
        if (!known.containsKey(raw)) {
            addError(name, "unknown-value", unknown(raw, known.keySet()));
            return otherwise;
        }
        return known.get(raw);
    }

    /**
     * Returns the parameter as parsed by {@code parse}, or null if it is missing (null) or invalid. If {@code parse}
     * throws IllegalArgumentException, the exception message is reported with error code {@code code}.
     */
    public <T> T parsed(String name, String raw, String code, Function<String, T> parse) {
        if (absent(name, raw)) {
            return null;
        }
        try {
            return parse.apply(raw);
        } catch (IllegalArgumentException e) {
            addError(name, code, e.getMessage());
            return null;
        }
    }

    /** Returns the parameter as parsed by {@code parse}, or null if it is missing or invalid. */
    public <T> T parsed(String name, ParameterValue<T> given, String code, Function<String, T> parse) {
        return parsed(name, ParameterValue.textOf(given), code, parse);
    }

    /**
     * Returns the parameter value as sent by the client, or null if the parameter is missing. An empty value is an
     * error.
     */
    public String text(String name, String raw) {
        return absent(name, raw) ? null : raw;
    }

    /** Adds a parameter error to the collected errors. */
    public void addError(String name, String code, String message) {
        addError(Finding.parameter(name, code, message));
    }

    /** Adds a parameter error with details to the collected errors. */
    public void addError(Finding finding) {
        findings.add(finding);
    }

    /** Rejects the request with 400 if any errors were collected. */
    public void check() {
        if (!findings.isEmpty()) {
            throw Problems.badParameters(findings);
        }
    }

    private boolean absent(String name, String raw) {
        if (raw != null && raw.isBlank()) {
            addError(name, "empty-parameter", "Specify a value for " + name + ", or omit the parameter.");
        }
        return raw == null || raw.isBlank();
    }

    private static String wholeNumber(int min, int max) {
        return max == LARGEST
                ? "Must be a whole number, " + min + " or greater."
                : "Must be a whole number from " + min + " to " + max + ".";
    }

    private static String unknown(String raw, Collection<String> known) {
        String all = "Must be one of " + String.join(", ", known) + ".";
        return NearestName.to(raw, known)
                .map(near -> "There is no " + raw + "; did you mean " + near + "? " + all)
                .orElse(all);
    }
}
