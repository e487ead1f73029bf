package org.offprint.platform.people;

/**
 * A person who was invited, with what is shown once.
 *
 * @param secret of the link; null where the invitation names the person's account
 */
public record Invited(Person person, String secret) {}
