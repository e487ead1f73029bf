package org.offprint.kernel.record;

/** Pattern for tokens in records, such as the type of an abstract, with the error message for invalid tokens. */
final class TokenPattern {

    static final String REGEXP = "[a-z][a-z0-9-]{0,49}";

    static final String MESSAGE = "Must be at most 50 lower-case letters, digits and hyphens, and begin with a letter.";

    private TokenPattern() {}
}
