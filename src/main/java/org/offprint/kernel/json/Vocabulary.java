package org.offprint.kernel.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Terms of closed vocabularies, as written in JSON. */
public final class Vocabulary {

    private static final ClassValue<Map<String, Object>> TERMS = new ClassValue<>() {
        @Override
        protected Map<String, Object> computeValue(Class<?> type) {
            Map<String, Object> terms = new LinkedHashMap<>();
            for (Object constant : type.getEnumConstants()) {
                terms.put(termOf((Enum<?>) constant), constant);
            }
            return Collections.unmodifiableMap(terms);
        }
    };

    private Vocabulary() {}

    /** Returns the constants of an enum type, keyed by JSON term, in declaration order. */
    public static Map<String, Object> terms(Class<?> type) {
        return TERMS.get(type);
    }

    /** Returns the typed constants of an enum type, keyed by JSON term, in declaration order. */
    public static <E extends Enum<E>> Map<String, E> constants(Class<E> type) {
        Map<String, E> constants = new LinkedHashMap<>();
        terms(type).forEach((term, constant) -> constants.put(term, type.cast(constant)));
        return constants;
    }

    /**
     * Converts a map keyed by JSON terms into a map keyed by enum constants.
     *
     * @throws IllegalStateException if the enum has no such term
     */
    public static <E extends Enum<E>> Map<E, String> keyed(Class<E> type, Map<String, String> byTerm) {
        Map<E, String> byConstant = new EnumMap<>(type);
        byTerm.forEach((term, value) -> {
            if (!terms(type).containsKey(term)) {
                throw new IllegalStateException(type.getSimpleName() + " has no term " + term + ".");
            }
            byConstant.put(type.cast(terms(type).get(term)), value);
        });
        return Collections.unmodifiableMap(byConstant);
    }

    /**
     * Returns the JSON term of an enum constant: the name given by its Jackson annotation, or else the name of the
     * constant.
     */
    public static String termOf(Enum<?> constant) {
        try {
            JsonProperty name =
                    constant.getDeclaringClass().getField(constant.name()).getAnnotation(JsonProperty.class);
            return name == null ? constant.name() : name.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }
}
