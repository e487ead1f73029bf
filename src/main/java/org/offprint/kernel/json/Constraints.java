package org.offprint.kernel.json;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Checks the Bean Validation constraints of records in time proportional to the size of the records. A standard
 * validator hashes the whole record for each violation, which takes minutes for a body with ten thousand errors. This
 * class stops checking once it has found the maximum number of errors in a response.
 */
final class Constraints {

    private static final int MAX_VIOLATIONS = 1_000;
    private static final Set<Class<? extends Annotation>> KNOWN =
            Set.of(NotNull.class, NotBlank.class, NotEmpty.class, Size.class, Min.class, Max.class, Pattern.class);
    private static final ResourceBundle MESSAGES = ResourceBundle.getBundle("ValidationMessages");
    private static final Map<String, java.util.regex.Pattern> PATTERNS = new ConcurrentHashMap<>();

    private static final ClassValue<List<Member>> MEMBERS = new ClassValue<>() {
        @Override
        protected List<Member> computeValue(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            List<Member> members = new ArrayList<>();
            for (int i = 0; i < components.length; i++) {
                members.add(Member.of(
                        components[i], RecordShape.of(type).components().get(i)));
            }
            return List.copyOf(members);
        }
    };

    private final List<ConstraintViolation> broken = new ArrayList<>();

    private Constraints() {}

    /** Returns the components of a record type with their constraints, in declaration order. */
    static List<Member> members(Class<?> type) {
        return MEMBERS.get(type);
    }

    /** Returns the message of the first violated constraint, or null if the value is valid. */
    static String firstViolation(Object value, List<Annotation> constraints) {
        return constraints.stream()
                .map(constraint -> message(constraint, value))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Returns at most 1,000 constraint violations in a record and its nested records, ordered by location. */
    static List<ConstraintViolation> broken(Record record) {
        Constraints constraints = new Constraints();
        constraints.check(record, DocumentLocation.ROOT);
        return constraints.broken.stream()
                .sorted(ConstraintViolation.BY_POINTER)
                .toList();
    }

    /**
     * Constraint with cached bounds, because reading an annotation costs more than checking a value.
     *
     * @param min minimum size; 0 for constraints other than sizes
     * @param max maximum size; 0 for constraints other than sizes
     */
    record Rule(Annotation constraint, boolean requires, int min, int max) {

        static List<Rule> of(List<Annotation> constraints) {
            return constraints.stream()
                    .map(constraint -> constraint instanceof Size size
                            ? new Rule(size, false, size.min(), size.max())
                            : new Rule(
                                    constraint,
                                    constraint instanceof NotNull
                                            || constraint instanceof NotBlank
                                            || constraint instanceof NotEmpty,
                                    0,
                                    0))
                    .toList();
        }

        /**
         * Returns whether a quick check proves that a value satisfies the constraint. If the result is false, the full
         * check is required. For a size constraint, the quick check derives bounds from the number of UTF-16 code
         * units, since each character consists of one or two code units.
         */
        boolean passesQuickCheck(Object value) {
            if (value == null) {
                return !requires;
            }
            if (constraint instanceof Size) {
                return value instanceof CharSequence text && text.length() <= max && (text.length() + 1) / 2 >= min;
            }
            return constraint instanceof NotNull
                    || constraint instanceof NotBlank
                            && value instanceof String text
                            && !text.isEmpty()
                            && text.charAt(0) > ' '
                            && text.charAt(0) < 0x7f;
        }
    }

    /**
     * Component of a record, with its constraints.
     *
     * @param rules constraints of the component, with cached bounds
     * @param rulesOfEntries constraints of the entries of the component, with cached bounds
     * @param cascades whether nested records are also checked
     */
    record Member(
            RecordShape.Component component,
            Method accessor,
            List<Annotation> constraints,
            List<Annotation> ofEntries,
            List<Rule> rules,
            List<Rule> rulesOfEntries,
            boolean cascades) {

        static Member of(RecordComponent component, RecordShape.Component shape) {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            Field field = field(component);
            AnnotatedType entries = component.getAnnotatedType() instanceof AnnotatedParameterizedType generic
                    ? last(generic.getAnnotatedActualTypeArguments())
                    : null;
            boolean cascades = field.isAnnotationPresent(Valid.class)
                    || accessor.isAnnotationPresent(Valid.class)
                    || entries != null && entries.isAnnotationPresent(Valid.class);
            List<Annotation> constraints = constraints(field.getAnnotations());
            List<Annotation> ofEntries = entries == null ? List.of() : constraints(entries.getAnnotations());
            return new Member(
                    shape, accessor, constraints, ofEntries, Rule.of(constraints), Rule.of(ofEntries), cascades);
        }

        private static Field field(RecordComponent component) {
            try {
                return component.getDeclaringRecord().getDeclaredField(component.getName());
            } catch (NoSuchFieldException e) {
                throw new IllegalStateException(e);
            }
        }

        private static AnnotatedType last(AnnotatedType[] types) {
            return types[types.length - 1];
        }

        /**
         * Returns the supported constraints among the annotations. Throws an exception for an unsupported constraint,
         * which would otherwise be ignored silently.
         */
        private static List<Annotation> constraints(Annotation[] annotations) {
            Stream.of(annotations)
                    .map(Annotation::annotationType)
                    .filter(type -> type.isAnnotationPresent(jakarta.validation.Constraint.class))
                    .filter(type -> !KNOWN.contains(type))
                    .forEach(type -> {
                        throw new IllegalStateException(type + " is not a supported constraint");
                    });
            return Arrays.stream(annotations)
                    .filter(annotation -> KNOWN.contains(annotation.annotationType()))
                    .toList();
        }

        Object of(Record record) {
            try {
                return accessor.invoke(record);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void check(Record record, DocumentLocation place) {
        for (Member member : MEMBERS.get(record.getClass())) {
            if (broken.size() >= MAX_VIOLATIONS) {
                return;
            }
            Object value = member.of(record);
            DocumentLocation of = member.component().unwrapped()
                    ? place
                    : place.member(member.component().name());
            check(value, member.rules(), of);
            if (value instanceof List<?> list) {
                for (int i = 0; i < list.size() && broken.size() < MAX_VIOLATIONS; i++) {
                    entry(list.get(i), member, of.entry(i));
                }
            } else if (value instanceof Map<?, ?> map) {
                map.forEach((key, entry) -> entry(entry, member, of.member(key.toString())));
            } else {
                cascade(value, member, of);
            }
        }
    }

    private void entry(Object entry, Member member, DocumentLocation place) {
        check(entry, member.rulesOfEntries(), place);
        cascade(entry, member, place);
    }

    private void cascade(Object value, Member member, DocumentLocation place) {
        if (member.cascades() && value instanceof Record record) {
            check(record, place);
        }
    }

    private void check(Object value, List<Rule> rules, DocumentLocation place) {
        for (Rule rule : rules) {
            String message = rule.passesQuickCheck(value) ? null : message(rule.constraint(), value);
            if (message != null && broken.size() < MAX_VIOLATIONS) {
                broken.add(ConstraintViolation.of(place.pointer(), rule.constraint(), message));
            }
        }
    }

    /** Returns the error message if the value violates the constraint, or null if the value is valid. */
    private static String message(Annotation constraint, Object value) {
        if (constraint instanceof NotNull required) {
            return value == null ? text(required.message()) : null;
        } else if (constraint instanceof NotBlank required) {
            return value == null || ((CharSequence) value).toString().isBlank() ? text(required.message()) : null;
        } else if (constraint instanceof NotEmpty required) {
            return value == null || size(value) == 0 ? text(required.message()) : null;
        } else if (value == null) {
            return null;
        } else if (constraint instanceof Size size) {
            return message(size, value, size(value));
        } else if (constraint instanceof Min min) {
            return ((Number) value).longValue() < min.value() ? number(min.message(), min.value()) : null;
        } else if (constraint instanceof Max max) {
            return ((Number) value).longValue() > max.value() ? number(max.message(), max.value()) : null;
        }
        Pattern pattern = (Pattern) constraint;
        return PATTERNS.computeIfAbsent(pattern.regexp(), java.util.regex.Pattern::compile)
                        .matcher((CharSequence) value)
                        .matches()
                ? null
                : text(pattern.message());
    }

    private static String message(Size size, Object value, int found) {
        if (found >= size.min() && found <= size.max()) {
            return null;
        }
        if (!size.message().startsWith("{")) {
            return size.message();
        }
        String bound = found > size.max() ? "at most " + size.max() : "at least " + size.min();
        return "Must have " + bound + (value instanceof CharSequence ? " characters" : " entries") + ", but has "
                + found + ".";
    }

    /**
     * Returns the number of characters of a string, or the number of entries of a list or map. Characters are counted
     * as code points, as in JSON Schema (Validation 2020-12, 6.3.1).
     */
    private static int size(Object value) {
        return value instanceof CharSequence text
                ? Character.codePointCount(text, 0, text.length())
                : value instanceof Collection<?> list ? list.size() : ((Map<?, ?>) value).size();
    }

    private static String number(String template, long bound) {
        return text(template).replace("{value}", Long.toString(bound));
    }

    private static String text(String template) {
        return template.startsWith("{") ? MESSAGES.getString(template.substring(1, template.length() - 1)) : template;
    }
}
