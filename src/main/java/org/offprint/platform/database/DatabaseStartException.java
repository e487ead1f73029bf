package org.offprint.platform.database;

import java.nio.file.FileSystemException;
import java.util.Locale;

/**
 * Thrown if the database cannot be started or used. The exception message is a single line that states the next step
 * for the operator.
 */
public final class DatabaseStartException extends RuntimeException {

    public DatabaseStartException(String message) {
        super(oneLine(message));
    }

    public DatabaseStartException(String message, Exception cause) {
        super(oneLine(message + ": " + reason(cause)), cause);
    }

    /**
     * Describes an exception by its type and message, for example {@code no such file (/data/x)}. The exception's own
     * message is often only a file path.
     */
    public static String reason(Exception cause) {
        if (cause instanceof FileSystemException failure && failure.getReason() != null) {
            return failure.getReason();
        }
        String kind = cause.getClass().getSimpleName().replace("Exception", "");
        String words = kind.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return cause.getMessage() == null ? words : words + " (" + cause.getMessage() + ")";
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", " | ");
    }
}
