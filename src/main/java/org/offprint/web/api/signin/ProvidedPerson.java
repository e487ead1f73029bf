package org.offprint.web.api.signin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A person as an ID token tells of them.
 *
 * @param issuer without a slash at its end
 * @param subject at most 255 printable characters of ASCII (OpenID Connect Core 1.0, section 2)
 * @param name at most 200 characters, none of them a control character; null where the provider tells none
 */
record ProvidedPerson(String issuer, String subject, String name) {

    private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_ISSUER = 1_000;

    /** Control characters, halves of characters, and what turns the direction of the text around it. */
    private static final Pattern UNFIT =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Co}\\p{Cn}\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

    /**
     * Reads a person out of claims that are verified.
     *
     * @throws SignInException where the subject is none that can be stored
     */
    static ProvidedPerson of(JsonNode claims) {
        String issuer = claims.path("iss").asText();
        String subject = claims.path("sub").asText();
        if (issuer.isEmpty()
                || issuer.length() > LONGEST_ISSUER
                || !SUBJECT.matcher(subject).matches()) {
            throw SignInException.refused();
        }
        String name = name(claims, "name")
                .or(() -> name(claims, "given_name")
                        .map(given ->
                                cut((given + " " + name(claims, "family_name").orElse("")).strip())))
                .or(() -> name(claims, "preferred_username"))
                .orElse(null);
        return new ProvidedPerson(SignInProvider.withoutSlash(issuer), subject, name);
    }

    private static Optional<String> name(JsonNode claims, String claim) {
        JsonNode value = claims.path(claim);
        if (!value.isTextual()) {
            return Optional.empty();
        }
        String text = value.textValue();
        String name = UNFIT.matcher(text.length() > 10 * LONGEST_NAME ? text.substring(0, 10 * LONGEST_NAME) : text)
                .replaceAll(" ")
                .replaceAll("\\s+", " ")
                .strip();
        return name.isEmpty() ? Optional.empty() : Optional.of(cut(name));
    }

    private static String cut(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME));
    }
}
