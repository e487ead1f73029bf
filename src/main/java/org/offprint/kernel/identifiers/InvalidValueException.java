package org.offprint.kernel.identifiers;

/** A value that is not what it should be; says so in a code for programs and a sentence for people. */
public final class InvalidValueException extends IllegalArgumentException {

    private final String code;

    /**
     * @param code words with hyphens, such as {@code orcid-checksum}
     * @param message one sentence for a person
     */
    public InvalidValueException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** The code for programs, such as {@code orcid-checksum}. */
    public String code() {
        return code;
    }
}
