package org.offprint.json;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;

/**
 * A Bean Validation constraint that a value breaks, as a finding has it.
 *
 * @param pointer the place, as a JSON Pointer
 */
record BrokenConstraint(String pointer, String code, String message) {

    private static final java.util.regex.Pattern NUMBER = java.util.regex.Pattern.compile("[0-9]+");

    /** By places, entries of lists in the order of the list. */
    static final Comparator<BrokenConstraint> BY_PLACE = Comparator.comparing(broken -> NUMBER.matcher(broken.pointer())
            .replaceAll(digits -> "0".repeat(Math.max(0, 10 - digits.group().length())) + digits.group()));

    private static final Map<Class<? extends Annotation>, String> CODES = Map.of(
            NotNull.class, "required",
            NotBlank.class, "required",
            NotEmpty.class, "required",
            Size.class, "size",
            Min.class, "out-of-range",
            Max.class, "out-of-range",
            Pattern.class, "format");

    /** Of a violation in a record of this type; null where the contract counts otherwise and nothing is wrong. */
    static BrokenConstraint of(Class<?> root, ConstraintViolation<?> violation) {
        Annotation constraint = violation.getConstraintDescriptor().getAnnotation();
        String message = violation.getMessage();
        if (constraint instanceof Size size) {
            int found = size(violation.getInvalidValue());
            if (found >= size.min() && found <= size.max()) {
                return null;
            }
            if (violation.getMessageTemplate().startsWith("{")) {
                message = message(size, violation.getInvalidValue() instanceof CharSequence, found);
            }
        }
        return new BrokenConstraint(
                pointer(root, violation), CODES.getOrDefault(constraint.annotationType(), "invalid"), message);
    }

    /** Characters are counted as JSON Schema counts them, by code points (Validation 2020-12, 6.3.1). */
    private static int size(Object value) {
        return value instanceof CharSequence text
                ? Character.codePointCount(text, 0, text.length())
                : value instanceof Collection<?> list ? list.size() : ((Map<?, ?>) value).size();
    }

    private static String message(Size size, boolean isText, int found) {
        String bound = found > size.max() ? "at most " + size.max() : "at least " + size.min();
        return "This must have " + bound + (isText ? " characters" : " entries") + "; it has " + found + ".";
    }

    private static String pointer(Class<?> root, ConstraintViolation<?> violation) {
        StringBuilder pointer = new StringBuilder();
        Class<?> type = root;
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            } else if (node.getKey() != null) {
                pointer.append('/').append(JsonPointers.escape(node.getKey().toString()));
            }
            if (node.getKind() == ElementKind.PROPERTY && type != null) {
                RecordShape.Component component = component(type, node.getName());
                if (component != null && !component.unwrapped()) {
                    pointer.append('/').append(JsonPointers.escape(component.name()));
                }
                type = component == null ? null : contained(component);
            }
        }
        return pointer.toString();
    }

    private static RecordShape.Component component(Class<?> type, String property) {
        if (!type.isRecord()) {
            return null;
        }
        var components = type.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            if (components[i].getName().equals(property)) {
                return RecordShape.of(type).components().get(i);
            }
        }
        return null;
    }

    /** The record inside of a list or map, where the path goes on. */
    private static Class<?> contained(RecordShape.Component component) {
        if (component.type() instanceof java.lang.reflect.ParameterizedType generic) {
            var arguments = generic.getActualTypeArguments();
            return arguments[arguments.length - 1] instanceof Class<?> last ? last : null;
        }
        return component.raw();
    }
}
