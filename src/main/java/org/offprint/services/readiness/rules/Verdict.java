package org.offprint.services.readiness.rules;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Outcome of one readiness rule for one record.
 *
 * @param places locations in the record that fail the rule or lack data; at most {@link #MOST_PLACES}
 */
public record Verdict(Outcome outcome, List<Place> places) {

    private static final int MOST_PLACES = 20;
    private static final int LONGEST_VALUE = 200;

    static final Verdict PASS = new Verdict(Outcome.PASS, List.of());

    /** Outcome of a readiness rule. */
    @Schema(
            name = "ReadinessOutcome",
            description = "Outcome of a rule. `unknown`: the service cannot determine whether the rule is met.")
    public enum Outcome {
        @JsonProperty("pass")
        PASS,
        /** The service cannot determine whether the record satisfies the rule. */
        @JsonProperty("unknown")
        UNKNOWN,
        @JsonProperty("fail")
        FAIL
    }

    /** Location in a record at which a rule fails or has an unknown outcome. */
    @Schema(
            name = "ReadinessPlace",
            description = "Location in a record at which a rule fails or has an unknown outcome.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Place(
            @Schema(
                    required = true,
                    description = "JSON Pointer (RFC 6901) into the record that the rule checks.",
                    examples = "/contributors/0/orcid")
            String pointer,

            @Schema(description = "Value at the pointer, truncated to 200 characters. Absent if there is no value.")
            String value,

            @Schema(description = "Reason why the outcome is unknown, or details about a failure.")
            String message) {

        public Place {
            value = value == null || value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + '…';
        }
    }

    public Verdict {
        places = places.size() > MOST_PLACES ? List.copyOf(places.subList(0, MOST_PLACES)) : List.copyOf(places);
    }

    /** Passes if a value is neither null, blank nor empty. */
    static Verdict present(String pointer, Object value) {
        return that(!isEmpty(value), pointer, null);
    }

    static Verdict that(boolean holds, String pointer, Object value) {
        return that(holds, pointer, value, null);
    }

    static Verdict that(boolean holds, String pointer, Object value, String message) {
        return holds ? PASS : fail(pointer, value, message);
    }

    static Verdict fail(String pointer, Object value, String message) {
        String shown = value == null ? null : value.toString();
        return new Verdict(Outcome.FAIL, List.of(new Place(pointer, shown, message)));
    }

    static Verdict unknown(String pointer, String because) {
        return new Verdict(Outcome.UNKNOWN, List.of(new Place(pointer, null, because)));
    }

    /** Fails for each list element that does not satisfy a condition. Passes if the list is empty. */
    static <T> Verdict each(
            List<T> all, Predicate<T> holds, Function<Integer, String> pointer, Function<T, Object> value) {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < all.size() && places.size() < MOST_PLACES; i++) {
            if (!holds.test(all.get(i))) {
                Object shown = value.apply(all.get(i));
                places.add(new Place(pointer.apply(i), shown == null ? null : shown.toString(), null));
            }
        }
        return places.isEmpty() ? PASS : new Verdict(Outcome.FAIL, places);
    }

    /** Returns the worse of two verdicts. The locations of verdicts with the same outcome are combined. */
    Verdict and(Verdict other) {
        int compared = outcome.compareTo(other.outcome);
        if (compared != 0 || outcome == Outcome.PASS) {
            return compared > 0 ? this : other;
        }
        List<Place> both = new ArrayList<>(places);
        both.addAll(other.places);
        return new Verdict(outcome, both);
    }

    /** Returns the better of two verdicts, because one passing check is sufficient. */
    Verdict or(Verdict other) {
        int compared = outcome.compareTo(other.outcome);
        return compared == 0 ? and(other) : compared < 0 ? this : other;
    }

    private static boolean isEmpty(Object value) {
        return value == null
                || value instanceof CharSequence text && text.toString().isBlank()
                || value instanceof Collection<?> list && list.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty();
    }
}
