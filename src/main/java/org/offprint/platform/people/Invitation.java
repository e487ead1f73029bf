package org.offprint.platform.people;

/**
 * Invited person, with the secret that is shown only once.
 *
 * @param secret secret of the link; null if the invitation names the person's account
 */
public record Invitation(Person person, String secret) {}
