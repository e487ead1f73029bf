package org.offprint.http.json;

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
import java.util.Map;

/** Turns the path of a Bean Validation violation into a JSON Pointer, and its constraint into a code. */
final class ViolationPointer {

    private static final Map<Class<? extends Annotation>, String> CODES = Map.of(
            NotNull.class, "required",
            NotBlank.class, "required",
            NotEmpty.class, "required",
            Size.class, "size",
            Min.class, "out-of-range",
            Max.class, "out-of-range",
            Pattern.class, "format");

    private ViolationPointer() {}

    static String of(Class<?> root, ConstraintViolation<?> violation) {
        StringBuilder pointer = new StringBuilder();
        Class<?> type = root;
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            } else if (node.getKey() != null) {
                pointer.append('/').append(RecordReader.escape(node.getKey().toString()));
            }
            if (node.getKind() == ElementKind.PROPERTY && type != null) {
                RecordShape.Component component = component(type, node.getName());
                if (component != null && !component.unwrapped()) {
                    pointer.append('/').append(RecordReader.escape(component.name()));
                }
                type = component == null ? null : contained(component);
            }
        }
        return pointer.toString();
    }

    static String code(ConstraintViolation<?> violation) {
        return CODES.getOrDefault(
                violation.getConstraintDescriptor().getAnnotation().annotationType(), "invalid");
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
