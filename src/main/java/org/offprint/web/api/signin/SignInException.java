package org.offprint.web.api.signin;

/** A sign-in that came to nothing, as it is told to the person on a page. */
final class SignInException extends RuntimeException {

    /** The outcome of a sign-in, for figures. */
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

    /** The person said no at the provider's page. */
    static SignInException cancelled() {
        return new SignInException(
                Outcome.CANCELLED, 403, "You are not signed in", "You said no to the sign-in. Nothing was stored.");
    }

    /** The answer of the provider does not belong to a sign-in of this browser, came before, or is not valid. */
    static SignInException refused() {
        return new SignInException(
                Outcome.REFUSED,
                400,
                "You are not signed in",
                "This sign-in does not belong to this browser, took too long, was used before, or the provider did not"
                        + " confirm it. Begin again.");
    }

    /** The invitation was taken up before, has ended, or never was. */
    static SignInException notInvited() {
        return new SignInException(
                Outcome.REFUSED,
                404,
                "This invitation cannot be taken up",
                "It was used before, or is older than two weeks. Ask for another one.");
    }

    /** The provider does not answer. */
    static SignInException away() {
        return new SignInException(
                Outcome.AWAY,
                503,
                "Nobody can sign in right now",
                "The provider of the sign-in does not answer. Try again in a minute. API keys work as always.");
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
