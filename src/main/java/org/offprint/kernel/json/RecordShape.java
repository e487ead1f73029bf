package org.offprint.kernel.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.offprint.kernel.identifiers.Ids;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.text.NearestName;

/**
 * Reflective description of a record type, created once per type: its members, its constructor and its parsing method.
 */
final class RecordShape {

    /**
     * Component of a Java record: a JSON name with its type, or a nested record whose members are unwrapped into the
     * JSON object.
     */
    record Component(String name, Type type, Class<?> raw, boolean unwrapped) {}

    private static final ClassValue<RecordShape> SHAPES = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return new RecordShape(type);
        }
    };

    private final List<Component> components;
    private final Map<String, Type> members = new LinkedHashMap<>();
    private final Constructor<?> constructor;
    private final Method fromText;
    private final boolean isValue;

    private RecordShape(Class<?> type) {
        components = Arrays.stream(type.getRecordComponents())
                .map(RecordShape::component)
                .toList();
        for (Component component : components) {
            if (component.unwrapped()) {
                members.putAll(of(component.raw()).members());
            } else {
                members.put(component.name(), component.type());
            }
        }
        constructor = canonical(type);
        fromText = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()) && isDelegating(method))
                .findFirst()
                .orElse(null);
        isValue = Arrays.stream(type.getMethods()).anyMatch(method -> method.isAnnotationPresent(JsonValue.class));
    }

    static RecordShape of(Class<?> type) {
        return SHAPES.get(type);
    }

    /** Returns whether the record type is serialized as a single JSON string, such as an identifier. */
    static boolean isValue(Class<?> type) {
        return of(type).isValue;
    }

    /**
     * Parses a string as an identifier, a vocabulary term, or a record with a text form.
     *
     * @throws InvalidValueException if the string is invalid
     */
    static Object parse(Class<?> type, String text) {
        if (type == UUID.class) {
            return Ids.parse(text);
        } else if (type == Instant.class) {
            return instant(text);
        } else if (type.isEnum()) {
            return term(type, text);
        }
        Method fromText = of(type).fromText();
        if (fromText == null) {
            throw new IllegalStateException(type + " has no static method that parses a string");
        }
        return call(fromText, text);
    }

    List<Component> components() {
        return components;
    }

    /**
     * Returns the types of all members of the JSON object, keyed by member name. Members of unwrapped components are
     * included.
     */
    Map<String, Type> members() {
        return members;
    }

    /** Returns the static method that parses this record type from a string, or null if there is none. */
    Method fromText() {
        return fromText;
    }

    Object create(Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(constructor + " must accept any value that a client sends", e);
        }
    }

    private static Component component(RecordComponent component) {
        JsonProperty name = annotation(component, JsonProperty.class);
        return new Component(
                name == null ? component.getName() : name.value(),
                component.getGenericType(),
                component.getType(),
                annotation(component, JsonUnwrapped.class) != null);
    }

    /**
     * Returns an annotation of a record component. Jackson's annotations are always present on the field of a
     * component, but not always on the component itself.
     */
    private static <A extends java.lang.annotation.Annotation> A annotation(RecordComponent component, Class<A> type) {
        AnnotatedElement accessor = component.getAccessor();
        if (accessor.isAnnotationPresent(type)) {
            return accessor.getAnnotation(type);
        }
        try {
            return component
                    .getDeclaringRecord()
                    .getDeclaredField(component.getName())
                    .getAnnotation(type);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Constructor<?> canonical(Class<?> type) {
        Class<?>[] parameters = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(parameters);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isDelegating(Method method) {
        JsonCreator creator = method.getAnnotation(JsonCreator.class);
        return creator != null && creator.mode() == JsonCreator.Mode.DELEGATING;
    }

    private static Object call(Method method, String text) {
        try {
            method.setAccessible(true);
            return method.invoke(null, text);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof InvalidValueException refusal) {
                throw refusal;
            }
            throw new IllegalStateException(method + " failed to parse a string", e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Instant instant(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            // RFC 3339, section 5.6, requires four-digit years. The year is checked in UTC, because timestamps are
            // written in UTC.
            int year = time.withOffsetSameInstant(ZoneOffset.UTC).getYear();
            if (year > 0 && year < 10_000) {
                return time.toInstant();
            }
        } catch (DateTimeException e) {
            // The invalid timestamp is reported below.
        }
        throw new InvalidValueException(
                "time-format", "Must be a time with a UTC offset, for example 2025-12-03T09:00:00Z.");
    }

    private static Object term(Class<?> type, String text) {
        Map<String, Object> terms = Vocabulary.terms(type);
        Object term = terms.get(text);
        if (term == null) {
            String guess = NearestName.to(text, terms.keySet())
                    .map(near -> "Did you mean " + near + "? ")
                    .orElse("");
            throw new InvalidValueException(
                    "unknown-value", guess + "Must be one of " + String.join(", ", terms.keySet()) + ".");
        }
        return term;
    }
}
