package org.offprint.web.api.signin;

/** Exception for a failed sign-in, with the content of the error page. */
final class SignInException extends RuntimeException {

    /** Outcome of a sign-in, as counted in metrics. */
    enum Outcome {
        DONE,
        CANCELLED,
        REFUSED,
        AWAY
    }

    private final transient Outcome outcome;
    private final int status;
    private final String title;

    private SignInException(Outcome outcome, int status, String title, String text) {
        super(text, null, false, false);
        this.outcome = outcome;
        this.status = status;
        this.title = title;
    }

    /** Returns an exception for a user who cancelled the sign-in at the provider's page. */
    static SignInException cancelled() {
        return new SignInException(
                Outcome.CANCELLED,
                403,
                "You are not signed in",
                "The sign-in was cancelled at the provider. No data was stored.");
    }

    /**
     * Returns an exception for a provider response that belongs to another browser, was already used, or is invalid.
     */
    static SignInException refused() {
        return new SignInException(
                Outcome.REFUSED,
                400,
                "You are not signed in",
                "This sign-in was started in another browser, took too long, was already used, or was"
                        + " not confirmed by the provider. Sign in again.");
    }

    /** Returns an exception for an invitation that was already accepted, has expired, or does not exist. */
    static SignInException notInvited() {
        return new SignInException(
                Outcome.REFUSED,
                404,
                "This invitation cannot be accepted",
                "The invitation was already used, or is older than two weeks. Ask for a new invitation.");
    }

    /** Returns an exception for an unavailable sign-in provider. */
    static SignInException unavailable() {
        return new SignInException(
                Outcome.AWAY,
                503,
                "Sign-in is currently unavailable",
                "The sign-in provider does not respond. Try again in a minute. API keys still work.");
    }

    Outcome outcome() {
        return outcome;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }
}
