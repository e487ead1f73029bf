package org.offprint.web.api.signin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Person described by an ID token.
 *
 * @param issuer issuer without a trailing slash
 * @param subject at most 255 printable ASCII characters (OpenID Connect Core 1.0, section 2)
 * @param name at most 200 characters without control characters; null if the provider sends no name
 */
record ProvidedPerson(String issuer, String subject, String name) {

    private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final int MAX_NAME_LENGTH = 200;
    private static final int MAX_ISSUER_LENGTH = 1_000;

    /**
     * Control characters, unpaired surrogates, private or unassigned characters, and characters that change the text
     * direction.
     */
    private static final Pattern UNSAFE_CHARACTERS =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Co}\\p{Cn}\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

    /**
     * Returns the person that verified claims describe.
     *
     * @throws SignInException if issuer or subject cannot be stored
     */
    static ProvidedPerson of(JsonNode claims) {
        String issuer = claims.path("iss").asText();
        String subject = claims.path("sub").asText();
        if (issuer.isEmpty()
                || issuer.length() > MAX_ISSUER_LENGTH
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
        String name = UNSAFE_CHARACTERS
                .matcher(text.length() > 10 * MAX_NAME_LENGTH ? text.substring(0, 10 * MAX_NAME_LENGTH) : text)
                .replaceAll(" ")
                .replaceAll("\\s+", " ")
                .strip();
        return name.isEmpty() ? Optional.empty() : Optional.of(cut(name));
    }

    private static String cut(String name) {
        return name.codePointCount(0, name.length()) <= MAX_NAME_LENGTH
                ? name
                : name.substring(0, name.offsetByCodePoints(0, MAX_NAME_LENGTH));
    }
}
