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
 * Reads the parameters of one request and remembers all that is wrong, so that the caller learns it at once.
 *
 * <p>Each method gives a usable value even for a wrong one; nothing may be done with them before {@link #check()}.
 */
public final class Parameters {

    /** The largest number there is, for those without a bound of their own. */
    public static final int LARGEST = 999_999_999;

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,9}");

    private final List<Finding> findings = new ArrayList<>();

    /** A whole number from {@code min} to {@code max}; {@code otherwise} if it is not given (null) or wrong. */
    public int integer(String name, Given<Integer> given, int min, int max, int otherwise) {
        String raw = Given.textOf(given);
        if (absent(name, raw)) {
            return otherwise;
        }
        if (!INTEGER.matcher(raw).matches()) {
            wrong(name, "integer-format", wholeNumber(min, max));
            return otherwise;
        }
        int value = Integer.parseInt(raw);
        if (value < min || value > max) {
            wrong(name, "out-of-range", wholeNumber(min, max));
            return otherwise;
        }
        return value;
    }

    /** {@code true} or {@code false}, nothing else; {@code otherwise} if it is not given (null) or wrong. */
    public boolean flag(String name, Given<Boolean> given, boolean otherwise) {
        String raw = Given.textOf(given);
        if (absent(name, raw)) {
            return otherwise;
        }
        if (!raw.equals("true") && !raw.equals("false")) {
            wrong(name, "boolean-format", "Say true or false.");
            return otherwise;
        }
        return raw.equals("true");
    }

    /**
     * Returns the value that the given word stands for; {@code otherwise} if it is not given (null) or not among {@code
     * known}.
     */
    public <T> T oneOf(String name, String raw, Map<String, T> known, T otherwise) {
        if (absent(name, raw)) {
            return otherwise;
        }
        if (!known.containsKey(raw)) {
            wrong(name, "unknown-value", unknown(raw, known.keySet()));
            return otherwise;
        }
        return known.get(raw);
    }

    /**
     * Whatever {@code parse} makes of it; null if it is not given (null) or {@code parse} throws
     * IllegalArgumentException, whose message the caller is then told under this code.
     */
    public <T> T parsed(String name, String raw, String code, Function<String, T> parse) {
        if (absent(name, raw)) {
            return null;
        }
        try {
            return parse.apply(raw);
        } catch (IllegalArgumentException e) {
            wrong(name, code, e.getMessage());
            return null;
        }
    }

    /** Whatever {@code parse} makes of what was given, in the same way. */
    public <T> T parsed(String name, Given<T> given, String code, Function<String, T> parse) {
        return parsed(name, Given.textOf(given), code, parse);
    }

    /** The text as given, or null; an empty one is wrong. */
    public String text(String name, String raw) {
        return absent(name, raw) ? null : raw;
    }

    /** Remembers something else that is wrong with a parameter. */
    public void wrong(String name, String code, String message) {
        wrong(Finding.parameter(name, code, message));
    }

    /** Remembers a detailed finding. */
    public void wrong(Finding finding) {
        findings.add(finding);
    }

    /** Ends the request with 400 if anything was wrong. */
    public void check() {
        if (!findings.isEmpty()) {
            throw Problems.badParameters(findings);
        }
    }

    private boolean absent(String name, String raw) {
        if (raw != null && raw.isBlank()) {
            wrong(name, "empty-parameter", "Give " + name + " a value or leave it out.");
        }
        return raw == null || raw.isBlank();
    }

    private static String wholeNumber(int min, int max) {
        return "Give a whole number from " + min + (max == LARGEST ? " on." : " to " + max + ".");
    }

    private static String unknown(String raw, Collection<String> known) {
        String all = "It is one of " + String.join(", ", known) + ".";
        return NearestName.to(raw, known)
                .map(near -> "There is no " + raw + "; did you mean " + near + "? " + all)
                .orElse(all);
    }
}
