package org.offprint.platform.http.parameters;

/**
 * Value of a query or path parameter, as sent by the client, with its declared type. {@link Parameters} parses these
 * values and collects all errors, whereas a converter of the framework would stop at the first one. The type parameter
 * declares the parameter type in the OpenAPI document.
 */
public final class ParameterValue<T> {

    private final transient String text;

    /**
     * Declares the type of the parameter value, because the OpenAPI document is generated from fields. The field {@code
     * value} is never set.
     */
    @SuppressWarnings("unused")
    private T value;

    /** Wraps a parameter value. The framework calls this constructor once for each value of a parameter. */
    public ParameterValue(String text) {
        this.text = text;
    }

    /** Returns the decoded parameter value, as sent by the client. */
    public String text() {
        return text;
    }

    /** Returns the decoded value of a parameter, or null if the parameter is missing. */
    public static String textOf(ParameterValue<?> given) {
        return given == null ? null : given.text;
    }

    @Override
    public String toString() {
        return text;
    }
}
