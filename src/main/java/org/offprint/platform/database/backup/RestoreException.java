package org.offprint.platform.database.backup;

/** A backup that was not restored; the message is for the person who wanted it, and the store is as it was. */
public final class RestoreException extends RuntimeException {

    private final int exitCode;

    private RestoreException(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** The store has records already, or was made by a newer version. */
    static RestoreException unfitStore(String message) {
        return new RestoreException(3, message, null);
    }

    /** The file is no backup, or not a whole one, or of a version that cannot be read here. */
    static RestoreException unfitFile(String message) {
        return new RestoreException(4, message, null);
    }

    static RestoreException failed(String message, Throwable cause) {
        return new RestoreException(1, message, cause);
    }

    /** Returns the exit code of the process: 1 for a failure, 3 for an unfit store, 4 for an unfit file. */
    public int exitCode() {
        return exitCode;
    }
}
