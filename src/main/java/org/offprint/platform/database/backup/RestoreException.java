package org.offprint.platform.database.backup;

/** Thrown if a restore failed and left the store unchanged. The exception message is intended for the operator. */
public final class RestoreException extends RuntimeException {

    private final int exitCode;

    private RestoreException(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /**
     * Returns an exception for a target store that already has records or was created by a newer version of the
     * service.
     */
    static RestoreException unfitStore(String message) {
        return new RestoreException(3, message, null);
    }

    /** Returns an exception for a file that is not a backup, is incomplete, or has an unsupported format version. */
    static RestoreException unfitFile(String message) {
        return new RestoreException(4, message, null);
    }

    static RestoreException failed(String message, Throwable cause) {
        return new RestoreException(1, message, cause);
    }

    /**
     * Returns the exit code of the restore process: 1 for a failure, 3 for an unsuitable store, 4 for an unsuitable
     * file.
     */
    public int exitCode() {
        return exitCode;
    }
}
