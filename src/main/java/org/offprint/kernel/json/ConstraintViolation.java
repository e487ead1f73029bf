package org.offprint.kernel.json;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.util.Comparator;
import java.util.Map;

/**
 * Violation of a Bean Validation constraint, with its location, error code and message.
 *
 * @param pointer location of the invalid value, as a JSON Pointer
 */
record ConstraintViolation(String pointer, String code, String message) {

    private static final java.util.regex.Pattern NUMBER = java.util.regex.Pattern.compile("[0-9]+");

    /** Orders constraint violations by location. Entries of a list are ordered by index. */
    static final Comparator<ConstraintViolation> BY_POINTER = Comparator.comparing(broken -> NUMBER.matcher(
                    broken.pointer())
            .replaceAll(digits -> "0".repeat(Math.max(0, 10 - digits.group().length())) + digits.group()));

    private static final Map<Class<? extends Annotation>, String> CODES = Map.of(
            NotNull.class, "required",
            NotBlank.class, "required",
            NotEmpty.class, "required",
            Size.class, "size",
            Min.class, "out-of-range",
            Max.class, "out-of-range",
            Pattern.class, "format");

    static ConstraintViolation of(String pointer, Annotation constraint, String message) {
        return new ConstraintViolation(pointer, CODES.get(constraint.annotationType()), message);
    }
}
