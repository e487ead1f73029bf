package org.offprint.kernel.identifiers;

/** Exception for an invalid value, with a machine-readable error code and a human-readable message. */
public final class InvalidValueException extends IllegalArgumentException {

    private final String code;

    /**
     * @param code machine-readable error code in lowercase, such as {@code orcid-checksum}; words are joined by hyphens
     * @param message description of the error and how to fix the value
     */
    public InvalidValueException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** Returns the machine-readable error code, such as {@code orcid-checksum}. */
    public String code() {
        return code;
    }
}
