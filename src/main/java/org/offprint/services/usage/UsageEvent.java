package org.offprint.services.usage;

import java.time.Instant;

/**
 * Somebody opened something, as a front end reports it. It is in memory alone: of the visitor, a hash is stored.
 *
 * @param at the time
 * @param method Regular or TDM
 * @param visitor who it was
 */
public record UsageEvent(Instant at, UsedItem item, AccessMethod method, Visitor visitor) {

    /** How it was opened (COUNTER 5.1, section 3.3.9). */
    public enum AccessMethod {
        REGULAR("Regular"),
        /** Text and data mining, which standard views leave out. */
        TDM("TDM");

        private final String word;

        AccessMethod(String word) {
            this.word = word;
        }

        /** Returns the word of COUNTER. */
        public String word() {
            return word;
        }
    }

    /**
     * A visitor, by a session or, without one, by address and browser.
     *
     * @param session any text that stays the same through a visit; null for none
     * @param address of the network; null where there is a session
     * @param userAgent as the browser names itself; null where nothing is known of it
     */
    public record Visitor(String session, String address, String userAgent) {

        /** The most characters of a name of a browser that are looked at. */
        public static final int LONGEST_AGENT = 512;

        public Visitor {
            userAgent = shortened(userAgent);
        }

        /** Returns as much of the name of a browser as is looked at; null for null. */
        static String shortened(String userAgent) {
            return userAgent != null && userAgent.length() > LONGEST_AGENT
                    ? userAgent.substring(0, LONGEST_AGENT)
                    : userAgent;
        }

        /** Reports whether the visitor has a session. */
        boolean hasSession() {
            return session != null;
        }

        @Override
        public String toString() {
            return "Visitor"; // so that no log ever holds an address
        }
    }
}
