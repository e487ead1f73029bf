package org.offprint.web.api.signin;

/** Paths of the sign-in pages. */
public final class SignInPaths {

    /** Path of the page that starts a sign-in. */
    public static final String SIGN_IN = "/sign-in";

    static final String SIGN_OUT = "/sign-out";

    private SignInPaths() {}
}
