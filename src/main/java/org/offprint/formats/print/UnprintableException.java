package org.offprint.formats.print;

/** Article that cannot be printed, for reasons that another attempt would not change. */
public final class UnprintableException extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message reason as a sentence for editors and operators
     */
    public UnprintableException(String message) {
        super(message);
    }
}
