package org.offprint.formats.print;

/** Thrown if an article cannot be printed, so that another attempt with the same content would also fail. */
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
