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
 * The rules of one member of a record, as the annotations of its type state them, for a value alone: whether it fits is
 * known when it is set, before there is a record. The words are those of {@link RecordReader}.
 */
public final class MemberRules {

    /** Composed, a text is at most so many times as long (Unicode Standard Annex 15, section 9, of NFC in UTF-16). */
    private static final int LONGEST_COMPOSED = 3;

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
    private final Form whole;
    /** Null where the member is neither a list nor a map. */
    private final Form entry;

    /** The type of a value and its constraints. */
    private record Form(Class<?> raw, List<Annotation> constraints) {

        /** Whether nothing can be wrong with this text; false where it has to be looked at closer. */
        boolean surelyTakes(String text) {
            if (raw.isEnum()) {
                return Vocabulary.terms(raw).containsKey(text);
            }
            return raw == String.class
                    && constraints.stream().allMatch(constraint -> surelyTakes(constraint, text))
                    && Text.fault(text) == null;
        }

        private static boolean surelyTakes(Annotation constraint, String text) {
            return constraint instanceof Size size
                    ? text.length() * LONGEST_COMPOSED <= size.max() && size.min() == 0
                    : constraint instanceof NotBlank && !Text.isBlank(text);
        }

        String fault(String text) {
            if (surelyTakes(text)) {
                return null;
            }
            Findings findings = new Findings();
            Object value = new ScalarReader(findings).read(TextNode.valueOf(text), raw, JsonPlace.ROOT);
            return findings.all().isEmpty()
                    ? Constraints.fault(value, constraints)
                    : findings.all().get(0).message();
        }
    }

    private MemberRules(Constraints.Member member) {
        constraints = member.constraints();
        whole = new Form(member.component().raw(), member.constraints());
        if (member.component().type() instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            entry = new Form((Class<?>) of[of.length - 1], member.ofEntries());
        } else {
            entry = null;
        }
    }

    /** The rules of a member by its name in JSON. */
    public static MemberRules of(Class<? extends Record> type, String member) {
        return Objects.requireNonNull(RULES.get(type).get(member), () -> type + " has no member " + member);
    }

    /** The rules of the members that every record of a type has, by their names in JSON. */
    public static Map<String, MemberRules> required(Class<? extends Record> type) {
        Map<String, MemberRules> required = new LinkedHashMap<>(RULES.get(type));
        required.values().removeIf(rules -> !rules.isRequired());
        return required;
    }

    private boolean isRequired() {
        return constraints.stream()
                .anyMatch(constraint -> constraint instanceof NotNull || constraint instanceof NotBlank);
    }

    /** Tells what is wrong with a text, a term or an identifier; null for nothing. */
    public String fault(String text) {
        return whole.fault(text);
    }

    /** Tells what is wrong with an entry of a list or a map; null for nothing. */
    public String faultOfEntry(String text) {
        return entry.fault(text);
    }

    /** Tells what is wrong with the length of a text alone; null for nothing. */
    public String faultOfLength(String text) {
        List<Annotation> sizes = constraints.stream()
                .filter(constraint -> constraint instanceof Size size && text.length() * LONGEST_COMPOSED > size.max())
                .toList();
        return sizes.isEmpty() ? null : Constraints.fault(Text.tidy(text), sizes);
    }

    /** Tells what is wrong with the number of entries of a list or a map; null for nothing. */
    public String faultOfCount(int entries) {
        return Constraints.fault(Collections.nCopies(entries, ""), constraints);
    }

    /** Tells what is wrong where there is no value. */
    public String faultOfNone() {
        return Constraints.fault(null, constraints);
    }
}
