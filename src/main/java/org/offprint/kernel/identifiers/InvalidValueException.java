package org.offprint.kernel.identifiers;

/** Exception for an invalid value, with a machine-readable code and a message for people. */
public final class InvalidValueException extends IllegalArgumentException {

    private final String code;

    /**
     * @param code lower-case words joined by hyphens, such as {@code orcid-checksum}
     * @param message description of the error and how to fix it
     */
    public InvalidValueException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** Returns the machine-readable code, such as {@code orcid-checksum}. */
    public String code() {
        return code;
    }
}
