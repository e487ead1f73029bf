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
 * The outcome of one rule for one record.
 *
 * @param places where the record does not meet the rule, or is silent; at most {@link #MOST_PLACES}
 */
public record Verdict(Outcome outcome, List<Place> places) {

    private static final int MOST_PLACES = 20;
    private static final int LONGEST_VALUE = 200;

    static final Verdict PASS = new Verdict(Outcome.PASS, List.of());

    /** Whether a record meets a rule. */
    @Schema(name = "ReadinessOutcome")
    public enum Outcome {
        @JsonProperty("pass")
        PASS,
        /** Not to be told from here. */
        @JsonProperty("unknown")
        UNKNOWN,
        @JsonProperty("fail")
        FAIL
    }

    /** A place of a record. */
    @Schema(name = "ReadinessPlace")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Place(
            @Schema(
                    required = true,
                    description = "Where in the record that the rule is about, as a JSON Pointer (RFC 6901).",
                    examples = "/contributors/0/orcid")
            String pointer,

            @Schema(description = "The value that is there, cut to 200 characters; left out where there is none.")
            String value,

            @Schema(description = "Why the outcome is unknown, or more about a failure.")
            String message) {

        public Place {
            value = value == null || value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + '…';
        }
    }

    public Verdict {
        places = places.size() > MOST_PLACES ? List.copyOf(places.subList(0, MOST_PLACES)) : List.copyOf(places);
    }

    /** Passes where the value is there: neither null, nor blank, nor empty. */
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

    /** Fails for each element of a list that does not hold; passes for an empty list. */
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

    /** Returns the worse outcome of both, with the places of the outcome. */
    Verdict and(Verdict other) {
        int compared = outcome.compareTo(other.outcome);
        if (compared != 0) {
            return compared > 0 ? this : other;
        }
        List<Place> both = new ArrayList<>(places);
        both.addAll(other.places);
        return new Verdict(outcome, both);
    }

    /** Returns the better outcome of both: one of the two is enough. */
    Verdict or(Verdict other) {
        int compared = outcome.compareTo(other.outcome);
        if (compared == 0) {
            return outcome == Outcome.PASS ? PASS : and(other);
        }
        return compared < 0 ? this : other;
    }

    private static boolean isEmpty(Object value) {
        return value == null
                || value instanceof CharSequence text && text.toString().isBlank()
                || value instanceof Collection<?> list && list.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty();
    }
}
