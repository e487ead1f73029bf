package org.offprint.services.registration.targets.pubmed;

/** Failure of an SFTP session. The exception message contains no secret. */
final class SftpFailure extends Exception {

    private static final int MAX_MESSAGE_LENGTH = 300;

    /** Kinds of SFTP failures. */
    enum Kind {
        /** The SFTP session could not be opened, and nothing was written. */
        NOT_REACHED,
        /**
         * The server presented a host key that the account does not allow. The login name and password were not sent.
         */
        HOST_KEY,
        /** The server rejected the login, the password or the key. */
        CREDENTIALS,
        /** The folder does not exist on the server or is not writable. */
        FOLDER,
        /** The server reported an error, such as insufficient space. */
        TROUBLE,
        /** The connection was lost after the SFTP session had started. */
        LOST
    }

    private final Kind kind;

    /**
     * Creates an SFTP failure.
     *
     * @param reason sentence that describes the failure; truncated to 300 characters, because it may contain text from
     *     the server
     */
    SftpFailure(Kind kind, String reason) {
        super(reason.length() <= MAX_MESSAGE_LENGTH ? reason : reason.substring(0, MAX_MESSAGE_LENGTH));
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }
}
