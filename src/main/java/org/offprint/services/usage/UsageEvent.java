package org.offprint.services.usage;

import java.time.Instant;

/**
 * Use of an item, reported by a front end. The event exists only in memory, and only a hash of the visitor is stored.
 *
 * @param at time of the event
 * @param method Regular or TDM
 * @param visitor visitor who caused the event
 */
public record UsageEvent(Instant at, UsedItem item, AccessMethod method, Visitor visitor) {

    /** Access method of a usage event (COUNTER 5.1, section 3.3.9). */
    public enum AccessMethod {
        REGULAR("Regular"),
        /** Text and data mining, which COUNTER's standard views exclude. */
        TDM("TDM");

        private final String word;

        AccessMethod(String word) {
            this.word = word;
        }

        /** Returns COUNTER's name for the access method. */
        public String word() {
            return word;
        }
    }

    /**
     * Visitor, identified by session id or, if there is none, by address and browser.
     *
     * @param session session id that is the same for a whole visit; null if there is none
     * @param address network address; null if there is a session
     * @param userAgent user agent of the browser; null if unknown
     */
    public record Visitor(String session, String address, String userAgent) {

        /** Maximum number of characters of a user agent. Longer user agents are truncated. */
        public static final int MAX_AGENT_LENGTH = 512;

        public Visitor {
            userAgent = shortened(userAgent);
        }

        /** Returns a user agent truncated to {@link #MAX_AGENT_LENGTH} characters; null if the user agent is null. */
        static String shortened(String userAgent) {
            return userAgent != null && userAgent.length() > MAX_AGENT_LENGTH
                    ? userAgent.substring(0, MAX_AGENT_LENGTH)
                    : userAgent;
        }

        /** Returns whether the visitor is identified by a session id. */
        boolean hasSession() {
            return session != null;
        }

        @Override
        public String toString() {
            return "Visitor"; // Client addresses must not appear in logs.
        }
    }
}
