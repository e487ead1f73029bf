package org.offprint.platform.http.parameters;

/**
 * The value of a parameter as it was sent, with the type that it is to have. {@link Parameters} read it and remember all
 * that is wrong, where a converter of the framework would end the request at the first fault. The contract takes the type
 * from here.
 */
public final class Given<T> {

    private final transient String text;

    /** Never set: the contract is made from fields, and this one says what is to be given. */
    @SuppressWarnings("unused")
    private T value;

    /** Takes what was sent; the framework calls this for each value of a parameter. */
    public Given(String text) {
        this.text = text;
    }

    /** The text as it was sent, decoded. */
    public String text() {
        return text;
    }

    /** The text of a parameter; null where it was not given. */
    public static String textOf(Given<?> given) {
        return given == null ? null : given.text;
    }

    @Override
    public String toString() {
        return text;
    }
}
