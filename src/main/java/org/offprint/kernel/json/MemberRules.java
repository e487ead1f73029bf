package org.offprint.kernel.json;

import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Rules for a single JSON member, read from the annotations of the record type. The rules validate a member value
 * before the record exists. The error messages are the same as in {@link RecordReader}.
 */
public final class MemberRules {

    /**
     * Maximum factor by which Unicode composition lengthens a string (Unicode Standard Annex 15, section 9, NFC in
     * UTF-16).
     */
    private static final int MAX_COMPOSITION_FACTOR = 3;

    private static final ClassValue<Map<String, MemberRules>> RULES = new ClassValue<>() {
        @Override
        protected Map<String, MemberRules> computeValue(Class<?> type) {
            Map<String, MemberRules> rules = new LinkedHashMap<>();
            for (Constraints.Member member : Constraints.members(type)) {
                rules.put(member.component().name(), new MemberRules(member));
            }
            return rules;
        }
    };

    private final List<Annotation> constraints;
    private final ValueRules whole;
    /** Rules for the entries of a list or map; null for any other member. */
    private final ValueRules entry;

    /** Java type of a JSON value, with its constraints. */
    private record ValueRules(Class<?> raw, List<Annotation> constraints) {

        /**
         * Returns whether a quick check proves that the string is valid. Returns false if the full check is required.
         */
        boolean passesQuickCheck(String text) {
            if (raw.isEnum()) {
                return Vocabulary.terms(raw).containsKey(text);
            }
            return raw == String.class
                    && constraints.stream().allMatch(constraint -> passesQuickCheck(constraint, text))
                    && Text.fault(text) == null;
        }

        private static boolean passesQuickCheck(Annotation constraint, String text) {
            return constraint instanceof Size size
                    ? text.length() * MAX_COMPOSITION_FACTOR <= size.max() && size.min() == 0
                    : constraint instanceof NotBlank && !Text.isBlank(text);
        }

        String fault(String text) {
            if (passesQuickCheck(text)) {
                return null;
            }
            Findings findings = new Findings();
            Object value = new ScalarReader(findings).read(TextNode.valueOf(text), raw, DocumentLocation.ROOT);
            return findings.all().isEmpty()
                    ? Constraints.firstViolation(value, constraints)
                    : findings.all().get(0).message();
        }
    }

    private MemberRules(Constraints.Member member) {
        constraints = member.constraints();
        whole = new ValueRules(member.component().raw(), member.constraints());
        if (member.component().type() instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            entry = new ValueRules((Class<?>) of[of.length - 1], member.ofEntries());
        } else {
            entry = null;
        }
    }

    /** Returns the rules of a member with the given JSON name. */
    public static MemberRules of(Class<? extends Record> type, String member) {
        return Objects.requireNonNull(RULES.get(type).get(member), () -> type + " has no member " + member);
    }

    /** Returns the rules of the required members of a record type, keyed by JSON name. */
    public static Map<String, MemberRules> required(Class<? extends Record> type) {
        Map<String, MemberRules> required = new LinkedHashMap<>(RULES.get(type));
        required.values().removeIf(rules -> !rules.isRequired());
        return required;
    }

    private boolean isRequired() {
        return constraints.stream()
                .anyMatch(constraint -> constraint instanceof NotNull || constraint instanceof NotBlank);
    }

    /**
     * Returns the error message for an invalid string, vocabulary term or identifier, or null if the value is valid.
     */
    public String fault(String text) {
        return whole.fault(text);
    }

    /** Returns the error message for an invalid entry of a list or map, or null if the entry is valid. */
    public String faultOfEntry(String text) {
        return entry.fault(text);
    }

    /**
     * Returns the error message for a string of invalid length, or null if the length is valid. No other rules are
     * checked.
     */
    public String faultOfLength(String text) {
        List<Annotation> sizes = constraints.stream()
                .filter(constraint ->
                        constraint instanceof Size size && text.length() * MAX_COMPOSITION_FACTOR > size.max())
                .toList();
        return sizes.isEmpty() ? null : Constraints.firstViolation(Text.normalized(text), sizes);
    }

    /** Returns the error message for an invalid number of entries in a list or map, or null if the number is valid. */
    public String faultOfCount(int entries) {
        return Constraints.firstViolation(Collections.nCopies(entries, ""), constraints);
    }

    /** Returns the error message for a missing member value, or null if the member is optional. */
    public String faultOfMissing() {
        return Constraints.firstViolation(null, constraints);
    }
}
