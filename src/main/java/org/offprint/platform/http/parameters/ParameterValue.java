package org.offprint.platform.http.parameters;

/**
 * Value of a parameter as the client sent it, with its declared type. {@link Parameters} parses these values and
 * collects all errors, while a converter of the framework would stop at the first one. The OpenAPI document takes the
 * type from here.
 */
public final class ParameterValue<T> {

    private final transient String text;

    /** Never set. The OpenAPI document is generated from fields, and this field declares the type of the value. */
    @SuppressWarnings("unused")
    private T value;

    /** Wraps the text of one value. Called by the framework for each value of a parameter. */
    public ParameterValue(String text) {
        this.text = text;
    }

    /** Returns the text as sent, decoded. */
    public String text() {
        return text;
    }

    /** Returns the text of a parameter; null if the parameter is missing. */
    public static String textOf(ParameterValue<?> given) {
        return given == null ? null : given.text;
    }

    @Override
    public String toString() {
        return text;
    }
}
