package org.offprint.platform.http.parameters;

/**
 * Value of a query or path parameter, in the form that the client sent, with its declared type. {@link Parameters}
 * parses these values and collects all errors. A converter of the framework would stop at the first error. The type
 * parameter declares the type of the parameter in the OpenAPI document.
 */
public final class ParameterValue<T> {

    private final transient String text;

    /**
     * Declares the type of the parameter value, because the OpenAPI document is generated from fields. The field {@code
     * value} is never set.
     */
    @SuppressWarnings("unused")
    private T value;

    /** Wraps one value of a parameter. The framework calls this constructor for each value of a parameter. */
    public ParameterValue(String text) {
        this.text = text;
    }

    /** Returns the decoded parameter value that the client sent. */
    public String text() {
        return text;
    }

    /** Returns the decoded value of a parameter, or null if it is missing. */
    public static String textOf(ParameterValue<?> given) {
        return given == null ? null : given.text;
    }

    @Override
    public String toString() {
        return text;
    }
}
