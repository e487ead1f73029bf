package org.offprint.database;

/** The embedded database cannot start; the message is one line that tells a person what to do. */
public final class DatabaseStartException extends RuntimeException {

    DatabaseStartException(String message) {
        super(oneLine(message));
    }

    DatabaseStartException(String message, Exception cause) {
        super(oneLine(message + ": " + reason(cause)), cause);
    }

    /** What an exception says, with its kind where the message alone is only a path. */
    static String reason(Exception cause) {
        String kind = cause.getClass().getSimpleName().replace("Exception", "");
        return cause.getMessage() == null ? kind : kind + " (" + cause.getMessage() + ")";
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", " | ");
    }
}
