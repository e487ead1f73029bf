package org.offprint.services.registration.targets.pubmed;

/** The end of a session with an SFTP server that did not do what was asked. Its words hold no secret. */
final class SftpFailure extends Exception {

    private static final int LONGEST = 300;

    /** The kinds of ends. */
    enum Kind {
        /** No session came about: nothing was written. */
        NOT_REACHED,
        /** The server showed a key that the account does not name. The login was not sent. */
        HOST_KEY,
        /** The server does not take the login, the password or the key. */
        CREDENTIALS,
        /** There is no such folder, or it may not be written into. */
        FOLDER,
        /** The server said that it failed, such as for want of space. */
        TROUBLE,
        /** The connection was lost after the session had begun. */
        LOST
    }

    private final Kind kind;

    /** @param reason a sentence; longer ones are cut, because servers may have written them */
    SftpFailure(Kind kind, String reason) {
        super(reason.length() <= LONGEST ? reason : reason.substring(0, LONGEST));
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }
}
